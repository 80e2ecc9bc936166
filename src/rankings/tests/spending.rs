//! The ledger around each attempt, retries, and ceilings.

use super::*;
use futures_util::future::join_all;
use metrics_exporter_prometheus::PrometheusBuilder;

#[tokio::test(flavor = "multi_thread")]
async fn passing_failures_are_tried_three_times_and_each_attempt_is_settled() {
    let world = world(&[("2026-11-22", 10)]).await;
    world.fail([fault_of(Failure::Server, true), fault_of(Failure::Unreachable, false)]);
    let began = world.clock.now();
    let answer = world.top(10, "2026-11-22").await.unwrap();
    assert_eq!((answer.credits, world.spent().await), (2, 2), "the lost one and the answered one");
    assert_eq!(world.pages(), [1, 1, 1]);
    let took = world.clock.now() - began;
    assert!(took >= TimeDelta::seconds(5) && took <= TimeDelta::seconds(10), "{took}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_third_failure_is_the_answer() {
    let world = world(&[("2026-11-22", 10)]).await;
    world.fail(std::iter::repeat_n(fault_of(Failure::Server, false), 4));
    let refused = world.top(10, "2026-11-22").await.unwrap_err();
    assert_eq!(refused, Refusal::Source { failure: Failure::Server, retry_at: None });
    assert_eq!((world.pages().len(), world.spent().await), (3, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn lasting_failures_are_not_tried_again() {
    for failure in [Failure::BadRequest, Failure::KeyRefused, Failure::OutOfCredits, Failure::Unreadable] {
        let world = world(&[("2026-11-22", 10)]).await;
        world.fail([fault_of(failure, false)]);
        world.top(10, "2026-11-22").await.unwrap_err();
        assert_eq!(world.pages(), [1], "{failure}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_fast_waits_as_told_if_the_asker_has_the_patience() {
    let world = world(&[("2026-11-21", 10), ("2026-11-22", 10)]).await;
    let told = |seconds| {
        let retry_at = Some(world.clock.now() + TimeDelta::seconds(seconds));
        Some(SourceError { failure: Failure::TooFast, spent: false, retry_at, detail: None })
    };
    world.fail([told(15)]);
    let began = world.clock.now();
    world.top(10, "2026-11-22").await.unwrap();
    assert_eq!(world.clock.now() - began, TimeDelta::seconds(15));
    world.asked();

    let retry_at = world.clock.now() + TimeDelta::seconds(21);
    world.fail([told(21)]);
    let refused = world.top(10, "2026-11-21").await.unwrap_err();
    assert_eq!(refused, Refusal::Source { failure: Failure::TooFast, retry_at: Some(retry_at) });
    assert!(world.clock.now() < retry_at, "it fails at once");

    world.fail([told(90)]);
    let board = Ask { purpose: Purpose::Board, ..ask(10, "2026-11-21") };
    world.rankings.get(board).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn ceilings_hold_at_the_edge_with_many_at_once() {
    let limits = Limits { per_day: Some(7), ..Limits::default() };
    let dates: Vec<String> = (1..=20).map(|day| format!("2026-10-{day:02}")).collect();
    let lists: Vec<_> = dates.iter().map(|date| (date.as_str(), 100)).collect();
    let world = world_with(&lists, Settings { limits, ..Settings::default() }).await;
    let answers = join_all(dates.iter().map(|date| world.top(20, date))).await;
    assert_eq!((world.asked().len(), world.spent().await), (7, 7));
    let resets_at = "2026-11-24T00:00:00Z".parse().unwrap();
    for answer in answers {
        let refusal = match answer {
            Ok(Answer { instead: None, list, .. }) => {
                assert_eq!(list.rows.len(), 20);
                continue;
            }
            Ok(Answer { instead: Some(refusal), .. }) | Err(refusal) => refusal,
        };
        assert_eq!(refusal, Refusal::Ceiling { ceiling: Ceiling::Day, resets_at });
    }
    world.clock.advance(hours(12));
    let before = world.spent().await;
    world.top(10, "2026-09-01").await.unwrap_err();
    assert_eq!(world.spent().await, before + 1, "a new day begins anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn boards_go_on_when_the_share_for_asking_is_used_up() {
    let limits = Limits { per_day: Some(4), ask_share: Some(50), ..Limits::default() };
    let world = world_with(&[("2026-10-01", 100)], Settings { limits, ..Settings::default() }).await;
    let answer = world.top(30, "2026-10-01").await.unwrap();
    assert_eq!(answer.list.pages, 2);
    assert!(matches!(answer.instead, Some(Refusal::Ceiling { ceiling: Ceiling::Asking, .. })));
    let board = Ask { purpose: Purpose::Board, ..ask(30, "2026-10-01") };
    assert_eq!(world.rankings.get(board).await.unwrap().list.pages, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_under_way_when_the_process_dies_counts_as_spent() {
    let world = world(&[("2026-11-22", 10)]).await;
    world.source.open.send_replace(false);
    tokio::select! {
        biased;
        _ = world.top(10, "2026-11-22") => panic!("the source is held back"),
        () = world.eventually(async || !world.source.asked.lock().unwrap().is_empty()) => {}
    }
    assert_eq!(world.spent().await, 1, "a credit set aside counts");
    let path = world.folder.path().join("rankwatch.db");
    let reopened = Store::open(&path).await.unwrap();
    let lock = crate::store::Lock::take(&path).unwrap();
    assert_eq!(reopened.recover_credits(&lock).await.unwrap(), 1);
    assert_eq!(used(&reopened).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_written_while_the_source_is_waited_for() {
    let world = world(&[("2026-11-22", 10)]).await;
    world.source.open.send_replace(false);
    let other = async {
        world.eventually(async || !world.source.asked.lock().unwrap().is_empty()).await;
        // The only writer is free: this would wait for ever otherwise.
        world.store.set_registration(1, "global", "hash", world.clock.now()).await.unwrap();
        world.source.open.send_replace(true);
    };
    let (answer, ()) = tokio::join!(world.top(10, "2026-11-22"), other);
    answer.unwrap();
}

#[tokio::test]
async fn credits_are_counted_when_they_are_spent() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _counting = metrics::set_default_local_recorder(&recorder);
    let world = world(&[("2026-11-22", 10)]).await;
    world.fail([fault_of(Failure::Server, true), fault_of(Failure::Unreachable, false)]);
    world.top(10, "2026-11-22").await.unwrap();
    let counted = recorder.handle().render();
    assert!(counted.contains("rankwatch_credits_total{purpose=\"ask\"} 2\n"), "{counted}");
}
