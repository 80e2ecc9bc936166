//! A provisional list is asked once more, then kept for ever.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_list_is_repeated_exactly_once() {
    let world = world(&[("2026-11-22", 100)]).await;
    assert!(world.top(10, "2026-11-22").await.unwrap().list.provisional);
    world.clock.advance(hours(6) - TimeDelta::seconds(1));
    assert_eq!(world.top(10, "2026-11-22").await.unwrap().credits, 0);
    world.clock.advance(TimeDelta::seconds(1));
    let answer = world.top(10, "2026-11-22").await.unwrap();
    assert_eq!((answer.credits, answer.list.provisional, answer.list.revised), (1, false, false));
    for _ in 0..3 {
        world.clock.advance(TimeDelta::days(30));
        assert_eq!(world.top(10, "2026-11-22").await.unwrap().credits, 0);
    }
    assert_eq!(world.pages(), [1, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_list_of_a_period_long_over_is_not_repeated() {
    let world = world(&[("2026-11-10", 100)]).await;
    assert!(!world.top(10, "2026-11-10").await.unwrap().list.provisional);
    world.clock.advance(hours(7));
    assert_eq!(world.top(10, "2026-11-10").await.unwrap().credits, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_list_is_repeated_whatever_its_age_and_grows() {
    let world = world(&[("2026-11-10", 7)]).await;
    assert!(world.top(10, "2026-11-10").await.unwrap().list.provisional);
    world.publish("2026-11-10", rows(1..=30));
    world.clock.advance(hours(6));
    let answer = world.top(20, "2026-11-10").await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.list.ended), (20, false));
    assert!(answer.list.revised && !answer.list.provisional);
    assert_eq!(world.pages(), [1, 1, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_asks_what_the_question_needs_and_settles_the_rest() {
    let world = world(&[("2026-11-22", 100)]).await;
    world.top(50, "2026-11-22").await.unwrap();
    world.clock.advance(hours(6));
    world.asked();
    let answer = world.top(10, "2026-11-22").await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.list.provisional), (50, false));
    assert_eq!(world.pages(), [1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_that_differs_is_revised_down_to_the_last_stored_page() {
    let world = world(&[("2026-11-22", 100)]).await;
    let seen = world.top(30, "2026-11-22").await.unwrap().list.first_seen_at;
    world.publish("2026-11-22", rows((2..=100).chain([1])));
    world.clock.advance(hours(6));
    world.asked();
    let answer = world.top(10, "2026-11-22").await.unwrap();
    assert_eq!(world.pages(), [1, 2, 3]);
    assert_eq!(ids(&answer.list), (2..=31).collect::<Vec<_>>());
    assert!(answer.list.revised && !answer.list.provisional);
    assert_eq!(answer.list.first_seen_at, seen);
    assert!(world.restart().await.top(30, "2026-11-22").await.unwrap().list.revised);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_or_shorter_repeat_takes_nothing_away() {
    for left in [0, 4, 13] {
        let world = world(&[("2026-11-22", 100)]).await;
        world.top(20, "2026-11-22").await.unwrap();
        world.publish("2026-11-22", rows(1..=left));
        world.clock.advance(hours(6));
        let answer = world.top(20, "2026-11-22").await.unwrap();
        assert_eq!(
            (answer.list.rows.len(), answer.list.revised, answer.instead),
            (20, false, None),
            "{left}"
        );
        world.asked();
        world.top(20, "2026-11-22").await.unwrap();
        assert!(world.asked().is_empty(), "once is enough");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_that_fails_answers_the_stored_list_and_goes_on_later() {
    let world = world(&[("2026-11-22", 100)]).await;
    world.top(20, "2026-11-22").await.unwrap();
    world.clock.advance(hours(6));
    world.asked();
    world.fail([None, fault_of(Failure::OutOfCredits, false)]);
    for _ in 0..5 {
        let answer = world.top(20, "2026-11-22").await.unwrap();
        assert_eq!((answer.list.rows.len(), answer.list.provisional, answer.instead), (20, true, None));
    }
    assert_eq!(world.pages(), [1, 2], "it isn't tried again at once");
    world.clock.advance(TimeDelta::minutes(30));
    assert!(!world.top(20, "2026-11-22").await.unwrap().list.provisional);
    assert_eq!(world.pages(), [2], "what is paid for is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_added_late_leaves_a_due_repeat_due() {
    let world = world(&[("2026-11-22", 100)]).await;
    world.top(10, "2026-11-22").await.unwrap();
    world.clock.advance(hours(6));
    world.fail([fault_of(Failure::OutOfCredits, false)]);
    world.top(10, "2026-11-22").await.unwrap();
    let answer = world.top(20, "2026-11-22").await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.list.provisional), (20, true));
    world.clock.advance(TimeDelta::minutes(30));
    assert!(!world.top(20, "2026-11-22").await.unwrap().list.provisional);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shorter_repeat_is_no_reason_against_the_list_that_stays() {
    for left in [0, 4] {
        let world = world(&[("2026-11-22", 100)]).await;
        world.top(10, "2026-11-22").await.unwrap();
        world.publish("2026-11-22", rows(1..=left));
        world.clock.advance(hours(6));
        let answer = world.top(20, "2026-11-22").await.unwrap();
        assert_eq!((answer.list.rows.len(), answer.list.provisional, answer.instead), (10, false, None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_was_awaited_is_provisional_however_late_it_comes() {
    let world = world(&[]).await;
    world.top(10, "2026-11-10").await.unwrap_err();
    world.publish("2026-11-10", rows(1..=100));
    world.clock.advance(hours(1));
    assert!(world.top(10, "2026-11-10").await.unwrap().list.provisional);
    assert!(world.top(20, "2026-11-10").await.unwrap().list.provisional, "also with a page more");
    world.clock.advance(hours(6));
    assert!(!world.top(20, "2026-11-10").await.unwrap().list.provisional);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_at_hand_until_its_repeat_is_due_and_after_it() {
    let world = world(&[("2026-11-22", 20)]).await;
    let key = ListKey::new(scope(), day("2026-11-22"));
    assert_eq!(world.rankings.at_hand(&key).await.unwrap(), None);
    let list = world.top(10, "2026-11-22").await.unwrap().list;
    assert!(list.provisional);
    assert_eq!(world.rankings.at_hand(&key).await.unwrap(), Some(list));
    world.clock.advance(hours(6));
    assert_eq!(world.rankings.at_hand(&key).await.unwrap(), None);
    let list = world.top(10, "2026-11-22").await.unwrap().list;
    assert_eq!(world.rankings.at_hand(&key).await.unwrap(), Some(list));
}
