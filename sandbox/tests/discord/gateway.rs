//! The Gateway: log in, resume, close codes, shards, disturbances.

use crate::{flow::ranking, support::*};
use serde_json::{Value, json};

#[tokio::test]
async fn refused_logins_have_their_close_code() {
    let world = World::new().await;
    let token = world.sandbox.hello().token.clone();
    let identify = |d: Value| {
        let mut d = d;
        for (key, value) in [("token", json!(token)), ("intents", json!(1)), ("properties", json!({}))] {
            if d[key].is_null() {
                d[key] = value;
            }
        }
        json!({"op": 2, "d": d})
    };
    for (frame, code) in [
        (identify(json!({"token": "wrong"})), 4004),
        (identify(json!({"shard": [2, 2]})), 4010),
        (identify(json!({"intents": 1 << 30})), 4013),
        (json!({"op": 3, "d": {}}), 4003),
        (json!({"op": 99, "d": {}}), 4001),
        (json!({"op": 1, "d": "x".repeat(4097)}), 4002),
        (json!({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}), 4004),
    ] {
        let mut line = Line::open(&world).await;
        line.send(frame).await;
        assert_eq!(line.frame().await["close"], code);
    }
    assert_eq!(Line::open_with(&world, "?v=8").await.frame().await["close"], 4012);
    let mut line = Line::open_with(&world, "?v=10").await;
    line.send(identify(json!({"token": format!("Bot {token}")}))).await;
    line.event("READY").await;
    line.event("GUILD_CREATE").await;
    line.event("GUILD_CREATE").await;
    line.send(identify(json!({}))).await;
    assert_eq!(line.frame().await["close"], 4005);
    world.set(json!({"privileged_intents": false})).await;
    let mut line = Line::open(&world).await;
    line.send(identify(json!({"intents": 1 << 15}))).await;
    assert_eq!(line.frame().await["close"], 4014);
}

#[tokio::test]
async fn heartbeats_are_answered_before_the_login_too() {
    let world = World::new().await;
    let mut line = Line::open(&world).await;
    line.send(json!({"op": 1, "d": null})).await;
    assert_eq!(line.frame().await["op"], 11);
    world.control("POST", "/gateway/heartbeat", json!({})).await.ok();
    assert_eq!(line.frame().await["op"], 1);
    world.control("POST", "/gateway/zombie", json!({})).await.ok();
    line.send(json!({"op": 1, "d": null})).await;
    world.control("POST", "/gateway/zombie", json!({"on": false})).await.ok();
    world.control("POST", "/gateway/reconnect", json!({})).await.ok();
    assert_eq!(line.frame().await["op"], 7);
    for _ in 0..120 {
        line.send(json!({"op": 1, "d": null})).await;
    }
    let mut last = line.frame().await;
    while last["op"] == 11 {
        last = line.frame().await;
    }
    assert_eq!(last["close"], 4008);
}

fn resume(world: &World, session: &Value, seq: u64) -> Value {
    json!({"op": 6, "d": {"token": world.sandbox.hello().token, "session_id": session, "seq": seq}})
}

#[tokio::test]
async fn a_cut_line_is_resumed_with_what_was_missed() {
    let world = World::new().await;
    world.register(ranking()).await;
    let mut line = Line::open(&world).await;
    let session = line.identify(&world, 1 | 1 << 9).await["session_id"].clone();
    line.event("GUILD_CREATE").await;
    line.event("GUILD_CREATE").await;
    let seq = line.seq;
    world.control("POST", "/gateway/cut", json!({})).await.ok();
    assert!(line.frame().await.get("gone").is_some());
    let asked = json!({"as": MASON, "channel": GENERAL, "command": "ranking"});
    world.control("POST", "/interactions/command", asked).await.ok();
    let mut line = Line::open(&world).await;
    line.send(resume(&world, &session, seq)).await;
    let interaction = line.event("INTERACTION_CREATE").await;
    assert_eq!(line.event("RESUMED").await, json!({}));
    world.callback(&interaction, json!({"type": 4, "data": {"content": "x"}})).await.ok();
    line.event("MESSAGE_CREATE").await;
    let mut other = Line::open(&world).await;
    other.send(resume(&world, &session, 1_000)).await;
    assert_eq!(other.frame().await["close"], 4007);
    line.hang_up(1000).await;
    let mut line = Line::open(&world).await;
    line.send(resume(&world, &session, seq)).await;
    assert_eq!(line.frame().await, json!({"op": 9, "d": false, "s": null, "t": null}));
}

