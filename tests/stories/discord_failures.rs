//! Discord's REST interface in trouble: people are answered all the same, once, and nothing is sent in vain.

use crate::world::{Outcome, Person, World};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// A 429 as Discord sends it: the body is more exact than the header.
fn too_fast(seconds: f64, scope: &str) -> Value {
    let mut headers = vec![["retry-after", "1"], ["x-ratelimit-scope", scope]];
    if scope == "global" {
        headers.push(["x-ratelimit-global", "true"]);
    }
    json!({
        "kind": "status", "status": 429, "headers": headers,
        "body": { "message": "You are being rate limited.", "retry_after": seconds, "global": scope == "global" },
    })
}

fn broken(status: u16) -> Value {
    json!({ "kind": "status", "status": status, "body": { "message": "Internal Server Error", "code": 0 } })
}

async fn ask(world: &World, who: &Person, region: &str) -> Outcome {
    world.ask(who, "ranking", json!({ "region": region })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn first_answers_come_after_limits_and_outages_that_pass() {
    let world = World::new("discord-callback").await;
    let mason = world.mason().await;
    for (n, (region, effect, times)) in [
        ("GB", too_fast(0.3, "user"), 1),
        ("DE", too_fast(0.2, "shared"), 2),
        ("FR", too_fast(0.3, "global"), 1),
        ("ID", broken(500), 1),
        ("MX", broken(503), 2),
        ("IT", json!({ "kind": "refused" }), 1),
    ]
    .into_iter()
    .enumerate()
    {
        world.break_discord("/callback", times, &effect).await;
        let before = world.traffic("POST", "/callback").len();
        let answer = ask(&world, &mason, region).await;
        assert!(answer.foot().contains("1 credit"), "{effect}: {}", answer.foot());
        let calls = world.traffic("POST", "/callback").len() - before;
        assert_eq!(calls, usize::try_from(times).unwrap() + 1, "{effect}");
        assert_eq!(world.public(&mason).await.len(), n + 1, "{effect}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_follows_a_deferral_comes_after_trouble_that_passes() {
    let world = World::with("discord-edit", |config| config.discord.defer_after_ms = 0).await;
    let mason = world.mason().await;
    for (n, (region, effect)) in [
        ("GB", too_fast(0.3, "user")),
        ("DE", too_fast(0.3, "shared")),
        ("FR", broken(500)),
        ("ID", json!({ "kind": "lost_answer" })),
        ("MX", json!({ "kind": "cut_body" })),
    ]
    .into_iter()
    .enumerate()
    {
        world.break_discord("messages/@original", 1, &effect).await;
        let answer = ask(&world, &mason, region).await;
        assert!(answer.foot().contains("1 credit"), "{effect}: {}", answer.foot());
        world
            .until("the edit is repeated", async |world: &World| {
                world.traffic("PATCH", "@original").len() == 2 * (n + 1)
            })
            .await;
        assert_eq!(world.public(&mason).await.len(), n + 1, "{effect}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_told_though_its_placeholder_stays() {
    let world = World::with("discord-placeholder", |config| {
        config.discord.defer_after_ms = 0;
        config.keyapi.retry_wait_ms = 10;
    })
    .await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "status", "status": 500 })).await;
    world
        .fault(json!({ "side": "discord", "method": "DELETE", "kind": "status", "status": 500, "times": 1 }))
        .await;
    let said = ask(&world, &mason, "GB").await.private_sentence();
    assert!(said.contains("isn't working"), "{said}");
    assert_eq!(world.traffic("DELETE", "@original").len(), 2);
    assert!(world.public(&mason).await.is_empty(), "deleted by the repeat");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_comes_too_late_is_given_up() {
    let world = World::new("discord-late").await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "delay", "ms": 300, "times": 1 })).await;
    let interaction = world.start_asking(&mason, json!({ "region": "GB" })).await;
    world.until("the source is asked", async |world: &World| world.requests().await.len() == 1).await;
    world.pass(TimeDelta::seconds(4)).await;
    assert_eq!(world.settled(&interaction).await.0["state"], "failed");
    world
        .until("Discord refuses the answer", async |world: &World| {
            world.traffic("POST", "/callback").iter().any(|call| call["response"]["code"] == 10062)
        })
        .await;
    assert!(world.public(&mason).await.is_empty());
    let again = ask(&world, &mason, "GB").await;
    assert!(again.foot().contains("0 credits"), "what was paid for is stored: {}", again.foot());
    assert_eq!(world.traffic("POST", "/callback").len(), 2, "the first wasn't repeated");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_of_this_address_is_sat_out() {
    let world = World::new("discord-block").await;
    let mason = world.mason().await;
    let page = json!({ "kind": "status", "status": 429, "body": "<html>You are being blocked</html>" });
    world.break_discord("/callback", 1, &page).await;
    let first = world.start_asking(&mason, json!({ "region": "GB" })).await;
    world.until("it is blocked", async |world: &World| world.traffic("POST", "/callback").len() == 1).await;
    let second = world.start_asking(&mason, json!({ "region": "GB" })).await;
    world.pass(TimeDelta::seconds(4)).await;
    for interaction in [first, second] {
        assert_eq!(world.settled(&interaction).await.0["state"], "failed");
    }
    assert_eq!(world.traffic("POST", "/callback").len(), 1, "nothing is sent during the block");
    world.pass(TimeDelta::seconds(60)).await;
    assert!(ask(&world, &mason, "GB").await.foot().contains("0 credits"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_registered_once() {
    let mut world = World::new("discord-register").await;
    let puts = |world: &World| world.traffic("PUT", "/commands").len();
    assert_eq!(puts(&world), 1);
    world.stop_bot().await;
    world.start_bot().await;
    let mason = world.mason().await;
    ask(&world, &mason, "GB").await.foot();
    assert_eq!(puts(&world), 1, "nothing changed");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_that_fails_is_made_good_and_stops_nobody() {
    let mut world = World::new("discord-register-fails").await;
    world.stop_bot().await;
    world.config.database.path = world.folder().join("another.db");
    world
        .fault(json!({ "side": "discord", "method": "PUT", "kind": "status", "status": 500, "times": 10 }))
        .await;
    world.start_bot().await;
    let tried = |world: &World| world.traffic("PUT", "/commands").len();
    world.until("it is tried", async |world: &World| tried(world) >= 2).await;
    let mason = world.mason().await;
    assert!(ask(&world, &mason, "GB").await.foot().contains("1 credit"));
    world.heal().await;
    world.pass(TimeDelta::seconds(6)).await;
    // serenity waits 5 s before it begins a session, and not by our clock.
    world.post("gateway/invalid", json!({ "resumable": false })).await;
    world
        .until("it is registered with the next session", async |world: &World| {
            world.traffic("PUT", "/commands").last().unwrap()["status"] == 200
        })
        .await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_broken_answer_at_the_start_is_not_the_end() {
    let mut world = World::without_bot("discord-start", |_| {}).await;
    for path in ["/gateway", "/gateway/bot", "/commands"] {
        world.break_discord(path, 1, &broken(502)).await;
        world.break_discord(path, 1, &too_fast(0.2, "global")).await;
    }
    world.start_bot().await;
    let mason = world.mason().await;
    assert!(ask(&world, &mason, "GB").await.foot().contains("1 credit"));
    world.end().await;
}
