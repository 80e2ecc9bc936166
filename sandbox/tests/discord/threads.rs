//! Threads and forums.

use crate::support::*;
use serde_json::{Value, json};

#[tokio::test]
async fn a_forum_takes_posts() {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    let path = format!("/channels/{IDEAS}/threads");
    let post = world.post(&path, json!({"name": "Idea", "message": {"content": "x"}})).await;
    assert_eq!(post.status, 201);
    let post = post.ok();
    assert_eq!(post["id"], post["message"]["id"]);
    world
        .post(&path, json!({"name": "", "message": {"content": "x"}}))
        .await
        .form("name", "BASE_TYPE_BAD_LENGTH");
    world.post(&path, json!({"name": "x"})).await.form("message", "BASE_TYPE_REQUIRED");
    let tags = json!({"tags": ["daily"], "require_tag": true});
    world.control("PATCH", &format!("/channels/{IDEAS}"), tags).await.ok();
    world.post(&path, json!({"name": "x", "message": {"content": "x"}})).await.refused(400, 40067);
    let forum = world.get(&format!("/channels/{IDEAS}")).await.ok();
    let tagged =
        json!({"name": "x", "message": {"content": "x"}, "applied_tags": [forum["available_tags"][0]["id"]]});
    world.post(&path, tagged).await.ok();
    let over = format!("/channels/{IDEAS}/overwrites/{BOT}");
    world
        .control("PUT", &over, json!({"type": 1, "deny": ["EMBED_LINKS", "CREATE_PUBLIC_THREADS"]}))
        .await
        .ok();
    let tag = &forum["available_tags"][0]["id"];
    let with = |message: Value| json!({"name": "x", "applied_tags": [tag], "message": message});
    world.post(&path, with(json!({"content": "x"}))).await.ok();
    world.post(&path, with(json!({"embeds": [{"title": "x"}]}))).await.refused(403, 50013);
}

#[tokio::test]
async fn an_archived_thread_wakes_and_a_locked_one_does_not() {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    let message = world.say(GENERAL, json!({"content": "x"})).await.ok();
    let path = format!("/channels/{GENERAL}/messages/{}/threads", message["id"].as_str().unwrap());
    let thread = world.post(&path, json!({"name": "Talk"})).await.ok();
    world.post(&path, json!({"name": "Talk"})).await.refused(400, 160_004);
    let id: u64 = thread["id"].as_str().unwrap().parse().unwrap();
    let said = world.say(id, json!({"content": "x"})).await.ok();
    let said = format!("/channels/{id}/messages/{}", said["id"].as_str().unwrap());
    let change = async |body| world.control("PATCH", &format!("/channels/{id}"), body).await.ok();
    change(json!({"archived": true})).await;
    world.patch(&said, json!({"content": "y"})).await.refused(400, 50083);
    world.say(id, json!({"content": "x"})).await.ok();
    assert_eq!(world.get(&format!("/channels/{id}")).await.ok()["thread_metadata"]["archived"], false);
    change(json!({"archived": true, "locked": true})).await;
    world.say(id, json!({"content": "x"})).await.refused(400, 50083);
    world.patch(&format!("/channels/{id}"), json!({"archived": false})).await.refused(403, 50013);
    let over = format!("/channels/{GENERAL}/overwrites/{BOT}");
    change(json!({"archived": false})).await;
    world.say(id, json!({"content": "x"})).await.refused(400, 160_005);
    change(json!({"archived": false, "locked": false})).await;
    world.control("PUT", &over, json!({"type": 1, "deny": ["SEND_MESSAGES"]})).await.ok();
    world.say(id, json!({"content": "x"})).await.ok();
    world.control("PUT", &over, json!({"type": 1, "deny": ["SEND_MESSAGES_IN_THREADS"]})).await.ok();
    world.say(id, json!({"content": "x"})).await.refused(403, 50013);
}

#[tokio::test]
async fn text_channels_open_private_threads_by_default() {
    let world = World::new().await;
    let path = format!("/channels/{GENERAL}/threads");
    world.post(&path, json!({"name": "x"})).await.refused(403, 50013);
    let thread = world.post(&path, json!({"name": "x", "type": 11, "auto_archive_duration": 60})).await.ok();
    assert_eq!(thread["type"], 11);
    world
        .post(&path, json!({"name": "x", "type": 11, "auto_archive_duration": 61}))
        .await
        .form("auto_archive_duration", "BASE_TYPE_CHOICES");
}

#[tokio::test]
async fn an_idle_thread_is_archived() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1).await;
    let path = format!("/channels/{GENERAL}/threads");
    let body = json!({"name": "x", "type": 11, "auto_archive_duration": 60, "rate_limit_per_user": 21_601});
    world.post(&path, body).await.form("rate_limit_per_user", "NUMBER_TYPE_MAX");
    let thread = world.post(&path, json!({"name": "x", "type": 11, "auto_archive_duration": 60})).await.ok();
    line.event("THREAD_CREATE").await;
    let id: u64 = thread["id"].as_str().unwrap().parse().unwrap();
    let said = world.say(id, json!({"content": "x"})).await.ok();
    world.advance(3599);
    assert_eq!(world.get(&format!("/channels/{id}")).await.ok()["thread_metadata"]["archived"], false);
    world.advance(1);
    let said = format!("/channels/{id}/messages/{}", said["id"].as_str().unwrap());
    world.patch(&said, json!({"content": "y"})).await.refused(400, 50083);
    assert_eq!(line.event("THREAD_UPDATE").await["thread_metadata"]["archived"], true);
    world.say(id, json!({"content": "x"})).await.ok();
    assert_eq!(line.event("THREAD_UPDATE").await["thread_metadata"]["archived"], false);
    assert_eq!(line.event("THREAD_MEMBER_UPDATE").await["id"], thread["id"]);
    world.patch(&said, json!({"content": "y"})).await.ok();
    let inside = format!("/channels/{id}/messages/{}/threads", said.rsplit('/').next().unwrap());
    world.post(&inside, json!({"name": "x"})).await.refused(400, 50024);
}
