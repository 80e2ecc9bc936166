//! Watches against a source that does as it is told, a clock moved by hand and a store in a real file.

mod evaluating;
mod observing;

use super::{run::Looked, *};
use crate::{
    clock::ManualClock,
    domain::{
        Counters, CreatorDetail, ListKey, Place, PlaceKind, Rights, Row, ServerChange, TrendDay, UserId,
        watch::{Watch, WatchDraft},
    },
    places::{Guilds, Unseen},
    rankings::{self, Names, Page, Source, SourceError, Spawn, TrendPage, Wanted, tests::not_offered},
    store::{
        OutboxEntry, WatchAdded,
        tests::{
            SERVER, by, served,
            watched::{begun, creator, date, id, us},
        },
    },
};
use chrono::{DateTime, Utc};
use std::sync::Mutex;
use tempfile::TempDir;

/// A source with one board a day and details of everybody who isn't hidden.
#[derive(Debug, Default)]
struct FakeSource {
    /// Who stands on the sales board of each date, with the units sold.
    boards: Mutex<Vec<(NaiveDate, Vec<(u32, i64)>)>>,
    /// Who has details, with the units ever sold.
    totals: Mutex<Vec<(u32, i64)>>,
    /// Whether details are offered.
    refuses: Mutex<bool>,
    /// Every request in a word.
    asked: Mutex<Vec<String>>,
}

#[async_trait::async_trait]
impl Source for FakeSource {
    async fn page(&self, key: &ListKey, number: usize) -> Result<Page, SourceError> {
        self.asked.lock().unwrap().push(format!("{} {number}", key.scope().field.word()));
        let boards = self.boards.lock().unwrap();
        let board = boards.iter().find(|(date, _)| *date == key.date().first());
        let rows = board.map_or(&[][..], |(_, rows)| rows).iter().enumerate();
        let rows: Vec<Row> =
            rows.skip((number - 1) * 10).take(10).map(|(at, one)| row(at + 1, *one)).collect();
        Ok(Page { sent: rows.len(), rows })
    }

    async fn details(&self, wanted: &Wanted) -> Result<Vec<CreatorDetail>, SourceError> {
        self.asked.lock().unwrap().push(format!("details {}", wanted.count()));
        if *self.refuses.lock().unwrap() {
            return not_offered();
        }
        let Names::Ids(ids) = wanted.names() else { return Ok(Vec::new()) };
        let totals = self.totals.lock().unwrap();
        let found = totals.iter().filter(|(number, _)| ids.contains(&id(*number)));
        let detail = |(number, units): &(u32, i64)| CreatorDetail {
            creator: creator(*number),
            followers: None,
            units: Some(*units),
            gmv: None,
        };
        Ok(found.map(detail).collect())
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

fn row(rank: usize, (number, units): (u32, i64)) -> Row {
    Row {
        rank,
        user_id: id(number),
        unique_id: Some(format!("creator.{number}")),
        nick_name: None,
        avatar: None,
        region: Some("US".to_owned()),
        category: None,
        ec_score: None,
        sales_flag: None,
        most_categories: [None, None, None],
        product_categories: std::sync::Arc::default(),
        period: Counters { units: Some(units), ..Counters::default() },
        lifetime: Counters::default(),
    }
}

/// Every channel is good.
#[derive(Debug)]
struct Open;

#[async_trait::async_trait]
impl Guilds for Open {
    async fn place(&self, _: u64, channel: u64) -> Result<Place, Unseen> {
        Ok(Place { channel, name: "alerts".to_owned(), kind: PlaceKind::Text, rights: Rights(u64::MAX) })
    }

    async fn rights_of(&self, _: u64, _: u64, _: u64, _: &[u64]) -> Result<Rights, Unseen> {
        Ok(Rights(u64::MAX))
    }

    async fn role_is_mentionable(&self, _: u64, _: u64) -> Result<bool, Unseen> {
        Ok(true)
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
    watches: Watches,
    looked: Looked,
}

/// A world at noon of November 22, with one server.
async fn world() -> World {
    let (folder, store) = served().await;
    let source = Arc::new(FakeSource::default());
    let clock = Arc::new(ManualClock::new("2026-11-22T12:00:00Z".parse().unwrap()));
    #[expect(clippy::disallowed_methods, reason = "tests stand in for app")]
    let spawn: Spawn = Arc::new(|work| drop(tokio::spawn(work)));
    let told = Arc::clone(&clock) as Arc<dyn Clock>;
    let rankings = rankings::Settings::default();
    let rankings = Rankings::new(store.clone(), Arc::clone(&source) as _, Arc::clone(&told), rankings, spawn);
    let settings = Settings { pages: 2, vanished_days: 3, ..Settings::default() };
    let places = Places::new(Arc::new(Open));
    let watches = Watches::new(store.clone(), Arc::new(rankings), places, told, settings);
    World { _folder: folder, source, clock, store, watches, looked: Looked::default() }
}

impl World {
    /// The board of a date is out.
    fn publish(&self, day: u32, rows: &[(u32, i64)]) {
        self.source.boards.lock().unwrap().push((date(day), rows.to_vec()));
    }

    /// Watches a creator in channel 5, with 20 ordinary days behind them.
    async fn watch(&self, number: u32, change: impl FnOnce(&mut WatchDraft)) -> Watch {
        self.store.note_creators(&[creator(number)], self.clock.now()).await.unwrap();
        let days: Vec<TrendDay> = (1..=20)
            .map(|day| TrendDay { date: date(day), units: Some(100), followers: None, gmv: None })
            .collect();
        self.store.note_trends(&id(number), &days, self.clock.now()).await.unwrap();
        let mut draft = WatchDraft::new(id(number), us(), 5);
        change(&mut draft);
        let settings = draft.try_into().unwrap();
        match self.store.add_watch(SERVER, &settings, &begun(), 1000, by(0)).await.unwrap() {
            WatchAdded::Yes(watch) => *watch,
            other => panic!("{other:?}"),
        }
    }

    async fn tick(&mut self) {
        self.watches.tick(&mut self.looked).await.unwrap();
    }

    /// The requests since this was asked last.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.source.asked.lock().unwrap())
    }

    /// All that is queued, the oldest first.
    async fn posts(&self) -> Vec<OutboxEntry> {
        let mut posts = self.store.outbox(&[], 99).await.unwrap();
        posts.reverse();
        posts
    }

    fn be(&self, moment: &str) {
        let moment: DateTime<Utc> = moment.parse().unwrap();
        self.clock.advance((moment - self.clock.now()).to_std().unwrap());
    }
}
