//! What is stored is answered at once, and only what is missing is fetched.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_list_answers_at_once_for_ever_and_after_a_restart() {
    let world = world(&[("2026-10-01", 100)]).await;
    assert_eq!(world.top(10, "2026-10-01").await.unwrap().credits, 1);
    assert_eq!(world.top(10, "2026-10-01").await.unwrap().credits, 0);
    let world = world.restart().await;
    world.clock.advance(TimeDelta::days(700));
    let answer = world.top(10, "2026-10-01").await.unwrap();
    assert_eq!((answer.credits, answer.list.rows.len(), answer.instead), (0, 10, None));
    assert_eq!(world.pages(), [1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deeper_question_fetches_only_the_missing_pages_in_order() {
    let world = world(&[("2026-10-01", 100)]).await;
    world.top(20, "2026-10-01").await.unwrap();
    assert_eq!(world.pages(), [1, 2]);
    let answer = world.top(45, "2026-10-01").await.unwrap();
    assert_eq!(world.pages(), [3, 4, 5]);
    assert_eq!(answer.credits, 3);
    assert_eq!(ids(&answer.list), (1..=50).collect::<Vec<_>>());
    assert!(!answer.list.revised);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_or_an_empty_page_ends_the_list() {
    let world = world(&[("2026-10-01", 23), ("2026-10-02", 20)]).await;
    assert!(world.top(100, "2026-10-01").await.unwrap().list.ended);
    assert_eq!(world.pages(), [1, 2, 3]);
    assert!(world.top(100, "2026-10-02").await.unwrap().list.ended);
    assert_eq!(world.pages(), [1, 2, 3]);
    assert_eq!(world.top(100, "2026-10-02").await.unwrap().list.rows.len(), 20);
    assert!(world.pages().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creator_on_two_pages_counts_once_at_the_first_place() {
    let world = world(&[]).await;
    world.publish("2026-10-01", rows((1..=10).chain(8..=17)));
    let answer = world.top(20, "2026-10-01").await.unwrap();
    assert_eq!(ids(&answer.list), (1..=17).collect::<Vec<_>>());
    let ranks: Vec<_> = answer.list.rows.iter().map(|row| row.rank).collect();
    assert_eq!(ranks, (1..=10).chain(14..=20).collect::<Vec<_>>(), "nobody moves up");
    assert!(answer.list.covers(Depth::new(20).unwrap()), "two pages are known");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_are_paid_for_are_kept_when_a_later_one_fails() {
    let world = world(&[("2026-11-22", 100)]).await;
    world.fail([None, None, fault_of(Failure::Lost, true)]);
    let answer = world.top(50, "2026-11-22").await.unwrap();
    assert_eq!((answer.list.pages, answer.list.provisional, answer.credits), (2, true, 3));
    assert!(matches!(answer.instead, Some(Refusal::Source { failure: Failure::Lost, .. })));
    assert_eq!(world.pages(), [1, 2, 3]);
    let world = world.restart().await;
    let answer = world.top(50, "2026-11-22").await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.credits, answer.instead), (50, 3, None));
    assert_eq!(world.pages(), [3, 4, 5]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_period_before_comes_with_the_answer_but_is_never_fetched() {
    let world = world(&[("2026-10-01", 10), ("2026-10-02", 10)]).await;
    assert!(world.top(10, "2026-10-02").await.unwrap().before.is_none());
    world.top(10, "2026-10-01").await.unwrap();
    let before = world.top(10, "2026-10-02").await.unwrap().before.unwrap();
    assert_eq!(before.key.date(), day("2026-10-01"));
    assert_eq!(world.pages().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_without_rows_is_told_and_asked_again_at_growing_intervals() {
    let world = world(&[]).await;
    let empty = Refusal::Empty { newest: None };
    let minutes = TimeDelta::minutes;
    // 30 min, doubled up to 6 h: each ask right before the moment costs nothing.
    for wait in [30, 60, 120, 240, 360, 360] {
        assert_eq!(world.top(10, "2026-11-22").await.unwrap_err(), empty);
        assert_eq!(world.pages(), [1]);
        world.clock.advance(minutes(wait) - TimeDelta::seconds(1));
        assert_eq!(world.top(10, "2026-11-22").await.unwrap_err(), empty);
        assert!(world.pages().is_empty(), "{wait}");
        world.clock.advance(TimeDelta::seconds(1));
    }
    world.publish("2026-11-22", rows(1..=10));
    world.top(10, "2026-11-22").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absence_is_final_when_seen_twice_and_overtaken_or_long_over() {
    let world = world(&[("2026-11-22", 10)]).await;
    world.top(10, "2026-11-22").await.unwrap();
    world.asked();
    for date in ["2026-11-21", "2026-10-01"] {
        for expected in [1, 1, 0, 0] {
            let refused = world.top(10, date).await.unwrap_err();
            assert_eq!(refused, Refusal::Empty { newest: Some(day("2026-11-22")) });
            assert_eq!(world.asked().len(), expected, "{date}");
            world.clock.advance(hours(7));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_is_not_over_is_not_asked() {
    let world = world(&[("2026-11-23", 10)]).await;
    assert_eq!(world.top(10, "2026-11-23").await.unwrap_err(), Refusal::Empty { newest: None });
    assert!(world.pages().is_empty());
    world.clock.advance(hours(12));
    world.top(10, "2026-11-23").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_what_is_stored_never_asks() {
    let world = world(&[("2026-11-20", 10), ("2026-11-22", 10)]).await;
    assert!(world.rankings.stored(scope(), None).await.unwrap().is_none());
    world.top(10, "2026-11-20").await.unwrap();
    let stored = world.rankings.stored(scope(), None).await.unwrap().unwrap();
    assert_eq!((stored.list.key.date(), stored.credits), (day("2026-11-20"), 0));
    assert!(world.rankings.stored(scope(), Some(day("2026-11-22"))).await.unwrap().is_none());
    assert_eq!(world.pages(), [1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_which_nothing_can_be_read_is_no_empty_list() {
    struct Garbled;
    #[async_trait::async_trait]
    impl Source for Garbled {
        async fn page(&self, _: &ListKey, _: usize) -> Result<Page, SourceError> {
            Ok(Page { rows: Vec::new(), sent: 10 })
        }

        async fn details(&self, _: &Wanted) -> Result<Vec<CreatorDetail>, SourceError> {
            not_offered()
        }

        async fn trends(
            &self,
            _: &UserId,
            _: NaiveDate,
            _: NaiveDate,
            _: usize,
        ) -> Result<TrendPage, SourceError> {
            not_offered()
        }
    }
    let world = world(&[]).await;
    #[expect(clippy::disallowed_methods, reason = "tests stand in for app")]
    let spawn: Spawn = Arc::new(|work| drop(tokio::spawn(work)));
    let clock = Arc::clone(&world.clock) as _;
    let rankings = Rankings::new(world.store.clone(), Arc::new(Garbled), clock, Settings::default(), spawn);
    let refused = rankings.get(ask(10, "2026-11-22")).await.unwrap_err();
    assert_eq!(refused, Refusal::Source { failure: Failure::Unreadable, retry_at: None });
    assert_eq!(world.spent().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_before_that_another_process_stored_is_noticed_after_a_minute() {
    let world = world(&[("2026-10-01", 10), ("2026-10-02", 10)]).await;
    assert!(world.top(10, "2026-10-02").await.unwrap().before.is_none());
    let other = rankings(&world.store, &world.source, &world.clock, Settings::default());
    other.get(ask(10, "2026-10-01")).await.unwrap();
    world.clock.advance(TimeDelta::seconds(59));
    assert!(world.top(10, "2026-10-02").await.unwrap().before.is_none());
    world.clock.advance(TimeDelta::seconds(1));
    assert!(world.top(10, "2026-10-02").await.unwrap().before.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_remembered_to_be_in_vain_is_asked_again_on_time() {
    let world = world(&[]).await;
    let empty = Refusal::Empty { newest: None };
    assert_eq!(world.top(10, "2026-11-22").await.unwrap_err(), empty);
    world.publish("2026-11-22", rows(1..=10));
    world.clock.advance(TimeDelta::minutes(30) - TimeDelta::seconds(10));
    assert_eq!(world.top(10, "2026-11-22").await.unwrap_err(), empty, "remembered for less than a minute");
    assert_eq!(world.asked().len(), 1);
    world.clock.advance(TimeDelta::seconds(10));
    assert_eq!(world.top(10, "2026-11-22").await.unwrap().credits, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_remembered_to_be_in_vain_names_the_newest_list_that_came_meanwhile() {
    let world = world(&[("2026-11-20", 10)]).await;
    let refused = async || world.top(10, "2026-11-22").await.unwrap_err();
    assert_eq!(refused().await, Refusal::Empty { newest: None });
    assert_eq!(refused().await, Refusal::Empty { newest: None });
    world.top(10, "2026-11-20").await.unwrap();
    assert_eq!(refused().await, Refusal::Empty { newest: Some(day("2026-11-20")) });
}
