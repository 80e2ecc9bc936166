//! Boards against a source that does as it is told, a clock moved by hand and a store in a real file.

mod due;
mod guilds;
mod late;
mod post;
mod probing;
mod recheck;
mod servers;
mod set_up;
mod sharing;

use super::*;
use crate::{
    clock::ManualClock,
    domain::{
        Board, BoardId, BoardPost, BoardSettings, BoardState, CreatorDetail, DataDate, Days, Delivery, Depth,
        Firing, Format, Language, Late, ListKey, Meaning, Order, Period, Place, Question, Region, Rights,
        Row, Run, RunState, Schedule, Style, Timing, UserId, Zone,
    },
    places::{Guilds, Hindrance, Person, Unseen},
    rankings::{
        self, Failure, Page, Source, SourceError, Spawn, TrendPage, Wanted,
        tests::{not_offered, rows},
    },
    store::{Added, By, PostSettled, Settlement, WaitingRun},
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use std::{collections::HashMap, sync::Mutex};
use tempfile::TempDir;
use tokio::sync::watch;

/// A source that serves what is published, and can hold its answers for a region back or fail.
#[derive(Default)]
struct FakeSource {
    /// How many creators the lists of a region and date have.
    lists: Mutex<HashMap<(&'static str, DataDate), usize>>,
    /// The questions of all requests: region, whether filtered, date, page.
    asked: Mutex<Vec<(&'static str, bool, DataDate, usize)>>,
    failure: Mutex<Option<Failure>>,
    held: watch::Sender<Option<&'static str>>,
}

#[async_trait::async_trait]
impl Source for FakeSource {
    async fn page(&self, key: &ListKey, number: usize) -> Result<Page, SourceError> {
        let region = key.scope().region.key();
        self.asked.lock().unwrap().push((region, key.scope().is_filtered(), key.date(), number));
        let _ = self.held.subscribe().wait_for(|held| *held != Some(region)).await;
        if let Some(failure) = *self.failure.lock().unwrap() {
            return Err(SourceError { failure, spent: false, retry_at: None, detail: None });
        }
        let creators = self.lists.lock().unwrap().get(&(region, key.date())).copied().unwrap_or(0);
        let ranked = rows(1..=creators).into_iter().zip(1..).map(|(row, rank)| Row { rank, ..row });
        let rows: Vec<Row> = ranked.skip((number - 1) * Depth::PAGE).take(Depth::PAGE).collect();
        Ok(Page { sent: rows.len(), rows })
    }

    async fn details(&self, _: &Wanted) -> Result<Vec<CreatorDetail>, SourceError> {
        not_offered()
    }

    async fn trends(
        &self,
        _: &UserId,
        _: NaiveDate,
        _: NaiveDate,
        _: usize,
    ) -> Result<TrendPage, SourceError> {
        not_offered()
    }
}

/// Knows nothing of servers.
#[derive(Debug)]
struct NoGuilds;

#[async_trait::async_trait]
impl Guilds for NoGuilds {
    async fn place(&self, _: u64, _: u64) -> Result<Place, Unseen> {
        Err(Unseen::Gone)
    }

    async fn rights_of(&self, _: u64, _: u64, _: u64, _: &[u64]) -> Result<Rights, Unseen> {
        Err(Unseen::Gone)
    }

    async fn role_is_mentionable(&self, _: u64, _: u64) -> Result<bool, Unseen> {
        Err(Unseen::Gone)
    }

    async fn file(&self, _: &str, _: usize) -> Result<Vec<u8>, Unseen> {
        Err(Unseen::Gone)
    }

    fn forget(&self, _: u64) {}
}

struct World {
    _folder: TempDir,
    source: Arc<FakeSource>,
    clock: Arc<ManualClock>,
    store: Store,
    boards: Boards,
}

/// A world at 08:00 of Monday 2026-11-23, with one server and no boards.
async fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("rankwatch.db")).await.unwrap();
    store.migrate().await.unwrap();
    store.server_here(1, "Bazaar", Language::default()).await.unwrap();
    let source = Arc::new(FakeSource::default());
    let clock = Arc::new(ManualClock::new(at("08:00")));
    #[expect(clippy::disallowed_methods, reason = "tests stand in for app")]
    let spawn: Spawn = Arc::new(|work| drop(tokio::spawn(work)));
    let (told, settings) = (Arc::clone(&clock) as Arc<dyn Clock>, rankings::Settings::default());
    let rankings = Rankings::new(store.clone(), Arc::clone(&source) as _, Arc::clone(&told), settings, spawn);
    let boards =
        Boards::new(store.clone(), Arc::new(rankings), Arc::new(NoGuilds), told, Settings::default());
    World { _folder: folder, source, clock, store, boards }
}

impl World {
    fn publish(&self, region: &'static str, date: &str, creators: usize) {
        self.source.lists.lock().unwrap().insert((region, day(date)), creators);
    }

    /// The requests since this was asked last.
    fn asked(&self) -> Vec<(&'static str, bool, DataDate, usize)> {
        std::mem::take(&mut *self.source.asked.lock().unwrap())
    }

    async fn add(&self, settings: &BoardSettings) -> Board {
        let next = settings.schedule.next(self.clock.now(), None);
        let by = By { person: 2, now: self.clock.now() };
        match self.store.add_board(1, settings, next, 25, by).await.unwrap() {
            Added::Yes(board) => *board,
            Added::Full => panic!("there is room"),
        }
    }

    fn be(&self, moment: DateTime<Utc>) {
        self.clock.advance((moment - self.clock.now()).to_std().unwrap());
    }

    /// A look at what is due, with all that is asked for it.
    async fn tick(&self) {
        for group in self.boards.tick(self.clock.now()).await.unwrap() {
            self.boards.fetch(&group).await;
        }
    }

    /// The turns of a board, newest first.
    async fn turns(&self, board: &Board) -> Vec<RunState> {
        self.store.runs(board.id, 10).await.unwrap().into_iter().map(|run| run.state).collect()
    }

    /// What is queued and wasn't claimed before.
    async fn posts(&self) -> Vec<BoardPost> {
        let (now, lease) = (self.clock.now(), self.clock.now() + TimeDelta::minutes(1));
        let claimed = self.store.settle_and_claim(&[], now, lease, 100).await.unwrap();
        let sent = |delivery: &Delivery| Settlement {
            id: delivery.id,
            outcome: PostSettled::Sent { message: None, then: None },
        };
        let settled: Vec<_> = claimed.iter().map(sent).collect();
        self.store.settle_and_claim(&settled, now, lease, 0).await.unwrap();
        let post = |meaning| match meaning {
            Meaning::Board(post) => *post,
            other => panic!("no post of a board: {other:?}"),
        };
        claimed.into_iter().map(|delivery| post(delivery.meaning)).collect()
    }
}

/// Boards of different channels, so that all their posts can be claimed at once.
fn settings_of(channel: u64, region: &str) -> BoardSettings {
    let question = Question { region: Region::parse(region).unwrap(), ..settings().question };
    BoardSettings { question, channel, ..settings() }
}

/// A time of 2026-11-23.
pub(super) fn at(time: &str) -> DateTime<Utc> {
    format!("2026-11-23T{time}:00Z").parse().unwrap()
}

pub(super) fn day(text: &str) -> DataDate {
    DataDate::new(Period::Day, text.parse().unwrap()).unwrap()
}

/// Daily at 09:00 UTC, the first ten of the US by sales.
pub(super) fn settings() -> BoardSettings {
    BoardSettings {
        question: Question {
            region: Region::parse("US").unwrap(),
            order: Order::Sales,
            period: Period::Day,
            date: None,
            category: None,
            product: None,
            depth: Depth::LEAST,
        },
        channel: 30,
        schedule: Schedule {
            timing: Timing::Daily { time: NaiveTime::from_hms_opt(9, 0, 0).unwrap(), days: Days::ALL },
            zone: Zone::default(),
        },
        language: Language::default(),
        style: Style::New,
        format: Format::Rich,
        mention: None,
        late: Late::Wait,
    }
}

pub(super) fn board(number: u32) -> Board {
    Board {
        id: BoardId(number.into()),
        server: 1,
        number,
        settings: settings(),
        state: BoardState::Active,
        created_by: 2,
        created_at: at("00:00"),
        next: None,
        last_date: None,
        targeted: None,
        posted: None,
        message: None,
    }
}

/// A board's turn of 09:00, for a data date.
pub(super) fn turn(board: Board, target: &str) -> WaitingRun {
    let firing = Firing { date: "2026-11-23".parse().unwrap(), at: at("09:00") };
    let run = Run {
        board: board.id,
        firing,
        target: day(target),
        state: RunState::Waiting,
        at: firing.at,
        message: None,
    };
    WaitingRun { board, run, caught_up: false }
}
