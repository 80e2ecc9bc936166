//! A creator's days, page after page.

use super::*;

/// A world that knows `days` days of a creator up to 2026-11-22, the newest first.
async fn world_of(days: u32, limits: Limits) -> World {
    let world = world_with(&[], Settings { limits, ..Settings::default() }).await;
    let newest = date("2026-11-22");
    let day = |back: u32| {
        let date = newest - TimeDelta::days(back.into());
        TrendDay { date, units: Some(i64::from(back)), followers: Some(-2), gmv: None }
    };
    world.source.days.lock().unwrap().extend((0..days).map(day));
    world
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl World {
    async fn trends(&self, from: &str, to: &str) -> Result<Trends, Refusal> {
        let creator = UserId::new("7").unwrap();
        self.rankings.trends(&creator, date(from), date(to), Purpose::Backfill, Payer::default()).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_days_cost_three_credits_and_come_in_order() {
    let world = world_of(40, Limits::default()).await;
    let trends = world.trends("2026-10-24", "2026-11-22").await.unwrap();
    assert_eq!((trends.credits, trends.days.len(), &trends.instead), (3, 30, &None));
    assert!(trends.days.is_sorted_by(|a, b| a.date < b.date));
    assert_eq!(trends.days[0].date, date("2026-10-24"));
    let question = "trends of 7 2026-10-24 to 2026-11-22".to_owned();
    assert_eq!(world.asked(), [1, 2, 3].map(|page| (question.clone(), page)), "no fourth page can have days");
    let written: Vec<_> = world.store.newest_credits(9).await.unwrap();
    assert_eq!((written.len(), &*written[0].request), (3, &*format!("{question} page 3")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_page_ends_the_history() {
    let world = world_of(14, Limits::default()).await;
    let trends = world.trends("2026-10-24", "2026-11-22").await.unwrap();
    assert_eq!((trends.credits, trends.days.len(), world.pages()), (2, 14, vec![1, 2]));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_spent_where_not_all_pages_can_be_paid_for() {
    let world = world_of(40, Limits { per_day: Some(2), ..Limits::default() }).await;
    let refused = world.trends("2026-10-24", "2026-11-22").await.unwrap_err();
    assert!(matches!(refused, Refusal::Ceiling { ceiling: Ceiling::Day, .. }));
    assert_eq!((world.pages().len(), world.spent().await), (0, 0));
    assert_eq!(world.trends("2026-11-03", "2026-11-22").await.unwrap().credits, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_paid_for_is_kept_when_a_later_page_fails() {
    let world = world_of(40, Limits::default()).await;
    world.fail([None, fault_of(Failure::Lost, true)]);
    let trends = world.trends("2026-10-24", "2026-11-22").await.unwrap();
    assert_eq!((trends.credits, trends.days.len(), world.spent().await), (2, 10, 2));
    assert_eq!(trends.instead, Some(Refusal::Source { failure: Failure::Lost, retry_at: None }));
    world.fail([fault_of(Failure::Lost, true)]);
    world.trends("2026-10-24", "2026-11-22").await.unwrap_err();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_days_that_can_be_known_are_asked_for() {
    let world = world_of(1, Limits::default()).await;
    world.trends("2020-01-01", "2027-01-01").await.unwrap();
    assert_eq!(world.asked()[0].0, "trends of 7 2026-05-28 to 2026-11-23", "179 days back from the 23rd");
    for (from, to) in
        [("2026-11-24", "2026-11-30"), ("2026-11-22", "2026-11-21"), ("2020-01-01", "2020-02-01")]
    {
        let trends = world.trends(from, to).await.unwrap();
        assert_eq!((trends.days.len(), trends.credits), (0, 0));
    }
    assert!(world.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_offered_is_quiet_by_itself() {
    let world = world_of(40, Limits::default()).await;
    world.fail([fault_of(Failure::NotOffered, false)]);
    let refusal = Refusal::NotOffered { retry_at: world.clock.now() + hours(24) };
    for _ in 0..2 {
        assert_eq!(world.trends("2026-11-20", "2026-11-22").await.unwrap_err(), refusal);
    }
    assert_eq!(world.asked().len(), 1);
    assert!(world.rankings.offers_details());
    world.clock.advance(hours(24));
    assert_eq!(world.trends("2026-11-20", "2026-11-22").await.unwrap().days.len(), 3);
}
