//! Nobody is left waiting: not by a broken line, not by a stop, not by commands that somebody removed.

use crate::{
    watching::is_thinking,
    world::{World, is_private},
};
use serde_json::{Value, json};

async fn hasty(story: &str) -> World {
    World::with(story, |config| config.discord.defer_after_ms = 100).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deferral_whose_fate_is_unclear_is_answered_all_the_same() {
    let world = hasty("waiting-unclear").await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "delay", "ms": 2500 })).await;
    world.break_discord("/callback", 3, &json!({ "kind": "lost_answer" })).await;
    let answer = world.ask(&mason, "ranking", json!({})).await;
    assert!(!is_thinking(answer.message()) && answer.foot().contains("1 credit"), "{answer:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_edited_in_once_discord_is_back() {
    let world = hasty("waiting-edit").await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "delay", "ms": 300 })).await;
    world.break_discord("@original", 5, &json!({ "kind": "status", "status": 503 })).await;
    let interaction = world.start_asking(&mason, json!({})).await;
    world.placeholder(&interaction).await;
    world
        .until("the first tries failed", async |world: &World| world.traffic("PATCH", "@original").len() == 3)
        .await;
    world.pass(chrono::TimeDelta::seconds(5)).await;
    let answer = world.settled(&interaction).await;
    assert!(!is_thinking(answer.message()) && answer.foot().contains("1 credit"), "{answer:?}");
    assert_eq!(world.credits().await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_when_the_bot_stops_is_told() {
    let mut world = hasty("waiting-stop").await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "delay", "ms": 30_000 })).await;
    let interaction = world.start_asking(&mason, json!({})).await;
    assert!(!is_private(&world.placeholder(&interaction).await));
    world.stop_bot().await;
    let said = world.settled(&interaction).await.private_sentence();
    assert!(said.contains("being restarted") && said.contains("ask again"), "{said}");
    assert_eq!(world.public(&mason).await, Vec::<Value>::new());
    assert_eq!(world.ledger().await, ["spent"], "its answer was lost");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_somebody_removed_are_registered_again() {
    let mut world = World::new("waiting-commands").await;
    world.stop_bot().await;
    let hello = world.sandbox.hello();
    let url = format!("{}/api/v10/applications/{}/commands", hello.discord, hello.application_id);
    let request = reqwest::Client::new().put(url).header("authorization", format!("Bot {}", hello.token));
    assert!(request.json(&json!([])).send().await.unwrap().status().is_success());
    world.pass(chrono::TimeDelta::seconds(6)).await;
    world.start_bot().await;
    let mason = world.mason().await;
    assert!(world.ask(&mason, "ranking", json!({})).await.foot().contains("1 credit"));
    world.end().await;
}
