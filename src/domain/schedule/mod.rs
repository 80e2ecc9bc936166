//! Schedules: when a board falls due, on which local dates, in which zone.

mod cron;
mod days;
mod hours;
mod plan;
#[cfg(test)]
mod tests;
mod time;
mod typed;
mod zone;

pub use cron::{BadCron, Cron};
pub use days::Days;
pub use hours::{BadHours, hours_of_day, typed_hours};
pub use plan::{passed, planned, target};
pub use time::time_of_day;
pub use zone::{UnknownZone, Zone};

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

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

/// Dates that are looked at for the next firing: 29 February comes again within them.
const DATES: usize = 366 * 9;

impl Timing {
    /// The time of day.
    pub fn time(&self) -> NaiveTime {
        match self {
            Self::Daily { time, .. } => *time,
            Self::Cron(cron) => cron.time(),
        }
    }

    fn fires_on(&self, date: NaiveDate) -> bool {
        match self {
            Self::Daily { days, .. } => days.contains(date.weekday()),
            Self::Cron(cron) => cron.fires_on(date),
        }
    }
}

impl Schedule {
    /// The first moment after `after` at which it fires on a local date after `last`; none within the years that
    /// are looked at.
    pub fn next(&self, after: DateTime<Utc>, last: Option<NaiveDate>) -> Option<Firing> {
        // A time in a gap over midnight belongs to the date before.
        let from = self.zone.local(after).date();
        let from = from.pred_opt().unwrap_or(from);
        let from = last.and_then(|last| last.succ_opt()).map_or(from, |next| next.max(from));
        from.iter_days().take(DATES).filter(|date| self.timing.fires_on(*date)).find_map(|date| {
            let at = self.zone.moment(date, self.timing.time())?;
            (at > after).then_some(Firing { date, at })
        })
    }

    /// The firings after a moment, on local dates after `last`.
    pub fn firings(&self, after: DateTime<Utc>, last: Option<NaiveDate>) -> impl Iterator<Item = Firing> {
        std::iter::successors(self.next(after, last), |firing| self.next(firing.at, Some(firing.date)))
    }

    /// The fewest days from one firing to the next.
    pub fn shortest_gap_days(&self) -> u32 {
        let from = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
        let dates: Vec<_> = from.iter_days().take(DATES).filter(|date| self.timing.fires_on(*date)).collect();
        let gaps = dates.windows(2).map(|pair| (pair[1] - pair[0]).num_days());
        gaps.min().and_then(|days| u32::try_from(days).ok()).unwrap_or(u32::MAX)
    }
}
