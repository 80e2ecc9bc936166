//! Rate limits, with their headers and bodies.

use crate::{flow::ranking, support::*};
use serde_json::json;

#[tokio::test]
async fn five_posts_in_five_seconds_and_channel() {
    let world = World::new().await;
    for left in (0..5).rev() {
        let answer = world.say(GENERAL, json!({"content": "x"})).await;
        assert_eq!(answer.headers["x-ratelimit-remaining"], left.to_string());
        assert_eq!(answer.headers["content-type"], "application/json");
        assert!(answer.headers.contains_key("via"));
    }
    let full = world.say(GENERAL, json!({"content": "x"})).await;
    assert_eq!(full.status, 429);
    assert_eq!(full.headers["x-ratelimit-scope"], "user");
    assert!(full.headers.contains_key("retry-after"));
    assert!(full.body["retry_after"].as_f64().unwrap() > 4.0);
    assert_eq!(full.body["global"], false);
    world.say(RANKINGS, json!({"content": "x"})).await.ok();
    world.advance(5);
    world.say(GENERAL, json!({"content": "x"})).await.ok();
}

#[tokio::test]
async fn fifty_a_second_for_all_but_interactions() {
    let world = World::new().await;
    for n in 0..50 {
        world.get(&format!("/channels/{}/messages", AGENCY + 11 + n % 3 * 7)).await;
    }
    let full = world.get(&format!("/channels/{NEWS}")).await;
    if full.status == 429 {
        assert_eq!(full.headers["x-ratelimit-scope"], "global");
        assert_eq!(full.headers["x-ratelimit-global"], "true");
        assert_eq!(full.body["global"], true);
    }
    world.post("/interactions/1/x/callback", json!({"type": 4})).await.refused(404, 10062);
}

#[tokio::test]
async fn follow_ups_have_a_hidden_limit_a_channel() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1).await;
    world.register(ranking()).await;
    let mut shared = None;
    'all: for _ in 0..8 {
        let interaction =
            world.run(&mut line, json!({"as": MASON, "channel": GENERAL, "command": "ranking"})).await;
        world.callback(&interaction, json!({"type": 4, "data": {"content": "x"}})).await.ok();
        for _ in 0..5 {
            let answer = world.webhook("POST", &interaction, "", json!({"content": "x"})).await;
            if answer.status == 429 {
                shared = Some(answer);
                break 'all;
            }
        }
        let more = world.webhook("POST", &interaction, "", json!({"content": "x"})).await;
        assert_eq!(more.status, 429);
        assert_eq!(more.headers["x-ratelimit-scope"], "user");
    }
    assert_eq!(shared.unwrap().headers["x-ratelimit-scope"], "shared");
}

#[tokio::test]
async fn too_many_invalid_requests_are_banned() {
    let world = World::new().await;
    let url = format!("{}/api/v10/users/@me", world.base());
    let client = reqwest::Client::new();
    for _ in 0..10_000 {
        client.get(&url).send().await.unwrap();
    }
    let answer = world.get("/users/@me").await;
    assert_eq!(answer.status, 429);
    assert_eq!(answer.headers["content-type"], "text/html");
    assert!(!answer.headers.contains_key("via"));
    world.advance(86_400);
    world.get("/users/@me").await.ok();
}

#[tokio::test]
async fn old_messages_take_three_edits_in_six_seconds() {
    let world = World::new().await;
    let message = world.say(GENERAL, json!({"content": "x"})).await.ok();
    let path = format!("/channels/{GENERAL}/messages/{}", message["id"].as_str().unwrap());
    world.advance(3601);
    for _ in 0..3 {
        world.patch(&path, json!({"content": "y"})).await.ok();
    }
    world.patch(&path, json!({"content": "y"})).await.refused(429, 30046);
}

#[tokio::test]
async fn announcements_have_limits_of_the_hour() {
    let world = World::new().await;
    let mut sent = Vec::new();
    for _ in 0..11 {
        world.advance(5);
        let message = world.say(NEWS, json!({"content": "x"})).await.ok();
        sent.push(format!("/channels/{NEWS}/messages/{}", message["id"].as_str().unwrap()));
    }
    for path in &sent[..10] {
        world.advance(5);
        world.post(&format!("{path}/crosspost"), json!({})).await.ok();
    }
    world.advance(5);
    let full = world.post(&format!("{}/crosspost", sent[10]), json!({})).await;
    assert_eq!((full.status.as_u16(), &full.headers["retry-after"]), (429, &"1".parse().unwrap()));
    assert!(full.body["retry_after"].as_f64().unwrap() > 3500.0, "{}", full.body);
    assert!(full.body.get("code").is_none());
    for _ in 0..3 {
        world.patch(&sent[0], json!({"content": "y"})).await.ok();
    }
    world.patch(&sent[0], json!({"content": "y"})).await.refused(429, 20022);
    world.patch(&sent[1], json!({"content": "y"})).await.ok();
    world.advance(3600);
    world.post(&format!("{}/crosspost", sent[10]), json!({})).await.ok();
    world.patch(&sent[0], json!({"content": "y"})).await.ok();
}

#[tokio::test]
async fn a_channel_takes_so_many_writes_from_all() {
    let world = World::new().await;
    world.set(json!({"channel_writes_a_minute": 3})).await;
    let path = format!("/channels/{GENERAL}/messages");
    let theirs = || world.control("POST", &path, json!({"as": MASON, "content": "x"}));
    let own = world.say(GENERAL, json!({"content": "x"})).await.ok();
    theirs().await.ok();
    world.patch(&format!("{path}/{}", own["id"].as_str().unwrap()), json!({"content": "y"})).await.ok();
    let full = world.say(GENERAL, json!({"content": "x"})).await;
    assert_eq!(full.headers["x-ratelimit-scope"], "shared");
    full.refused(429, 20028);
    theirs().await.refused_plainly(429);
    world.say(RANKINGS, json!({"content": "x"})).await.ok();
    world.advance(60);
    world.say(GENERAL, json!({"content": "x"})).await.ok();
}

#[tokio::test]
async fn chosen_refusals_count_as_invalid_requests() {
    let world = World::new().await;
    let fault = json!({"side": "discord", "kind": "status", "status": 403, "times": 2});
    world.control("POST", "/faults", fault).await.ok();
    for _ in 0..3 {
        world.get("/users/@me").await;
    }
    assert_eq!(world.control("GET", "/state", json!(null)).await.ok()["invalid_requests"], 2);
}
