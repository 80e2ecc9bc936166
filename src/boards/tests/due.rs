//! What falls due, also while the bot was down.

use super::*;
use crate::domain::Lateness;

#[tokio::test(flavor = "multi_thread")]
async fn a_board_posts_once_a_day() {
    let world = world().await;
    let board = world.add(&settings_of(31, "US")).await;
    for (date, now) in [("2026-11-22", at("09:00")), ("2026-11-23", at("09:00") + TimeDelta::days(1))] {
        world.publish("US", date, 40);
        world.be(now - TimeDelta::seconds(1));
        world.tick().await;
        assert!(world.posts().await.is_empty(), "not before its time");
        world.be(now);
        world.tick().await;
        world.tick().await;
        let dates: Vec<_> = world.posts().await.iter().map(|post| post.date).collect();
        assert_eq!(dates, [day(date)]);
    }
    assert_eq!(world.turns(&board).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_last_time_of_a_downtime_is_caught_up() {
    let world = world().await;
    for date in ["2026-11-22", "2026-11-23", "2026-11-24"] {
        world.publish("US", date, 40);
    }
    let board = world.add(&settings_of(31, "US")).await;
    let noon = at("12:00") + TimeDelta::days(2);
    world.be(noon);
    world.tick().await;
    let said: Vec<_> = world.posts().await.iter().map(|post| (post.date, post.late)).collect();
    assert_eq!(said, [(day("2026-11-24"), Lateness::CatchUp("2026-11-25".parse().unwrap()))]);
    assert_eq!(world.turns(&board).await, [RunState::PostedLate, RunState::Missed, RunState::Missed]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_late_to_catch_up_stands_in_the_history() {
    let world = world().await;
    world.publish("US", "2026-11-22", 40);
    let board = world.add(&settings_of(31, "US")).await;
    world.be(at("15:01"));
    world.tick().await;
    assert!(world.posts().await.is_empty());
    assert_eq!(world.turns(&board).await, [RunState::Missed]);
}
