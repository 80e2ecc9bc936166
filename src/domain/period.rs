//! Periods and data dates. Days are UTC days, as integrators of the source take them.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// The period that a ranking sums over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// One day.
    #[default]
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
}

impl Period {
    /// Every period, shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// The word that people type and the store keeps.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The source's `rank_type`: 1 day, 2 week, 3 month.
    pub const fn rank_type(self) -> u8 {
        match self {
            Self::Day => 1,
            Self::Week => 2,
            Self::Month => 3,
        }
    }

    /// What people call the newest such period that is over, in any language.
    pub const fn last_words(self) -> &'static [&'static str] {
        match self {
            Self::Day => &["yesterday", "last day", "昨天", "昨日"],
            Self::Week => &["last week", "上周", "上星期"],
            Self::Month => &["last month", "上个月", "上月"],
        }
    }

    /// The period of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.word() == word)
    }
}

/// TikTok Shop opened in 2021: before, there is nothing to rank.
pub const EARLIEST: NaiveDate = new_year(2021);
/// Far enough for any typo, near enough for the arithmetic of dates.
pub const LATEST: NaiveDate = new_year(2999);

const fn new_year(year: i32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, 1, 1) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

/// The first day of a period: what the source calls a list's date. Aligned by construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct DataDate {
    period: Period,
    first: NaiveDate,
}

/// A data date as it is written down, unchecked.
#[derive(Deserialize)]
struct Written {
    period: Period,
    first: NaiveDate,
}

impl TryFrom<Written> for DataDate {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        Self::new(written.period, written.first).map_err(|_| "no such period begins on that day")
    }
}

/// A date that doesn't begin a period of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misaligned {
    /// The data date of the period in which the date lies.
    pub nearest: DataDate,
}

impl DataDate {
    /// The data date of the period in which `date` lies.
    pub fn containing(period: Period, date: NaiveDate) -> Self {
        let first = match period {
            Period::Day => date,
            Period::Week => date - Days::new(date.weekday().num_days_from_monday().into()),
            Period::Month => date.with_day(1).unwrap_or(date),
        };
        Self { period, first }
    }

    /// The data date that begins on `first`.
    ///
    /// # Errors
    /// When no such period begins on that day.
    pub fn new(period: Period, first: NaiveDate) -> Result<Self, Misaligned> {
        let nearest = Self::containing(period, first);
        if nearest.first == first { Ok(nearest) } else { Err(Misaligned { nearest }) }
    }

    /// The newest period that is over at `now`.
    pub fn newest_closed(period: Period, now: DateTime<Utc>) -> Self {
        Self::containing(period, now.date_naive()).previous()
    }

    /// The period before.
    pub fn previous(self) -> Self {
        Self::containing(self.period, self.first - Days::new(1))
    }

    /// The period after.
    pub fn next(self) -> Self {
        Self { period: self.period, first: self.day_after() }
    }

    /// The period's kind.
    pub fn period(self) -> Period {
        self.period
    }

    /// The first day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    pub fn last(self) -> NaiveDate {
        self.day_after() - Days::new(1)
    }

    /// The moment at which the period is over.
    pub fn closes_at(self) -> DateTime<Utc> {
        self.day_after().and_time(NaiveTime::MIN).and_utc()
    }

    fn day_after(self) -> NaiveDate {
        match self.period {
            Period::Day => self.first + Days::new(1),
            Period::Week => self.first + Days::new(7),
            Period::Month => self.first + Months::new(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_begins_on_monday_and_a_month_on_its_first() {
        let wednesday = date("2026-11-18");
        assert_eq!(DataDate::new(Period::Week, wednesday).unwrap_err().nearest.first(), date("2026-11-16"));
        assert_eq!(DataDate::new(Period::Month, wednesday).unwrap_err().nearest.first(), date("2026-11-01"));
        assert!(DataDate::new(Period::Day, wednesday).is_ok());
    }

    #[test]
    fn neighbours_cross_the_ends_of_months_and_years() {
        let january = DataDate::new(Period::Month, date("2026-01-01")).unwrap();
        assert_eq!(january.previous().first(), date("2025-12-01"));
        assert_eq!(january.previous().next(), january);
        assert_eq!(january.last(), date("2026-01-31"));
    }

    #[test]
    fn a_period_is_closed_from_the_midnight_that_follows_it() {
        let now = "2026-11-23T00:00:00Z".parse().unwrap();
        assert_eq!(DataDate::newest_closed(Period::Day, now).first(), date("2026-11-22"));
        assert_eq!(DataDate::newest_closed(Period::Week, now).first(), date("2026-11-16"));
        assert_eq!(DataDate::newest_closed(Period::Month, now).first(), date("2026-10-01"));
    }
}
