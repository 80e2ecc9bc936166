//! The buttons under an alert and under receipts, after a restart; whom an alert pings; a channel that is lost and found.

use crate::{
    watch_world::{
        LOWER, MUTE, RAISE, REMOVE, RESTORE, UNMUTE, has, offers, out_of_order, steady, watching, words,
    },
    world::{is_private, text},
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_buttons_do_can_be_taken_back_after_a_restart() {
    let mut world = watching("watch-back").await;
    let maya = world.maya("alerts").await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    world.jump(creator, 8.0, 0.1).await;
    world.walk("2026-11-24T09:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    world.stop_bot().await;
    world.start_bot().await;

    let muted = world.press_deed(&maya, &alert, MUTE).await;
    has(&words(muted.message()), &["Watch 1", "says nothing more of", "a jump in units sold"]);
    assert!(is_private(muted.message()), "{}", muted.0);
    world.walk("2026-11-25T12:00:00Z").await;
    world.jump(creator, 8.0, 0.1).await;
    world.walk("2026-11-26T09:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "muted");
    has(&world.why(&maya, "1").await, &["25 Nov", "muted"]);
    world.stop_bot().await;
    world.start_bot().await;
    let unmuted = world.press_deed(&maya, muted.message(), UNMUTE).await;
    has(&words(unmuted.message()), &["Watch 1", "speaks again"]);

    let raised = world.press_deed(&maya, &alert, RAISE).await;
    let said = words(raised.message());
    has(&said, &["Watch 1", "now asks for +", "before, +50%"]);
    let again = world.press_deed(&maya, &alert, RAISE).await;
    assert!(!words(again.message()).contains("before, +50%"), "pressed twice it stays: {}", again.0);
    // Nine times the usual was the limit of what was told, and a smaller jump is none any more.
    world.walk("2026-11-27T12:00:00Z").await;
    world.jump(creator, 4.0, 0.1).await;
    world.walk("2026-11-28T09:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "below the limit");
    let lowered = world.press_deed(&maya, raised.message(), LOWER).await;
    has(&words(lowered.message()), &["now asks for +50%"]);

    let removed = world.ask(&maya, "watch remove", json!({ "watch": "1" })).await;
    assert!(offers(removed.message(), RESTORE), "{}", removed.0);
    has(&world.watches(&maya).await, &["There is no watch yet"]);
    let gone = world.press_deed(&maya, &alert, MUTE).await;
    has(&gone.private_sentence(), &["removed", "/watch list"]);
    world.stop_bot().await;
    world.start_bot().await;
    let back = world.press_deed(&maya, removed.message(), RESTORE).await;
    has(&words(back.message()), &["Watch 1", "is back"]);
    assert!(offers(back.message(), REMOVE), "{}", back.0);
    world.walk("2026-11-29T12:00:00Z").await;
    world.jump(creator, 8.0, 0.1).await;
    world.walk("2026-11-30T09:00:00Z").await;
    world.posts_come(&maya.channel, 2).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_pings_that_role_and_nobody_else() {
    let world = watching("watch-mention").await;
    let maya = world.maya("alerts").await;
    let role = text(&world.role("Manager").await["id"]);
    let creator = steady(1)[0];
    let saved = world.watch(&maya, json!({ "creator": creator, "mention": role })).await;
    has(&words(saved.message()), &[&format!("<@&{role}>")]);
    assert!(saved.message()["mention_roles"].as_array().is_none_or(Vec::is_empty), "not by a receipt");
    world.jump(creator, 8.0, 0.1).await;
    world.walk("2026-11-24T09:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    assert_eq!(alert["mention_roles"], json!([role]), "{alert:#}");
    assert_eq!((&alert["mentions"], &alert["mention_everyone"]), (&json!([]), &json!(false)));
    has(&text(&alert["content"]), &[&format!("<@&{role}>")]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_right_is_told_once_and_the_alert_comes_when_it_is_back() {
    let world = watching("watch-rights").await;
    let maya = world.maya("alerts").await;
    let creators = steady(2);
    for creator in &creators {
        world.watch(&maya, json!({ "creator": creator })).await;
        world.jump(creator, 8.0, 0.1).await;
    }
    world.bot_overwrite(&maya.channel, &[], &["SEND_MESSAGES"]).await;
    world.walk("2026-11-24T09:00:00Z").await;
    world.until("a notice", async |world: &crate::world::World| !world.direct("maya").await.is_empty()).await;
    world.minutes(20).await;
    world.nothing_more().await;
    let notices = world.direct("maya").await;
    assert_eq!(notices.len(), 1, "once, not for each watch: {notices:#?}");
    has(&words(&notices[0]), &["Alerts of", "can't be posted", "Send Messages", "/watch edit"]);
    has(&world.why(&maya, "1").await, &["Send Messages"]);
    assert!(world.posts(&maya.channel).await.is_empty());
    world.bot_overwrite(&maya.channel, &["SEND_MESSAGES"], &[]).await;
    world.minutes(20).await;
    world.posts_come(&maya.channel, 2).await;
    world.walk("2026-11-25T09:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.direct("maya").await.len(), 1, "nothing more is told");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_that_is_too_old_is_given_up() {
    let world = watching("watch-expired").await;
    let maya = world.maya("alerts").await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    world.jump(creator, 8.0, 0.1).await;
    world.hinder(&maya.channel, out_of_order()).await;
    world.walk("2026-11-24T20:00:00Z").await;
    world.until("it is given up", async |world: &crate::world::World| world.alerts().await == ["dead"]).await;
    world.heal().await;
    world.minutes(20).await;
    assert!(world.posts(&maya.channel).await.is_empty(), "nobody wants this morning's news at night");
    has(&world.why(&maya, "1").await, &["23 Nov"]);
    world.end().await;
}
