//! Lists that are late, and sources that fail.

use super::*;
use crate::domain::Lateness;

/// A world in which the list of the 21st is stored, that of the 22nd isn't out, and a board falls due.
async fn waiting(late: Late) -> (World, Board) {
    let world = world().await;
    world.publish("US", "2026-11-21", 40);
    let mut settings = settings_of(31, "US");
    settings.late = late;
    let board = world.add(&settings).await;
    world.be(at("09:00"));
    world.tick().await;
    (world, board)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_waits_until_its_limit_and_posts_the_newest_there_is() {
    let (world, board) = waiting(Late::Wait).await;
    assert_eq!(world.turns(&board).await, [RunState::Waiting]);
    world.be(at("14:59"));
    world.tick().await;
    assert!(world.posts().await.is_empty());
    world.be(at("15:00"));
    world.tick().await;
    let posts = world.posts().await;
    let said: Vec<_> = posts.iter().map(|post| (post.date, post.late)).collect();
    assert_eq!(said, [(day("2026-11-21"), Lateness::Data(day("2026-11-22")))]);
    assert_eq!(posts[0].settings, board.settings);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_posted_is_never_posted_as_new() {
    let (world, board) = waiting(Late::Post).await;
    let said: Vec<_> = world.posts().await.iter().map(|post| (post.date, post.late)).collect();
    assert_eq!(said, [(day("2026-11-21"), Lateness::Data(day("2026-11-22")))]);
    // The next day nothing newer is out.
    world.be(at("09:00") + TimeDelta::days(1));
    world.tick().await;
    assert!(world.posts().await.is_empty());
    assert_eq!(world.turns(&board).await, [RunState::NothingNew, RunState::PostedLate]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_may_say_nothing_when_its_list_does_not_come() {
    let (world, board) = waiting(Late::Skip).await;
    world.be(at("15:00"));
    world.tick().await;
    assert!(world.posts().await.is_empty());
    assert_eq!(world.turns(&board).await, [RunState::SkippedLate]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_fails_until_the_limit_is_named() {
    let world = world().await;
    *world.source.failure.lock().unwrap() = Some(Failure::OutOfCredits);
    let board = world.add(&settings_of(31, "US")).await;
    world.be(at("09:00"));
    world.tick().await;
    assert_eq!(world.turns(&board).await, [RunState::Waiting]);
    world.be(at("15:00"));
    world.tick().await;
    assert_eq!(world.turns(&board).await, [RunState::NoNumbers("out_of_credits".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_fails_is_named_also_where_something_was_posted_before() {
    let (world, board) = waiting(Late::Post).await;
    assert_eq!(world.posts().await.len(), 1, "the list of the 21st");
    *world.source.failure.lock().unwrap() = Some(Failure::OutOfCredits);
    world.be(at("09:00") + TimeDelta::days(1));
    world.tick().await;
    world.be(at("15:00") + TimeDelta::days(1));
    world.tick().await;
    assert_eq!(world.turns(&board).await[0], RunState::NoNumbers("out_of_credits".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_is_mended_is_posted_on_its_next_try() {
    let world = world().await;
    world.publish("US", "2026-11-22", 40);
    *world.source.failure.lock().unwrap() = Some(Failure::OutOfCredits);
    world.add(&settings_of(31, "US")).await;
    world.be(at("09:00"));
    world.tick().await;
    *world.source.failure.lock().unwrap() = None;
    world.be(at("09:01"));
    world.tick().await;
    let posts = world.posts().await;
    assert_eq!((posts[0].date, posts[0].late), (day("2026-11-22"), Lateness::None));
}
