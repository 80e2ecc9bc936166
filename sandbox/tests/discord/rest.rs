//! REST beside messages: what a library asks first, and what is refused.

use crate::support::*;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn what_a_library_asks_first() {
    let world = World::new().await;
    assert!(world.get("/gateway").await.ok()["url"].as_str().unwrap().starts_with("ws://127.0.0.1"));
    assert_eq!(world.get("/gateway/bot").await.ok()["session_start_limit"]["max_concurrency"], 1);
    assert_eq!(world.get("/users/@me").await.ok()["id"], APP);
    assert_eq!(world.get("/applications/@me").await.ok()["id"], APP);
    assert_eq!(world.get("/oauth2/applications/@me").await.ok()["approximate_guild_count"], 2);
    assert_eq!(world.get("/users/@me/guilds").await.ok()[1]["name"], "直播运营群");
    for path in ["", "/channels", "/roles", "/members/@me", "/members?limit=5", "/threads/active"] {
        world.get(&format!("/guilds/{AGENCY}{path}")).await.ok();
    }
    for channel in [GENERAL, NEWS, IDEAS] {
        world.get(&format!("/channels/{channel}")).await.ok();
    }
    world.post(&format!("/channels/{GENERAL}/typing"), json!({})).await.ok();
    world.get(&format!("/guilds/{AGENCY}/members/1")).await.refused(404, 10007);
}

#[tokio::test]
async fn servers_are_listed_within_bounds_and_answers_tell_the_worlds_time() {
    let world = World::new().await;
    let first = world.get("/users/@me/guilds?limit=1").await.ok();
    assert_eq!(first.as_array().unwrap().len(), 1);
    let rest = format!("/users/@me/guilds?after={}", first[0]["id"].as_str().unwrap());
    assert_eq!(world.get(&rest).await.ok()[0]["name"], "直播运营群");
    for limit in ["0", "201", "x"] {
        world.get(&format!("/users/@me/guilds?limit={limit}")).await.form("limit", "NUMBER_TYPE_MAX");
    }
    world.get("/users/@me/guilds?after=x").await.form("after", "NUMBER_TYPE_COERCE");
    world.advance(400 * 86_400);
    let answer = world.get("/users/@me").await;
    let date = answer.headers["date"].to_str().unwrap();
    let told = chrono::DateTime::parse_from_rfc2822(date).unwrap();
    let off = told.to_utc() - world.sandbox.world.clock.now();
    assert!(off.num_seconds().abs() <= 5, "{date}");
}

#[tokio::test]
async fn strangers_and_unknown_routes() {
    let world = World::new().await;
    let body = world.get("/nothing").await.refused(404, 0);
    assert_eq!(body["message"], "404: Not Found");
    let client = reqwest::Client::new();
    let url = format!("{}/api/users/@me", world.base());
    assert_eq!(client.get(&url).send().await.unwrap().status(), 401);
    assert_eq!(client.get(&url).header("Authorization", "Bot wrong").send().await.unwrap().status(), 401);
    let path = format!("/channels/{GENERAL}/messages");
    let text = world.request(Method::POST, &path).header("content-type", "application/json").body("{");
    world.send(text).await.refused(400, 50109);
    let plain = world.request(Method::POST, &path).header("content-type", "text/plain").body("{}");
    world.send(plain).await.refused(400, 50035);
}
