//! Watches are listed, found while one types, changed, drawn, silenced by a command, and set up from a ranking.

use crate::{
    subscribed::{CANCEL, custom_ids},
    watch_world::{CHART, SAVE, has, offers, steady, watching, words},
    world::{component, is_private},
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn watches_are_listed_found_and_changed() {
    let world = watching("watch-manage").await;
    let (maya, mason) = (world.maya("alerts").await, world.person("mason", "alerts").await);
    let creators = steady(12);
    world.watch_all(&maya, &creators).await;
    world.minutes(2).await;
    let list = world.ask(&mason, "watch list", json!({})).await;
    assert!(is_private(list.message()), "{}", list.0);
    has(&words(list.message()), &["12 of 200", "`1`", "`10`", "no alert yet"]);
    assert!(!words(list.message()).contains("`11`"), "{}", list.0);
    let next = world.press_deed(&mason, list.message(), "w1|p|2").await;
    has(&words(next.message()), &["`11`", "`12`"]);

    let found = world.suggested_for(&maya, "watch why", "watch", json!({ "watch": "" })).await;
    assert_eq!(found.len(), 12, "{found:?}");
    assert!(found.iter().any(|(label, value)| value == "3" && label.contains('@')), "{found:?}");
    let handle = found[2].0.split('@').nth(1).unwrap().split(' ').next().unwrap().to_owned();
    let named = world.suggested_for(&maya, "watch add", "creator", json!({ "creator": &handle[..5] })).await;
    assert!(named.iter().any(|(label, _)| label.contains(&handle)), "{handle}: {named:?}");

    let options = json!({ "watch": "3", "percent": 120, "minimum": 70, "cooldown_hours": 48, "metrics": "sales,followers" });
    for command in ["watch edit", "watch remove", "watch snooze"] {
        let options = if command == "watch edit" { options.clone() } else { json!({ "watch": "3" }) };
        let refused = world.ask(&mason, command, options).await;
        has(&refused.private_sentence(), &["Manage Server"]);
    }
    let draft = world.ask(&maya, "watch edit", options).await;
    has(&words(draft.message()), &["Changes to watch 3", "+120%", "at least 70", "48 hours", "followers"]);
    let other = world.ask(&maya, "watch edit", json!({ "watch": "3", "percent": 300 })).await;
    world.press_deed(&maya, other.message(), SAVE).await;
    let late = world.press_deed(&maya, draft.message(), SAVE).await;
    assert!(is_private(late.message()) && !words(late.message()).contains("is changed"), "{}", late.0);
    let again = world.ask(&maya, "watch edit", json!({ "watch": "3", "sensitivity": "low" })).await;
    has(&words(again.message()), &["+200%"]);
    let cancelled = world.press_deed(&maya, again.message(), "w1|x|").await;
    assert!(!offers(cancelled.message(), CANCEL) && !offers(cancelled.message(), SAVE), "{}", cancelled.0);
    let same = world.ask(&maya, "watch edit", json!({ "watch": "#3", "percent": 300 })).await;
    assert!(!offers(same.message(), SAVE), "nothing would change: {}", same.0);

    let silent = world.ask(&maya, "watch snooze", json!({ "watch": "3", "days": 7 })).await;
    has(&words(silent.message()), &["Watch 3", "silent until"]);
    let awake = world.ask(&maya, "watch snooze", json!({ "watch": "3", "days": 0 })).await;
    has(&words(awake.message()), &["Watch 3", "speaks again"]);
    let backtest = world.ask(&mason, "watch backtest", json!({ "watch": "3" })).await;
    has(&words(backtest.message()), &["Watch 3"]);
    assert!(!offers(backtest.message(), "w1|g|"), "a member spends nothing: {}", backtest.0);
    let backtest = world.ask(&maya, "watch backtest", json!({ "watch": "3" })).await;
    let spent = world.credits().await;
    let tried = world.press_deed(&maya, backtest.message(), "w1|g|").await;
    has(&words(tried.message()), &["24 Oct", "22 Nov", "cost 3 credits"]);
    assert_eq!(world.credits().await - spent, 3);
    let chart = world.ask(&maya, "watch why", json!({ "watch": "3" })).await;
    assert!(is_private(chart.message()), "{}", chart.0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stands_on_a_ranking_is_watched_from_there_and_drawn() {
    let world = watching("watch-here").await;
    let (maya, mason) = (world.maya("rankings").await, world.mason().await);
    let ranking = world.ask(&mason, "ranking", json!({ "region": "US" })).await;
    let pick = world.press_deed(&mason, ranking.message(), "w1|k").await;
    assert!(is_private(pick.message()), "{}", pick.0);
    let pick = world.press_deed(&maya, ranking.message(), "w1|k").await;
    let menu = component(pick.message(), |part| part["type"] == 3);
    assert_eq!(menu["options"].as_array().map(Vec::len), Some(10), "{menu}");
    let draft = world.choose(&maya, pick.message(), 3).await;
    has(
        &words(draft.message()),
        &["New watch", "United States", "cost no credits", &format!("<#{}>", maya.channel)],
    );
    world.press_deed(&maya, draft.message(), SAVE).await;
    let label = menu["options"][3]["label"].as_str().unwrap();
    let handle = label.split('@').nth(1).unwrap();
    has(&world.watches(&mason).await, &["1 of 200", handle]);
    // The fourth of the list goes on a while and jumps.
    world.walk("2026-11-26T12:00:00Z").await;
    world.jump(handle, 20.0, 0.1).await;
    world.walk("2026-11-27T12:00:00Z").await;
    world
        .until("an alert", async |world: &crate::world::World| !world.posts(&maya.channel).await.is_empty())
        .await;
    let alert = world.posts(&maya.channel).await.pop().unwrap();
    has(&words(&alert), &["26 Nov", "Source: rank"]);
    let chart = world.press_deed(&mason, &alert, CHART).await;
    assert!(is_private(chart.message()), "{}", chart.0);
    has(&words(chart.message()), &["30 days", "Bar chart"]);
    assert_eq!(chart.message()["attachments"].as_array().map(Vec::len), Some(1), "{}", chart.0);
    let week = custom_ids(chart.message()).into_iter().find(|id| id.ends_with("|7")).unwrap();
    let week = world.press_id(&mason, chart.message(), &json!(week)).await;
    has(&words(week.message()), &["7 days", "Bar chart"]);
    world.end().await;
}
