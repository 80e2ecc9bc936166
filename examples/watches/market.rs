//! A made-up market: creators who sell by levels of their own and stray from them, and some who jump on its last day.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use rankwatch::{
    domain::{
        Counters, Creator, CreatorCategory, CreatorDetail, Field, Handle, ListKey, Period, Region, Row,
        Scope, UserId,
    },
    rankings::{Failure, Names, Page, Source, SourceError, TrendPage, Wanted},
};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Days of history.
pub(crate) const DAYS: u64 = 28;
/// Its last day, counted from 0: the one behind the history.
pub(crate) const LAST: u64 = DAYS;
/// One creator of so many jumps then, by chance.
const JUMPS: u64 = 50;
/// The first creator's id.
const FIRST: u64 = 7_000_000_000_000_000_000;
/// Rows of a page, and of a list.
const PAGE: u64 = 10;
const LIST: u64 = 100;

/// The market's date of a day.
pub(crate) fn date(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 26).unwrap_or_default() + Days::new(day)
}

/// Noon of the day after, when a day's numbers are known.
pub(crate) fn noon_after(day: u64) -> DateTime<Utc> {
    date(day + 1).and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(12)
}

/// What a day's list by units sold asks of the source.
pub(crate) fn scope(category: Option<CreatorCategory>) -> Scope {
    let (region, period, field) = (Region::default(), Period::Day, Field::Sales);
    Scope { region, period, field, category, product: None }
}

/// A creator's id.
#[expect(clippy::expect_used, reason = "digits are an id")]
pub(crate) fn id(creator: u64) -> UserId {
    UserId::new(&(FIRST + creator).to_string()).expect("an id")
}

fn number(id: &UserId) -> Option<u64> {
    id.as_str().parse::<u64>().ok()?.checked_sub(FIRST)
}

/// Totals as of the end of a day.
pub(crate) fn detail(creator: u64, day: u64) -> CreatorDetail {
    let known =
        (0..=day).map(|day| sold(creator, day)).fold([0; 3], |sum, day| [0, 1, 2].map(|n| sum[n] + day[n]));
    let [units, followers, cents] = known.map(|total| 1_000_000 + total);
    CreatorDetail {
        creator: Creator {
            user_id: id(creator),
            handle: Handle::new(&format!("creator.{creator}")),
            name: Some(format!("Creator Number {creator}")),
            region: Some(Region::default()),
        },
        followers: Some(followers),
        units: Some(units),
        gmv: Some(cents as f64 / 100.0),
    }
}

/// Units sold, followers gained and GMV in cents of a day.
fn sold(creator: u64, day: u64) -> [i64; 3] {
    let jumps = day == LAST && chance(creator, 0, 9).is_multiple_of(JUMPS);
    let level = |most: u64, what: u64| {
        20 + chance(creator, 0, what) % 1_000 * (chance(creator, 0, what) % 1_000) / most
    };
    let strayed = |level: u64, what: u64| {
        let parts = [1, 2, 3].map(|part| chance(creator, day + 1, 10 * what + part) % 400);
        level * (400 + parts.iter().sum::<u64>()) / 1_000 * if jumps { 6 } else { 1 }
    };
    let units = strayed(level(500, 1), 1);
    let price = 500 + chance(creator, 0, 3) % 4_000;
    [units, strayed(level(1_000, 2), 2), units * price].map(u64::cast_signed)
}

/// A number without order, always the same (SplitMix64).
fn chance(creator: u64, day: u64, what: u64) -> u64 {
    let mut mixed = (creator * 1_000_003 + day * 1_009 + what).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for factor in [0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb_u64] {
        mixed = (mixed ^ (mixed >> 29)).wrapping_mul(factor);
    }
    mixed ^ (mixed >> 32)
}

/// A source of the market on one day: each of its lists holds the next hundred creators. It counts requests.
#[derive(Debug)]
pub(crate) struct Market {
    pub(crate) day: u64,
    pub(crate) lists: Vec<Scope>,
    pub(crate) requests: AtomicUsize,
}

impl Market {
    pub(crate) fn new(day: u64, lists: Vec<Scope>) -> Self {
        Self { day, lists, requests: AtomicUsize::new(0) }
    }

    fn row(&self, rank: u64, creator: u64) -> Row {
        let Creator { user_id, handle, name, region } = detail(creator, self.day).creator;
        let [units, _, cents] = sold(creator, self.day);
        Row {
            rank: usize::try_from(rank).unwrap_or(usize::MAX),
            user_id,
            unique_id: handle.map(|handle| handle.as_str().to_owned()),
            nick_name: name,
            avatar: None,
            region: region.map(|region| region.key().to_owned()),
            category: None,
            ec_score: None,
            sales_flag: None,
            most_categories: Default::default(),
            product_categories: [].into(),
            period: Counters { units: Some(units), gmv: Some(cents as f64 / 100.0), ..Counters::default() },
            lifetime: Counters::default(),
        }
    }
}

#[async_trait::async_trait]
impl Source for Market {
    async fn page(&self, key: &ListKey, number: usize) -> Result<Page, SourceError> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let list = (0..).zip(&self.lists).find(|(_, scope)| **scope == key.scope());
        let Some((list, _)) = list.filter(|_| key.date().first() == date(self.day)) else {
            return Ok(Page::default());
        };
        let first = (u64::try_from(number).unwrap_or(1) - 1) * PAGE;
        let ranks = first + 1..=(first + PAGE).min(LIST);
        let rows: Vec<Row> = ranks.map(|rank| self.row(rank, list * LIST + rank - 1)).collect();
        Ok(Page { sent: rows.len(), rows })
    }

    async fn details(&self, wanted: &Wanted) -> Result<Vec<CreatorDetail>, SourceError> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let Names::Ids(ids) = wanted.names() else { return not_offered() };
        Ok(ids.iter().filter_map(number).map(|creator| detail(creator, self.day)).collect())
    }

    async fn trends(
        &self,
        _: &UserId,
        _: NaiveDate,
        _: NaiveDate,
        _: usize,
    ) -> Result<TrendPage, SourceError> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        not_offered()
    }
}

fn not_offered<T>() -> Result<T, SourceError> {
    Err(SourceError { failure: Failure::NotOffered, spent: false, retry_at: None, detail: None })
}
