//! A list that isn't out when its board is due: waited for, posted late, or kept silent about; never twice.

use crate::{
    subscribed::{NINE, said},
    world::World,
};
use chrono::TimeDelta;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_board_waits_for_its_list_and_asks_at_growing_intervals() {
    let world = World::new("late-wait").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({ "time": "12:00" })).await;
    world.hold("2026-11-23", true).await;
    let before = world.credits().await;
    world.reach("2026-11-24T12:00:00Z").await;
    for _ in 0..8 {
        world.pass(TimeDelta::minutes(30)).await;
    }
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty(), "it waits");
    let asked = world.credits().await - before;
    assert!((1..=6).contains(&asked), "growing intervals: {asked} credits");
    world.hold("2026-11-23", false).await;
    for _ in 0..4 {
        world.pass(TimeDelta::minutes(30)).await;
    }
    let post = world.posts_come(&maya.channel, 1).await.remove(0);
    assert!(said(&post).contains("23 Nov 2026") && !said(&post).contains('⏳'), "{}", said(&post));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_its_limit_it_posts_the_newest_labelled_late_and_never_the_same_again() {
    let world = World::new("late-post").await;
    let maya = world.maya("rankings").await;
    world.hold("2026-11-23", true).await;
    world.subscribe(&maya, json!({ "time": "12:00" })).await;
    world.reach("2026-11-24T12:00:00Z").await;
    for _ in 0..7 {
        world.pass(TimeDelta::hours(1)).await;
    }
    let post = world.posts_come(&maya.channel, 1).await.remove(0);
    assert!(said(&post).contains("22 Nov 2026") && said(&post).contains('⏳'), "{}", said(&post));
    // The next day the list is still missing, and so is the one after it: nothing new.
    world.hold("2026-11-24", true).await;
    world.reach("2026-11-25T12:00:00Z").await;
    for _ in 0..7 {
        world.pass(TimeDelta::hours(1)).await;
    }
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "the same data is never posted twice");
    world.hold("2026-11-24", false).await;
    world.hold("2026-11-23", false).await;
    world.reach("2026-11-26T12:00:00Z").await;
    let posts = world.posts_come(&maya.channel, 2).await;
    assert!(said(&posts[1]).contains("25 Nov 2026"), "{}", said(&posts[1]));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_may_post_at_once_or_say_nothing() {
    let world = World::new("late-choice").await;
    let (maya, alerts) = (world.maya("rankings").await, world.maya("alerts").await);
    world.hold("2026-11-23", true).await;
    world.subscribe(&maya, json!({ "late": "post" })).await;
    world.subscribe(&alerts, json!({ "late": "skip" })).await;
    world.reach(NINE).await;
    let post = world.posts_come(&maya.channel, 1).await.remove(0);
    assert!(said(&post).contains('⏳'), "{}", said(&post));
    for _ in 0..8 {
        world.pass(TimeDelta::hours(1)).await;
    }
    world.nothing_more().await;
    assert!(world.posts(&alerts.channel).await.is_empty(), "it says nothing");
    let shown = world.ask(&maya, "board list", json!({})).await;
    assert!(said(shown.message()).contains('2'), "{}", shown.0);
    world.hold("2026-11-23", false).await;
    world.reach("2026-11-25T09:00:00Z").await;
    world.posts_come(&alerts.channel, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn boards_of_one_question_cost_one_fetch_and_a_missing_list_one_probe_a_region() {
    let world = World::new("late-shared").await;
    let (maya, alerts) = (world.maya("rankings").await, world.maya("alerts").await);
    let lilei = world.person("lilei", "榜单").await;
    let all = async |world: &World| {
        world.posts(&maya.channel).await.len() + world.posts(&alerts.channel).await.len()
    };
    for who in [&maya, &alerts] {
        world.subscribe(who, json!({ "time": "12:00" })).await;
    }
    world.subscribe(&lilei, json!({ "region": "US", "time": "12:00", "timezone": "UTC" })).await;
    world.subscribe(&alerts, json!({ "time": "12:00", "category": "Beauty" })).await;
    world.subscribe(&alerts, json!({ "time": "12:00", "top": 30 })).await;
    world.hold("2026-11-23", true).await;
    let before = world.credits().await;
    world.reach("2026-11-24T12:00:00Z").await;
    world.nothing_more().await;
    assert!(world.credits().await - before <= 2, "one probe for them all, one before it was due at most");
    let probes = world.credits().await;
    world.hold("2026-11-23", false).await;
    for _ in 0..4 {
        world.pass(TimeDelta::minutes(31)).await;
    }
    world.until("all four posts", async |world: &World| all(world).await == 4).await;
    assert_eq!(world.posts(&lilei.channel).await.len(), 1);
    assert_eq!(world.credits().await - probes, 3 + 1, "three pages of all creators, one of Beauty");
    world.end().await;
}
