//! What a bot that posts unasked meets: rights that come and go, time-outs, channels that are deleted, crossposts.

use crate::support::*;
use serde_json::{Value, json};

const GUILDS: u64 = 1;

fn path(channel: u64, message: &Value) -> String {
    format!("/channels/{channel}/messages/{}", message["id"].as_str().unwrap())
}

/// A world without rate limits.
async fn world() -> World {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    world
}

#[tokio::test]
async fn an_exception_for_the_bot_is_heard_of_and_holds_at_once() {
    let world = world().await;
    let mut line = Line::ready(&world, GUILDS).await;
    let over = format!("/channels/{GENERAL}/overwrites/{BOT}");
    world.control("PUT", &over, json!({"type": 1, "deny": ["SEND_MESSAGES"]})).await.ok();
    let heard = line.event("CHANNEL_UPDATE").await;
    assert_eq!(
        heard["permission_overwrites"][0],
        json!({"id": APP, "type": 1, "allow": "0", "deny": "2048"})
    );
    world.say(GENERAL, json!({"content": "x"})).await.refused(403, 50013);
    world.control("PUT", &over, json!({"type": 1})).await.ok();
    assert_eq!(line.event("CHANNEL_UPDATE").await["permission_overwrites"], json!([]));
    world.say(GENERAL, json!({"content": "x"})).await.ok();
}

#[tokio::test]
async fn a_role_that_is_deleted_takes_its_rights_along() {
    let world = world().await;
    let mut line = Line::ready(&world, GUILDS).await;
    let deny = json!({"deny": ["VIEW_CHANNEL"]});
    world.control("PUT", &format!("/channels/{GENERAL}/overwrites/{AGENCY}"), deny).await.ok();
    line.event("CHANNEL_UPDATE").await;
    world.say(GENERAL, json!({"content": "x"})).await.refused(403, 50001);
    let role =
        world.control("POST", &format!("/guilds/{AGENCY}/roles"), json!({"name": "Guests"})).await.ok();
    let role = role["id"].as_str().unwrap();
    line.event("GUILD_ROLE_CREATE").await;
    let allow = json!({"allow": ["VIEW_CHANNEL"]});
    world.control("PUT", &format!("/channels/{GENERAL}/overwrites/{role}"), allow).await.ok();
    line.event("CHANNEL_UPDATE").await;
    world.say(GENERAL, json!({"content": "x"})).await.refused(403, 50001);
    let roles = json!({"roles": [BOT_ROLE.to_string(), role]});
    world.control("PUT", &format!("/guilds/{AGENCY}/members/{BOT}"), roles.clone()).await.ok();
    let heard = line.event("GUILD_MEMBER_UPDATE").await;
    assert_eq!((&heard["user"]["id"], &heard["roles"]), (&json!(APP), &roles["roles"]));
    world.say(GENERAL, json!({"content": "x"})).await.ok();
    // Of others it hears only with the intent for members.
    world.control("PUT", &format!("/guilds/{AGENCY}/members/{MASON}"), json!({"nick": "M"})).await.ok();
    world.control("DELETE", &format!("/guilds/{AGENCY}/roles/{role}"), Value::Null).await.ok();
    assert_eq!(line.event("GUILD_ROLE_DELETE").await["role_id"], role);
    world.say(GENERAL, json!({"content": "x"})).await.refused(403, 50001);
    let member = world.get(&format!("/guilds/{AGENCY}/members/{BOT}")).await.ok();
    assert_eq!(member["roles"], json!([BOT_ROLE.to_string()]));
}

#[tokio::test]
async fn a_bot_in_time_out_reads_and_says_nothing() {
    let world = world().await;
    let mut line = Line::ready(&world, GUILDS).await;
    world.say(GENERAL, json!({"content": "x"})).await.ok();
    let member = format!("/guilds/{AGENCY}/members/{BOT}");
    world.control("PUT", &member, json!({"timeout_s": 60})).await.ok();
    assert!(line.event("GUILD_MEMBER_UPDATE").await["communication_disabled_until"].is_string());
    world.say(GENERAL, json!({"content": "x"})).await.refused(403, 50013);
    let history = world.get(&format!("/channels/{GENERAL}/messages")).await.ok();
    assert_eq!(history.as_array().unwrap().len(), 1);
    world.advance(60);
    world.say(GENERAL, json!({"content": "x"})).await.ok();
    let role = format!("/guilds/{AGENCY}/roles/{BOT_ROLE}");
    world.control("PUT", &role, json!({"permissions": ["ADMINISTRATOR"]})).await.ok();
    world.control("PUT", &member, json!({"timeout_s": 60})).await.ok();
    world.say(GENERAL, json!({"content": "x"})).await.ok();
}

