//! One of two watched creators passed the other.

use super::{Finding, Quiet, Series, numbers::median};
use crate::domain::UserId;
use chrono::{NaiveDate, TimeDelta};
use std::cmp::Ordering;

/// Days of a level: days alone change places all the time.
const WEEK: i64 = 7;
/// Fewer known days are no level.
const FEWEST: usize = 4;
/// Only a lead above a twentieth is clear.
const LEAD: f64 = 1.05;
/// How far back the last clear lead is looked for.
const BACK: i64 = 28;

/// A creator's days beside whose they are.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    /// Who.
    pub user_id: &'a UserId,
    /// Their days.
    pub series: &'a Series,
}

/// Whether the one who clearly leads by the median of the last 7 days is not the one who did before.
///
/// # Errors
/// When not: the reason, with its numbers.
pub fn overtaken(mine: Of<'_>, theirs: Of<'_>, date: NaiveDate) -> Result<Finding, Quiet> {
    let few = Quiet::TooFewDays { days: 0, needed: 4 };
    let (own, other) = levels(mine.series, theirs.series, date).ok_or(few)?;
    let same = Quiet::SameOrder { mine: own, theirs: other };
    let leader = leader(own, other).ok_or(same.clone())?;
    let earlier = (1..=BACK).filter_map(|days| {
        let date = date.checked_sub_signed(TimeDelta::days(days))?;
        let (own, other) = levels(mine.series, theirs.series, date)?;
        Some((date, self::leader(own, other)?))
    });
    let (since, before) = earlier.into_iter().next().ok_or(same.clone())?;
    if before == leader {
        return Err(same);
    }
    let (by, whom) = if leader == Ordering::Greater { (mine, theirs) } else { (theirs, mine) };
    Ok(Finding::Overtaken {
        metric: mine.series.metric(),
        date,
        by: by.user_id.clone(),
        whom: whom.user_id.clone(),
        ahead: own.max(other),
        behind: own.min(other),
        since,
    })
}

fn leader(own: f64, other: f64) -> Option<Ordering> {
    let (high, low) = (own.max(other), own.min(other));
    (high > 0.0 && high >= low * LEAD).then(|| own.total_cmp(&other))
}

fn levels(mine: &Series, theirs: &Series, date: NaiveDate) -> Option<(f64, f64)> {
    let after = date.succ_opt()?;
    let level = |series: &Series| {
        let week: Vec<f64> = series.before(after, WEEK).map(|day| day.value).collect();
        median(week.iter().copied()).filter(|_| week.len() >= FEWEST)
    };
    Some((level(mine)?, level(theirs)?))
}
