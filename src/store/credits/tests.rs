use super::*;
use crate::store::tests::{at, store};
use futures_util::future::join_all;
use metrics_exporter_prometheus::PrometheusBuilder;

const ASK: Reserve<'_> =
    Reserve { purpose: Purpose::Ask, payer: Payer { person: None, server: None }, request: "US day" };

fn paid_by(person: u64, server: u64) -> Reserve<'static> {
    Reserve { payer: Payer { person: Some(person), server: Some(server) }, ..ASK }
}

async fn reserve(store: &Store, reserve: Reserve<'_>, limits: &Limits) -> Result<ReservationId, Ceiling> {
    match store.reserve(reserve, limits, at(0)).await.unwrap() {
        Reserved::Yes(id) => Ok(id),
        Reserved::No { ceiling, .. } => Err(ceiling),
    }
}

#[tokio::test]
async fn without_limits_everything_is_allowed_and_written() {
    let (_folder, store) = store().await;
    let none = Limits::default();
    let spent = reserve(&store, ASK, &none).await.unwrap();
    let released = reserve(&store, ASK, &none).await.unwrap();
    reserve(&store, Reserve { purpose: Purpose::Watch, ..ASK }, &none).await.unwrap();
    store.settle(spent, Settled::Spent).await.unwrap();
    store.settle(released, Settled::Released).await.unwrap();
    store.settle(released, Settled::Spent).await.unwrap();
    assert_eq!(store.ledger().await, ["spent", "released", "reserved"], "what is settled stays settled");
}

#[tokio::test]
async fn each_ceiling_holds_for_those_it_concerns() {
    let (_folder, store) = store().await;
    let limits = Limits {
        per_day: Some(10),
        per_month: None,
        ask_share: Some(40),
        per_server_per_day: Some(3),
        per_person_per_day: Some(2),
    };
    for _ in 0..2 {
        reserve(&store, paid_by(1, 7), &limits).await.unwrap();
    }
    assert_eq!(reserve(&store, paid_by(1, 8), &limits).await, Err(Ceiling::Person));
    reserve(&store, paid_by(2, 7), &limits).await.unwrap();
    assert_eq!(reserve(&store, paid_by(2, 7), &limits).await, Err(Ceiling::Server));
    reserve(&store, paid_by(3, 8), &limits).await.unwrap();
    assert_eq!(reserve(&store, paid_by(4, 9), &limits).await, Err(Ceiling::Asking));
    let board = Reserve { purpose: Purpose::Board, ..ASK };
    for _ in 0..6 {
        reserve(&store, board, &limits).await.unwrap();
    }
    assert_eq!(reserve(&store, board, &limits).await, Err(Ceiling::Day));
    let nothing = Limits { per_month: Some(0), ..Limits::default() };
    assert_eq!(reserve(&store, board, &nothing).await, Err(Ceiling::Month));
}

#[tokio::test]
async fn a_refusal_writes_nothing_and_says_when_to_come_back() {
    let (_folder, store) = store().await;
    let limits = Limits { per_month: Some(1), per_day: Some(1), ..Limits::default() };
    reserve(&store, ASK, &limits).await.unwrap();
    let refused = store.reserve(ASK, &limits, at(0)).await.unwrap();
    let resets_at = "2026-12-01T00:00:00Z".parse().unwrap();
    assert_eq!(refused, Reserved::No { ceiling: Ceiling::Month, resets_at }, "the longest wait is told");
    assert_eq!(store.ledger().await.len(), 1);
}

#[tokio::test]
async fn a_new_day_and_a_new_month_begin_at_nothing() {
    let (_folder, store) = store().await;
    let limits = Limits { per_day: Some(1), per_month: Some(2), ..Limits::default() };
    let ask = async |time: &str| store.reserve(ASK, &limits, time.parse().unwrap()).await.unwrap();
    assert!(matches!(ask("2026-11-29T23:59:59Z").await, Reserved::Yes(_)));
    assert!(matches!(ask("2026-11-30T00:00:00Z").await, Reserved::Yes(_)));
    assert!(matches!(ask("2026-11-30T23:59:59Z").await, Reserved::No { ceiling: Ceiling::Month, .. }));
    assert!(matches!(ask("2026-12-01T00:00:00Z").await, Reserved::Yes(_)));
}

