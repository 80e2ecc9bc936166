//! Slow answers: "is thinking…" in time, then the answer in its place; late and doubled ones do no harm.

use crate::{
    seen::served,
    watching::is_thinking,
    world::{World, is_private},
};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// A world whose bot defers early, so that a story needn't wait for it.
async fn hasty(story: &str) -> World {
    World::with(story, |config| {
        config.discord.defer_after_ms = 100;
        config.keyapi.retry_wait_ms = 100;
    })
    .await
}

fn slow(ms: u32) -> Value {
    json!({ "kind": "delay", "ms": ms })
}

fn broken() -> Value {
    json!({ "kind": "status", "status": 500 })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_source_is_waited_for_in_public() {
    let world = World::new("deferral-public").await;
    let mason = world.mason().await;
    world.break_source(&slow(2500)).await;
    let interaction = world.start_asking(&mason, json!({})).await;
    let placeholder = world.placeholder(&interaction).await;
    assert!(!is_private(&placeholder));
    let answer = world.settled(&interaction).await;
    assert_eq!(answer.message()["id"], placeholder["id"], "the answer takes the placeholder's place");
    assert!(!is_thinking(answer.message()) && answer.foot().contains("1 credit"));
    assert_eq!(world.public(&mason).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_waited_long_enough_is_told_and_finds_the_list_later() {
    let world = World::with("deferral-patience", |config| config.rankings.patience_s = 1).await;
    let mason = world.mason().await;
    world.break_source(&slow(3000)).await;
    let told = world.ask(&mason, "ranking", json!({})).await.private_sentence();
    let reason = "Fetching this takes longer than you should have to wait";
    assert!(told.starts_with(reason) && told.contains("Try again <t:"), "{told}");
    assert_eq!(world.public(&mason).await, Vec::<Value>::new());
    world.until("the fetch has landed", async |world: &World| world.ledger().await == ["spent"]).await;
    let found = world.ask(&mason, "ranking", json!({})).await;
    assert!(found.foot().contains("0 credits"), "{}", found.foot());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_private_question_stays_private() {
    let world = hasty("deferral-private").await;
    let mason = world.mason().await;
    world.break_source(&slow(400)).await;
    let interaction = world.start_asking(&mason, json!({ "private": true })).await;
    assert!(is_private(&world.placeholder(&interaction).await));
    let answer = world.settled(&interaction).await;
    assert!(is_private(answer.message()) && answer.foot().contains("1 credit"));
    world.heal().await;
    world.break_source(&broken()).await;
    let failed = world.ask(&mason, "ranking", json!({ "private": true, "region": "GB" })).await;
    assert!(failed.private_sentence().contains("isn't working"));
    assert_eq!(world.public(&mason).await, Vec::<Value>::new());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_after_a_public_deferral_leaves_nothing_public() {
    let world = hasty("deferral-failure").await;
    let mason = world.mason().await;
    world.break_source(&broken()).await;
    let interaction = world.start_asking(&mason, json!({})).await;
    assert!(!is_private(&world.placeholder(&interaction).await), "it was public first");
    let said = world.settled(&interaction).await.private_sentence();
    assert!(said.contains("isn't working") && said.contains("Try again"), "{said}");
    assert_eq!(world.public(&mason).await, Vec::<Value>::new());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_page_turn_changes_the_message_in_the_end() {
    let mut world = hasty("deferral-page").await;
    let mason = world.mason().await;
    let first = world.ask(&mason, "ranking", json!({ "top": 20 })).await;
    world.stop_bot().await;
    world.config.database.path = world.folder().join("another.db");
    world.start_bot().await;
    world.break_source(&slow(200)).await;
    let second = world.press(&mason, first.message(), "▶").await;
    assert_eq!(second.message()["id"], first.message()["id"]);
    assert!(second.description().starts_with("`11 "), "{}", second.description());
    assert!(second.foot().contains("2 credits"), "nothing is stored any more: {}", second.foot());
    assert!(world.traffic("POST", "/callback").iter().any(|call| call["body"]["type"] == 6));
    assert_eq!(world.public(&mason).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_patience_at_all_defers_everything_that_takes_time() {
    let world = World::with("deferral-zero", |config| config.discord.defer_after_ms = 0).await;
    let mason = world.mason().await;
    let answer = world.ask(&mason, "ranking", json!({})).await;
    assert!(answer.foot().contains("1 credit"), "{}", answer.foot());
    let refused = world.ask(&mason, "ranking", json!({ "region": "Atlantis" })).await;
    assert!(refused.private_sentence().contains("Atlantis"));
    let kinds: Vec<Value> =
        world.traffic("POST", "/callback").iter().map(|call| call["body"]["type"].clone()).collect();
    assert_eq!(kinds, [5, 4], "what can be checked is answered at once all the same");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_after_the_token_ended_is_given_up() {
    let world = hasty("deferral-expired").await;
    let mason = world.mason().await;
    world.break_source(&slow(1200)).await;
    let interaction = world.start_asking(&mason, json!({})).await;
    world.placeholder(&interaction).await;
    world.pass(TimeDelta::minutes(16)).await;
    world
        .until("the bot gave up", async |world: &World| !world.traffic("DELETE", "@original").is_empty())
        .await;
    let outcome = world.settled(&interaction).await;
    assert_eq!(outcome.0["state"], "failed", "{outcome:?}");
    assert_eq!(world.traffic("DELETE", "@original")[0]["response"]["code"], 50027);
    world.heal().await;
    let next = world.ask(&mason, "ranking", json!({ "region": "GB" })).await;
    assert!(next.foot().contains("1 credit"), "{}", next.foot());
    let webhooks = world.traffic("POST", "/webhooks/");
    assert!(webhooks.is_empty(), "a dead token isn't tried twice: {webhooks:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_arrived_unheard_is_given_once() {
    let world = World::new("deferral-doubled").await;
    let mason = world.mason().await;
    let unheard = [
        ("GB", json!({ "kind": "status_after", "status": 500 })),
        ("DE", json!({ "kind": "lost_answer" })),
        ("FR", json!({ "kind": "cut_body" })),
    ];
    for (n, (region, effect)) in unheard.into_iter().enumerate() {
        world.break_discord("/callback", 1, &effect).await;
        let answer = world.ask(&mason, "ranking", json!({ "region": region })).await;
        assert!(answer.foot().contains("1 credit"), "{effect}: {}", answer.foot());
        // An answer without a body can't be cut: that one is heard.
        if effect["kind"] != "cut_body" {
            world
                .until("the repeat is refused", async |world: &World| {
                    world.traffic("POST", "/callback").last().unwrap()["response"]["code"] == 40060
                })
                .await;
        }
        assert_eq!(world.public(&mason).await.len(), n + 1, "{effect}");
    }
    assert!(world.traffic("POST", "/webhooks/").is_empty() && world.traffic("PATCH", "@original").is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_sign_is_timed_before_its_answer_is_there() {
    let world = World::without_bot("deferral-first-sign", |config| {
        served(config);
        config.discord.defer_after_ms = 100;
    })
    .await;
    let bot = world.run_bot().await;
    let mason = world.mason().await;
    world.break_source(&slow(9_000)).await;
    let interaction = world.start_asking(&mason, json!({})).await;
    world.placeholder(&interaction).await;
    world
        .until("the first sign is timed", async |world: &World| {
            let counted = world.look("/metrics").await.1;
            assert!(!counted.contains("rankwatch_interaction_seconds_count"), "the answer came: {counted}");
            counted.contains("rankwatch_first_sign_seconds_count{command=\"ranking\"} 1")
        })
        .await;
    bot.terminate();
    world.ended(bot).await;
    world.end().await;
}
