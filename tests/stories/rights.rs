//! What a board does when its place changes under it: roles, time-outs, deleted channels, archived threads.

use crate::{
    subscribed::{NINE, said},
    world::{Person, World, text},
};
use chrono::TimeDelta;
use serde_json::{Value, json};

impl World {
    /// The first server's id.
    async fn agency(&self) -> String {
        text(&self.get("state").await["guilds"][0]["id"])
    }

    /// Changes the bot's own role in the first server.
    async fn bot_role(&self, rights: &[&str]) {
        let role = self.role("rankwatch").await;
        let path = format!("guilds/{}/roles/{}", self.agency().await, text(&role["id"]));
        self.put(&path, json!({ "permissions": rights })).await;
    }

    /// Waits in the world's time for a message to Maya.
    async fn maya_is_told(&self) -> String {
        for _ in 0..60 {
            if !self.direct("maya").await.is_empty() {
                break;
            }
            self.pass(TimeDelta::seconds(20)).await;
        }
        let notices = self.direct("maya").await;
        assert_eq!(notices.len(), 1, "{notices:#?}");
        said(&notices[0])
    }
}

/// A world with a board at nine in #rankings.
async fn subscribed(story: &str) -> (World, Person) {
    let world = World::new(story).await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    (world, maya)
}

const RIGHTS: [&str; 6] = [
    "VIEW_CHANNEL",
    "SEND_MESSAGES",
    "SEND_MESSAGES_IN_THREADS",
    "EMBED_LINKS",
    "ATTACH_FILES",
    "READ_MESSAGE_HISTORY",
];

#[tokio::test(flavor = "multi_thread")]
async fn rights_that_a_role_takes_and_gives_back_are_noticed() {
    let (world, maya) = subscribed("rights-role").await;
    let id = world.agency().await;
    // What everybody may do would do for the bot, too.
    world.put(&format!("guilds/{id}/roles/{id}"), json!({ "permissions": ["VIEW_CHANNEL"] })).await;
    world.bot_role(&["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"]).await;
    world.reach(NINE).await;
    let notice = world.maya_is_told().await;
    assert!(notice.contains("Send Messages"), "{notice}");
    world.bot_role(&RIGHTS).await;
    world.nothing_more().await;
    world.posts_come(&maya.channel, 1).await;
    // The same by a role that the bot gets.
    world.bot_role(&["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"]).await;
    world.reach("2026-11-25T09:00:00Z").await;
    world.until("another notice", async |world: &World| world.direct("maya").await.len() == 2).await;
    let made =
        world.post(&format!("guilds/{id}/roles"), json!({ "name": "Posters", "permissions": RIGHTS })).await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1);
    let bot = text(&world.get("state").await["application_id"]);
    let roles = json!({ "roles": [world.role("rankwatch").await["id"], made["id"]] });
    world.put(&format!("guilds/{id}/members/{bot}"), roles).await;
    world.nothing_more().await;
    world.posts_come(&maya.channel, 2).await;
    assert_eq!(world.direct("maya").await.len(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_out_is_told_once_and_its_post_comes_when_it_is_over() {
    let (world, maya) = subscribed("rights-timeout").await;
    let bot = text(&world.get("state").await["application_id"]);
    world.pass(TimeDelta::hours(20)).await;
    let member = format!("guilds/{}/members/{bot}", world.agency().await);
    world.put(&member, json!({ "timeout_s": 4 * 3_600 })).await;
    world.reach(NINE).await;
    world.maya_is_told().await;
    for _ in 0..2 {
        world.pass(TimeDelta::hours(1)).await;
        world.nothing_more().await;
    }
    assert_eq!(world.direct("maya").await.len(), 1, "the hourly look isn't fooled");
    assert!(world.posts(&maya.channel).await.is_empty());
    // Nobody tells when it is over: the hourly look finds it.
    for _ in 0..2 {
        world.pass(TimeDelta::hours(1)).await;
        world.nothing_more().await;
    }
    world.posts_come(&maya.channel, 1).await;
    assert_eq!(world.direct("maya").await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_alert_channel_leaves_the_way_to_whoever_set_the_board_up() {
    let (world, maya) = subscribed("rights-alerts").await;
    let alerts = world.maya("alerts").await;
    let settings = world.ask(&maya, "settings", json!({})).await;
    world.set(&maya, settings.message(), "s1|alerts", &[&alerts.channel]).await;
    world.delete(&format!("channels/{}", alerts.channel)).await;
    world.nothing_more().await;
    let settings = said(world.ask(&maya, "settings", json!({})).await.message());
    assert!(settings.contains("**Alert channel**: none"), "{settings}");
    assert!(settings.contains("the bot Alert channel"), "who did it: {settings}");
    world.bot_overwrite(&maya.channel, &[], &["SEND_MESSAGES"]).await;
    world.reach(NINE).await;
    world.maya_is_told().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_goes_with_its_channel_is_told_when_its_post_is_due() {
    let world = World::new("rights-thread").await;
    let maya = world.maya("rankings").await;
    let ideas = world.maya("ideas").await;
    world.subscribe(&maya, json!({ "channel": ideas.channel })).await;
    world.reach(NINE).await;
    let threads = async || -> Vec<Value> {
        let state = world.get("state").await;
        let channels = state["guilds"][0]["channels"].as_array().unwrap().clone();
        channels.into_iter().filter(|channel| channel["parent_id"] == ideas.channel.as_str()).collect()
    };
    world.until("a thread", async |_: &World| threads().await.len() == 1).await;
    let thread = text(&threads().await[0]["id"]);
    world.ask(&maya, "board remove", json!({ "board": "1" })).await;
    world.subscribe(&maya, json!({ "channel": thread })).await;
    world.delete(&format!("channels/{}", ideas.channel)).await;
    world.reach("2026-11-25T09:00:00Z").await;
    world.maya_is_told().await;
    world.reach("2026-11-26T09:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.direct("maya").await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_post_of_unclear_outcome_is_found_among_the_archived_ones() {
    let world = World::new("rights-archived").await;
    let maya = world.maya("rankings").await;
    let ideas = world.maya("ideas").await;
    world.subscribe(&maya, json!({ "channel": ideas.channel })).await;
    let path = format!("/channels/{}/threads", ideas.channel);
    // The look has to wait until the thread is archived.
    let looks = json!({ "side": "discord", "method": "GET", "path": "/threads/active", "kind": "status", "status": 503 });
    let lost =
        json!({ "side": "discord", "method": "POST", "path": path, "times": 1, "kind": "lost_answer" });
    world.fault(lost).await;
    world.fault(looks).await;
    world.reach(NINE).await;
    let threads = async || -> Vec<Value> {
        let state = world.get("state").await;
        let channels = state["guilds"][0]["channels"].as_array().unwrap().clone();
        channels.into_iter().filter(|channel| channel["parent_id"] == ideas.channel.as_str()).collect()
    };
    world.until("a thread", async |_: &World| threads().await.len() == 1).await;
    let thread = text(&threads().await[0]["id"]);
    world.patch(&format!("channels/{thread}"), json!({ "archived": true })).await;
    world.heal().await;
    for _ in 0..20 {
        world.pass(TimeDelta::seconds(30)).await;
    }
    world.nothing_more().await;
    assert_eq!(threads().await.len(), 1, "{:#?}", threads().await);
    let outbox = world.run(&["outbox", "--all"]).await;
    assert!(
        outbox.out.lines().any(|line| line.contains("2026-11-24") && line.contains("sent")),
        "{outbox:?}"
    );
    world.end().await;
}
