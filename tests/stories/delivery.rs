//! What Discord says to a post, and what becomes of it then.

use crate::{
    subscribed::{ABOUT, NINE, custom_ids, said},
    world::{Person, World, text},
};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// A world with a board at nine in #rankings, for which a fault waits that hits its post.
async fn with_fault(story: &str, fault: Value) -> (World, Person) {
    let world = World::new(story).await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    let path = format!("/channels/{}/messages", maya.channel);
    let mut whole = json!({ "side": "discord", "method": "POST", "path": path, "times": 1 });
    for (name, value) in fault.as_object().expect("a fault") {
        whole[name] = value.clone();
    }
    world.fault(whole).await;
    (world, maya)
}

/// What Discord answers by a fault.
fn says(status: u16, code: u32, message: &str) -> Value {
    json!({ "kind": "status", "status": status, "body": { "code": code, "message": message } })
}

/// Waits in the world's time until a channel has so many posts, and a while more: it stays at that.
async fn ends_with(world: &World, channel: &str, count: usize) -> Vec<Value> {
    // In steps that are shorter than a call may take: a leap over its deadline would cut it off.
    for _ in 0..130 {
        if world.posts(channel).await.len() >= count {
            break;
        }
        world.pass(TimeDelta::seconds(9)).await;
    }
    world.nothing_more().await;
    let posts = world.posts(channel).await;
    assert_eq!(posts.len(), count, "{posts:#?}");
    posts
}

