//! What the source doesn't offer or doesn't say: watched as well as may be, and said once.

use crate::{
    people::looks,
    watch_world::{has, steady, watching_with, words},
    world::{World, text},
};
use chrono::NaiveDate;
use rankwatch_sandbox::Truth;
use serde_json::{Value, json};

/// Who stands at a place, from 1, of the United States' list of the day before the stories.
fn at_place(place: usize) -> String {
    let mut all = Truth::new(1).creators("US", 3_000, NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(), 1);
    all.sort_by_key(|creator| std::cmp::Reverse(creator.days[0].units));
    all.swap_remove(place - 1).user_id
}

#[tokio::test(flavor = "multi_thread")]
async fn without_details_creators_are_found_on_ranking_pages_within_the_limit() {
    let world = World::without_bot("watch-404", |_| {}).await;
    let file = world.folder().join("config.toml");
    std::fs::write(file, "[watches]\npages = 3\nevaluate_interval_s = 60\n").unwrap();
    world.post("keyapi", json!({ "detail": 404 })).await;
    let bot = world.run_bot().await;
    let (maya, rankings) = (world.maya("alerts").await, world.maya("rankings").await);
    world.ask(&rankings, "ranking", json!({ "region": "US", "top": 30 })).await;
    let (ninth, later, deep) = (at_place(9), at_place(25), steady(1)[0]);
    world.watch_all(&maya, &[&ninth, &later, deep]).await;
    world.jump(&later, 40.0, 0.1).await;
    world.walk("2026-11-24T11:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    has(&words(&alert), &["23 Nov", "Source: rank", "United States"]);
    world.nothing_more().await;
    let pages =
        |request: &Value| request["params"]["page_num"].as_str().unwrap_or("1").parse::<u32>().unwrap();
    let asked = world.asked_of("/ranking/").await;
    let mut asked: Vec<u32> =
        asked.iter().filter(|asked| asked["params"]["date"] == "2026-11-23").map(pages).collect();
    asked.sort_unstable();
    asked.dedup();
    assert_eq!(asked, [1, 2, 3], "no page beyond the limit");
    // It isn't asked again within a day, and said when it was asked.
    assert_eq!(world.details().await, 1);
    let log = format!("{bot:?}");
    assert_eq!(log.matches("doesn't offer details").count(), 1, "{log}");
    has(&world.watches(&maya).await, &["3 of 200", &deep[..15]]);
    let unasked = world.ask(&maya, "watch add", json!({ "creator": "@mia.beauty_us" })).await;
    has(&looks(&unasked.private_sentence()), &["mia.beauty", "can't look handles up", "/ranking"]);
    assert_eq!(world.details().await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creator_who_vanishes_is_told_once_and_watched_on() {
    let world = watching_with("watch-vanished", |config| config.watches.vanished_days = 2).await;
    let maya = world.maya("alerts").await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    world.minutes(2).await;
    let empty = json!({ "side": "keyapi", "path": "/detail/", "kind": "quirk", "name": "empty" });
    world.fault(empty).await;
    world.walk("2026-11-25T12:00:00Z").await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty(), "not before its time");
    world.walk("2026-11-26T12:00:00Z").await;
    let gone = world.posts_come(&maya.channel, 1).await.remove(0);
    has(&words(&gone), &["out of sight", "since", "22 Nov", "Watch 1 stays"]);
    assert_eq!(gone["mention_roles"], json!([]));
    let before = world.details().await;
    world.walk("2026-11-28T12:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "told once");
    assert!(world.details().await - before <= 3, "asked once a day: {}", world.details().await - before);
    has(&world.watches(&maya).await, &["1 of 200"]);

    world.heal().await;
    world.walk("2026-11-30T12:00:00Z").await;
    world.jump(creator, 8.0, 0.1).await;
    world.walk("2026-12-01T12:00:00Z").await;
    let posts = world.posts_come(&maya.channel, 2).await;
    has(&text(&posts[1]["embeds"][0]["title"]), &["sold", "30 Nov"]);
    world.end().await;
}
