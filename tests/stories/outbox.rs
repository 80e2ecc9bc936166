//! `rankwatch outbox`: what is stuck is listed beside the running bot, tried again, dropped.

use crate::{subscribed::NINE, world::World};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// The posts that the terminal lists.
async fn listed(world: &World, arguments: &[&str]) -> Vec<Value> {
    let ended = world.run(&[&["outbox", "--json"], arguments].concat()).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"))
}

/// A world in which the posts of two boards lie dead.
async fn with_two_dead(story: &str) -> World {
    let world = World::new(story).await;
    for channel in ["rankings", "alerts"] {
        let maya = world.maya(channel).await;
        world.subscribe(&maya, json!({})).await;
    }
    let body = json!({ "code": 40005, "message": "Request entity too large" });
    world.fault(json!({ "side": "discord", "method": "POST", "path": "/messages", "kind": "status", "status": 413, "body": body })).await;
    world.reach(NINE).await;
    world.pass(TimeDelta::minutes(2)).await;
    world
        .until("both are given up", async |world: &World| {
            listed(world, &["--state", "dead"]).await.len() == 2
        })
        .await;
    world.heal().await;
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_dead_is_tried_again_or_dropped() {
    let world = with_two_dead("outbox").await;
    let table = world.run(&["outbox"]).await;
    assert_eq!(table.code, Some(0), "{table:?}");
    for part in ["Creator Agency", "2026-11-24", "dead", "which is our fault"] {
        assert!(table.out.contains(part), "{part}: {}", table.out);
    }
    let dead = listed(&world, &["--state", "dead"]).await;
    let ids: Vec<_> = dead.iter().map(|post| post["id"].to_string()).collect();
    let retried = world.run(&["outbox", "retry", &ids[0]]).await;
    assert!(
        retried.code == Some(0) && retried.out.contains("the running bot sends it at once"),
        "{retried:?}"
    );
    let channel = dead[0]["channel"].as_str().unwrap();
    world.posts_come(channel, 1).await;
    let again = world.run(&["outbox", "retry", &ids[0]]).await;
    assert!(again.code == Some(1) && again.err.contains("is sent: only what is held or dead"), "{again:?}");

    let dropped = world.run(&["outbox", "drop", &ids[1]]).await;
    assert!(dropped.code == Some(0) && dropped.out.contains("is dropped"), "{dropped:?}");
    let again = world.run(&["outbox", "drop", &ids[1]]).await;
    assert!(again.code == Some(1) && again.err.contains("there is nothing to drop"), "{again:?}");
    world.nothing_more().await;
    assert!(world.posts(dead[1]["channel"].as_str().unwrap()).await.is_empty());
    assert!(listed(&world, &[]).await.is_empty(), "what is sent or dropped isn't shown by itself");
    let all = listed(&world, &["--all"]).await;
    assert_eq!(all.iter().map(|post| &post["state"]).collect::<Vec<_>>(), ["sent", "dropped"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_said() {
    let mut world = World::without_bot("outbox-nothing", |_| {}).await;
    let missing = world.run(&["outbox"]).await;
    assert!(missing.code == Some(1) && missing.err.contains("no bot has run on it yet"), "{missing:?}");
    world.start_bot().await;
    let empty = world.run(&["outbox", "list"]).await;
    assert_eq!((empty.code, empty.out.as_str()), (Some(0), "nothing waits, is held or was given up\n"));
    for deed in ["retry", "drop"] {
        let unknown = world.run(&["outbox", deed, "99"]).await;
        assert!(unknown.code == Some(1) && unknown.err.contains("there is no post 99"), "{unknown:?}");
    }
    world.end().await;
}
