//! Nobody waits longer than a person would; the fetch goes on.

use super::*;

async fn asked(world: &World) {
    world.eventually(async || !world.source.asked.lock().unwrap().is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_waited_long_enough_is_told_and_the_list_still_arrives() {
    let world = world(&[("2026-11-22", 100)]).await;
    world.source.open.send_replace(false);
    let late = async {
        asked(&world).await;
        world.clock.advance(TimeDelta::seconds(20));
    };
    let (refused, ()) = tokio::join!(world.top(30, "2026-11-22"), late);
    let retry_at = world.clock.now() + TimeDelta::seconds(30);
    assert_eq!(refused.unwrap_err(), Refusal::Busy { retry_at });
    world.source.open.send_replace(true);
    let key = ListKey::new(scope(), day("2026-11-22"));
    world
        .eventually(async || world.store.list(&key).await.unwrap().is_some_and(|list| list.pages == 3))
        .await;
    let answer = world.top(30, "2026-11-22").await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.credits), (30, 0));
    assert_eq!(world.pages(), [1, 2, 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_arrived_meanwhile_is_answered_with_the_reason() {
    let world = world(&[("2026-11-22", 100)]).await;
    world.top(10, "2026-11-22").await.unwrap();
    world.asked();
    world.source.open.send_replace(false);
    let late = async {
        asked(&world).await;
        world.clock.advance(TimeDelta::seconds(20));
    };
    let (leader, follower, ()) = tokio::join!(world.top(30, "2026-11-22"), world.top(20, "2026-11-22"), late);
    for answer in [leader.unwrap(), follower.unwrap()] {
        assert_eq!(answer.list.rows.len(), 10);
        assert!(matches!(answer.instead, Some(Refusal::Busy { .. })));
    }
    world.source.open.send_replace(true);
    assert_eq!(world.top(30, "2026-11-22").await.unwrap().list.rows.len(), 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_walk_to_the_latest_has_one_patience_for_all_dates() {
    let world = world(&[("2026-11-20", 10)]).await;
    world.clock.jumps.send_replace(false);
    world.source.open.send_replace(false);
    let retry_at = Some(world.clock.now() + TimeDelta::seconds(25));
    let pause = SourceError { failure: Failure::TooFast, spent: false, retry_at, detail: None };
    world.fail([None, Some(pause)]);
    let slow = async {
        asked(&world).await;
        world.clock.advance(TimeDelta::seconds(15));
        world.source.open.send_replace(true);
        moment(5000).await;
    };
    // The first date took 15 s of the 20, so a pause of 10 is too long.
    tokio::select! {
        refused = world.latest() => {
            assert_eq!(refused.unwrap_err(), Refusal::Source { failure: Failure::TooFast, retry_at });
        }
        () = slow => panic!("it still waits"),
    }
}
