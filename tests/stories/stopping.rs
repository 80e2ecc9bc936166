//! How the bot ends, told to or by a crash: no credit is lost on the way.

use crate::world::World;
use chrono::TimeDelta;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_finishes_what_is_asked() {
    let world = World::without_bot("process-finish", |_| {}).await;
    let bot = world.run_bot().await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "delay", "ms": 800 })).await;
    let interaction = world.start_asking(&mason, json!({})).await;
    world.until("the source is asked", async |world: &World| world.requests().await.len() == 1).await;
    bot.terminate();
    let ended = world.ended(bot).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(world.settled(&interaction).await.foot().contains("1 credit"));
    assert_eq!(world.ledger().await, ["spent"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_does_not_wait_for_ever() {
    let world = World::without_bot("process-hurry", |_| {}).await;
    let bot = world.run_bot().await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "delay", "ms": 30_000 })).await;
    world.start_asking(&mason, json!({})).await;
    world.until("the source is asked", async |world: &World| world.requests().await.len() == 1).await;
    bot.terminate();
    let nobody = async |world: &World| {
        let state = world.get("state").await;
        state["gateway"]["connections"] == 0
    };
    world.until("the bot has left", nobody).await;
    world.pass(TimeDelta::milliseconds(8_500)).await;
    let ended = world.ended(bot).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(world.ledger().await, ["spent"], "nobody knows what became of it, so it counts");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_in_the_middle_of_a_crash_counts_as_spent() {
    let world = World::without_bot("process-crash", |_| {}).await;
    let bot = world.run_bot().await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "delay", "ms": 30_000, "times": 1 })).await;
    world.start_asking(&mason, json!({})).await;
    world.until("the source is asked", async |world: &World| world.requests().await.len() == 1).await;
    bot.crash();
    assert_eq!(world.ledger().await, ["reserved"]);
    let bot = world.run_bot().await;
    assert_eq!(world.ledger().await, ["spent"]);
    let answer = world.ask(&mason, "ranking", json!({})).await;
    assert!(answer.foot().contains("1 credit"), "{}", answer.foot());
    bot.terminate();
    assert_eq!(world.ended(bot).await.code, Some(0));
    assert_eq!((world.ledger().await, world.credits().await), (vec!["spent".to_owned(); 2], 2));
    world.end().await;
}
