//! What is looked at, on a real file.

use super::*;
use crate::{
    domain::{Cron, Days, Firing, Limits, Payer, Target, Timing},
    store::{
        Due, NewPost, Reserve, Settled as CreditSettled, Settlement,
        outbox::Settled,
        tests::{
            SERVER, add, added, at, by, day, due, list, post, queue, scope, served, settings,
            watched::{us, watched},
        },
    },
};

const EXPIRY: TimeDelta = TimeDelta::hours(1);

async fn vitals(store: &Store, seconds: i64) -> Vitals {
    store.vitals(EXPIRY, at(seconds)).await.unwrap()
}

fn to(post: NewPost, channel: u64, period: &str) -> NewPost {
    NewPost { kind: "test", target: Target::Channel(channel), period: period.to_owned(), ..post }
}

#[tokio::test]
async fn everything_is_counted_by_its_state() {
    let (_folder, store) = served().await;
    let empty = vitals(&store, 0).await;
    assert_eq!(empty.boards, [("active", 0), ("paused", 0), ("blocked", 0)]);
    assert_eq!((empty.oldest, empty.servers, empty.newest), (None, 1, vec![]));
    assert!(empty.spent.iter().all(|(_, day, month)| (*day, *month) == (0, 0)) && empty.spent.len() == 4);

    let boards = [added(&store).await, added(&store).await, added(&store).await];
    for (board, state) in boards.iter().zip(["active", "paused", "blocked"]) {
        let query = sqlx::query("UPDATE boards SET state = $2 WHERE id = $1").bind(board.id.0).bind(state);
        query.execute(&store.writer).await.unwrap();
    }
    watched(&store, 7).await;
    store.queue_post(&to(post(&boards[0]), 5, "1"), at(0)).await.unwrap();
    store.queue_post(&to(post(&boards[0]), 6, "2"), at(0)).await.unwrap();
    store.queue_post(&to(post(&boards[0]), 6, "3"), at(0)).await.unwrap();
    store.settle_and_claim(&[], at(1), at(60), 1).await.unwrap();
    for (seconds, settled) in
        [(-90_000, CreditSettled::Spent), (0, CreditSettled::Spent), (0, CreditSettled::Released)]
    {
        let reserve = Reserve { purpose: Purpose::Board, payer: Payer::default(), request: "a page" };
        let reserved = store.reserve(reserve, &Limits::default(), at(seconds)).await.unwrap();
        let crate::store::Reserved::Yes(id) = reserved else { panic!("no ceiling is set") };
        store.settle(id, settled).await.unwrap();
    }

    let full = vitals(&store, 10).await;
    assert_eq!(full.boards, [("active", 1), ("paused", 1), ("blocked", 1)]);
    assert_eq!(full.outbox, [("ready", 2), ("leased", 1), ("held", 0)]);
    assert_eq!(full.watches, 1);
    assert!(full.spent.contains(&(Purpose::Board, 1, 2)), "{:?}", full.spent);
}

#[tokio::test]
async fn the_oldest_post_is_as_old_as_its_moment_however_often_it_is_tried() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    let kept_back =
        NewPost { not_before: Some(at(600)), expires_at: at(600 + 3600), ..to(post(&board), 5, "1") };
    store.queue_post(&kept_back, at(0)).await.unwrap();
    assert_eq!(vitals(&store, 599).await.oldest, None, "its moment hasn't come");
    assert_eq!(vitals(&store, 700).await.oldest, Some(at(600)));
    let claimed = store.settle_and_claim(&[], at(700), at(760), 9).await.unwrap();
    assert_eq!(vitals(&store, 701).await.oldest, Some(at(600)), "it is under way");
    let outcome = Settled::Again {
        at: at(1500),
        unclear_since: None,
        plain: false,
        counts: true,
        detail: "502".to_owned(),
        then: None,
    };
    let settled = [Settlement { id: claimed[0].id, outcome }];
    store.settle_and_claim(&settled, at(710), at(770), 9).await.unwrap();
    assert_eq!(vitals(&store, 720).await.oldest, Some(at(600)), "it waits for its next try");
    store.server_outage(SERVER).await.unwrap();
    assert_eq!(vitals(&store, 720).await.oldest, None, "nobody can post there");
}

#[tokio::test]
async fn data_is_needed_where_a_board_of_days_or_a_watch_is() {
    let (_folder, store) = served().await;
    store.save_list(&list("2026-11-22", &[9])).await.unwrap();
    assert_eq!(vitals(&store, 0).await.newest, [], "nobody needs it");
    let mut weekly = settings();
    weekly.question.period = Period::Week;
    add(&store, &weekly).await;
    assert_eq!(vitals(&store, 0).await.newest, [], "of weeks");
    let mut mondays = settings();
    mondays.schedule.timing =
        Timing::Daily { time: "09:00:00".parse().unwrap(), days: Days::parse("mon").unwrap() };
    add(&store, &mondays).await;
    mondays.schedule.timing = Timing::Cron(Cron::parse("0 9 * * 1").unwrap());
    add(&store, &mondays).await;
    assert_eq!(vitals(&store, 0).await.newest, [], "on Mondays, older by right on the others");
    let newest = [(scope().region, Newest::Of(day("2026-11-22").first()))];
    for timing in [settings().schedule.timing, Timing::Cron(Cron::parse("0 9 * * *").unwrap())] {
        let mut daily = settings();
        daily.schedule.timing = timing;
        let board = add(&store, &daily).await;
        assert_eq!(vitals(&store, 0).await.newest, newest, "{daily:?}");
        store.remove_board(board.id, by(0)).await.unwrap();
        assert_eq!(vitals(&store, 0).await.newest, []);
    }
    let (_folder, store) = served().await;
    watched(&store, 7).await;
    assert_eq!(vitals(&store, 9).await.newest, [(us(), Newest::None(at(-60)))], "none is stored yet");
}

