//! What else than units may count: followers, est. GMV, ranks, and who passes whom.

use crate::{
    watch_world::{has, steady, watching, words, written},
    world::{Person, World, text},
};
use chrono::NaiveDate;
use rankwatch_sandbox::{TrueCreator, Truth};
use serde_json::json;

/// Somebody who sells evenly, and gains followers as evenly.
fn gaining() -> String {
    let from = NaiveDate::from_ymd_opt(2026, 10, 20).unwrap();
    let all = Truth::new(1).creators("US", 3_000, from, 45);
    let gains = |creator: &&TrueCreator| {
        let days = &creator.days;
        let even = days.iter().all(|day| (20..900).contains(&day.followers) && day.followers_times < 1.02);
        even && steady(30).contains(&creator.user_id.as_str())
    };
    all.iter().find(gains).expect("such a creator").user_id.clone()
}

/// The titles of what was posted in a channel.
async fn titles(world: &World, who: &Person) -> Vec<String> {
    let posts = world.posts(&who.channel).await;
    posts.iter().map(|post| text(&post["embeds"][0]["title"])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn followers_and_gmv_are_told_each_for_itself() {
    let world = watching("watch-followers").await;
    let maya = world.maya("alerts").await;
    let creator = gaining();
    world.watch(&maya, json!({ "creator": creator, "metrics": "粉丝, GMV", "minimum": 60 })).await;
    let gained = world.jump_of("followers", &creator, 8.0, 0.1).await;
    world.walk("2026-11-24T12:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    let title = text(&alert["embeds"][0]["title"]);
    has(&title, &["gained", "followers", "23 Nov", "× the usual"]);
    let shown: i64 =
        title.split("gained ").nth(1).unwrap().split(' ').next().unwrap().replace(',', "").parse().unwrap();
    assert!((shown - gained).abs() <= gained / 50, "{title}: {gained}");
    has(&words(&alert), &["Usual for such a day", "followers", "Limit: "]);
    world.walk("2026-11-25T12:00:00Z").await;
    world.jump(&creator, 8.0, 0.1).await;
    world.walk("2026-11-26T12:00:00Z").await;
    world.posts_come(&maya.channel, 2).await;
    let titles = titles(&world, &maya).await;
    has(&titles[1], &["made", "est. GMV", "25 Nov", "× the usual"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn coming_into_the_first_places_is_told_once_with_the_rank() {
    let world = watching("watch-rank").await;
    let maya = world.maya("alerts").await;
    let creator = steady(1)[0];
    let draft = world.ask(&maya, "watch add", json!({ "creator": creator, "metrics": "rank" })).await;
    has(&words(draft.message()), &["rank", "top 10"]);
    world.press_deed(&maya, draft.message(), crate::watch_world::SAVE).await;
    world.minutes(2).await;
    let units = world.jump(creator, 900.0, 30.0).await;
    world.walk("2026-11-24T12:00:00Z").await;
    world.until("an alert", async |world: &World| !world.posts(&maya.channel).await.is_empty()).await;
    world.nothing_more().await;
    let first = titles(&world, &maya).await;
    assert!(
        first.iter().any(|title| title.contains("top 10") && title.contains("rank 1")),
        "{first:?} {units}"
    );
    world.walk("2026-11-26T12:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(titles(&world, &maya).await, first, "who stays there is told of once");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_pass_each_other_is_told_once() {
    let world = watching("watch-overtaken").await;
    let maya = world.maya("alerts").await;
    let mut pair: Vec<TrueCreator> = Truth::new(1)
        .creators("US", 3_000, NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(), 22)
        .into_iter()
        .filter(|creator| steady(30).contains(&creator.user_id.as_str()))
        .collect();
    let sold = |creator: &TrueCreator| creator.days.iter().map(|day| day.units).sum::<i64>();
    pair.sort_by_key(sold);
    let (less, more) = (pair[0].user_id.clone(), pair[pair.len() - 1].user_id.clone());
    for creator in [&more, &less] {
        world.watch(&maya, json!({ "creator": creator, "metrics": "sales,rank", "percent": 5000 })).await;
    }
    world.jump(&less, 20.0, 300.0).await;
    world.walk("2026-11-30T12:00:00Z").await;
    world
        .until("an alert", async |world: &World| {
            titles(world, &maya).await.iter().any(|title| title.contains("overtook"))
        })
        .await;
    world.nothing_more().await;
    let all = titles(&world, &maya).await;
    assert_eq!(all.iter().filter(|title| title.contains("overtook")).count(), 1, "{all:?}");
    let post =
        world.posts(&maya.channel).await.into_iter().find(|post| words(post).contains("overtook")).unwrap();
    has(&words(&post), &["a day", "medians of 7 days", "the other way round", "watch 2"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_level_is_told_as_such() {
    let world = watching("watch-climb").await;
    let maya = world.maya("alerts").await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    let units = world.jump(creator, 6.0, 300.0).await;
    world.walk("2026-11-24T12:00:00Z").await;
    world.posts_come(&maya.channel, 1).await;
    // From noon to noon: nothing else is to happen on the way.
    for day in (25..=30).map(|day| format!("11-{day}")).chain((1..=9).map(|day| format!("12-0{day}"))) {
        world.reach(&format!("2026-{day}T12:00:00Z")).await;
        world.nothing_more().await;
    }
    world
        .until("a climb", async |world: &World| {
            titles(world, &maya).await.iter().any(|title| title.contains("now sells"))
        })
        .await;
    world.nothing_more().await;
    let all = titles(&world, &maya).await;
    assert_eq!(all.len(), 2, "the jump and the new level: {all:?}");
    has(&all[0], &["sold", &written(units)]);
    has(&all[1], &["now sells", "a day", "× as much"]);
    world.end().await;
}
