//! How the bot ends, told to or by a crash: no credit is lost on the way.

use crate::world::World;
use chrono::TimeDelta;
use rankwatch::{app::Database, store::State};
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
    let states: Vec<State> = world.ledger().await.iter().map(|entry| entry.state).collect();
    assert_eq!(states, [State::Spent]);
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
    let states: Vec<State> = world.ledger().await.iter().map(|entry| entry.state).collect();
    assert_eq!(states, [State::Spent], "nobody knows what became of it, so it counts");
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
    let open = world.ledger().await;
    assert_eq!(open.iter().map(|entry| entry.state).collect::<Vec<_>>(), [State::Reserved]);
    let bot = world.run_bot().await;
    assert_eq!(world.ledger().await[0].state, State::Spent);
    let answer = world.ask(&mason, "ranking", json!({})).await;
    assert!(answer.foot().contains("1 credit"), "{}", answer.foot());
    bot.terminate();
    assert_eq!(world.ended(bot).await.code, Some(0));
    let database = Database::alone(&world.config.database.path).await.unwrap();
    let spending = database.store.spending(world.sandbox.world.clock.now()).await.unwrap();
    assert_eq!((spending.today, world.credits().await), (2, 2));
    database.close().await;
    world.end().await;
}
