//! `/healthz` and `/readyz`: what a supervisor and an operator see of a bot in trouble.

use crate::{seen::served, world::World};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_in_trouble_says_with_what_and_why() {
    let world = World::without_bot("health", served).await;
    world.break_discord("/gateway", 99, &json!({ "kind": "status", "status": 503, "body": {} })).await;
    let bot = world.program(&["run"]);
    world.until("it is served", async |world: &World| world.serves().await).await;
    let cut = world.looks("/readyz", 503).await;
    assert!(cut.contains("gateway: NOT READY, not connected since 2026-11-23T12:"), "{cut}");
    assert!(cut.contains("database: ok, a write took "), "{cut}");
    assert_eq!(world.look("/healthz").await.0, 200, "a restart wouldn't mend that");
    world.heal().await;
    world
        .until("the bot is connected", async |world: &World| {
            world.pass(chrono::TimeDelta::seconds(9)).await;
            world.is_connected().await
        })
        .await;
    let ready = world.looks("/readyz", 200).await;
    assert!(ready.contains("gateway: ok, 1 of 1 shards are connected"), "{ready}");
    let health = world.looks("/healthz", 200).await;
    for name in ["boards", "posts", "watches"] {
        assert!(health.contains(&format!("{name}: turned at 2026-11-23T12:")), "{health}");
    }

    world.break_source(&json!({ "kind": "status", "status": 401, "body": {}, "times": 1 })).await;
    let mason = world.mason().await;
    world.ask(&mason, "ranking", json!({})).await;
    let refused = world.looks("/readyz", 503).await;
    assert!(refused.contains("source: NOT READY, nothing is asked: "), "{refused}");
    assert!(refused.contains("key") && refused.contains("it is tried again after 2026-11-23T"), "{refused}");
    world.pass(chrono::TimeDelta::hours(1)).await;
    world.ask(&mason, "ranking", json!({})).await.foot();
    world.looks("/readyz", 200).await;
    bot.terminate();
    assert_eq!(world.ended(bot).await.code, Some(0));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_taken_keeps_nobody_from_an_answer() {
    let mut world = World::without_bot("health-taken", |_| {}).await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    world.config.http.listen = taken.local_addr().unwrap().to_string();
    world.pass(chrono::TimeDelta::seconds(6)).await;
    let hello = world.sandbox.hello();
    let variables = [
        ("DISCORD_TOKEN", hello.token.as_str()),
        ("KEYAPI_KEY", hello.key.as_str()),
        ("RANKWATCH_LOG__LEVEL", "info,rankwatch::http=trace"),
    ];
    let bot = world.program_with(&["run"], &variables);
    world.until("the bot is connected", async |world: &World| world.is_connected().await).await;
    let mason = world.mason().await;
    world.ask(&mason, "ranking", json!({})).await.foot();
    for _ in 0..3 {
        world.pass(chrono::TimeDelta::seconds(9)).await;
    }
    bot.terminate();
    let ended = world.ended(bot).await;
    let address = &world.config.http.listen;
    let told: Vec<_> = ended.err.lines().filter(|line| line.contains("ERROR")).collect();
    assert_eq!(told.len(), 1, "{}", ended.err);
    assert!(
        told[0].contains(address.as_str()) && told[0].contains("set http.listen to another address"),
        "{}",
        told[0]
    );
    assert!(ended.err.contains("what was timed is in its buckets"), "it would pile up: {}", ended.err);
    assert_eq!(ended.code, Some(0));
    // Somebody else's end, so that it begins and ends with the bot.
    drop(taken);
    world.start_bot().await;
    world.looks("/healthz", 200).await;
    world.stop_bot().await;
    std::net::TcpListener::bind(world.config.http.listen.as_str()).expect("it is free again");
    world.end().await;
}