/// What `/board show` says of the first board.
async fn shown(world: &World, who: &Person) -> String {
    said(world.ask(who, "board show", json!({ "board": "1" })).await.message())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_broke_or_got_lost_arrives_once() {
    for (story, fault) in [
        ("delivery-500", says(500, 0, "Internal Server Error")),
        ("delivery-500-after", json!({ "kind": "status_after", "status": 500 })),
        ("delivery-lost", json!({ "kind": "lost_answer" })),
        ("delivery-refused", json!({ "kind": "refused" })),
        ("delivery-cut", json!({ "kind": "cut_body" })),
    ] {
        let (world, maya) = with_fault(story, fault).await;
        // The nonce is forgotten at once: only the look for the mark can save it.
        world.post("settings", json!({ "nonce_window_s": 0 })).await;
        world.reach(NINE).await;
        ends_with(&world, &maya.channel, 1).await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_of_one_channel_holds_no_other_up() {
    let body = json!({ "message": "You are being rate limited.", "retry_after": 300.0, "global": false });
    let fault = json!({ "kind": "status", "status": 429, "body": body,
        "headers": [["x-ratelimit-scope", "user"], ["retry-after", "300"]] });
    let (world, maya) = with_fault("delivery-429", fault).await;
    let alerts = world.maya("alerts").await;
    world.subscribe(&alerts, json!({})).await;
    world.reach(NINE).await;
    world.posts_come(&alerts.channel, 1).await;
    assert!(world.posts(&maya.channel).await.is_empty());
    world.pass(TimeDelta::seconds(240)).await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty(), "it waits as told");
    ends_with(&world, &maya.channel, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_token_stops_the_posts_and_disables_nothing() {
    let (mut world, maya) = with_fault("delivery-401", says(401, 0, "401: Unauthorized")).await;
    world.reach(NINE).await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty());
    let state = shown(&world, &maya).await;
    assert!(!state.contains('⛔') && !state.contains('❌'), "{state}");
    world.stop_bot().await;
    world.start_bot().await;
    ends_with(&world, &maya.channel, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_somebody_deleted_meanwhile_is_done() {
    let (world, maya) = with_fault("delivery-deleted", says(404, 10008, "Unknown Message")).await;
    world.reach(NINE).await;
    world.pass(TimeDelta::minutes(10)).await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty(), "it isn't posted anew");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_discord_refuses_comes_as_plain_text_once_and_then_lies_dead() {
    let (world, maya) = with_fault("delivery-plain", says(400, 50035, "Invalid Form Body")).await;
    world.reach(NINE).await;
    let plain = ends_with(&world, &maya.channel, 1).await.remove(0);
    assert!(plain["embeds"].as_array().unwrap().is_empty(), "{plain}");
    assert!(text(&plain["content"]).contains("United States"), "{plain}");
    world.end().await;

    let mut fault = says(413, 40005, "Request entity too large");
    fault["times"] = json!(2);
    let (world, maya) = with_fault("delivery-dead", fault).await;
    world.reach(NINE).await;
    world.pass(TimeDelta::minutes(2)).await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty());
    let listed = world.run(&["outbox", "--all"]).await;
    assert!(listed.out.contains("dead"), "{listed:?}");
    assert!(shown(&world, &maya).await.contains('❌'), "{}", shown(&world, &maya).await);
    let id = listed.out.lines().find(|line| line.contains("dead")).unwrap();
    let id = id.split(|char: char| !char.is_ascii_digit()).find(|part| !part.is_empty()).unwrap();
    let retried = world.run(&["outbox", "retry", id]).await;
    assert_eq!(retried.code, Some(0), "{retried:?}");
    ends_with(&world, &maya.channel, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_automod_blocks_is_told_to_the_managers_and_not_repeated() {
    let blocked = says(400, 200_000, "Message was blocked by automatic moderation: no links here");
    let (world, maya) = with_fault("delivery-automod", blocked).await;
    world.reach(NINE).await;
    world.until("a notice", async |world: &World| !world.direct("maya").await.is_empty()).await;
    let notice = said(&world.direct("maya").await[0]);
    assert!(notice.contains("no links here"), "which rule: {notice}");
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty(), "not repeated");
    world.reach("2026-11-25T09:00:00Z").await;
    world.posts_come(&maya.channel, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_right_is_told_once_and_the_board_resumes_by_itself() {
    let world = World::new("delivery-403").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    world.subscribe(&maya, json!({ "region": "GB" })).await;
    world.bot_overwrite(&maya.channel, &[], &["SEND_MESSAGES"]).await;
    world.reach(NINE).await;
    world.until("a notice", async |world: &World| world.direct("maya").await.len() >= 2).await;
    world.reach("2026-11-24T10:00:00Z").await;
    world.nothing_more().await;
    let notices = world.direct("maya").await;
    assert_eq!(notices.len(), 2, "one for each board: {notices:#?}");
    for notice in &notices {
        assert!(said(notice).contains("Send Messages"), "the mend: {}", said(notice));
    }
    assert!(shown(&world, &maya).await.contains("Send Messages"), "{}", shown(&world, &maya).await);
    world.bot_overwrite(&maya.channel, &["SEND_MESSAGES"], &[]).await;
    // What was held comes, for it isn't expired, and tomorrow's does, too.
    ends_with(&world, &maya.channel, 2).await;
    world.reach("2026-11-25T09:00:00Z").await;
    ends_with(&world, &maya.channel, 4).await;
    assert_eq!(world.direct("maya").await.len(), 2, "nothing more is told");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_goes_to_the_alert_channel_where_there_is_one() {
    let world = World::new("delivery-alerts").await;
    let (maya, alerts) = (world.maya("rankings").await, world.maya("alerts").await);
    let settings = world.ask(&maya, "settings", json!({})).await;
    world.set(&maya, settings.message(), "s1|alerts", &[&alerts.channel]).await;
    world.subscribe(&maya, json!({})).await;
    world.bot_overwrite(&maya.channel, &[], &["VIEW_CHANNEL"]).await;
    world.reach(NINE).await;
    let notice = world.posts_come(&alerts.channel, 1).await.remove(0);
    assert!(said(&notice).contains("View Channel"), "{}", said(&notice));
    let about = world.press_deed(&alerts, &notice, ABOUT).await;
    assert!(said(about.message()).contains("United States"), "{}", about.0);
    assert!(world.direct("maya").await.is_empty(), "not twice");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_channel_is_told_and_its_board_can_be_moved() {
    let world = World::new("delivery-gone").await;
    let (maya, alerts) = (world.maya("rankings").await, world.maya("alerts").await);
    world.subscribe(&maya, json!({})).await;
    world.delete(&format!("channels/{}", maya.channel)).await;
    world.until("a notice", async |world: &World| !world.direct("maya").await.is_empty()).await;
    world.reach(NINE).await;
    world.nothing_more().await;
    assert_eq!(world.direct("maya").await.len(), 1, "told when it was deleted, and not again");
    let moved = world.ask(&alerts, "board edit", json!({ "board": "1", "channel": alerts.channel })).await;
    world.press_deed(&alerts, moved.message(), crate::subscribed::SAVE).await;
    world.reach("2026-11-25T09:00:00Z").await;
    ends_with(&world, &alerts.channel, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_direct_messages_are_left_alone_and_said_at_the_next_command() {
    let world = World::new("delivery-dm").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    world.patch(&format!("people/{}", maya.id), json!({ "dms_open": false })).await;
    world.bot_overwrite(&maya.channel, &[], &["SEND_MESSAGES"]).await;
    world.reach(NINE).await;
    world.nothing_more().await;
    assert!(world.direct("maya").await.is_empty());
    let told = async |world: &World| {
        let all = world.messages(&maya).await;
        all.iter().filter(|message| said(message).contains("direct message")).count()
    };
    world.ask(&maya, "board list", json!({})).await;
    world.until("it is said", async |world: &World| told(world).await == 1).await;
    world.ask(&maya, "board list", json!({})).await;
    world.nothing_more().await;
    assert_eq!(told(&world).await, 1, "once");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_clear_is_held_where_the_history_cannot_be_read() {
    let (world, maya) = with_fault("delivery-held", json!({ "kind": "status_after", "status": 500 })).await;
    world.post("settings", json!({ "nonce_window_s": 0 })).await;
    world.bot_overwrite(&maya.channel, &[], &["READ_MESSAGE_HISTORY"]).await;
    world.reach(NINE).await;
    world.posts_come(&maya.channel, 1).await;
    // What may have arrived gets its time before it is looked for.
    world.pass(TimeDelta::seconds(25)).await;
    world.until("a notice", async |world: &World| !world.direct("maya").await.is_empty()).await;
    world.pass(TimeDelta::minutes(5)).await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "never sent blindly");
    let notice = said(&world.direct("maya").await[0]);
    assert!(notice.contains("Read Message History"), "{notice}");
    let listed = world.run(&["outbox"]).await;
    assert!(listed.out.contains("held"), "{listed:?}");
    world.bot_overwrite(&maya.channel, &["READ_MESSAGE_HISTORY"], &[]).await;
    let id = listed.out.lines().find(|line| line.contains("held")).unwrap();
    let id = id.split(|char: char| !char.is_ascii_digit()).find(|part| !part.is_empty()).unwrap();
    world.run(&["outbox", "retry", id]).await;
    ends_with(&world, &maya.channel, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn announcements_are_published_and_forums_get_a_thread_a_post() {
    let world = World::new("delivery-places").await;
    let (news, ideas) = (world.maya("news").await, world.maya("ideas").await);
    world.subscribe(&news, json!({})).await;
    world.subscribe(&world.maya("rankings").await, json!({ "channel": ideas.channel })).await;
    world.reach(NINE).await;
    let post = world.posts_come(&news.channel, 1).await.remove(0);
    let id = text(&post["id"]);
    world
        .until("it is published", async |world: &World| {
            let posts = world.posts(&news.channel).await;
            posts.iter().any(|post| post["id"] == id.as_str() && post["flags"].as_u64().unwrap_or(0) & 1 == 1)
        })
        .await;
    let threads = async |world: &World| -> Vec<Value> {
        let state = world.get("state").await;
        let channels = state["guilds"][0]["channels"].as_array().unwrap().clone();
        channels.into_iter().filter(|channel| channel["parent_id"] == ideas.channel.as_str()).collect()
    };
    world.until("a thread", async |world: &World| threads(world).await.len() == 1).await;
    let first = threads(&world).await.remove(0);
    assert!(text(&first["name"]).contains("United States"), "{first}");
    assert_eq!(world.posts(&text(&first["id"])).await.len(), 1);
    // A tag is required from now on, and the bot may take the one that there is.
    world
        .patch(&format!("channels/{}", ideas.channel), json!({ "tags": ["boards"], "require_tag": true }))
        .await;
    world.reach("2026-11-25T09:00:00Z").await;
    world.until("another", async |world: &World| threads(world).await.len() == 2).await;
    world.nothing_more().await;
    assert_eq!(threads(&world).await.len(), 2);
    world.patch(&format!("channels/{}", ideas.channel), json!({ "tags": [], "require_tag": true })).await;
    world.reach("2026-11-26T09:00:00Z").await;
    world.until("a notice", async |world: &World| !world.direct("maya").await.is_empty()).await;
    assert_eq!(threads(&world).await.len(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_post_of_unclear_outcome_is_found_by_its_mark() {
    let world = World::new("delivery-forum").await;
    let ideas = world.maya("ideas").await;
    world.subscribe(&world.maya("rankings").await, json!({ "channel": ideas.channel })).await;
    let path = format!("/channels/{}/threads", ideas.channel);
    for kind in ["lost_answer", "lost_answer"] {
        let fault = json!({ "side": "discord", "method": "POST", "path": path, "times": 1, "kind": kind });
        world.fault(fault).await;
    }
    world.reach(NINE).await;
    for _ in 0..10 {
        world.pass(TimeDelta::seconds(20)).await;
    }
    world.nothing_more().await;
    let state = world.get("state").await;
    let channels = state["guilds"][0]["channels"].as_array().unwrap();
    let threads = channels.iter().filter(|channel| channel["parent_id"] == ideas.channel.as_str());
    assert_eq!(threads.count(), 1, "{state}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_message_falls_back_to_a_new_one_where_it_is_gone_or_too_old() {
    let world = World::new("delivery-edit").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({ "style": "edit" })).await;
    world.reach(NINE).await;
    let first = world.posts_come(&maya.channel, 1).await.remove(0);
    world.reach("2026-11-25T09:00:00Z").await;
    let edited = |post: &Value| said(post).contains("24 Nov 2026");
    world.until("it is edited", async |world: &World| edited(&world.posts(&maya.channel).await[0])).await;
    assert_eq!(world.posts_come(&maya.channel, 1).await[0]["id"], first["id"]);
    // Gone: a new one, whose id is kept.
    world.delete(&format!("channels/{}/messages/{}", maya.channel, text(&first["id"]))).await;
    world.reach("2026-11-26T09:00:00Z").await;
    let second = ends_with(&world, &maya.channel, 1).await.remove(0);
    assert_ne!(second["id"], first["id"]);
    world.reach("2026-11-27T09:00:00Z").await;
    world
        .until("edited again", async |world: &World| {
            said(&world.posts(&maya.channel).await[0]).contains("26 Nov 2026")
        })
        .await;
    // Too old to be edited so often: a new one.
    let path = format!("/channels/{}/messages/", maya.channel);
    let body = json!({ "code": 30046, "message": "Maximum number of edits to messages older than 1 hour reached", "retry_after": 3600.0 });
    world.fault(json!({ "side": "discord", "method": "PATCH", "path": path, "times": 1, "kind": "status", "status": 429, "body": body })).await;
    world.reach("2026-11-28T09:00:00Z").await;
    let posts = ends_with(&world, &maya.channel, 2).await;
    assert!(said(&posts[1]).contains("27 Nov 2026"), "{}", said(&posts[1]));
    assert!(!custom_ids(&posts[0]).is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_thread_opens_by_the_post_and_a_locked_one_is_told() {
    let world = World::new("delivery-thread").await;
    let maya = world.maya("rankings").await;
    let ideas = world.maya("ideas").await;
    // The bot's own forum post gives a thread to subscribe.
    world.subscribe(&maya, json!({ "channel": ideas.channel })).await;
    world.reach(NINE).await;
    let thread = async |world: &World| {
        let state = world.get("state").await;
        let channels = state["guilds"][0]["channels"].as_array().unwrap().clone();
        channels.into_iter().find(|channel| channel["parent_id"] == ideas.channel.as_str())
    };
    world.until("a thread", async |world: &World| thread(world).await.is_some()).await;
    let id = text(&thread(&world).await.unwrap()["id"]);
    world.ask(&maya, "board remove", json!({ "board": "1" })).await;
    world.subscribe(&maya, json!({ "channel": id })).await;
    world.patch(&format!("channels/{id}"), json!({ "archived": true })).await;
    world.reach("2026-11-25T09:00:00Z").await;
    ends_with(&world, &id, 2).await;
    world.patch(&format!("channels/{id}"), json!({ "archived": true, "locked": true })).await;
    world.reach("2026-11-26T09:00:00Z").await;
    world.until("a notice", async |world: &World| !world.direct("maya").await.is_empty()).await;
    assert_eq!(world.posts(&id).await.len(), 2);
    world.end().await;
}
