//! A level that rose for good.

use super::{Climb, Finding, Limits, Quiet, Series, baseline::counted, numbers::median, spike::known};
use chrono::{NaiveDate, TimeDelta};

/// Days of a level.
const WEEK: i64 = 7;
/// A level has to rise by so many times the percentage: at normal sensitivity it doubles. By half many rise
/// with the season.
const RISE: f64 = 2.0;
/// Fewer known days are no level.
const FEWEST: u32 = 4;

/// Where a climb begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// At the start of the watch: what came before it counts.
    Start(NaiveDate),
    /// At an alert.
    Alert(NaiveDate),
}

impl Since {
    /// The same, or that date where it lies before it: from there it begins as a watch does.
    pub(super) fn no_earlier_than(self, date: NaiveDate) -> Self {
        let (Self::Start(since) | Self::Alert(since)) = self;
        if since < date { Self::Start(date) } else { self }
    }
}

impl Climb {
    /// The percentage at which the level would just be as high as needed.
    pub(super) fn percent(&self) -> f64 {
        (self.before / self.then.max(1.0) - 1.0) * 100.0 / RISE
    }

    /// What both of the last two weeks had to come to.
    pub fn needed(&self, limits: Limits) -> f64 {
        self.then.max(1.0) * (1.0 + RISE * (limits.factor() - 1.0))
    }
}

/// Whether the last week and the one before both lie twice so many percent above the level where the climb began, and
/// the last isn't the lower one: the days after a spike are as high for a while, but they fall.
///
/// # Errors
/// When they don't: the reason, with its numbers.
pub fn climb(series: &Series, date: NaiveDate, since: Since, limits: Limits) -> Result<Finding, Quiet> {
    let day = known(series, date)?;
    let (now, floor) = (level(series, date)?, f64::from(limits.floor()));
    if now < floor {
        return Err(Quiet::BelowFloor { value: now, floor });
    }
    let then = level_then(series, since).ok_or(Quiet::TooFewDays { days: 0, needed: FEWEST })?;
    let before = level(series, date.checked_sub_signed(TimeDelta::days(WEEK)).unwrap_or(NaiveDate::MIN))?;
    let (Since::Start(since) | Since::Alert(since)) = since;
    let climb = Climb { now, before, then, since };
    let needed = climb.needed(limits);
    if before < needed || now < before {
        return Err(Quiet::NoClimb { climb, needed });
    }
    Ok(Finding::Climb { metric: series.metric(), day: day.clone(), climb, limits })
}

/// The level of the week that ends on a date.
fn level(series: &Series, date: NaiveDate) -> Result<f64, Quiet> {
    let week = week(series, date);
    let days = u32::try_from(week.len()).unwrap_or(u32::MAX);
    let few = Quiet::TooFewDays { days, needed: FEWEST };
    median(week).filter(|_| days >= FEWEST).ok_or(few)
}

fn week(series: &Series, date: NaiveDate) -> Vec<f64> {
    let after = date.succ_opt().unwrap_or(date);
    let from = after.checked_sub_signed(TimeDelta::days(WEEK)).unwrap_or(NaiveDate::MIN);
    let days = counted(series, after).into_iter().filter(|day| day.date >= from);
    days.map(|day| day.value).collect()
}

/// The level where a climb begins: at an alert that of its last week, at the start of a watch that of the four weeks
/// before, or else of the first week.
fn level_then(series: &Series, since: Since) -> Option<f64> {
    let of = |date: NaiveDate| median(week(series, date));
    match since {
        Since::Alert(date) => of(date),
        Since::Start(date) => {
            let before = counted(series, date);
            let before: Vec<f64> = before.into_iter().map(|day| day.value).collect();
            let first_week = || of(date.checked_add_signed(TimeDelta::days(WEEK - 1))?);
            if before.len() >= FEWEST as usize { median(before) } else { first_week() }
        }
    }
}
