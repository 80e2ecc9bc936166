//! Exactly one alert of what happened once: through stops, crashes and Discord's faults.

use crate::{
    subscribed::said,
    watch_world::{out_of_order, steady, watching},
    world::{Person, World},
};
use chrono::TimeDelta;
use serde_json::json;

/// Until an alert was queued that can't be sent.
async fn held_back(world: &World, maya: &Person) {
    let creator = steady(1)[0];
    world.watch(maya, json!({ "creator": creator })).await;
    world.jump(creator, 8.0, 30.0).await;
    world.hinder(&maya.channel, out_of_order()).await;
    world.walk("2026-11-24T09:00:00Z").await;
    world.until("an alert is queued", async |world: &World| !world.alerts().await.is_empty()).await;
    assert!(world.posts(&maya.channel).await.is_empty());
}

/// The alert comes, and no other of the same day.
async fn comes_once(world: &World, maya: &Person) {
    world.tried_until_posted(&maya.channel).await;
    world.minutes(10).await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1);
    // A leap of the clock may cut the look for it off, which rests for a while then.
    for _ in 0..20 {
        if world.alerts().await == ["sent"] {
            break;
        }
        world.pass(TimeDelta::seconds(25)).await;
        world.nothing_more().await;
    }
    assert_eq!(world.alerts().await, ["sent"]);
    assert_eq!(world.posts(&maya.channel).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_between_finding_and_posting_loses_and_doubles_nothing() {
    let mut world = watching("watch-once-stop").await;
    let maya = world.maya("alerts").await;
    held_back(&world, &maya).await;
    world.stop_bot().await;
    world.heal().await;
    world.start_bot().await;
    comes_once(&world, &maya).await;
    // The day is looked at again, and so is the next, on which it lasts.
    world.stop_bot().await;
    world.start_bot().await;
    world.walk("2026-11-25T09:00:00Z").await;
    comes_once(&world, &maya).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_between_finding_and_posting_loses_and_doubles_nothing() {
    let world = World::without_bot("watch-once-crash", |_| {}).await;
    let bot = world.run_bot().await;
    let maya = world.maya("alerts").await;
    held_back(&world, &maya).await;
    bot.crash();
    world.heal().await;
    let bot = world.run_bot().await;
    comes_once(&world, &maya).await;
    bot.crash();
    let _bot = world.run_bot().await;
    comes_once(&world, &maya).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_whose_answer_got_lost_in_a_crash_is_found_by_its_mark() {
    let world = World::without_bot("watch-once-lost", |_| {}).await;
    let bot = world.run_bot().await;
    let maya = world.maya("alerts").await;
    // The nonce is forgotten at once: only the look for the mark can save it.
    world.post("settings", json!({ "nonce_window_s": 0 })).await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    world.jump(creator, 8.0, 30.0).await;
    world.hinder(&maya.channel, json!({ "kind": "delay", "ms": 8_000, "times": 1 })).await;
    world.walk("2026-11-24T09:00:00Z").await;
    world.tried_until_posted(&maya.channel).await;
    let posts = world.posts_come(&maya.channel, 1).await;
    bot.crash();
    world.heal().await;
    let _bot = world.run_bot().await;
    comes_once(&world, &maya).await;
    assert_eq!(said(&world.posts(&maya.channel).await[0]), said(&posts[0]));
    world.pass(TimeDelta::hours(2)).await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1);
    world.end().await;
}
