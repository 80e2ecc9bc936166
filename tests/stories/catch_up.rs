//! What the bot missed while it was down: at most one post comes late, and none after its limit.

use crate::{
    subscribed::{NINE, said},
    world::World,
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn after_a_downtime_one_post_comes_late_and_says_so() {
    let mut world = World::new("catch-up").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    world.stop_bot().await;
    world.reach("2026-11-26T11:00:00Z").await;
    world.start_bot().await;
    let post = world.posts_come(&maya.channel, 1).await.remove(0);
    assert!(said(&post).contains("25 Nov 2026") && said(&post).contains('⏳'), "{}", said(&post));
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "three were missed, one is caught up");
    world.reach("2026-11-27T09:00:00Z").await;
    let posts = world.posts_come(&maya.channel, 2).await;
    assert!(!said(&posts[1]).contains('⏳'), "{}", said(&posts[1]));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_its_limit_nothing_is_caught_up_and_the_history_says_why() {
    let mut world = World::new("catch-up-missed").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    world.stop_bot().await;
    world.reach("2026-11-24T20:00:00Z").await;
    world.start_bot().await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty());
    let shown = said(world.ask(&maya, "board show", json!({ "board": "1" })).await.message());
    assert!(shown.contains("24 Nov 2026") && shown.contains("offline"), "{shown}");
    world.reach("2026-11-25T09:00:00Z").await;
    world.posts_come(&maya.channel, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_between_due_and_post_posts_once() {
    let mut world = World::new("catch-up-restart").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    world.reach(NINE).await;
    world.stop_bot().await;
    world.start_bot().await;
    world.posts_come(&maya.channel, 1).await;
    world.stop_bot().await;
    world.start_bot().await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_says_how_long_after_its_hour_a_post_was_made_up() {
    let world = World::without_bot("catch-up-log", |_| {}).await;
    let bot = world.run_bot().await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    bot.terminate();
    world.ended(bot).await;
    world.reach("2026-11-24T11:00:00Z").await;
    let bot = world.run_bot().await;
    world.posts_come(&maya.channel, 1).await;
    bot.terminate();
    let log = world.ended(bot).await.err;
    let told = log.lines().find_map(|line| line.split_once("board 1 is posted, ")).expect(&log).1;
    let (late, rest) = told.split_once(' ').unwrap();
    assert!(late.parse::<u32>().unwrap() >= 2 * 3_600, "it was due at nine: {told}");
    assert!(rest.starts_with("s after its moment, made up for after a stop"), "{told}");
    world.end().await;
}
