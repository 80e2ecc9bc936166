//! Simultaneous askers share requests.

use super::*;
use futures_util::future::join_all;

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_askers_cost_one_request_a_page() {
    let world = world(&[("2026-11-22", 100)]).await;
    let answers = join_all((0..200).map(|_| world.top(30, "2026-11-22"))).await;
    assert_eq!(world.pages(), [1, 2, 3]);
    let credits: u32 = answers.iter().map(|answer| answer.as_ref().unwrap().credits).sum();
    assert_eq!(credits, 3, "only who set it off bears the credits");
    assert_eq!(world.spent().await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn askers_of_different_depth_never_pay_a_page_twice() {
    let world = world(&[("2026-11-22", 100)]).await;
    let depths = [10, 50, 20, 100, 30];
    let answers =
        join_all(depths.iter().cycle().take(100).map(|&depth| world.top(depth, "2026-11-22"))).await;
    for (answer, depth) in answers.iter().zip(depths.iter().cycle()) {
        assert!(answer.as_ref().unwrap().list.covers(Depth::new(*depth).unwrap()));
    }
    assert_eq!(world.pages(), (1..=10).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_askers_for_the_latest_share_the_walk() {
    let world = world(&[("2026-11-20", 100)]).await;
    let answers = join_all((0..200).map(|_| world.latest())).await;
    assert_eq!(world.asked().len(), 3, "two days without rows, one with");
    let credits: u32 = answers.iter().map(|answer| answer.as_ref().unwrap().credits).sum();
    assert_eq!(credits, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flight_lands_when_its_first_asker_goes_away() {
    let world = world(&[("2026-11-22", 100)]).await;
    world.source.open.send_replace(false);
    {
        let mut first = std::pin::pin!(world.top(20, "2026-11-22"));
        tokio::select! {
            biased;
            _ = &mut first => panic!("the source is held back"),
            () = world.eventually(async || !world.source.asked.lock().unwrap().is_empty()) => {}
        }
    }
    let (answer, ()) = tokio::join!(world.top(20, "2026-11-22"), async {
        tokio::task::yield_now().await;
        world.source.open.send_replace(true);
    });
    let answer = answer.unwrap();
    assert_eq!((answer.list.rows.len(), answer.credits), (20, 0));
    assert_eq!(world.pages(), [1, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_shared_too() {
    let world = world(&[]).await;
    world.source.open.send_replace(false);
    world.fail([fault_of(Failure::BadRequest, false)]);
    let askers = join_all((0..20).map(|_| world.top(10, "2026-11-22")));
    let (answers, ()) = tokio::join!(askers, async {
        world.eventually(async || !world.source.asked.lock().unwrap().is_empty()).await;
        moment(50).await;
        world.source.open.send_replace(true);
    });
    // Who came after the landing asked anew, and was told that there are no rows.
    let failure = Refusal::Source { failure: Failure::BadRequest, retry_at: None };
    let shared = answers.iter().filter(|answer| answer.as_ref().unwrap_err() == &failure).count();
    assert!(shared > 1, "{shared}");
    assert!(world.pages().len() <= 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_allowance_used_up_stops_its_owner_but_not_who_waits_with_them() {
    let limits = Limits { per_person_per_day: Some(1), ..Limits::default() };
    let settings = Settings { limits, ..Settings::default() };
    let world = world_with(&[("2026-11-22", 100)], settings).await;
    let poor = Ask { payer: Payer { person: Some(1), server: None }, ..ask(20, "2026-11-22") };
    world.source.open.send_replace(false);
    let rich = async {
        world.eventually(async || !world.source.asked.lock().unwrap().is_empty()).await;
        tokio::join!(world.top(20, "2026-11-22"), async {
            moment(50).await;
            world.source.open.send_replace(true);
        })
    };
    let (first, (rich, ())) = tokio::join!(world.rankings.get(poor), rich);
    let first = first.unwrap();
    assert_eq!(first.list.rows.len(), 10);
    assert!(matches!(first.instead, Some(Refusal::Ceiling { ceiling: Ceiling::Person, .. })));
    assert_eq!(rich.unwrap().list.rows.len(), 20);
    assert_eq!(world.pages(), [1, 2]);
    let again = world.rankings.get(poor).await.unwrap();
    assert_eq!(again.list.rows.len(), 20, "what is stored costs no allowance");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_does_not_wait_as_long_as_a_board() {
    let world = world(&[("2026-11-22", 10)]).await;
    world.clock.jumps.send_replace(false);
    world.fail([fault_of(Failure::TooFast, false)]);
    let board = Ask { purpose: Purpose::Board, ..ask(10, "2026-11-22") };
    let person = async {
        world.eventually(async || !world.source.asked.lock().unwrap().is_empty()).await;
        let refused = world.top(10, "2026-11-22").await.unwrap_err();
        let retry_at = Some(world.clock.now() + TimeDelta::seconds(60));
        assert_eq!(refused, Refusal::Source { failure: Failure::TooFast, retry_at });
        world.clock.advance(TimeDelta::seconds(60));
    };
    let (board, ()) = tokio::join!(world.rankings.get(board), person);
    assert_eq!(board.unwrap().list.rows.len(), 10);
    assert_eq!(world.pages(), [1, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flight_goes_by_the_store_and_not_by_its_memory() {
    let world = world(&[("2026-11-22", 100)]).await;
    let beside = rankings(&world.store, &world.source, &world.clock, Settings::default());
    world.top(10, "2026-11-22").await.unwrap();
    beside.get(ask(20, "2026-11-22")).await.unwrap();
    assert_eq!(world.pages(), [1, 2]);
    assert_eq!(world.top(30, "2026-11-22").await.unwrap().credits, 1);
    assert_eq!(world.pages(), [3], "what another process paid for is not paid for again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spawner_that_refuses_leaves_no_flight_behind() {
    let world = world(&[("2026-11-22", 10)]).await;
    let clock = Arc::clone(&world.clock) as _;
    let source = Arc::clone(&world.source) as _;
    let rankings = Rankings::new(world.store.clone(), source, clock, Settings::default(), Arc::new(drop));
    for _ in 0..2 {
        assert_eq!(rankings.get(ask(10, "2026-11-22")).await.unwrap_err(), Refusal::Stopped);
    }
}
