//! What Discord's client would refuse, and what happens to places.

use crate::{flow::ranking, support::*};
use serde_json::{Value, json};

#[tokio::test]
async fn the_client_refuses_bad_commands() {
    let world = World::new().await;
    world.register(ranking()).await;
    let ask = |command: &str, options: Value| json!({"as": MASON, "channel": GENERAL, "command": command, "options": options});
    for (body, status) in [
        (ask("nothing", json!({})), 404),
        (ask("board", json!({})), 400),
        (ask("board add", json!({})), 400),
        (ask("ranking", json!({"other": 1})), 400),
        (ask("ranking", json!({"top": 9})), 400),
        (ask("ranking", json!({"top": "many"})), 400),
        (ask("ranking", json!({"by": "luck"})), 400),
        (ask("board add", json!({"region": "US", "channel": IDEAS.to_string()})), 400),
        (json!({"as": MASON, "channel": STAFF, "command": "ranking"}), 403),
        (json!({"as": 1, "channel": GENERAL, "command": "ranking"}), 404),
        (json!({"as": MASON, "channel": "dm", "command": "board add", "options": {"region": "US"}}), 400),
    ] {
        world.control("POST", "/interactions/command", body).await.refused_plainly(status);
    }
}

#[tokio::test]
async fn what_is_named_comes_resolved() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1).await;
    world.register(ranking()).await;
    let options = json!({"region": "US", "channel": "#general", "mention": "Manager", "who": "maya",
                         "file": {"filename": "handles.csv", "content": "a,b"}});
    let asked = json!({"as": MAYA, "channel": GENERAL, "command": "board add", "options": options});
    let interaction = world.run(&mut line, asked).await;
    let resolved = &interaction["data"]["resolved"];
    assert_eq!(resolved["channels"][GENERAL.to_string()]["name"], "general");
    assert_eq!(resolved["roles"][(AGENCY + 1).to_string()]["name"], "Manager");
    assert_eq!(resolved["members"][MAYA.to_string()]["roles"][0], (AGENCY + 1).to_string());
    let file = resolved["attachments"].as_object().unwrap().values().next().unwrap();
    assert_eq!(reqwest::get(file["url"].as_str().unwrap()).await.unwrap().text().await.unwrap(), "a,b");
}

#[tokio::test]
async fn places_come_and_go() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1).await;
    let made = world.control("POST", "/guilds", json!({"name": "New", "locale": "zh-CN"})).await.ok();
    assert_eq!(line.event("GUILD_CREATE").await["preferred_locale"], "zh-CN");
    let guild = made["id"].as_str().unwrap();
    let post = async |path: &str, body: Value| {
        world.control("POST", &format!("/guilds/{guild}{path}"), body).await.ok()
    };
    post("/outage", json!({"on": true})).await;
    assert_eq!(line.event("GUILD_DELETE").await["unavailable"], true);
    post("/outage", json!({"on": false})).await;
    line.event("GUILD_CREATE").await;
    let channel = post("/channels", json!({"name": "news", "type": 5})).await;
    assert_eq!(line.event("CHANNEL_CREATE").await["type"], 5);
    post("/roles", json!({"name": "Team", "permissions": ["MANAGE_GUILD"]})).await;
    assert_eq!(line.event("GUILD_ROLE_CREATE").await["role"]["permissions"], "32");
    let path = format!("/channels/{}", channel["id"].as_str().unwrap());
    world.control("DELETE", &path, Value::Null).await.ok();
    assert_eq!(line.event("CHANNEL_DELETE").await["name"], "news");
    post("/remove", Value::Null).await;
    assert_eq!(line.event("GUILD_DELETE").await, json!({"id": guild}));
    post("/return", Value::Null).await;
    line.event("GUILD_CREATE").await;
}

#[tokio::test]
async fn an_outage_breaks_the_servers_routes() {
    let world = World::new().await;
    let outage = async |body: Value| {
        world.control("POST", &format!("/guilds/{AGENCY}/outage"), json!({"on": false})).await.ok();
        world.control("POST", &format!("/guilds/{AGENCY}/outage"), body).await.ok();
    };
    let say = || world.say(GENERAL, json!({"content": "x"}));
    outage(json!({})).await;
    say().await.refused(503, 0);
    world.get(&format!("/guilds/{AGENCY}")).await.refused(503, 0);
    world.get("/users/@me/guilds").await.ok();
    outage(json!({"rest": 403})).await;
    say().await.refused(403, 50001);
    outage(json!({"rest": 200})).await;
    say().await.ok();
    outage(json!({"on": false})).await;
    say().await.ok();
    let bad = json!({"rest": 404});
    world.control("POST", &format!("/guilds/{AGENCY}/outage"), bad).await.refused_plainly(400);
}

#[tokio::test]
async fn numbers_beyond_reason_are_refused() {
    let world = World::new().await;
    let member = format!("/guilds/{AGENCY}/members/{MASON}");
    for seconds in [i64::MAX, 28 * 86_400 + 1, -1] {
        world.control("PUT", &member, json!({"timeout_s": seconds})).await.refused_plainly(400);
    }
    for key in ["nonce_window_s", "interaction_token_s", "heartbeat_interval_ms", "channel_writes_a_minute"] {
        world.control("POST", "/settings", json!({key: i64::MAX})).await.refused_plainly(400);
    }
    world.say(GENERAL, json!({"content": "x", "nonce": "n", "enforce_nonce": true})).await.ok();
}
