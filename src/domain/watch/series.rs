//! A creator's days in a row, each with the source's row that says so.

use super::{DetailReading, Metric, RankReading, TrendReading};
use crate::domain::Question;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, collections::BTreeMap};

/// The value of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Day {
    /// The data date; of several days that are known only together the last.
    pub date: NaiveDate,
    /// The value; of several days their average.
    pub value: f64,
    /// How many days it is the average of; 1 where it is the day's own.
    pub days: u32,
    /// Which row says so.
    pub from: Provenance,
}

/// The row that a value comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// A row of a ranking.
    Ranking {
        /// The board, with its date.
        question: Question,
        /// The rank on it.
        rank: usize,
        /// When it was fetched.
        fetched_at: DateTime<Utc>,
    },
    /// A row of trends.
    Trend {
        /// When it was fetched.
        fetched_at: DateTime<Utc>,
    },
    /// Two rows of details, of which the value is the difference.
    Detail {
        /// The data date of the earlier one.
        since: NaiveDate,
        /// When the later one was fetched.
        fetched_at: DateTime<Utc>,
    },
}

/// A lifetime total that fell: the source corrected itself, and nothing is known of the day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The data date.
    pub date: NaiveDate,
    /// The total before.
    pub from: f64,
    /// The total now.
    pub to: f64,
}

/// The days of a creator in one metric, in order, at most one value a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    metric: Metric,
    /// In order, each date once.
    days: Vec<Day>,
    corrections: Vec<Correction>,
}

/// Of so many days that are known only together an average is taken; of more nothing is said.
const LONGEST_GAP: i64 = 7;

impl Series {
    /// The days that readings tell, in whatever order they come and however often.
    ///
    /// A row of a ranking goes before one of trends, and a day's own value before a difference of totals; the newest
    /// fetch goes before older ones. Between two totals with up to six dates missing the average stands for all: when it is news, one
    /// of these days was. Over more the day that was news would be lost in it, so that nothing is said.
    pub fn of(
        metric: Metric,
        rankings: &[RankReading],
        details: &[DetailReading],
        trends: &[TrendReading],
    ) -> Self {
        let (from_totals, corrections) = differences(metric, details);
        let from_rankings = rankings.iter().filter_map(|reading| {
            let question = reading.question;
            let from = Provenance::Ranking { question, rank: reading.rank, fetched_at: reading.fetched_at };
            Some(Day { date: reading.date, value: reading.value(metric)?, days: 1, from })
        });
        let from_trends = trends.iter().filter_map(|reading| {
            let from = Provenance::Trend { fetched_at: reading.fetched_at };
            Some(Day { date: reading.date, value: reading.value(metric)?, days: 1, from })
        });
        let own = Self::of_days(metric, from_rankings.chain(from_trends));
        let rest: Vec<Day> = from_totals.into_iter().filter_map(|day| own.rest(day)).collect();
        Self { corrections, ..Self::of_days(metric, own.days.into_iter().chain(rest)) }
    }

    /// What is left of an average of several days without those that are known by themselves; none where all are.
    fn rest(&self, day: Day) -> Option<Day> {
        let gap = i64::from(day.days) - 1;
        let known: Vec<f64> = self.before(day.date, gap).map(|own| own.value).collect();
        let days = day.days.checked_sub(u32::try_from(known.len()).ok()?).filter(|days| *days > 0)?;
        if known.is_empty() {
            return Some(day);
        }
        let value = (day.value * f64::from(day.days) - known.iter().sum::<f64>()) / f64::from(days);
        // Two rows of the source that don't fit each other.
        let is_odd = value < 0.0 && self.metric != Metric::Followers;
        (!is_odd).then_some(Day { value, days, ..day })
    }

    /// The days that are known already.
    pub fn of_days(metric: Metric, days: impl IntoIterator<Item = Day>) -> Self {
        let known = days.into_iter().filter(|day| day.value.is_finite() && day.days > 0);
        let mut days: Vec<Day> = known.collect();
        // The best of a date comes first, which is the one that stays.
        days.sort_by(|one, other| one.date.cmp(&other.date).then_with(|| better(other, one)));
        days.dedup_by_key(|day| day.date);
        Self { metric, days, corrections: Vec::new() }
    }

    /// The metric.
    pub fn metric(&self) -> Metric {
        self.metric
    }

    /// Every day, the oldest first.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = &Day> {
        self.days.iter()
    }

    /// The day of a date.
    pub fn on(&self, date: NaiveDate) -> Option<&Day> {
        let place = self.days.binary_search_by_key(&date, |day| day.date).ok()?;
        self.days.get(place)
    }

    /// The days of the last `count` dates before a date, the oldest first.
    pub fn before(&self, date: NaiveDate, count: i64) -> impl DoubleEndedIterator<Item = &Day> {
        let from = date.checked_sub_signed(TimeDelta::days(count)).unwrap_or(NaiveDate::MIN);
        let place = |date: NaiveDate| self.days.partition_point(|day| day.date < date);
        self.days.get(place(from)..place(date.max(from))).unwrap_or_default().iter()
    }

    /// The total that fell on a date.
    pub fn correction(&self, date: NaiveDate) -> Option<&Correction> {
        self.corrections.iter().find(|correction| correction.date == date)
    }
}

/// Which of two values of one date is kept; the values themselves break ties, so that the order doesn't matter.
fn better(one: &Day, other: &Day) -> Ordering {
    let key = |day: &Day| match &day.from {
        Provenance::Ranking { fetched_at, .. } => (2, *fetched_at, NaiveDate::MAX),
        Provenance::Trend { fetched_at } => (1, *fetched_at, NaiveDate::MAX),
        Provenance::Detail { since, fetched_at } => (0, *fetched_at, *since),
    };
    let (a, b) = (key(one), key(other));
    other.days.cmp(&one.days).then(a.cmp(&b)).then(one.value.total_cmp(&other.value))
}

fn differences(metric: Metric, details: &[DetailReading]) -> (Vec<Day>, Vec<Correction>) {
    let mut totals: BTreeMap<NaiveDate, (DateTime<Utc>, f64)> = BTreeMap::new();
    for reading in details {
        let Some(total) = reading.total(metric) else { continue };
        let known = totals.entry(reading.date).or_insert((reading.fetched_at, total));
        if reading.fetched_at.cmp(&known.0).then(total.total_cmp(&known.1)) == Ordering::Greater {
            *known = (reading.fetched_at, total);
        }
    }
    let (mut days, mut corrections, mut fallen) = (Vec::new(), Vec::new(), None);
    for ((since, (_, from)), (date, (fetched_at, to))) in totals.iter().zip(totals.iter().skip(1)) {
        let gap = (*date - *since).num_days();
        let fell: Option<f64> = fallen.take();
        if to < from {
            corrections.push(Correction { date: *date, from: *from, to: *to });
            fallen = Some(from - to);
        } else if fell.is_some_and(|fell| (to - from) * 2.0 > fell) {
            // The source may have gone back to the total before: that rise is no day's.
        } else if let Ok(count @ 1..) = u32::try_from(gap)
            && gap <= LONGEST_GAP
        {
            let from_row = Provenance::Detail { since: *since, fetched_at: *fetched_at };
            let value = (to - from) / f64::from(count);
            days.push(Day { date: *date, value, days: count, from: from_row });
        }
    }
    (days, corrections)
}
