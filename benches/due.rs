//! What falls due, on a real file: a tick with nothing due, a minute in which very many boards are due, and the outbox
//! until it is empty.
//!
//!     cargo bench --bench due

#![expect(clippy::expect_used, reason = "what can't be set up can't be measured")]

use chrono::{DateTime, TimeDelta, Utc};
use divan::Bencher;
use rankwatch::{
    domain::{
        Board, BoardPost, BoardSettings, DataDate, Days, Depth, Firing, Format, Language, Late, Lateness,
        Meaning, MessageRef, Order, Period, Question, Region, Schedule, Style, Target, Timing, Zone,
    },
    store::{Added, By, Due, Ending, NewPost, PostSettled, RunEnd, Settlement, Store, Turn},
};
use sqlx::SqlitePool;
use std::sync::LazyLock;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Boards in all, ten a server, each in a channel of its own.
const BOARDS: usize = 100_000;
/// Boards that are due in one minute.
const DUE: u32 = 10_000;
/// Deliveries of one claim.
const CLAIM: u32 = 64;

/// A store with its boards. Made before the first measurement, and kept until the end.
struct World {
    runtime: Runtime,
    store: Store,
    database: SqlitePool,
    _folder: TempDir,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let runtime = Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let (store, database) = runtime.block_on(async {
        let path = folder.path().join("rankwatch.db");
        let store = Store::open(&path).await.expect("a store");
        store.migrate().await.expect("all tables");
        let database = SqlitePool::connect(&format!("sqlite:{}", path.display())).await.expect("a file");
        let by = By { person: 1, now: noon() };
        store.server_here(1, "one", Language::EnUs).await.expect("a server");
        let added = store.add_board(1, &settings(), None, 1, by).await.expect("a board");
        assert!(matches!(added, Added::Yes(_)), "there is room");
        fill(&database).await;
        (store, database)
    });
    World { runtime, store, database, _folder: folder }
});

/// Copies the first server and the first board until there are enough, none of them due.
async fn fill(database: &SqlitePool) {
    let servers = "WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < $1 / 10)
         INSERT INTO servers (id, name, locale, state) SELECT n, name, locale, state FROM n, servers WHERE id = 1";
    let boards = "WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < $1)
         INSERT INTO boards (server, number, channel, region, ranked_by, period, category, product, top, time, days,
             zone, language, style, format, late, created_by, created_at, state, state_at)
         SELECT 1 + (n - 1) / 10, 1 + n, n, region, ranked_by, period, category, product, top, time, days,
             zone, language, style, format, late, created_by, created_at, state, state_at
         FROM n, boards WHERE boards.id = 1";
    for statement in [servers, boards] {
        let boards = i64::try_from(BOARDS).expect("a number");
        sqlx::query(statement).bind(boards).execute(database).await.expect("many rows");
    }
}

/// Nothing was due before, so many boards are due at noon, all others a day later.
fn due(world: &World, boards: u32) -> Vec<Board> {
    world.runtime.block_on(async {
        let statements =
            ["DELETE FROM outbox", "DELETE FROM runs", "UPDATE boards SET targeted = NULL, posted = NULL"];
        for statement in statements {
            sqlx::query(statement).execute(&world.database).await.expect("no rows");
        }
        sqlx::query("UPDATE boards SET next_due_at = CASE WHEN id % 10 = 1 AND id / 10 < $2 THEN $1 ELSE $1 + 86400 END,
             next_due_date = '2026-11-23'")
            .bind(noon().timestamp())
            .bind(boards)
            .execute(&world.database)
            .await
            .expect("boards that are due");
        let due = world.store.due_boards(noon(), DUE).await.expect("boards");
        assert_eq!(due.len(), boards as usize, "so many are due");
        due
    })
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_435_200, 0).expect("a moment")
}

fn settings() -> BoardSettings {
    BoardSettings {
        question: Question {
            region: Region::default(),
            order: Order::Sales,
            period: Period::Day,
            date: None,
            category: None,
            product: None,
            depth: Depth::LEAST,
        },
        channel: 1,
        schedule: Schedule {
            timing: Timing::Daily { time: "12:00:00".parse().expect("a time"), days: Days::ALL },
            zone: Zone::default(),
        },
        language: Language::EnUs,
        style: Style::New,
        format: Format::Rich,
        mention: None,
        late: Late::Wait,
    }
}

fn firing() -> Firing {
    Firing { at: noon(), date: noon().date_naive() }
}

fn target() -> DataDate {
    DataDate::newest_closed(Period::Day, noon())
}

