//! A question that is of no use in part spends nothing where not all of it can be paid for.

use super::*;

fn whole(date: &str) -> Ask {
    Ask { whole: true, ..ask(100, date) }
}

async fn limited(limits: Limits) -> World {
    let lists = [("2026-11-22", 100), ("2026-10-01", 100)];
    world_with(&lists, Settings { limits, ..Settings::default() }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_spent_where_not_all_pages_can_be_paid_for() {
    let world = limited(Limits { per_person_per_day: Some(9), ..Limits::default() }).await;
    let poor = Ask { payer: Payer { person: Some(1), server: None }, ..whole("2026-10-01") };
    let refused = world.rankings.get(poor).await.unwrap_err();
    assert!(matches!(refused, Refusal::Ceiling { ceiling: Ceiling::Person, .. }));
    assert!(world.pages().is_empty());
    world.top(10, "2026-10-01").await.unwrap();
    let answer = world.rankings.get(poor).await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.credits, answer.instead), (100, 9, None), "nine are missing");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_stored_is_answered_with_the_ceiling() {
    let world = limited(Limits { per_day: Some(5), ..Limits::default() }).await;
    world.top(20, "2026-10-01").await.unwrap();
    world.asked();
    let answer = world.rankings.get(whole("2026-10-01")).await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.credits), (20, 0));
    assert!(matches!(answer.instead, Some(Refusal::Ceiling { ceiling: Ceiling::Day, .. })));
    assert!(world.pages().is_empty());
    let part = world.top(100, "2026-10-01").await.unwrap();
    assert_eq!((part.list.rows.len(), part.credits), (50, 3), "of the source's own orders a part is useful");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_that_cannot_be_paid_for_leaves_the_list() {
    let world = limited(Limits { per_day: Some(12), ..Limits::default() }).await;
    world.rankings.get(whole("2026-11-22")).await.unwrap();
    world.asked();
    world.clock.advance(hours(6));
    let answer = world.rankings.get(whole("2026-11-22")).await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.credits, answer.instead), (100, 0, None));
    assert!(world.pages().is_empty() && answer.list.provisional);
    world.clock.advance(hours(6));
    assert!(!world.rankings.get(whole("2026-11-22")).await.unwrap().list.provisional);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_less_is_not_refused_with_who_asks_for_all() {
    for _ in 0..20 {
        let world = limited(Limits { per_day: Some(5), ..Limits::default() }).await;
        let all = world.rankings.get(whole("2026-10-01"));
        let (_, ten) = tokio::join!(all, world.top(10, "2026-10-01"));
        assert_eq!(ten.unwrap().list.rows.len(), 10);
        assert_eq!(world.pages(), [1]);
    }
}
