//! What a board is due for: the firing, and the data date that it shows.

use super::{Firing, Schedule};
use crate::domain::{DataDate, Period};
use chrono::{DateTime, NaiveDate, Utc};

/// Firings that are looked at: a monthly board may fire daily.
const FIRINGS: usize = 400;
/// Of a downtime: more than a day's each for three years.
const PASSED: usize = 1_200;

/// The data date that a firing is for: the newest that is over then; none where the board was due for that one before.
/// So a week or a month is due once, at its first firing, and a day's board leaves one firing a year out where a
/// clock change around midnight of UTC makes two of them fall on one UTC day.
pub fn target(period: Period, targeted: Option<DataDate>, at: DateTime<Utc>) -> Option<DataDate> {
    let newest = DataDate::newest_closed(period, at);
    let is_new = targeted.is_none_or(|before| before.period() != period || before.first() < newest.first());
    is_new.then_some(newest)
}

/// The firings from `next` on that are due at a moment, each with its data date where it has one, the last one last.
pub fn passed(
    schedule: &Schedule,
    period: Period,
    next: Option<Firing>,
    targeted: Option<DataDate>,
    now: DateTime<Utc>,
) -> Vec<(Firing, Option<DataDate>)> {
    let after = |firing: &Firing| schedule.next(firing.at, Some(firing.date));
    let passed = std::iter::successors(next, after).take(PASSED).take_while(|firing| firing.at <= now);
    passed.map(|firing| (firing, target(period, targeted, firing.at))).collect()
}

/// The next firing after a moment and on a local date after `last` that has something new to show, with its data
/// date.
pub fn planned(
    schedule: &Schedule,
    period: Period,
    after: DateTime<Utc>,
    last: Option<NaiveDate>,
    targeted: Option<DataDate>,
) -> Option<(Firing, DataDate)> {
    let firings = schedule.firings(after, last).take(FIRINGS);
    firings.into_iter().find_map(|firing| Some((firing, target(period, targeted, firing.at)?)))
}
