//! "Latest": the newest list there is, nothing asked that is known, and provisional lists asked once more.

use crate::world::{Outcome, Person, World};
use chrono::TimeDelta;
use serde_json::json;

async fn ask(world: &World, who: &Person) -> Outcome {
    world.ask(who, "ranking", json!({})).await
}

/// Asks for yesterday's list by its date, which doesn't move on with the clock.
async fn ask_dated(world: &World, who: &Person) -> Outcome {
    world.ask(who, "ranking", json!({ "date": "2026-11-22" })).await
}

async fn hold(world: &World, hold: bool) {
    world.post("market/publish", json!({ "region": "US", "date": "2026-11-22", "hold": hold })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_list_is_awaited_without_asking_twice() {
    let world = World::new("latest-held").await;
    let mason = world.mason().await;
    hold(&world, true).await;
    let late = ask(&world, &mason).await;
    assert!(late.title().ends_with("Sat, 21 Nov 2026"), "{}", late.title());
    let line = "⏳ The list of Sun, 22 Nov 2026 is not out yet. This is the newest there is.";
    assert_eq!(late.description().lines().next(), Some(line));
    assert!(late.foot().contains("2 credits"), "one for the empty list: {}", late.foot());
    let again = ask(&world, &mason).await;
    assert_eq!(again.description(), late.description());
    assert_eq!(world.credits().await, 2);
    hold(&world, false).await;
    world.pass(TimeDelta::minutes(29)).await;
    assert_eq!(ask(&world, &mason).await.title(), late.title());
    assert_eq!(world.credits().await, 2, "it isn't time to look again");
    world.pass(TimeDelta::minutes(2)).await;
    let fresh = ask(&world, &mason).await;
    assert!(fresh.title().ends_with("Sun, 22 Nov 2026"), "{}", fresh.title());
    assert!(!fresh.description().contains('⏳') && fresh.foot().contains("1 credit"));
    assert_eq!(world.credits().await, 3);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_awaited_list_is_named_on_every_page_until_it_may_be_out() {
    let world = World::new("latest-paged").await;
    let mason = world.mason().await;
    let maya = world.person("maya", "rankings").await;
    hold(&world, true).await;
    let late = world.ask(&mason, "ranking", json!({ "top": 20 })).await;
    let named = |outcome: &Outcome| outcome.description().contains("⏳ The list of Sun, 22 Nov 2026");
    assert!(named(&late));
    let second = world.press(&mason, late.message(), "▶").await;
    assert!(named(&second), "{}", second.description());
    let back = world.press(&mason, second.message(), "◀").await;
    assert_eq!(back.description(), late.description());
    assert!(named(&world.press(&maya, back.message(), "▶").await), "on a copy, too");
    let dated = world.ask(&mason, "ranking", json!({ "top": 20, "date": "2026-11-21" })).await;
    assert!(!named(&dated) && !named(&world.press(&mason, dated.message(), "▶").await));
    hold(&world, false).await;
    world.pass(TimeDelta::minutes(31)).await;
    assert!(ask(&world, &maya).await.title().ends_with("Sun, 22 Nov 2026"));
    let out = world.press(&mason, back.message(), "▶").await;
    assert!(!out.description().contains('⏳'), "it is out: {}", out.description());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_awaited_no_more_is_not_said_to_be() {
    let world = World::new("latest-days-later").await;
    let mason = world.mason().await;
    hold(&world, true).await;
    let late = world.ask(&mason, "ranking", json!({ "top": 20 })).await;
    world.pass(TimeDelta::days(1)).await;
    let second = world.press(&mason, late.message(), "▶").await;
    assert!(!second.description().contains('⏳'), "{}", second.description());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_stays_away_is_asked_for_at_growing_intervals() {
    let world = World::new("latest-growing").await;
    let mason = world.mason().await;
    hold(&world, true).await;
    let mut asked = Vec::new();
    for _ in 0..16 {
        let before = world.credits().await;
        ask_dated(&world, &mason).await.private_sentence();
        asked.push(world.credits().await - before);
        world.pass(TimeDelta::minutes(31)).await;
    }
    // After 0, 31, 93 and 217 minutes, then not before 461.
    assert_eq!(asked, [1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_list_is_asked_once_more_and_then_never_again() {
    let world = World::new("latest-settles").await;
    let mason = world.mason().await;
    assert!(ask_dated(&world, &mason).await.foot().contains("may still change"));
    world.pass(TimeDelta::minutes(359)).await;
    ask_dated(&world, &mason).await;
    assert_eq!(world.credits().await, 1, "not before six hours");
    world.pass(TimeDelta::minutes(2)).await;
    let settled = ask_dated(&world, &mason).await;
    assert!(settled.foot().contains("1 credit"), "{}", settled.foot());
    assert!(!settled.foot().contains("may still change") && !settled.foot().contains("revised"));
    for hours in [7, 48, 24 * 40] {
        world.pass(TimeDelta::hours(hours)).await;
        let later = ask_dated(&world, &mason).await;
        assert_eq!(later.description(), settled.description());
        assert_eq!(world.credits().await, 2, "kept for ever");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_changed_is_called_revised() {
    let world = World::new("latest-revised").await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "quirk", "name": "tenfold", "times": 1 })).await;
    let first = ask_dated(&world, &mason).await;
    world.pass(TimeDelta::hours(7)).await;
    let second = ask_dated(&world, &mason).await;
    assert_ne!(first.description(), second.description());
    assert!(!first.foot().contains("revised") && second.foot().contains("revised"), "{}", second.foot());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_answer_takes_nothing_away() {
    let world = World::new("latest-empty").await;
    let mason = world.mason().await;
    let first = ask_dated(&world, &mason).await;
    world.pass(TimeDelta::hours(7)).await;
    world.break_source(&json!({ "kind": "quirk", "name": "empty" })).await;
    let second = ask_dated(&world, &mason).await;
    assert_eq!(second.description(), first.description());
    assert_eq!(world.credits().await, 2, "the repeat was due");
    let third = ask_dated(&world, &mason).await;
    assert_eq!((third.description(), world.credits().await), (first.description(), 2));
    world.end().await;
}