#[tokio::test]
async fn a_deleted_channel_is_unknown_with_all_that_was_in_it() {
    let world = world().await;
    let mut line = Line::ready(&world, GUILDS).await;
    let message = world.say(GENERAL, json!({"content": "x"})).await.ok();
    let thread =
        world.post(&format!("{}/threads", path(GENERAL, &message)), json!({"name": "Talk"})).await.ok();
    line.event("THREAD_CREATE").await;
    world.control("DELETE", &format!("/channels/{GENERAL}"), Value::Null).await.ok();
    let heard = line.event("CHANNEL_DELETE").await;
    assert_eq!((&heard["id"], &heard["guild_id"]), (&json!(GENERAL.to_string()), &json!(AGENCY.to_string())));
    for channel in [GENERAL, thread["id"].as_str().unwrap().parse().unwrap()] {
        world.say(channel, json!({"content": "x"})).await.refused(404, 10003);
        world.get(&format!("/channels/{channel}")).await.refused(404, 10003);
        world.get(&format!("/channels/{channel}/messages")).await.refused(404, 10003);
    }
    world.patch(&path(GENERAL, &message), json!({"content": "y"})).await.refused(404, 10003);
    let idea = json!({"name": "Idea", "message": {"content": "x"}});
    let thread = world.post(&format!("/channels/{IDEAS}/threads"), idea).await.ok();
    line.event("THREAD_CREATE").await;
    let thread = thread["id"].as_str().unwrap();
    world.control("DELETE", &format!("/channels/{thread}"), Value::Null).await.ok();
    let heard = line.event("THREAD_DELETE").await;
    assert_eq!((&heard["id"], &heard["parent_id"]), (&json!(thread), &json!(IDEAS.to_string())));
    world.get(&format!("/channels/{thread}/messages/{thread}")).await.refused(404, 10003);
}

#[tokio::test]
async fn whoever_manages_threads_posts_in_locked_ones() {
    let world = world().await;
    let idea = json!({"name": "Idea", "message": {"content": "x"}});
    let thread = world.post(&format!("/channels/{IDEAS}/threads"), idea).await.ok();
    let id: u64 = thread["id"].as_str().unwrap().parse().unwrap();
    let shut = json!({"archived": true, "locked": true});
    world.control("PATCH", &format!("/channels/{id}"), shut).await.ok();
    world.say(id, json!({"content": "x"})).await.refused(400, 50083);
    let over = format!("/channels/{IDEAS}/overwrites/{BOT}");
    world.control("PUT", &over, json!({"type": 1, "allow": ["MANAGE_THREADS"]})).await.ok();
    world.say(id, json!({"content": "x"})).await.ok();
    let state = &world.get(&format!("/channels/{id}")).await.ok()["thread_metadata"];
    assert_eq!((&state["archived"], &state["locked"]), (&json!(false), &json!(true)));
}

#[tokio::test]
async fn a_forum_knows_its_tags() {
    let world = world().await;
    let tags = json!({"tags": ["daily"], "require_tag": true});
    world.control("PATCH", &format!("/channels/{IDEAS}"), tags).await.ok();
    let forum = world.get(&format!("/channels/{IDEAS}")).await.ok();
    assert_eq!((&forum["flags"], &forum["available_tags"][0]["name"]), (&json!(16), &json!("daily")));
    let post = async |tags: Value| {
        let body = json!({"name": "x", "message": {"content": "x"}, "applied_tags": tags});
        world.post(&format!("/channels/{IDEAS}/threads"), body).await
    };
    post(json!([])).await.refused(400, 40067);
    assert!(post(json!(["1"])).await.status.is_client_error(), "no such tag");
    let tag = &forum["available_tags"][0]["id"];
    assert_eq!(post(json!([tag])).await.ok()["applied_tags"], json!([tag]));
}

#[tokio::test]
async fn a_crosspost_takes_the_right_to_send_or_to_manage() {
    const GUILD_MESSAGES: u64 = 1 << 9;
    let world = world().await;
    let mut line = Line::ready(&world, GUILD_MESSAGES | GUILDS).await;
    let own = world.say(NEWS, json!({"content": "x"})).await.ok();
    line.event("MESSAGE_CREATE").await;
    let crosspost = async |channel: u64, message: &Value| {
        world.post(&format!("{}/crosspost", path(channel, message)), json!({})).await
    };
    let over = format!("/channels/{NEWS}/overwrites/{BOT}");
    world.control("PUT", &over, json!({"type": 1, "deny": ["SEND_MESSAGES"]})).await.ok();
    line.event("CHANNEL_UPDATE").await;
    crosspost(NEWS, &own).await.refused(403, 50013);
    world.control("PUT", &over, json!({"type": 1})).await.ok();
    line.event("CHANNEL_UPDATE").await;
    assert_eq!(crosspost(NEWS, &own).await.ok()["flags"], 1);
    let heard = line.event("MESSAGE_UPDATE").await;
    assert_eq!((&heard["id"], &heard["flags"]), (&own["id"], &json!(1)));
    crosspost(NEWS, &own).await.refused(400, 40033);
    crosspost(NEWS, &json!({"id": "1"})).await.refused(404, 10008);
    let said = json!({"as": MAYA, "content": "hi"});
    let theirs = world.control("POST", &format!("/channels/{NEWS}/messages"), said).await.ok();
    crosspost(NEWS, &theirs).await.refused(403, 50013);
    let manages = json!({"type": 1, "allow": ["MANAGE_MESSAGES"]});
    world.control("PUT", &over, manages).await.ok();
    crosspost(NEWS, &theirs).await.ok();
    let plain = world.say(RANKINGS, json!({"content": "x"})).await.ok();
    crosspost(RANKINGS, &plain).await.refused(400, 50024);
}
