//! The line to Discord: cut, closed, asleep, refused. The session goes on or a new one begins, and nobody is
//! answered twice.

use crate::world::{Person, World, text};
use chrono::TimeDelta;
use rankwatch::app::{App, Secrets};
use secrecy::SecretString;
use serde_json::{Value, json};

/// The bot's sessions: their names while they are connected.
async fn sessions(world: &World) -> Vec<String> {
    let state = world.get("state").await;
    let all = state["gateway"]["sessions"].as_array().unwrap().clone();
    all.iter()
        .filter(|session| session["connected"] == true)
        .map(|session| text(&session["session"]))
        .collect()
}

/// Disturbs the line, waits until the bot is connected again and has answered somebody; gives the session's name.
async fn after(world: &World, action: &str, body: Value) -> String {
    let connections = dispatches(world, &["READY", "RESUMED"]);
    // Discord takes one IDENTIFY in 5 s, and 5 s have passed for most sessions that end.
    world.pass(TimeDelta::seconds(6)).await;
    world.post(&format!("gateway/{action}"), body).await;
    world
        .until(&format!("connected after {action}"), async |world: &World| {
            dispatches(world, &["READY", "RESUMED"]) > connections && sessions(world).await.len() == 1
        })
        .await;
    let mason = world.mason().await;
    world.ask(&mason, "ranking", json!({})).await.foot();
    sessions(world).await.remove(0)
}

fn dispatches(world: &World, events: &[&str]) -> usize {
    world.logged().iter().filter(|line| events.iter().any(|event| line["gateway"] == *event)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_goes_on_after_what_it_survives() {
    let world = World::new("gateway-resume").await;
    let session = sessions(&world).await;
    for (action, body) in [
        ("cut", json!({})),
        ("reconnect", json!({})),
        ("invalid", json!({ "resumable": true })),
        ("close", json!({ "code": 4000 })),
        ("close", json!({ "code": 4008 })),
    ] {
        assert_eq!(vec![after(&world, action, body.clone()).await], session, "{action} {body}");
    }
    assert_eq!((dispatches(&world, &["READY"]), dispatches(&world, &["RESUMED"])), (1, 5));
    world.post("gateway/heartbeat", json!({})).await;
    assert_eq!(sessions(&world).await, session);
    #[cfg(target_os = "linux")]
    crate::dialled::only_this_machine();
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_session_begins_after_what_ends_one() {
    let world = World::new("gateway-anew").await;
    let old = sessions(&world).await;
    // serenity waits 5 s before it begins a session, and not by our clock.
    let new = after(&world, "close", json!({ "code": 4009 })).await;
    assert_ne!(vec![new], old);
    assert_eq!(world.traffic("PUT", "/commands").len(), 1, "nothing is registered anew");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_fell_asleep_is_left() {
    let mut world = World::without_bot("gateway-zombie", |_| {}).await;
    world.post("settings", json!({ "heartbeat_interval_ms": 400 })).await;
    world.start_bot().await;
    world.post("gateway/zombie", json!({ "on": true })).await;
    world.until("another line", async |world: &World| dispatches(world, &["READY", "RESUMED"]) == 2).await;
    world.post("gateway/zombie", json!({ "on": false })).await;
    let mason = world.mason().await;
    world.ask(&mason, "ranking", json!({})).await.foot();
    assert_eq!(sessions(&world).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_shards_answer_two_servers() {
    let mut world = World::without_bot("gateway-shards", |_| {}).await;
    world.post("settings", json!({ "max_concurrency": 2 })).await;
    let url = format!("{}gateway/ws", world.sandbox.hello().page.replacen("http", "ws", 1));
    let limit = json!({ "total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 2 });
    let body = json!({ "url": url, "shards": 2, "session_start_limit": limit });
    world.break_discord("/gateway/bot", 9, &json!({ "kind": "status", "status": 200, "body": body })).await;
    world.start_bot().await;
    world.until("two sessions", async |world: &World| sessions(world).await.len() == 2).await;
    let state = world.get("state").await;
    let channel = |guild: &Value| {
        text(
            &guild["channels"].as_array().unwrap().iter().find(|channel| channel["type"] == 0).unwrap()["id"],
        )
    };
    let mut shards = Vec::new();
    for guild in state["guilds"].as_array().unwrap() {
        let id: u64 = text(&guild["id"]).parse().unwrap();
        shards.push((id >> 22) % 2);
        let who = Person { id: text(&guild["owner"]), channel: channel(guild) };
        world.ask(&who, "ranking", json!({})).await.foot();
    }
    shards.sort_unstable();
    assert_eq!(shards, [0, 1]);
    assert_eq!(world.traffic("POST", "/callback").len(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_during_a_cut_is_answered_once() {
    let world = World::new("gateway-missed").await;
    let mason = world.mason().await;
    world.post("gateway/cut", json!({})).await;
    let interaction = world.start_asking(&mason, json!({})).await;
    let outcome = world.settled(&interaction).await;
    assert!(outcome.foot().contains("1 credit"), "{outcome:?}");
    assert_eq!(world.traffic("POST", "/callback").len(), 1);
    assert_eq!(world.public(&mason).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_token_ends_the_bot_with_the_reason() {
    let world = World::without_bot("gateway-token", |_| {}).await;
    let hello = world.sandbox.hello();
    let secrets = || Secrets {
        token: SecretString::from(hello.token.clone()),
        key: SecretString::from(hello.key.clone()),
    };
    let app = App::start(&world.config, secrets()).await.unwrap();
    let refuse = async {
        world.until("connected", async |world: &World| sessions(world).await.len() == 1).await;
        world.post("gateway/close", json!({ "code": 4004 })).await;
    };
    let (ended, ()) = tokio::join!(app.until(std::future::pending()), refuse);
    let why = format!("{:#}", ended.unwrap_err());
    assert!(why.contains("refuses the token: set a valid DISCORD_TOKEN"), "{why}");
    let wrong = Secrets { token: SecretString::from("wrong".to_owned()), ..secrets() };
    let why = format!("{:#}", App::start(&world.config, wrong).await.unwrap_err());
    assert!(why.contains("DISCORD_TOKEN"), "{why}");
    world.end().await;
}
