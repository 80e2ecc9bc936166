//! Where alerts go: forums and news, channels and servers that are gone; and creators who change their name.

use crate::{
    watch_world::{SAVE, SNOOZE, has, offers, steady, watching, words},
    world::{World, text},
};
use serde_json::{Value, json};

/// The threads of a forum of the first server.
async fn threads(world: &World, forum: &str) -> Vec<Value> {
    let state = world.get("state").await;
    let channels = state["guilds"][0]["channels"].as_array().unwrap().clone();
    channels.into_iter().filter(|channel| channel["parent_id"] == forum).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_gets_a_thread_an_alert_and_news_a_message() {
    let world = watching("watch-places").await;
    let (maya, news, ideas) =
        (world.maya("alerts").await, world.maya("news").await, world.maya("ideas").await);
    let creators = steady(2);
    world.watch(&maya, json!({ "creator": creators[0], "channel": ideas.channel })).await;
    world.watch(&news, json!({ "creator": creators[1] })).await;
    for creator in &creators {
        world.jump(creator, 8.0, 0.1).await;
    }
    world.walk("2026-11-24T09:00:00Z").await;
    world.until("a thread", async |world: &World| !threads(world, &ideas.channel).await.is_empty()).await;
    let thread = threads(&world, &ideas.channel).await.remove(0);
    has(&text(&thread["name"]), &["@", "sold", "23 Nov"]);
    assert!(!text(&thread["name"]).contains(['*', '\\', '\u{2068}']), "plain text: {thread}");
    let alert = world.posts_come(&text(&thread["id"]), 1).await.remove(0);
    assert_eq!(alert["attachments"].as_array().map(Vec::len), Some(1), "{alert:#}");
    let silent = world
        .press_deed(&crate::world::Person { channel: text(&thread["id"]), ..maya.clone() }, &alert, SNOOZE)
        .await;
    has(&words(silent.message()), &["silent until"]);
    world.posts_come(&news.channel, 1).await;
    world.nothing_more().await;
    assert_eq!(threads(&world, &ideas.channel).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_channel_is_told_once_and_the_watch_can_be_moved() {
    let world = watching("watch-gone").await;
    let (maya, alerts) = (world.maya("rankings").await, world.maya("alerts").await);
    let creator = steady(1)[0];
    world.watch(&alerts, json!({ "creator": creator })).await;
    world.jump(creator, 8.0, 0.1).await;
    world.delete(&format!("channels/{}", alerts.channel)).await;
    world.walk("2026-11-24T12:00:00Z").await;
    world.until("a notice", async |world: &World| !world.direct("maya").await.is_empty()).await;
    world.minutes(20).await;
    world.nothing_more().await;
    let notices = world.direct("maya").await;
    assert_eq!(notices.len(), 1, "{notices:#?}");
    has(&words(&notices[0]), &["can't be posted", "/watch edit"]);
    has(&world.watches(&maya).await, &["1 of 200"]);
    let why = world.why(&maya, "1").await;
    assert!(!why.contains("I may post"), "{why}");
    let moved = world.ask(&maya, "watch edit", json!({ "watch": "1", "channel": maya.channel })).await;
    has(&words(moved.message()), &[&format!("<#{}>", maya.channel)]);
    world.press_deed(&maya, moved.message(), SAVE).await;
    // What waits goes there, too.
    world.minutes(20).await;
    world.posts_come(&maya.channel, 1).await;
    world.walk("2026-11-25T12:00:00Z").await;
    world.jump(creator, 8.0, 0.1).await;
    world.walk("2026-11-26T12:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 2).await.remove(1);
    has(&words(&alert), &["25 Nov"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_comes_back_finds_its_watches_and_nothing_is_paid_meanwhile() {
    let world = watching("watch-return").await;
    let maya = world.maya("alerts").await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    world.minutes(2).await;
    let id = text(&world.get("state").await["guilds"][0]["id"]);
    world.post(&format!("guilds/{id}/remove"), json!({})).await;
    let details = world.details().await;
    world.walk("2026-11-25T12:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.details().await, details, "nobody is left to pay for");
    world.post(&format!("guilds/{id}/return"), json!({})).await;
    world.minutes(5).await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty(), "nothing happened");
    world.walk("2026-11-27T12:00:00Z").await;
    world.jump(creator, 8.0, 0.1).await;
    world.walk("2026-11-28T12:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    has(&words(&alert), &["27 Nov"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_for_files_the_managers_are_told_which_is_missing() {
    let world = watching("watch-files").await;
    let maya = world.maya("alerts").await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    world.jump(creator, 8.0, 0.1).await;
    world.bot_overwrite(&maya.channel, &[], &["ATTACH_FILES"]).await;
    world.walk("2026-11-24T09:00:00Z").await;
    world.until("a notice", async |world: &World| !world.direct("maya").await.is_empty()).await;
    has(&words(&world.direct("maya").await[0]), &["Attach Files"]);
    world.bot_overwrite(&maya.channel, &["ATTACH_FILES"], &[]).await;
    world.minutes(20).await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    assert!(offers(&alert, SNOOZE), "{alert:#}");
    world.end().await;
}
