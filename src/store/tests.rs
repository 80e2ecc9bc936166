//! What the tests of all tables share: a store in a real file, and made-up rows.

mod upgrade;
mod upgrades;
pub(crate) mod watched;

use super::{Added, BoardEdit, By, Due, Ending, NewPost, RunEnd, Store, StoreError, Turn};
use crate::domain::{
    Board, BoardId, BoardPost, BoardSettings, Days, Depth, Firing, Format, Late, Lateness, Meaning, Order,
    Progress, Question, Schedule, Style, Target, Timing, Zone,
};
use crate::domain::{
    Counters, DataDate, Field, Language, List, ListKey, Period, ProductPath, Region, Row, SalesFlag, Scope,
    UserId,
};
use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;

pub(super) async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("data/rankwatch.db")).await.unwrap();
    store.migrate().await.unwrap();
    (folder, store)
}

/// The server of [`served`].
pub(crate) const SERVER: u64 = 1 << 60;

/// A store that knows a server.
pub(crate) async fn served() -> (TempDir, Store) {
    let (folder, store) = store().await;
    store.server_here(SERVER, "Creators' Circle", Language::EnUs).await.unwrap();
    (folder, store)
}

impl Store {
    /// The credits of the ledger by the word of their state, the oldest first.
    pub(crate) async fn ledger(&self) -> Vec<String> {
        let query = sqlx::query_scalar("SELECT state FROM credits ORDER BY id");
        query.fetch_all(&self.readers).await.unwrap()
    }

    /// When the next delivery is ready; none where the outbox has none that can go.
    pub(crate) async fn next_ready(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let next: Option<i64> = sqlx::query_scalar(
            "SELECT ready_at FROM outbox CROSS JOIN servers
             WHERE front AND outbox.state = 'ready' AND servers.id = outbox.server AND servers.state = 'here'
             ORDER BY ready_at, outbox.id LIMIT 1",
        )
        .fetch_optional(&self.readers)
        .await?;
        next.map(|seconds| super::absences::time("ready_at", seconds)).transpose()
    }

    /// Breaks the store: no rows of lists can be written or read from now on.
    pub(crate) async fn lose_rows(&self) {
        sqlx::query("DROP TABLE list_rows").execute(&self.writer).await.unwrap();
    }
}

/// Who does it all, so many seconds after noon.
pub(crate) fn by(seconds: i64) -> By {
    By { person: u64::MAX, now: at(seconds) }
}

/// What is set of a board: sales in the US by day, at 09:00 in Berlin, in channel 5.
pub(super) fn settings() -> BoardSettings {
    BoardSettings {
        question: Question {
            region: scope().region,
            order: Order::Sales,
            period: Period::Day,
            date: None,
            category: None,
            product: None,
            depth: Depth::LEAST,
        },
        channel: 5,
        schedule: Schedule {
            timing: Timing::Daily { time: "09:00:00".parse().unwrap(), days: Days::ALL },
            zone: Zone::try_from("Europe/Berlin".to_owned()).unwrap(),
        },
        language: Language::EnUs,
        style: Style::New,
        format: Format::Rich,
        mention: None,
        late: Late::Wait,
    }
}

/// The firing of a local date of November, so many seconds after noon of the 23rd.
pub(super) fn firing(day: u32, seconds: i64) -> Firing {
    Firing { date: format!("2026-11-{day}").parse().unwrap(), at: at(seconds) }
}

/// A board in channel 5 that is due at noon, on the 23rd.
pub(super) async fn added(store: &Store) -> Board {
    add(store, &settings()).await
}

pub(super) async fn add(store: &Store, settings: &BoardSettings) -> Board {
    match store.add_board(SERVER, settings, Some(firing(23, 0)), 1000, by(-60)).await.unwrap() {
        Added::Yes(board) => *board,
        Added::Full => panic!("there is room"),
    }
}

/// A turn that began at noon, for the list of the 22nd; the board falls due again a day later.
pub(super) fn due(board: &Board) -> Due {
    let turn = Turn { firing: firing(23, 0), target: day("2026-11-22"), caught_up: false, missed: false };
    Due { board: board.id, turn: Some(turn), next: Some(firing(24, 86_400)) }
}

/// A board's post of the 23rd, to be given up after an hour.
pub(super) fn post(board: &Board) -> NewPost {
    NewPost {
        kind: "board",
        subject: board.id.0,
        period: "2026-11-23".to_owned(),
        server: board.server,
        board: Some(board.id),
        watch: None,
        not_before: None,
        target: Target::Channel(board.settings.channel),
        meaning: Meaning::Board(Box::new(BoardPost {
            board: board.id,
            number: board.number,
            settings: board.settings.clone(),
            date: day("2026-11-22"),
            late: Lateness::None,
            test: false,
        })),
        expires_at: at(3600),
    }
}

/// Begins a board's turn at noon and queues its post.
pub(super) async fn queue(store: &Store, post: &NewPost) {
    let board = store.board_by_id(post.board.unwrap()).await.unwrap().unwrap().0;
    store.begin_turns(&[due(&board)], at(0)).await.unwrap();
    let end = RunEnd::Queue(Box::new(post.clone()), day("2026-11-22"));
    store.end_runs(&[ending(&board, end)], at(0)).await.unwrap();
}