#[tokio::test]
async fn logins_are_limited_and_sessions_can_be_called_invalid() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1).await;
    world.control("POST", "/gateway/invalid", json!({"resumable": false})).await.ok();
    assert_eq!(line.frame().await["d"], false);
    let token = &world.sandbox.hello().token;
    let identify = json!({"op": 2, "d": {"token": token, "intents": 1, "properties": {}}});
    line.send(identify.clone()).await;
    assert_eq!(line.frame().await["op"], 9);
    world.advance(5);
    line.send(identify).await;
    line.event("READY").await;
    line.event("GUILD_CREATE").await;
    line.event("GUILD_CREATE").await;
    world.control("POST", "/gateway/close", json!({"code": 4009})).await.ok();
    assert_eq!(line.frame().await["close"], 4009);
}

#[tokio::test]
async fn each_shard_has_its_servers() {
    let world = World::new().await;
    world.set(json!({"max_concurrency": 2})).await;
    world.register(ranking()).await;
    let mut lines = Vec::new();
    for shard in 0..2 {
        let mut line = Line::open(&world).await;
        let token = &world.sandbox.hello().token;
        line.send(
            json!({"op": 2, "d": {"token": token, "intents": 1, "properties": {}, "shard": [shard, 2]}}),
        )
        .await;
        assert_eq!(line.event("READY").await["shard"], json!([shard, 2]));
        let guild: u64 = line.event("GUILD_CREATE").await["id"].as_str().unwrap().parse().unwrap();
        assert_eq!((guild >> 22) % 2, shard);
        lines.push(line);
    }
    let asked = json!({"as": MASON, "channel": "dm", "command": "ranking"});
    world.run(&mut lines[0], asked).await;
}

#[tokio::test]
async fn content_needs_its_intent() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1 | 1 << 9).await;
    let write = |text: String| {
        world.control("POST", "/channels/1100000000004194315/messages", json!({"as": MASON, "content": text}))
    };
    assert_eq!(GENERAL, 1_100_000_000_004_194_315);
    write("secret".to_owned()).await.ok();
    let event = line.event("MESSAGE_CREATE").await;
    assert_eq!((&event["content"], event["member"].is_object()), (&json!(""), true));
    write(format!("hello <@{BOT}>")).await.ok();
    assert_ne!(line.event("MESSAGE_CREATE").await["content"], "");
    line.send(json!({"op": 8, "d": {"guild_id": AGENCY.to_string(), "query": "ma", "limit": 0}})).await;
    assert_eq!(line.event("GUILD_MEMBERS_CHUNK").await["members"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn all_members_are_told_once_in_thirty_seconds() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1 | 1 << 1).await;
    let ask = json!({"op": 8, "d": {"guild_id": AGENCY.to_string(), "query": "", "limit": 0, "nonce": "n"}});
    line.send(ask.clone()).await;
    assert_eq!(line.event("GUILD_MEMBERS_CHUNK").await["members"].as_array().unwrap().len(), 4);
    line.send(ask.clone()).await;
    let told = line.event("RATE_LIMITED").await;
    assert_eq!(told["meta"], json!({"guild_id": AGENCY.to_string(), "nonce": "n"}));
    assert!(told["retry_after"].as_f64().unwrap() > 25.0);
    world.advance(30);
    line.send(ask).await;
    line.event("GUILD_MEMBERS_CHUNK").await;
}

#[tokio::test]
async fn too_many_logins_cost_the_token() {
    let world = World::new().await;
    world.set(json!({"identifies_a_day": 1})).await;
    let mut line = Line::ready(&world, 1).await;
    assert_eq!(world.get("/gateway/bot").await.ok()["session_start_limit"]["remaining"], 0);
    world.advance(5);
    let mut other = Line::open(&world).await;
    let token = &world.sandbox.hello().token;
    other.send(json!({"op": 2, "d": {"token": token, "intents": 1, "properties": {}}})).await;
    assert_eq!(other.frame().await["close"], 4004);
    assert_eq!(line.frame().await["close"], 4004);
    world.get("/users/@me").await.refused(401, 0);
    world.set(json!({"token_valid": true, "identifies_a_day": 1000})).await;
    world.get("/users/@me").await.ok();
    world.advance(5);
    Line::ready(&world, 1).await;
}

#[tokio::test]
async fn who_has_no_heartbeat_is_closed() {
    let world = World::new().await;
    world.set(json!({"heartbeat_interval_ms": 200})).await;
    let mut line = Line::open(&world).await;
    for _ in 0..3 {
        world.sandbox.world.clock.pause(std::time::Duration::from_millis(200)).await;
        line.send(json!({"op": 1, "d": null})).await;
        assert_eq!(line.frame().await["op"], 11);
    }
    assert_eq!(line.frame().await["close"], 4009);
}
