//! `/ranking`: the whole way from a typed command to what people read.

use crate::world::{World, is_private};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_ask_costs_its_credits_and_the_second_none() {
    let world = World::new("ranking-costs").await;
    let mason = world.mason().await;
    let first = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 30 })).await;
    assert!(first.foot().contains("3 credits"), "{}", first.foot());
    assert!(!is_private(first.message()));
    assert_eq!(world.credits().await, 3);
    let second = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 30 })).await;
    assert!(second.foot().contains("0 credits"), "{}", second.foot());
    assert_eq!(first.description(), second.description());
    assert_eq!(world.credits().await, 3);
    world.end().await;
}