#[tokio::test]
async fn a_released_credit_makes_room() {
    let (_folder, store) = store().await;
    let limits = Limits { per_day: Some(1), ..Limits::default() };
    let id = reserve(&store, ASK, &limits).await.unwrap();
    assert_eq!(reserve(&store, ASK, &limits).await, Err(Ceiling::Day));
    store.settle(id, Settled::Released).await.unwrap();
    reserve(&store, ASK, &limits).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_stores_that_compete_never_overspend() {
    let (folder, one) = store().await;
    let two = Store::open(&folder.path().join("data/rankwatch.db")).await.unwrap();
    let limits = Limits { per_day: Some(25), ..Limits::default() };
    let asks = (0..60).map(|number| reserve(if number % 2 == 0 { &one } else { &two }, ASK, &limits));
    let allowed = join_all(asks).await.into_iter().filter(Result::is_ok).count();
    assert_eq!(allowed, 25);
    assert_eq!(one.ledger().await.len(), 25);
}

#[tokio::test]
async fn what_was_under_way_when_the_process_died_counts_as_spent() {
    let (folder, store) = store().await;
    let path = folder.path().join("data/rankwatch.db");
    reserve(&store, ASK, &Limits::default()).await.unwrap();
    drop(store);
    let store = Store::open(&path).await.unwrap();
    let lock = Lock::take(&path).unwrap();
    let recorder = PrometheusBuilder::new().build_recorder();
    let counting = metrics::set_default_local_recorder(&recorder);
    assert_eq!(store.recover_credits(&lock).await.unwrap(), 1);
    drop(counting);
    let counted = recorder.handle().render();
    assert!(counted.contains("rankwatch_credits_total{purpose=\"ask\"} 1\n"), "{counted}");
    assert_eq!(store.recover_credits(&lock).await.unwrap(), 0);
    assert_eq!(store.ledger().await, ["spent"]);
}

#[tokio::test]
async fn room_for_several_credits_is_known_without_setting_them_aside() {
    let (_folder, store) = store().await;
    let limits = Limits { per_day: Some(9), per_person_per_day: Some(4), ..Limits::default() };
    reserve(&store, paid_by(1, 7), &limits).await.unwrap();
    let short = async |person, credits| {
        let payer = paid_by(person, 7).payer;
        store.short_of(Purpose::Ask, payer, credits, &limits, at(0)).await.unwrap()
    };
    assert_eq!(short(1, 3).await, None);
    assert_eq!(short(1, 4).await, Some(Ceiling::Person));
    assert_eq!(short(2, 4).await, None);
    assert_eq!(short(2, 9).await, Some(Ceiling::Day));
    assert_eq!(store.ledger().await.len(), 1);
}

#[tokio::test]
async fn the_newest_lines_are_read_with_how_they_ended() {
    let (_folder, store) = store().await;
    let spent = reserve(&store, ASK, &Limits::default()).await.unwrap();
    let board = Reserve { purpose: Purpose::Board, request: "GB day", ..ASK };
    reserve(&store, board, &Limits::default()).await.unwrap();
    store.settle(spent, Settled::Spent).await.unwrap();
    let line = |purpose, request: &str, settled| CreditEntry {
        at: at(0),
        purpose,
        request: request.to_owned(),
        settled,
    };
    let [newest, oldest] =
        [line(Purpose::Board, "GB day", None), line(Purpose::Ask, "US day", Some(Settled::Spent))];
    assert_eq!(store.newest_credits(2).await.unwrap(), [newest.clone(), oldest]);
    assert_eq!(store.newest_credits(1).await.unwrap(), [newest]);
}
