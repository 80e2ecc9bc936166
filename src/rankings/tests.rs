//! Rankings against a source that does as it is told, a clock moved by hand and a store in a real file.

mod broken;
mod details;
mod filters;
mod gaps;
mod known;
mod latest;
mod nobody;
mod provisional;
mod sharing;
mod spending;
mod trends;
mod waiting;
mod whole;

use super::*;
use crate::{
    clock::{SystemClock, Wait},
    domain::{
        Counters, Creator, CreatorDetail, Field, Handle, Limits, Period, Region, Row, TrendDay, UserId,
    },
};
use chrono::{NaiveDate, TimeDelta};
use std::{
    collections::{HashMap, VecDeque},
    sync::Mutex,
    time::Duration,
};
use tempfile::TempDir;
use tokio::sync::watch;

/// A clock that stands still until it is moved; `jumps`: every wait of a flight moves it at once to its end.
#[derive(Debug)]
struct HandClock {
    now: watch::Sender<DateTime<Utc>>,
    jumps: watch::Sender<bool>,
}

impl HandClock {
    fn advance(&self, time: TimeDelta) {
        self.now.send_modify(|now| *now += time);
    }
}

impl Clock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        *self.now.borrow()
    }

    fn sleep_until(&self, moment: DateTime<Utc>) -> Wait<'_> {
        Box::pin(async move {
            // Only flights jump, which are tasks of their own: whoever waits for one is patient.
            if *self.jumps.borrow() && tokio::task::try_id().is_some() {
                self.now.send_modify(|now| *now = moment.max(*now));
            }
            let _ = self.now.subscribe().wait_for(|now| *now >= moment).await;
        })
    }
}

/// A source that serves lists by date, fails as scripted, and can hold its answers back.
struct FakeSource {
    lists: Mutex<HashMap<NaiveDate, Vec<Row>>>,
    /// For each coming request: the error it fails with, or none.
    faults: Mutex<VecDeque<Option<SourceError>>>,
    /// Creators whose details are known, and the days of each of them.
    creators: Mutex<Vec<CreatorDetail>>,
    days: Mutex<Vec<TrendDay>>,
    /// Every request: the date of a list or the question in words, and the page.
    asked: Mutex<Vec<(String, usize)>>,
    open: watch::Sender<bool>,
    /// Whether nobody fits any filter.
    nobody: watch::Sender<bool>,
}

#[async_trait::async_trait]
impl Source for FakeSource {
    async fn page(&self, key: &ListKey, number: usize) -> Result<Page, SourceError> {
        self.request(key.date().first().to_string(), number).await?;
        if key.scope().is_filtered() && *self.nobody.borrow() {
            return Ok(Page::default());
        }
        let lists = self.lists.lock().unwrap();
        let rows = lists.get(&key.date().first()).map_or(&[][..], Vec::as_slice);
        let ranked = rows.iter().zip(1..).map(|(row, rank)| Row { rank, ..row.clone() });
        let rows: Vec<Row> = ranked.skip((number - 1) * 10).take(10).collect();
        let readable = rows.iter().filter(|row| row.user_id.as_str() != UNREADABLE).cloned().collect();
        Ok(Page { sent: rows.len(), rows: readable })
    }

    async fn details(&self, wanted: &Wanted) -> Result<Vec<CreatorDetail>, SourceError> {
        self.request(format!("details of {:?}", wanted.names()), 1).await?;
        let known = self.creators.lock().unwrap();
        let is_wanted = |creator: &Creator| match wanted.names() {
            Names::Ids(ids) => ids.contains(&creator.user_id),
            Names::Handles(handles) => creator.handle.as_ref().is_some_and(|name| handles.contains(name)),
        };
        Ok(known.iter().filter(|detail| is_wanted(&detail.creator)).cloned().collect())
    }

    async fn trends(
        &self,
        creator: &UserId,
        from: NaiveDate,
        to: NaiveDate,
        number: usize,
    ) -> Result<TrendPage, SourceError> {
        self.request(format!("trends of {creator:?} {from} to {to}"), number).await?;
        let days = self.days.lock().unwrap();
        let within = days.iter().filter(|day| (from..=to).contains(&day.date));
        let days: Vec<_> =
            within.skip((number - 1) * TrendPage::DAYS).take(TrendPage::DAYS).cloned().collect();
        Ok(TrendPage { sent: days.len(), days })
    }
}

impl FakeSource {
    /// A request that is held back and fails as scripted.
    async fn request(&self, question: String, page: usize) -> Result<(), SourceError> {
        self.asked.lock().unwrap().push((question, page));
        let _ = self.open.subscribe().wait_for(|open| *open).await;
        match self.faults.lock().unwrap().pop_front() {
            Some(Some(error)) => Err(error),
            Some(None) | None => Ok(()),
        }
    }
}

/// The answer of a source that has rankings only.
pub(crate) fn not_offered<T>() -> Result<T, SourceError> {
    Err(SourceError { failure: Failure::NotOffered, spent: false, retry_at: None, detail: None })
}

/// A row with this id stands for an entry that can't be read.
const UNREADABLE: &str = "0";

struct World {
    folder: TempDir,
    source: Arc<FakeSource>,
    clock: Arc<HandClock>,
    store: Store,
    rankings: Rankings,
}

