//! Hours in which nobody is disturbed, by a clock on the wall.

use crate::domain::Zone;
use chrono::{DateTime, NaiveTime, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// From a time of day to another, which may lie on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct QuietHours {
    from: NaiveTime,
    to: NaiveTime,
    zone: Zone,
}

#[derive(Deserialize)]
struct Written {
    from: NaiveTime,
    to: NaiveTime,
    zone: Zone,
}

impl TryFrom<Written> for QuietHours {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        Self::new(written.from, written.to, written.zone)
            .ok_or("quiet hours end at another minute than they begin")
    }
}

/// Minutes that are looked at: a day, and what a clock change adds.
const MINUTES: i64 = 28 * 60;

impl QuietHours {
    /// Quiet hours, to the minute; none where they end when they begin, which could mean never and always.
    pub fn new(from: NaiveTime, to: NaiveTime, zone: Zone) -> Option<Self> {
        let minute = |time: NaiveTime| NaiveTime::from_hms_opt(time.hour(), time.minute(), 0);
        let (from, to) = (minute(from)?, minute(to)?);
        (from != to).then_some(Self { from, to, zone })
    }

    /// When they are over, where a moment lies in them. It walks from minute to minute, for then a time that is
    /// skipped or comes twice is right by itself.
    pub fn until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if !self.covers(now) {
            return None;
        }
        let minute = now.with_second(0).and_then(|now| now.with_nanosecond(0)).unwrap_or(now);
        (1..=MINUTES).map(|minutes| minute + TimeDelta::minutes(minutes)).find(|at| !self.covers(*at))
    }

    fn covers(&self, at: DateTime<Utc>) -> bool {
        let time = self.zone.local(at).time();
        if self.from < self.to {
            (self.from..self.to).contains(&time)
        } else {
            time >= self.from || time < self.to
        }
    }
}