#[tokio::test]
async fn a_day_is_done_when_its_boards_are_due_another_day_and_nothing_of_them_waits() {
    let (_folder, store) = served().await;
    let (today, tomorrow) = (at(43_200), at(43_200 + 86_400));
    assert!(store.day_is_done(today).await.unwrap(), "no boards");
    let board = added(&store).await;
    assert!(!store.day_is_done(today).await.unwrap(), "it is due at noon");
    store.begin_turns(&[due(&board)], at(0)).await.unwrap();
    assert!(!store.day_is_done(today).await.unwrap(), "its turn waits");
    queue(&store, &post(&board)).await;
    assert!(!store.day_is_done(today).await.unwrap(), "its post is ready");
    let claimed = store.settle_and_claim(&[], at(0), at(60), 9).await.unwrap();
    assert!(!store.day_is_done(today).await.unwrap(), "its post is under way");
    let settled = [Settlement { id: claimed[0].id, outcome: Settled::Sent { message: None, then: None } }];
    store.settle_and_claim(&settled, at(1), at(61), 9).await.unwrap();
    assert!(store.day_is_done(today).await.unwrap());
    assert!(!store.day_is_done(tomorrow).await.unwrap(), "it is due again");
    store.server_outage(SERVER).await.unwrap();
    assert!(store.day_is_done(tomorrow).await.unwrap(), "nothing can be done there");
}

#[tokio::test]
async fn a_day_is_not_done_while_a_turn_of_it_failed_and_the_next_day_is_another() {
    let (_folder, store) = served().await;
    let (today, tomorrow) = (at(43_200), at(43_200 + 86_400));
    let board = added(&store).await;
    let next = Firing { date: "2026-11-25".parse().unwrap(), at: at(2 * 86_400) };
    store.begin_turns(&[Due { next: Some(next), ..due(&board) }], at(0)).await.unwrap();
    for (state, detail, is_done) in [
        ("posted_late", "", true),
        ("missed", "", false),
        ("no_numbers", "network", false),
        ("dead", "expired", false),
        ("dead", "malformed", false),
        ("dead", "unreadable", false),
        ("dead", "automod", true),
        ("blocked", "", true),
        ("nothing_new", "", true),
        ("skipped_late", "", true),
        ("dropped", "", true),
    ] {
        let ended = sqlx::query("UPDATE runs SET state = $1, detail = $2").bind(state).bind(detail);
        ended.execute(&store.writer).await.unwrap();
        assert_eq!(store.day_is_done(today).await.unwrap(), is_done, "{state} {detail}");
        assert!(store.day_is_done(tomorrow).await.unwrap(), "{state} {detail} was of the day before");
    }
    sqlx::query("UPDATE runs SET state = 'missed'").execute(&store.writer).await.unwrap();
    assert!(!store.day_is_done(today).await.unwrap());
    store.server_outage(SERVER).await.unwrap();
    assert!(store.day_is_done(today).await.unwrap(), "nothing can be done there");
}

#[tokio::test]
async fn looking_scans_no_table() {
    let (_folder, store) = served().await;
    for text in [
        "SELECT COUNT(*) FROM outbox WHERE state = 'ready'",
        "SELECT COUNT(*) FROM outbox WHERE state = 'leased'",
        "SELECT COUNT(*) FROM outbox WHERE state = 'held'",
        "SELECT COUNT(*) FROM boards WHERE state = 'active'",
        "SELECT COUNT(*) FROM boards WHERE state = 'blocked'",
        "SELECT COUNT(*) FROM boards",
        "SELECT COUNT(*) FROM watches WHERE state = 'active'",
    ] {
        let plan = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}")));
        let plan = plan.fetch_all(&store.readers).await.unwrap();
        let steps: Vec<String> = plan.iter().map(|step| step.get("detail")).collect();
        assert!(steps.iter().all(|step| step.contains("COVERING INDEX")), "{text}: {steps:?}");
    }
}

#[tokio::test]
async fn what_is_tried_to_write_stands_on_the_disk() {
    let (_folder, store) = served().await;
    for seconds in [0, 5] {
        store.try_writing(at(seconds)).await.unwrap();
        let written = sqlx::query_scalar::<_, i64>("SELECT updated_at FROM registrations");
        assert_eq!(written.fetch_all(&store.readers).await.unwrap(), [at(seconds).timestamp()]);
    }
    sqlx::query("DROP TABLE registrations").execute(&store.writer).await.unwrap();
    store.try_writing(at(10)).await.unwrap_err();
}