/// A world at noon of Monday 2026-11-23, with these lists: (date, creators).
async fn world(lists: &[(&str, usize)]) -> World {
    world_with(lists, Settings::default()).await
}

async fn world_with(lists: &[(&str, usize)], settings: Settings) -> World {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("rankwatch.db")).await.unwrap();
    store.migrate().await.unwrap();
    let source = Arc::new(FakeSource {
        lists: Mutex::default(),
        creators: Mutex::default(),
        days: Mutex::default(),
        faults: Mutex::default(),
        asked: Mutex::default(),
        open: watch::Sender::new(true),
        nobody: watch::Sender::new(false),
    });
    let clock = Arc::new(HandClock {
        now: watch::Sender::new("2026-11-23T12:00:00Z".parse().unwrap()),
        jumps: watch::Sender::new(true),
    });
    let rankings = rankings(&store, &source, &clock, settings);
    let world = World { folder, source, clock, store, rankings };
    for (date, creators) in lists {
        world.publish(date, rows(1..=*creators));
    }
    world
}

fn rankings(store: &Store, source: &Arc<FakeSource>, clock: &Arc<HandClock>, settings: Settings) -> Rankings {
    #[expect(clippy::disallowed_methods, reason = "tests stand in for app")]
    let spawn: Spawn = Arc::new(|work| drop(tokio::spawn(work)));
    Rankings::new(store.clone(), Arc::clone(source) as _, Arc::clone(clock) as _, settings, spawn)
}

impl World {
    fn publish(&self, date: &str, rows: Vec<Row>) {
        self.source.lists.lock().unwrap().insert(date.parse().unwrap(), rows);
    }

    fn fail(&self, faults: impl IntoIterator<Item = Option<SourceError>>) {
        self.source.faults.lock().unwrap().extend(faults);
    }

    /// The requests since this was asked last: (date or question, page).
    fn asked(&self) -> Vec<(String, usize)> {
        std::mem::take(&mut *self.source.asked.lock().unwrap())
    }

    /// The pages asked since this was asked last.
    fn pages(&self) -> Vec<usize> {
        self.asked().into_iter().map(|(_, page)| page).collect()
    }

    async fn top(&self, depth: i64, date: &str) -> Result<Answer, Refusal> {
        self.rankings.get(ask(depth, date)).await
    }

    async fn latest(&self) -> Result<Answer, Refusal> {
        self.rankings.get(Ask { date: None, ..ask(10, "2026-11-22") }).await
    }

    async fn spent(&self) -> usize {
        used(&self.store).await
    }

    /// The same files and source in a new process.
    async fn restart(self) -> Self {
        let Self { folder, source, clock, store, rankings: old } = self;
        drop((store, old));
        let store = Store::open(&folder.path().join("rankwatch.db")).await.unwrap();
        let rankings = rankings(&store, &source, &clock, Settings::default());
        Self { folder, source, clock, store, rankings }
    }

    async fn eventually(&self, what: impl AsyncFn() -> bool) {
        for _ in 0..5000 {
            if what().await {
                return;
            }
            moment(1).await;
        }
        panic!("it never happened");
    }
}

/// Real milliseconds, for what other tasks do by themselves.
async fn moment(milliseconds: u64) {
    SystemClock.sleep(Duration::from_millis(milliseconds)).await;
}

/// Credits that the ledger counts as used.
async fn used(store: &Store) -> usize {
    store.ledger().await.iter().filter(|state| *state != "released").count()
}

fn scope() -> Scope {
    Scope {
        region: Region::parse("US").unwrap(),
        period: Period::Day,
        field: Field::Sales,
        category: None,
        product: None,
    }
}

fn day(text: &str) -> DataDate {
    DataDate::new(Period::Day, text.parse().unwrap()).unwrap()
}

fn ask(depth: i64, date: &str) -> Ask {
    Ask {
        scope: scope(),
        date: Some(day(date)),
        depth: Depth::new(depth).unwrap(),
        whole: false,
        purpose: Purpose::Ask,
        payer: Payer::default(),
    }
}

/// Made-up rows of these creators, which a source ranks.
pub(crate) fn rows(ids: impl IntoIterator<Item = usize>) -> Vec<Row> {
    ids.into_iter().map(row).collect()
}

fn row(id: usize) -> Row {
    let units = i64::try_from(10_000 - id).unwrap();
    Row {
        rank: 0,
        user_id: UserId::new(&id.to_string()).unwrap(),
        unique_id: None,
        nick_name: None,
        avatar: None,
        region: None,
        category: None,
        ec_score: None,
        sales_flag: None,
        most_categories: [None, None, None],
        product_categories: Default::default(),
        period: Counters { units: Some(units), ..Counters::default() },
        lifetime: Counters::default(),
    }
}

fn ids(list: &List) -> Vec<usize> {
    list.rows.iter().map(|row| row.user_id.as_str().parse().unwrap()).collect()
}

fn fault_of(failure: Failure, spent: bool) -> Option<SourceError> {
    Some(SourceError { failure, spent, retry_at: None, detail: None })
}

fn hours(hours: i64) -> TimeDelta {
    TimeDelta::hours(hours)
}
