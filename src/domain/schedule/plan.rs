//! What a board is due for: the firing, and the data date that it shows.

use super::{Firing, Schedule};
use crate::domain::{DataDate, Period};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// A day's list that isn't over yet may be waited for by a firing that comes so soon before its end.
const SOON: TimeDelta = TimeDelta::hours(12);
/// Firings that are looked at: a monthly board may fire daily.
const FIRINGS: usize = 400;

/// The next firing after a moment and on a local date after `last` that has something new to show, with its data
/// date: the newest period that is over then, and newer than what was `targeted` before.
///
/// A clock change around midnight of UTC can make two firings of a daily board fall on one UTC day. The second
/// is for the day that ends soon after it, and waits.
pub fn planned(
    schedule: &Schedule,
    period: Period,
    after: DateTime<Utc>,
    last: Option<NaiveDate>,
    targeted: Option<DataDate>,
) -> Option<(Firing, DataDate)> {
    schedule.firings(after, last).take(FIRINGS).find_map(|firing| {
        let newest = DataDate::newest_closed(period, firing.at);
        let target = match targeted {
            Some(targeted) if newest.first() <= targeted.first() => targeted.next(),
            _ => newest,
        };
        let wait = target.closes_at() - firing.at;
        let is_soon = wait <= if period == Period::Day { SOON } else { TimeDelta::zero() };
        is_soon.then_some((firing, target))
    })
}
