//! Every oddity of the source's data: what people see of it. A quirk without an expectation fails.

use crate::world::{Outcome, Person, World, text};
use chrono::{Days, NaiveDate, TimeDelta};
use serde_json::{Value, json};

/// What `/ranking` shows while the source has a quirk.
enum Expected {
    /// Exactly what it shows without.
    TheSame,
    /// Other numbers or places, in so many lines, with this in the foot.
    Lines(usize, &'static str),
    /// A private sentence with this in it, and nothing public.
    Said(&'static str),
}
use Expected::{Lines, Said, TheSame};

fn expected(quirk: &str) -> Expected {
    match quirk {
        "numbers_as_strings" | "floats" | "percent_strings" | "control_characters" => TheSame,
        // The account category and the lifetime totals aren't part of a list by sales, nor is the region.
        "category_odd" | "history_falls" | "wrong_region" => TheSame,
        "nulls" | "missing_fields" | "unordered" | "zeros" | "tenfold" => Lines(10, ""),
        "bad_row" => Lines(8, "8 creators: what came twice or can't be read is left out"),
        "short" => Lines(5, "5 creators, the list has no more"),
        "empty" => Said("Nobody is on this list"),
        "code_401" | "code_403" => Said("refuses this bot's key"),
        "code_402" | "quota_500" => Said("credits are used up"),
        "code_404" | "code_invalid" => Said("refused the question"),
        "code_429" => Said("asks for a pause"),
        "code_500" => Said("isn't working"),
        "html" => Said("can't be read"),
        // Of further pages and of filters: they have stories of their own below.
        "duplicate_row" | "unfiltered" => TheSame,
        _ => panic!("the quirk {quirk} has no expectation"),
    }
}

async fn world(story: &str) -> World {
    World::with(story, |config| {
        config.keyapi.retry_wait_ms = 10;
        config.credits.per_person_per_day = 0;
        config.credits.per_server_per_day = 0;
    })
    .await
}

async fn ask(world: &World, who: &Person, date: &str) -> Outcome {
    world.ask(who, "ranking", json!({ "date": date })).await
}

/// The creators of a ranking: two lines each, of which the first begins with the cells.
fn lines(answer: &Outcome) -> usize {
    answer.description().lines().filter(|line| line.starts_with('`')).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_quirk_is_met_sensibly() {
    let (odd, plain) = tokio::join!(world("quirks"), world("quirks-plain"));
    let (mason, mason_elsewhere) = (odd.mason().await, plain.mason().await);
    let quirks = odd.get("faults").await["quirks"].as_array().unwrap().clone();
    assert!(quirks.len() >= 26, "{quirks:?}");
    for (n, quirk) in (0..).zip(quirks.iter().map(text)) {
        // Every other day, so that no list has one before it to compare with.
        let date = (NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + Days::new(2 * n)).to_string();
        odd.break_source(&json!({ "kind": "quirk", "name": quirk })).await;
        let public = odd.public(&mason).await.len();
        let answer = ask(&odd, &mason, &date).await;
        match expected(&quirk) {
            TheSame => {
                let without = ask(&plain, &mason_elsewhere, &date).await;
                assert_eq!(answer.description(), without.description(), "{quirk}");
            }
            Lines(count, foot) => {
                assert_eq!(lines(&answer), count, "{quirk}: {}", answer.description());
                assert!(answer.foot().contains(foot), "{quirk}: {}", answer.foot());
            }
            Said(sentence) => {
                let said = answer.private_sentence();
                assert!(said.contains(sentence), "{quirk}: {said}");
                assert_eq!(odd.public(&mason).await.len(), public, "{quirk}");
                // The breaker waits half an hour.
                odd.pass(TimeDelta::minutes(31)).await;
            }
        }
        odd.heal().await;
    }
    tokio::join!(odd.end(), plain.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_row_lacks_is_left_out_and_the_rest_is_shown() {
    let world = world("quirks-nulls").await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "quirk", "name": "nulls" })).await;
    for (by, date) in [
        ("sales", "2026-10-01"),
        ("followers", "2026-10-02"),
        ("gmv", "2026-10-03"),
        ("growth", "2026-10-04"),
    ] {
        let answer = world.ask(&mason, "ranking", json!({ "by": by, "date": date })).await;
        let shown = answer.description();
        assert!(!shown.contains("null") && !shown.contains("NaN"), "{by}: {shown}");
        assert!(lines(&answer) > 0, "{by}");
        let choose = world.choose(&mason, answer.message(), 0).await;
        assert!(!choose.message().to_string().contains("NaN"), "{by}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creator_that_comes_twice_counts_once() {
    let world = world("quirks-duplicate").await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "quirk", "name": "duplicate_row" })).await;
    let first = world.ask(&mason, "ranking", json!({ "top": 20, "date": "2026-10-01" })).await;
    let second = world.press(&mason, first.message(), "▶").await;
    assert_eq!((lines(&first), lines(&second)), (10, 9));
    assert_ne!(first.description().lines().nth(18), second.description().lines().next());
    assert!(
        second.description().starts_with("`12 "),
        "its second rank stays empty: {}",
        second.description()
    );
    assert!(second.foot().contains("19 creators"), "{}", second.foot());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ignored_filter_is_said_and_its_rows_are_not_kept() {
    let world = world("quirks-unfiltered").await;
    let mason = world.mason().await;
    for filter in [json!({ "category": "Beauty" }), json!({ "product": "601450" })] {
        world.break_source(&json!({ "kind": "quirk", "name": "unfiltered" })).await;
        let said = world.ask(&mason, "ranking", filter.clone()).await.private_sentence();
        assert!(said.contains("ignored this filter"), "{filter}: {said}");
        world.heal().await;
        let credits = world.credits().await;
        let said = world.ask(&mason, "ranking", filter.clone()).await.private_sentence();
        assert!(said.contains("ignored this filter"), "{filter}: {said}");
        assert_eq!(world.credits().await, credits, "{filter}: known, so not asked again at once");
        world.pass(TimeDelta::minutes(31)).await;
        let answer = world.ask(&mason, "ranking", filter.clone()).await;
        assert!(answer.foot().contains("1 credit"), "{filter}: {}", answer.foot());
        assert_eq!(lines(&answer), 10, "{filter}");
    }
    assert_eq!(world.public(&mason).await.len(), 2);
    let listed: Vec<Value> = world.requests().await;
    assert_eq!(listed.len(), 4, "two answers that ignored the filter, two that didn't");
    world.end().await;
}
