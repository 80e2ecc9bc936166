//! Many people, one question: one fetch.

use crate::{
    table::rows,
    world::{World, is_private},
};
use futures_util::future::join_all;
use serde_json::json;
use std::collections::HashSet;

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_people_who_ask_at_once_cost_what_one_costs() {
    let world = World::new("sharing").await;
    let mut people = Vec::new();
    for number in 0..200 {
        let id = world.newcomer(json!({ "username": format!("fan{number}") })).await;
        people.push(world.join("Creator Agency", &id, "rankings").await);
    }
    let asking =
        people.iter().map(|person| world.ask(person, "ranking", json!({ "region": "BR", "top": 20 })));
    let answers = join_all(asking).await;
    let first = &answers[0];
    for answer in &answers {
        assert!(!is_private(answer.message()), "{answer:?}");
        assert_eq!(answer.description(), first.description());
    }
    let messages: HashSet<&str> =
        answers.iter().map(|answer| answer.message()["id"].as_str().unwrap()).collect();
    assert_eq!(messages.len(), 200);
    assert_eq!(world.credits().await, 2);
    let paid = answers.iter().filter(|answer| answer.foot().contains("2 credits")).count();
    let free = answers.iter().filter(|answer| answer.foot().contains("0 credits")).count();
    assert_eq!((paid, free), (1, 199), "one of them set the fetch off");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_while_a_slow_source_answers_waits_for_the_same_answer() {
    let world = World::new("sharing-slow").await;
    world.fault(json!({ "side": "keyapi", "kind": "delay", "ms": 2500, "times": 1 })).await;
    let mason = world.mason().await;
    let maya = world.person("maya", "rankings").await;
    let lilei = world.person("lilei", "榜单").await;
    let asked = json!({ "region": "BR", "top": 10 });
    let people = [&mason, &maya, &lilei, &mason, &maya];
    let answers = join_all(people.map(|person| world.ask(person, "ranking", asked.clone()))).await;
    world.heal().await;
    for answer in &answers {
        assert!(!is_private(answer.message()), "{answer:?}");
        assert_eq!(rows(answer.message()).len(), 10);
    }
    assert_eq!(world.credits().await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_what_was_fetched_once() {
    let world = World::new("sharing-servers").await;
    let mason = world.mason().await;
    let lilei = world.person("lilei", "榜单").await;
    let asked = json!({ "region": "GB" });
    let (english, chinese) =
        tokio::join!(world.ask(&mason, "ranking", asked.clone()), world.ask(&lilei, "ranking", asked));
    assert_eq!(english.title(), "United Kingdom · units sold · Sun, 22 Nov 2026");
    assert_eq!(chinese.title(), "英国 · 销量 · 2026年11月22日 周日");
    assert_eq!(world.credits().await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deeper_question_fetches_only_what_is_missing() {
    let world = World::new("sharing-deeper").await;
    let mason = world.mason().await;
    let ten = world.ask(&mason, "ranking", json!({ "region": "GB" })).await;
    let thirty = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 30 })).await;
    assert!(thirty.foot().contains("2 credits"), "{}", thirty.foot());
    assert_eq!(ten.description(), thirty.description());
    let twenty = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 20 })).await;
    assert!(twenty.foot().contains("0 credits"), "{}", twenty.foot());
    assert_eq!(world.credits().await, 3);
    world.end().await;
}
