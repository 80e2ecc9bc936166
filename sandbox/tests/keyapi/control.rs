//! The control API: clock, faults, jumps by hand, and who may ask.

use crate::world::Outside;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

fn now(answer: &Value) -> DateTime<Utc> {
    answer["now"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_clock_moves_forward_only() {
    let world = Outside::new().await;
    let first = world.control("GET", "/control/clock", Value::Null).await;
    assert_eq!(first["version"], 1);
    let later = world.control("POST", "/control/clock", json!({"advance_ms": 3_600_000})).await;
    assert_eq!(later["offset_ms"].as_i64(), first["offset_ms"].as_i64().map(|ms| ms + 3_600_000));
    let read = world.control("GET", "/control/clock?after=1", Value::Null).await;
    assert_eq!(read, json!({"version": later["version"], "offset_ms": later["offset_ms"]}));
    let there = world.control("POST", "/control/clock", json!({"to": "2026-11-26T09:00:00Z"})).await;
    assert_eq!(now(&there).to_string()[..16], *"2026-11-26 09:00");
    let next = world.control("POST", "/control/clock", json!({"tomorrow": "09:00"})).await;
    assert_eq!(now(&next).to_string()[..16], *"2026-11-27 09:00");
    for bad in [
        json!({}),
        json!({"advance_ms": -1}),
        json!({"advance_ms": 1, "tomorrow": "09:00"}),
        json!({"to": "2026-11-01T00:00:00Z"}),
        json!({"to": "2926-11-01T00:00:00Z"}),
        json!({"tomorrow": "9 o'clock"}),
        json!({"forward": 1}),
    ] {
        let (status, answer) = world.try_control("POST", "/control/clock", bad.clone()).await;
        assert!((400..500).contains(&status), "{bad}");
        assert!(answer["error"].is_string(), "{bad}");
    }
}

#[tokio::test]
async fn a_follower_hears_each_hour_of_a_walk() {
    let world = Outside::new().await;
    let to = json!({"to": "2026-11-24T15:30:00Z", "walk": true});
    let walk = world.control("POST", "/control/clock", to);
    let follow = async {
        let (mut version, mut seen) = (1, Vec::new());
        while seen.len() < 4 {
            let path = format!("/control/clock?after={version}");
            let setting = world.control("GET", &path, Value::Null).await;
            version = setting["version"].as_u64().unwrap();
            seen.push(setting["offset_ms"].as_i64().unwrap());
        }
        seen
    };
    let (walked, seen) = tokio::join!(walk, follow);
    assert_eq!(seen.last(), walked["offset_ms"].as_i64().as_ref());
    assert!(seen.windows(2).all(|pair| pair[1] - pair[0] <= TimeDelta::hours(1).num_milliseconds()));
}

#[tokio::test]
async fn faults_are_listed_counted_and_cleared() {
    let world = Outside::new().await;
    let fault = json!({"side": "keyapi", "path": "rank_type=3", "kind": "status", "status": 503, "times": 2});
    let list = world.control("POST", "/control/faults", fault).await;
    assert_eq!(list["faults"][0]["status"], 503);
    world.top("2026-11-10").await;
    let month = "/v1/tiktok/influencer/ranking/analytics?rank_type=3";
    assert_eq!(world.send(month).await.unwrap().status(), 503);
    let list = world.control("GET", "/control/faults", Value::Null).await;
    assert_eq!(list["faults"][0]["times"], 1);
    assert!(list["quirks"].as_array().unwrap().contains(&json!("bad_row")));
    let list = world.control("DELETE", "/control/faults", Value::Null).await;
    assert_eq!(list["faults"], json!([]));
    for bad in [
        json!({"side": "keyapi", "kind": "no such thing"}),
        json!({"side": "discord", "kind": "quirk", "name": "nulls"}),
        json!({"side": "keyapi", "kind": "status", "status": 42}),
        json!({"kind": "refused"}),
    ] {
        let (status, answer) = world.try_control("POST", "/control/faults", bad.clone()).await;
        assert!((400..500).contains(&status) && answer["error"].is_string(), "{bad}: {answer}");
    }
}

#[tokio::test]
async fn a_creator_is_made_to_jump() {
    let world = Outside::new().await;
    let before = world.top("2026-11-22").await;
    let chosen = &before[6];
    let asked = json!({"region": "US", "creator": chosen["unique_id"], "times": 50});
    let answer = world.control("POST", "/control/market/jump", asked).await;
    let made: Vec<&Value> =
        answer["jumps"].as_array().unwrap().iter().filter(|jump| jump["by_hand"] == true).collect();
    assert_eq!(made.len(), 2, "units and followers");
    assert_eq!((&made[0]["user_id"], &made[0]["date"]), (&chosen["user_id"], &json!("2026-11-24")));
    let release = json!({"region": "US", "date": "2026-11-24", "hold": false});
    world.advance(TimeDelta::days(1));
    world.control("POST", "/control/market/publish", release).await;
    assert_eq!(world.top("2026-11-22").await, before, "the past stays");
    let after = world.top("2026-11-24").await;
    assert_eq!(after[0]["user_id"], chosen["user_id"]);
    let nobody = json!({"region": "US", "creator": "nobody_us", "times": 2});
    assert_eq!(world.try_control("POST", "/control/market/jump", nobody).await.0, 404);
    let elsewhere = json!({"region": "GB", "creator": chosen["unique_id"], "times": 2});
    assert_eq!(world.try_control("POST", "/control/market/jump", elsewhere).await.0, 404);
    let of_any = json!({"creator": chosen["user_id"], "times": 2});
    let answer = world.control("POST", "/control/market/jump", of_any).await;
    assert_eq!(answer["jumps"][0]["region"], "US");
}

#[tokio::test]
async fn only_loopback_hosts_may_ask() {
    let world = Outside::new().await;
    for (path, host, status) in [
        ("/control/clock", "evil.example:80", 403),
        ("/", "evil.example", 403),
        ("/control/clock", "localhost:1234", 200),
        ("/", "localhost", 200),
    ] {
        let url = format!("{}{path}", world.sandbox.hello().keyapi);
        let response = world.client.get(url).header("host", host).send().await.unwrap();
        assert_eq!(response.status(), status, "{host}");
    }
    let url = format!("{}/control/settings", world.sandbox.hello().keyapi);
    for (origin, status) in [("https://evil.example", 403), ("null", 403), ("http://localhost:3000", 200)] {
        let response = world.client.post(&url).header("origin", origin).body("{}").send().await.unwrap();
        assert_eq!(response.status(), status, "{origin}");
    }
}
