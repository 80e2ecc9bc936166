//! Creators alone, and a source that need not know of them.

use super::*;
use crate::store::CreditEntry;
use futures_util::future::join_all;

fn detail(id: &str, handle: &str, units: i64) -> CreatorDetail {
    let creator = Creator {
        user_id: UserId::new(id).unwrap(),
        handle: Handle::new(handle),
        name: None,
        region: Region::of_key("US"),
    };
    CreatorDetail { creator, followers: Some(31), units: Some(units), gmv: None }
}

fn ids(ids: &[&str]) -> Wanted {
    Wanted::ids(ids.iter().map(|id| UserId::new(id).unwrap())).unwrap()
}

fn handle(handle: &str) -> Wanted {
    Wanted::handles([Handle::new(handle).unwrap()]).unwrap()
}

async fn market() -> World {
    let world = world(&[("2026-11-22", 10)]).await;
    world.source.creators.lock().unwrap().extend([detail("7", "seven", 700), detail("8", "eight", 800)]);
    world
}

impl World {
    async fn details(&self, wanted: Wanted) -> Result<Details, Refusal> {
        self.rankings.details(wanted, Purpose::Watch, Payer::default()).await
    }

    async fn newest_entry(&self) -> CreditEntry {
        self.store.newest_credits(1).await.unwrap().remove(0)
    }
}

#[test]
fn one_to_ten_creators_are_asked_for_each_once() {
    let id = |id: usize| UserId::new(&id.to_string()).unwrap();
    assert_eq!(Wanted::ids([]), None);
    assert_eq!(Wanted::ids((1..=11).map(id)), None);
    assert_eq!(Wanted::ids((1..=10).chain(1..=10).map(id)).unwrap().count(), 10);
    assert_eq!(Wanted::ids([2, 1, 2].map(id)), Wanted::ids([1, 2].map(id)), "one question, one form");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_creators_cost_one_credit_and_who_is_unknown_is_absent() {
    let world = market().await;
    let details = world.details(ids(&["7", "8", "9"])).await.unwrap();
    let units: Vec<_> = details.found.iter().map(|detail| detail.units.unwrap()).collect();
    assert_eq!((units, details.credits, details.fetched_at), (vec![700, 800], 1, world.clock.now()));
    let entry = world.newest_entry().await;
    assert_eq!((entry.purpose, &*entry.request), (Purpose::Watch, "detail of 3 creators"));
    assert_eq!(entry.settled, Some(crate::store::Settled::Spent));
    assert_eq!(world.details(handle("eight")).await.unwrap().found, [detail("8", "eight", 800)]);
    assert_eq!(world.newest_entry().await.request, "detail of 1 creator");
    assert_eq!(world.spent().await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn passing_failures_are_tried_again_and_each_attempt_is_settled() {
    let world = market().await;
    world.fail([fault_of(Failure::Server, true), fault_of(Failure::Unreachable, false)]);
    let details = world.details(ids(&["7"])).await.unwrap();
    assert_eq!((details.found.len(), details.credits, world.spent().await), (1, 2, 2));
    world.fail(std::iter::repeat_n(fault_of(Failure::Server, false), 3));
    let refused = world.details(ids(&["7"])).await.unwrap_err();
    assert_eq!(refused, Refusal::Source { failure: Failure::Server, retry_at: None });
    assert_eq!(world.spent().await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_offered_is_not_asked_for_a_day() {
    let world = market().await;
    assert!(world.rankings.offers_details());
    world.fail([fault_of(Failure::NotOffered, false)]);
    let refusal = Refusal::NotOffered { retry_at: world.clock.now() + hours(24) };
    assert_eq!(world.details(ids(&["7"])).await.unwrap_err(), refusal);
    assert_eq!((world.spent().await, world.asked().len()), (0, 1));
    world.clock.advance(hours(24) - TimeDelta::seconds(1));
    for wanted in [ids(&["8"]), handle("seven")] {
        assert_eq!(world.details(wanted).await.unwrap_err(), refusal);
    }
    assert!(world.asked().is_empty() && !world.rankings.offers_details());
    world.top(10, "2026-11-22").await.unwrap();
    let (creator, day) = (UserId::new("7").unwrap(), "2026-11-22".parse().unwrap());
    world.rankings.trends(&creator, day, day, Purpose::Watch, Payer::default()).await.unwrap();
    world.clock.advance(TimeDelta::seconds(1));
    assert!(world.rankings.offers_details());
    assert_eq!(world.details(ids(&["7"])).await.unwrap().found.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_request_by_handle_means_nobody_and_by_id_a_fault() {
    let world = market().await;
    world.fail(std::iter::repeat_n(fault_of(Failure::BadRequest, false), 2));
    let details = world.details(handle("nobody")).await.unwrap();
    assert_eq!((details.found.len(), details.credits), (0, 0));
    let refused = world.details(ids(&["7"])).await.unwrap_err();
    assert_eq!(refused, Refusal::Source { failure: Failure::BadRequest, retry_at: None });
    assert!(world.rankings.offers_details(), "neither switches it off");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_askers_for_a_handle_share_one_request() {
    let world = market().await;
    world.source.open.send_replace(false);
    let asking = join_all((0..100).map(|_| world.details(handle("seven"))));
    let open = async {
        world.eventually(async || !world.source.asked.lock().unwrap().is_empty()).await;
        world.source.open.send_replace(true);
    };
    let (answers, ()) = tokio::join!(asking, open);
    assert_eq!(world.asked().len(), 1);
    let credits: u32 = answers.iter().map(|answer| answer.as_ref().unwrap().credits).sum();
    assert_eq!((credits, world.spent().await), (1, 1));
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap().found.len() == 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_allowance_used_up_stops_its_owner_only() {
    let limits = Limits { per_person_per_day: Some(0), ..Limits::default() };
    let world = world_with(&[], Settings { limits, ..Settings::default() }).await;
    world.source.creators.lock().unwrap().push(detail("7", "seven", 700));
    let poor = Payer { person: Some(1), server: None };
    let refused = world.rankings.details(ids(&["7"]), Purpose::Ask, poor).await.unwrap_err();
    assert!(matches!(refused, Refusal::Ceiling { ceiling: Ceiling::Person, .. }));
    assert!(world.asked().is_empty());
    assert_eq!(world.details(ids(&["7"])).await.unwrap().found.len(), 1);
}

#[tokio::test]
async fn that_something_is_not_offered_is_told_once() {
    let world = market().await;
    let path = world.folder.path().join("log");
    let file = Arc::new(std::fs::File::create(&path).unwrap());
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(file).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    // With a single subscriber, an event that another test's thread meets first would stay off everywhere.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::new());
    // Two that are under way together are both refused.
    world.source.open.send_replace(false);
    world.fail(std::iter::repeat_n(fault_of(Failure::NotOffered, false), 2));
    let open = async {
        world.eventually(async || world.source.asked.lock().unwrap().len() == 2).await;
        world.source.open.send_replace(true);
    };
    let (one, other, ()) = tokio::join!(world.details(ids(&["7"])), world.details(ids(&["8"])), open);
    assert_eq!(one.unwrap_err(), other.unwrap_err());
    world.details(ids(&["7"])).await.unwrap_err();
    let log = std::fs::read_to_string(path).unwrap();
    let warnings: Vec<_> = log.lines().filter(|line| line.contains("WARN")).collect();
    assert!(matches!(&warnings[..], [one] if one.contains("doesn't offer details of creators")), "{log}");
}
