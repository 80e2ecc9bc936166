//! Rows that can't be read leave their ranks empty, and are asked for once more.

use super::*;

fn with_gap(gap: usize, creators: usize) -> Vec<Row> {
    rows((1..=creators).map(|id| if id == gap { 0 } else { id }))
}

fn ranks(list: &List) -> Vec<usize> {
    list.rows.iter().map(|row| row.rank).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_is_filled_by_the_repeat() {
    let world = world(&[]).await;
    world.publish("2026-10-01", with_gap(14, 30));
    let answer = world.top(30, "2026-10-01").await.unwrap();
    assert_eq!(ranks(&answer.list), (1..=13).chain(15..=30).collect::<Vec<_>>());
    assert!(answer.list.provisional, "however long the day is over");
    world.publish("2026-10-01", rows(1..=30));
    world.clock.advance(hours(6));
    world.asked();
    let answer = world.top(10, "2026-10-01").await.unwrap();
    assert_eq!(world.pages(), [1, 2, 3], "the gap lies below what was asked");
    assert_eq!(ranks(&answer.list), (1..=30).collect::<Vec<_>>());
    assert!(!answer.list.provisional && !answer.list.revised);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_that_stays_is_asked_once_and_one_in_the_repeat_takes_nothing_away() {
    let world = world(&[]).await;
    world.publish("2026-10-01", with_gap(4, 20));
    world.top(20, "2026-10-01").await.unwrap();
    world.publish("2026-10-01", rows([1, 2, 0, 0, 5, 6, 7, 8, 9, 10].into_iter().chain(11..=20)));
    world.clock.advance(hours(6));
    let answer = world.top(20, "2026-10-01").await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.list.provisional), (19, false));
    world.clock.advance(TimeDelta::days(9));
    world.asked();
    assert_eq!(world.top(20, "2026-10-01").await.unwrap().credits, 0);
}