fn turn(board: &Board) -> Due {
    let turn = Turn { firing: firing(), target: target(), caught_up: false, missed: false };
    let next = Firing { at: noon() + TimeDelta::days(1), date: firing().date + TimeDelta::days(1) };
    Due { board: board.id, turn: Some(turn), next: Some(next) }
}

fn post(board: &Board) -> NewPost {
    NewPost {
        kind: "board",
        subject: board.id.0,
        period: firing().date.to_string(),
        server: board.server,
        board: Some(board.id),
        watch: None,
        not_before: None,
        target: Target::Channel(board.settings.channel),
        meaning: Meaning::Board(Box::new(BoardPost {
            board: board.id,
            number: board.number,
            settings: board.settings.clone(),
            date: target(),
            late: Lateness::None,
            test: false,
        })),
        expires_at: noon() + TimeDelta::hours(1),
    }
}

fn begin(world: &World, boards: &[Board]) {
    let due: Vec<_> = boards.iter().map(turn).collect();
    world.runtime.block_on(world.store.begin_turns(&due, noon())).expect("turns");
}

fn queue(world: &World, boards: &[Board]) {
    let end = |board: &Board| Ending {
        board: board.id,
        date: firing().date,
        question: board.settings.question,
        end: RunEnd::Queue(Box::new(post(board)), target()),
    };
    let ends: Vec<_> = boards.iter().map(end).collect();
    world.runtime.block_on(world.store.end_runs(&ends, noon())).expect("posts");
}

/// Claims and settles until nothing is ready; answers how many.
fn send_all(world: &World) -> usize {
    let (mut settled, mut sent) = (Vec::new(), 0);
    loop {
        let lease_until = noon() + TimeDelta::minutes(1);
        let claim = world.store.settle_and_claim(&settled, noon(), lease_until, CLAIM);
        let claimed = world.runtime.block_on(claim).expect("a claim");
        if claimed.is_empty() {
            return sent;
        }
        sent += claimed.len();
        let settle = |delivery: rankwatch::domain::Delivery| {
            let message = Some(MessageRef { channel: 1, message: delivery.mark.0 });
            Settlement { id: delivery.id, outcome: PostSettled::Sent { message, then: None } }
        };
        settled = claimed.into_iter().map(settle).collect();
    }
}

fn main() {
    let boards = due(&WORLD, 10);
    begin(&WORLD, &boards);
    queue(&WORLD, &boards);
    assert_eq!(send_all(&WORLD), 10, "every post is claimed once");
    divan::main();
}

#[divan::bench]
fn a_tick_with_nothing_due(bencher: Bencher) {
    let world = &*WORLD;
    due(world, 0);
    bencher.bench(|| {
        world.runtime.block_on(async {
            let due = world.store.due_boards(noon(), DUE).await.expect("boards");
            let waiting = world.store.due_runs(noon(), DUE).await.expect("turns");
            (due, waiting)
        })
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn find_what_is_due(bencher: Bencher) {
    let world = &*WORLD;
    bencher
        .with_inputs(|| due(world, DUE))
        .bench_local_values(|_| world.runtime.block_on(world.store.due_boards(noon(), DUE)).expect("boards"));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn begin_turns(bencher: Bencher) {
    let world = &*WORLD;
    bencher.with_inputs(|| due(world, DUE)).bench_local_values(|boards| begin(world, &boards));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn queue_posts(bencher: Bencher) {
    let world = &*WORLD;
    let begun = || {
        let boards = due(world, DUE);
        begin(world, &boards);
        boards
    };
    bencher.with_inputs(begun).bench_local_values(|boards| queue(world, &boards));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn claim_and_settle_all(bencher: Bencher) {
    let world = &*WORLD;
    let queued = || {
        let boards = due(world, DUE);
        begin(world, &boards);
        queue(world, &boards);
    };
    bencher.with_inputs(queued).bench_local_values(|()| assert_eq!(send_all(world), DUE as usize));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn claim_behind_a_long_lane(bencher: Bencher) {
    let world = &*WORLD;
    let lane = || {
        let boards = due(world, DUE);
        begin(world, &boards);
        queue(world, &boards);
        let long = "UPDATE outbox SET channel = 1, lane = 1, front = lane = 1
             WHERE id <= (SELECT MAX(id) FROM outbox) - $1";
        let moved = sqlx::query(long).bind(CLAIM).execute(&world.database);
        world.runtime.block_on(moved).expect("a long lane");
    };
    bencher.with_inputs(lane).bench_local_values(|()| {
        let claim = world.store.settle_and_claim(&[], noon(), noon() + TimeDelta::minutes(1), CLAIM);
        assert_eq!(world.runtime.block_on(claim).expect("a claim").len(), CLAIM as usize);
    });
}