/// Changes a board, whatever is set of it.
pub(super) async fn edit(store: &Store, id: BoardId, to: &BoardSettings, next: Option<Firing>, by: By) {
    edit_from(store, id, to, Progress::default(), next, by).await;
}

/// The same, to something with which it is so far.
pub(super) async fn edit_from(
    store: &Store,
    id: BoardId,
    to: &BoardSettings,
    progress: Progress,
    next: Option<Firing>,
    by: By,
) {
    let board = store.board_by_id(id).await.unwrap().unwrap().0;
    let edit = BoardEdit { from: &board.settings, to, progress, next };
    assert_eq!(store.edit_board(id, edit, by).await.unwrap(), Some(board));
}

/// What becomes of a board's turn of the 23rd.
pub(super) fn ending(board: &Board, end: RunEnd) -> Ending {
    Ending { board: board.id, date: firing(23, 0).date, question: board.settings.question, end }
}

/// So many seconds after noon of 2026-11-23.
pub(super) fn at(seconds: i64) -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(seconds)
}

pub(super) fn scope() -> Scope {
    Scope {
        region: Region::parse("US").unwrap(),
        period: Period::Day,
        field: Field::Sales,
        category: None,
        product: None,
    }
}

pub(super) fn day(text: &str) -> DataDate {
    DataDate::new(Period::Day, text.parse().unwrap()).unwrap()
}

pub(super) fn row(id: usize, units: i64) -> Row {
    Row {
        rank: id,
        user_id: UserId::new(&id.to_string()).unwrap(),
        unique_id: Some(format!("creator.{id}")),
        nick_name: Some("ﾌひ @everyone \u{202e}".to_owned()),
        avatar: None,
        region: Some("US".to_owned()),
        category: Some("Beauty".to_owned()),
        ec_score: Some(7.33),
        sales_flag: Some(SalesFlag::Showcase),
        most_categories: [Some("601450".to_owned()), None, Some("603014".to_owned())],
        product_categories: [
            ProductPath { levels: ["601450".into(), "849672".into(), "601690".into()] },
            ProductPath { levels: ["601739".into(), "909064".into(), "601925".into()] },
        ]
        .into(),
        period: Counters {
            units: Some(units),
            gmv: Some(73446.17),
            followers: Some(0),
            ..Counters::default()
        },
        lifetime: Counters { followers: Some(46652), lives: Some(-1), ..Counters::default() },
    }
}

pub(super) fn list(date: &str, units: &[i64]) -> List {
    List {
        key: ListKey::new(scope(), day(date)),
        rows: units.iter().zip(1..).map(|(&units, id)| row(id, units)).collect(),
        pages: units.len().div_ceil(10),
        ended: !units.len().is_multiple_of(10),
        first_seen_at: at(0),
        fetched_at: at(0),
        provisional: true,
        revised: false,
    }
}

#[tokio::test]
async fn a_database_newer_than_the_binary_is_refused() {
    let (folder, store) = store().await;
    assert_eq!(store.pending_migrations().await.unwrap(), 0);
    sqlx::query("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1")
        .execute(&store.writer)
        .await
        .unwrap();
    store.close().await;
    let refused = Store::open(&folder.path().join("data/rankwatch.db")).await.unwrap_err();
    assert!(matches!(refused, StoreError::Newer { database: 9999, .. }), "{refused}");
    assert!(refused.to_string().contains("newer binary"), "{refused}");
}

#[tokio::test]
async fn the_writer_survives_a_loss_of_power_and_readers_do_not_write() {
    let (_folder, store) = store().await;
    let pragma = async |text| sqlx::query_scalar::<_, i64>(text).fetch_one(&store.writer).await.unwrap();
    assert_eq!(pragma("PRAGMA synchronous").await, 2, "FULL");
    assert_eq!(pragma("PRAGMA foreign_keys").await, 1);
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&store.writer).await.unwrap();
    assert_eq!(mode, "wal");
    sqlx::query("DELETE FROM lists").execute(&store.readers).await.unwrap_err();
}

#[tokio::test]
async fn after_a_full_disk_it_is_written_again() {
    let (_folder, store) = store().await;
    let note = async || store.save_list(&list("2026-11-22", &[9; 60])).await;
    let full = "PRAGMA max_page_count = 1";
    sqlx::query(full).execute(&store.writer).await.unwrap();
    let error = note().await.unwrap_err().to_string();
    assert!(error.contains("full"), "{error}");
    // The limit was the connection's, as the disk's is until somebody makes room.
    note().await.unwrap();
    assert!(store.list(&list("2026-11-22", &[]).key).await.unwrap().is_some());
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_database_is_its_owners_alone() {
    use std::os::unix::fs::{MetadataExt, chown};
    let folder = tempfile::tempdir().unwrap();
    // Only root can give files away; whoever else makes them keeps them.
    let _ = chown(folder.path(), Some(4711), Some(4712));
    let owner = folder.path().metadata().unwrap().uid();
    let path = folder.path().join("rankwatch.db");
    let store = Store::open(&path).await.unwrap();
    store.migrate().await.unwrap();
    for file in ["rankwatch.db", "rankwatch.db-wal"] {
        let found = folder.path().join(file).metadata().unwrap();
        assert_eq!((found.uid(), found.mode() & 0o777), (owner, 0o600), "{file}");
    }
}
