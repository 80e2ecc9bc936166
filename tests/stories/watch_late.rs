//! Numbers that come late or not at all for a while.

use crate::{
    watch_world::{has, steady, watching, words},
    world::text,
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn two_days_that_are_known_only_together_are_told_as_such() {
    let world = watching("watch-late-list").await;
    let maya = world.maya("alerts").await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    world.minutes(2).await;
    world.hold("2026-11-23", true).await;
    let units = world.jump(creator, 20.0, 0.1).await;
    world.walk("2026-11-24T12:00:00Z").await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty(), "nothing is out");
    world.walk("2026-11-25T12:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    let title = text(&alert["embeds"][0]["title"]);
    has(&title, &["sold", "a day from", "23 Nov", "24 Nov", "× the usual"]);
    let shown: i64 =
        title.split("sold ").nth(1).unwrap().split(' ').next().unwrap().replace(',', "").parse().unwrap();
    assert!((units / 2..units).contains(&shown), "an average of two days: {title}, {units}");
    has(&words(&alert), &["Source: the lifetime totals of", "22 Nov", "24 Nov"]);
    world.hold("2026-11-23", false).await;
    world.walk("2026-11-26T12:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "not again when the list comes after all");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_account_holds_alerts_up_and_loses_none() {
    let world = watching("watch-late-credits").await;
    let maya = world.maya("alerts").await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    world.minutes(2).await;
    world.jump(creator, 8.0, 0.1).await;
    world.post("keyapi", json!({ "balance": 0 })).await;
    world.walk("2026-11-24T12:00:00Z").await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty());
    let asked = world.requests().await.len();
    world.walk("2026-11-24T15:00:00Z").await;
    assert!(world.requests().await.len() - asked <= 12, "an empty account isn't hammered");
    world.post("keyapi", json!({ "balance": 1_000 })).await;
    world.walk("2026-11-24T20:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    has(&words(&alert), &["sold", "23 Nov"]);
    world.walk("2026-11-25T12:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1);
    world.end().await;
}
