//! Latest: the newest date that has rows.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn it_walks_back_to_the_newest_date_with_rows_and_remembers_the_way() {
    let world = world(&[("2026-11-19", 10)]).await;
    let answer = world.latest().await.unwrap();
    assert_eq!((answer.list.key.date(), answer.credits, answer.instead), (day("2026-11-19"), 4, None));
    let dates: Vec<_> = world.asked().into_iter().map(|(date, _)| date).collect();
    assert_eq!(dates, ["2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19"]);

    let answer = world.latest().await.unwrap();
    assert_eq!((answer.list.key.date(), answer.credits), (day("2026-11-19"), 0));
    assert!(world.asked().is_empty());

    world.clock.advance(TimeDelta::minutes(30));
    world.publish("2026-11-22", rows(1..=10));
    let answer = world.latest().await.unwrap();
    assert_eq!((answer.list.key.date(), answer.credits), (day("2026-11-22"), 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stops_at_its_limit_and_says_that_there_is_nothing() {
    let world = world(&[("2026-11-01", 10)]).await;
    assert_eq!(world.latest().await.unwrap_err(), Refusal::Empty { newest: None });
    assert_eq!(world.asked().len(), 8, "the newest and seven before it");
    assert_eq!(world.latest().await.unwrap_err(), Refusal::Empty { newest: None });
    assert!(world.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_list_of_any_age_stands_in_when_the_walk_finds_nothing() {
    let world = world(&[("2026-10-01", 10)]).await;
    world.top(10, "2026-10-01").await.unwrap();
    let answer = world.latest().await.unwrap();
    assert_eq!(answer.list.key.date(), day("2026-10-01"));
    assert_eq!(answer.instead, None, "it is the newest there is");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_list_of_any_age_stands_in_when_the_source_is_down() {
    let world = world(&[("2026-10-01", 10), ("2026-11-22", 10)]).await;
    world.top(10, "2026-10-01").await.unwrap();
    world.asked();
    world.fail([fault_of(Failure::OutOfCredits, false)]);
    let answer = world.latest().await.unwrap();
    assert_eq!((answer.list.key.date(), answer.credits), (day("2026-10-01"), 0));
    let refusal = Refusal::Source { failure: Failure::OutOfCredits, retry_at: None };
    assert_eq!(answer.instead, Some(refusal));
    assert_eq!(world.asked().len(), 1, "what stops one date stops them all");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ceiling_is_told_when_nothing_is_stored() {
    let limits = Limits { per_month: Some(0), ..Limits::default() };
    let world = world_with(&[("2026-11-22", 10)], Settings { limits, ..Settings::default() }).await;
    let refused = world.latest().await.unwrap_err();
    assert!(matches!(refused, Refusal::Ceiling { ceiling: Ceiling::Month, .. }));
    assert!(world.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn weeks_and_months_walk_back_two() {
    for (period, dates) in [
        (Period::Week, ["2026-11-16", "2026-11-09", "2026-11-02"]),
        (Period::Month, ["2026-10-01", "2026-09-01", "2026-08-01"]),
    ] {
        let world = world(&[]).await;
        let scope = Scope { period, ..scope() };
        let ask = Ask { scope, date: None, ..ask(10, "2026-11-22") };
        world.rankings.get(ask).await.unwrap_err();
        let asked: Vec<_> = world.asked().into_iter().map(|(date, _)| date).collect();
        assert_eq!(asked, dates);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_asked_for_as_of_an_earlier_date() {
    let world = world(&[("2026-11-22", 10), ("2026-11-20", 10)]).await;
    let answer = world.rankings.newest(ask(10, "2026-11-22"), day("2026-11-21")).await.unwrap();
    assert_eq!(answer.list.key.date(), day("2026-11-20"));
    let dates: Vec<_> = world.asked().into_iter().map(|(date, _)| date).collect();
    assert_eq!(dates, ["2026-11-21", "2026-11-20"]);
}
