//! Rights: what the bot may do where, and what a missing right answers.

use crate::support::*;
use serde_json::json;

#[tokio::test]
async fn a_missing_right_has_its_code() {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    let deny = async |names: serde_json::Value| {
        let path = format!("/channels/{GENERAL}/overwrites/{BOT}");
        world.control("PUT", &path, json!({"type": 1, "deny": names})).await.ok();
    };
    let embed = json!({"embeds": [{"title": "x"}]});
    world.say(GENERAL, embed.clone()).await.ok();
    deny(json!(["EMBED_LINKS"])).await;
    world.say(GENERAL, embed.clone()).await.refused(403, 50013);
    world.say(GENERAL, json!({"content": "x"})).await.ok();
    deny(json!(["SEND_MESSAGES"])).await;
    world.say(GENERAL, json!({"content": "x"})).await.refused(403, 50013);
    deny(json!(["VIEW_CHANNEL"])).await;
    world.say(GENERAL, json!({"content": "x"})).await.refused(403, 50001);
    world.get(&format!("/channels/{GENERAL}")).await.refused(403, 50001);
    deny(json!([])).await;
    world.say(GENERAL, embed).await.ok();
}

#[tokio::test]
async fn channels_that_cannot_be_posted_to() {
    let world = World::new().await;
    world.say(IDEAS, json!({"content": "x"})).await.refused(400, 40058);
    world.say(AGENCY + 10, json!({"content": "x"})).await.refused(400, 50008);
    world.say(STAFF, json!({"content": "x"})).await.refused(403, 50001);
    world.say(1, json!({"content": "x"})).await.refused(404, 10003);
    world.control("POST", &format!("/guilds/{AGENCY}/remove"), json!({})).await.ok();
    world.say(GENERAL, json!({"content": "x"})).await.refused(403, 50001);
    world.get(&format!("/guilds/{AGENCY}")).await.refused(404, 10004);
}

#[tokio::test]
async fn roles_and_exceptions_are_combined_in_order() {
    let world = World::new().await;
    let bits = async || -> u64 {
        let state = world.control("GET", "/state", json!(null)).await.ok();
        let channels = state["guilds"][0]["channels"].as_array().unwrap();
        let general = channels.iter().find(|one| one["name"] == "general").unwrap();
        general["bot_permissions"].as_str().unwrap().parse().unwrap()
    };
    let over = |target: u64| format!("/channels/{GENERAL}/overwrites/{target}");
    const VIEW: u64 = 1 << 10;
    const EMBED: u64 = 1 << 14;
    world.control("PUT", &over(AGENCY), json!({"deny": VIEW.to_string()})).await.ok();
    assert_eq!(bits().await, 0);
    world.control("PUT", &over(BOT_ROLE), json!({"allow": VIEW})).await.ok();
    assert_eq!(bits().await & (VIEW | EMBED), VIEW | EMBED);
    world.control("PUT", &over(BOT), json!({"type": 1, "deny": ["SEND_MESSAGES"]})).await.ok();
    assert_eq!(bits().await & (VIEW | EMBED), VIEW);
    let role = format!("/guilds/{AGENCY}/roles/{BOT_ROLE}");
    world.control("PUT", &role, json!({"permissions": ["ADMINISTRATOR"]})).await.ok();
    assert_ne!(bits().await & EMBED, 0);
}

#[tokio::test]
async fn direct_messages_need_an_open_door() {
    let world = World::new().await;
    let dm = world.post("/users/@me/channels", json!({"recipient_id": MASON.to_string()})).await.ok();
    let channel: u64 = dm["id"].as_str().unwrap().parse().unwrap();
    world.say(channel, json!({"content": "x"})).await.ok();
    let closed = json!({"dms_open": false});
    world.control("PATCH", &format!("/people/{MASON}"), closed).await.ok();
    world.say(channel, json!({"content": "x"})).await.refused(403, 50007);
    let read = world.control("GET", &format!("/dm/{MASON}/messages"), json!(null)).await.ok();
    assert_eq!(read.as_array().unwrap().len(), 1);
    let stranger = world.control("POST", "/people", json!({"username": "stranger"})).await.ok();
    let dm = world.post("/users/@me/channels", json!({"recipient_id": stranger["id"]})).await.ok();
    let channel = dm["id"].as_str().unwrap().parse().unwrap();
    world.say(channel, json!({"content": "x"})).await.refused(403, 50278);
}
