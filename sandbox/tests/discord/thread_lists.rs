//! Lists of threads: active and archived.

use crate::support::*;
use reqwest::Method;
use serde_json::{Value, json};

fn names(list: &Value) -> Vec<&str> {
    list["threads"].as_array().unwrap().iter().map(|thread| thread["name"].as_str().unwrap()).collect()
}

fn id(thread: &Value) -> &str {
    thread["id"].as_str().unwrap()
}

impl World {
    /// A post in the forum, that is, a thread.
    async fn idea(&self, name: &str) -> Value {
        let body = json!({"name": name, "message": {"content": "x"}});
        self.post(&format!("/channels/{IDEAS}/threads"), body).await.ok()
    }

    async fn archive(&self, thread: &Value) {
        self.advance(1);
        self.control("PATCH", &format!("/channels/{}", id(thread)), json!({"archived": true})).await.ok();
    }

    async fn archived(&self, channel: u64, query: &[(&str, &str)]) -> Answer {
        let path = format!("/channels/{channel}/threads/archived/public");
        self.send(self.request(Method::GET, &path).query(query)).await
    }

    async fn deny(&self, channel: u64, rights: &[&str]) {
        let path = format!("/channels/{channel}/overwrites/{BOT}");
        self.control("PUT", &path, json!({"type": 1, "deny": rights})).await.ok();
    }
}

#[tokio::test]
async fn archived_threads_are_listed_by_when_they_were_archived() {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    let mut ideas = Vec::new();
    for name in ["a", "b", "c", "d"] {
        ideas.push(world.idea(name).await);
    }
    for place in [2, 0, 1] {
        world.archive(&ideas[place]).await;
    }
    let all = world.archived(IDEAS, &[]).await.ok();
    assert_eq!((names(&all), &all["has_more"]), (vec!["b", "a", "c"], &json!(false)));
    assert_eq!(all["members"][0]["id"], ideas[1]["id"], "the bot began them");
    let page = world.archived(IDEAS, &[("limit", "2")]).await.ok();
    assert_eq!((names(&page), &page["has_more"]), (vec!["b", "a"], &json!(true)));
    let last = page["threads"][1]["thread_metadata"]["archive_timestamp"].as_str().unwrap();
    let page = world.archived(IDEAS, &[("limit", "2"), ("before", last)]).await.ok();
    assert_eq!((names(&page), &page["has_more"]), (vec!["c"], &json!(false)));
    // A message opens it again, and the next archiving counts.
    world.say(id(&ideas[2]).parse().unwrap(), json!({"content": "x"})).await.ok();
    assert_eq!(names(&world.archived(IDEAS, &[]).await.ok()), ["b", "a"]);
    world.archive(&ideas[2]).await;
    assert_eq!(names(&world.archived(IDEAS, &[]).await.ok()), ["c", "b", "a"]);
    let active = world.get(&format!("/guilds/{AGENCY}/threads/active")).await.ok();
    assert_eq!((names(&active), &active["members"][0]["id"]), (vec!["d"], &ideas[3]["id"]));
}

#[tokio::test]
async fn archived_threads_take_rights_and_a_channel_that_has_some() {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    for (query, code) in [(("limit", "1"), "NUMBER_TYPE_MAX"), (("limit", "101"), "NUMBER_TYPE_MAX")] {
        world.archived(IDEAS, &[query]).await.form("limit", code);
    }
    world.archived(IDEAS, &[("before", "yesterday")]).await.form("before", "DATE_TIME_TYPE_PARSE");
    world.archived(AGENCY + 10, &[]).await.refused(400, 50024);
    world.archived(1, &[]).await.refused(404, 10003);
    world.archived(STAFF, &[]).await.refused(403, 50001);
    let idea = world.idea("a").await;
    world.archived(id(&idea).parse().unwrap(), &[]).await.refused(400, 50024);
    world.archive(&idea).await;
    world.deny(IDEAS, &["READ_MESSAGE_HISTORY"]).await;
    world.archived(IDEAS, &[]).await.refused(403, 50013);
    world.deny(IDEAS, &["VIEW_CHANNEL"]).await;
    world.archived(IDEAS, &[]).await.refused(403, 50001);
}

#[tokio::test]
async fn private_threads_and_those_of_hidden_channels_are_not_listed() {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    let role = format!("/guilds/{AGENCY}/roles/{BOT_ROLE}");
    world.control("PUT", &role, json!({"permissions": ["ADMINISTRATOR"]})).await.ok();
    for (name, kind) in [("public", 11), ("private", 12)] {
        let body = json!({"name": name, "type": kind});
        let thread = world.post(&format!("/channels/{GENERAL}/threads"), body).await.ok();
        world.archive(&thread).await;
    }
    assert_eq!(names(&world.archived(GENERAL, &[]).await.ok()), ["public"]);
    world.post(&format!("/channels/{NEWS}/threads"), json!({"name": "news"})).await.ok();
    world.idea("idea").await;
    let active = async || world.get(&format!("/guilds/{AGENCY}/threads/active")).await.ok();
    assert_eq!(names(&active().await), ["idea", "news"]);
    let rights = json!({"permissions": ["VIEW_CHANNEL", "SEND_MESSAGES", "READ_MESSAGE_HISTORY"]});
    world.control("PUT", &role, rights).await.ok();
    world.deny(NEWS, &["VIEW_CHANNEL"]).await;
    assert_eq!(names(&active().await), ["idea"]);
}
