//! Series of days and what the rules say of them.

mod backtests;
mod climbs;
mod glitches;
mod hours;
mod ranks;
mod readings;
mod settings;
mod silences;
mod speaking;
mod spikes;

use super::*;
use crate::domain::{Question, Region, UserId};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use std::sync::Arc;

/// The first date, a Monday.
pub(super) fn start() -> NaiveDate {
    "2026-10-05".parse().unwrap()
}

pub(super) fn date(days: u64) -> NaiveDate {
    start() + Days::new(days)
}

/// When the numbers of a date are read.
pub(super) fn noon_after(date: NaiveDate) -> DateTime<Utc> {
    (date + Days::new(1)).and_hms_opt(12, 0, 0).unwrap().and_utc()
}

pub(super) fn user() -> UserId {
    UserId::new("6633792625097490438").unwrap()
}

pub(super) fn rival() -> UserId {
    UserId::new("6633792625097490439").unwrap()
}

pub(super) fn day(at: u64, value: f64) -> Day {
    let from = Provenance::Ranking { question: Question::plain(), rank: 7, fetched_at: noon_after(date(at)) };
    Day { date: date(at), value, days: 1, from }
}

/// Days from the first date on; none is a day that isn't known.
pub(super) fn series_of(metric: Metric, values: &[Option<f64>]) -> Series {
    let days = (0..).zip(values).filter_map(|(at, value)| Some(day(at, (*value)?)));
    Series::of_days(metric, days)
}

pub(super) fn sales(values: &[f64]) -> Series {
    series_of(Metric::Sales, &values.iter().copied().map(Some).collect::<Vec<_>>())
}

/// Ordinary days about 100, with a little noise that doesn't change from run to run.
pub(super) fn ordinary(days: usize) -> Vec<f64> {
    const NOISE: [f64; 11] = [0.0, 8.0, -6.0, 3.0, -11.0, 12.0, -2.0, 6.0, -8.0, 10.0, -4.0];
    (0..days).map(|at| 100.0 + NOISE[at % NOISE.len()]).collect()
}

pub(super) fn normal(metric: Metric) -> Limits {
    Sensitivity::Normal.limits(metric)
}

pub(super) fn draft(metrics: &[Metric]) -> WatchDraft {
    WatchDraft { metrics: metrics.to_vec(), ..WatchDraft::new(user(), Region::default(), 1) }
}

pub(super) fn watch(metrics: &[Metric]) -> WatchSettings {
    draft(metrics).try_into().unwrap()
}

pub(super) fn seen(series: &Series) -> Seen {
    Seen { series: vec![Arc::new(series.clone())], ..Seen::default() }
}

/// What a watch of sales says of each date from `from` on, as of noon of the day after.
pub(super) fn told(values: &[f64], from: u64) -> Vec<(NaiveDate, Rule)> {
    let (settings, seen) = (watch(&[Metric::Sales]), seen(&sales(values)));
    let mut log = WatchLog::new(date(from));
    let mut told = Vec::new();
    for date in date(from).iter_days().take(values.len() - usize::try_from(from).unwrap()) {
        let moment = Moment { now: noon_after(date), ..Moment::default() };
        let (evaluation, verdicts) = live_through(&settings, &seen, &mut log, date, &moment);
        let spoken = evaluation.checks.into_iter().zip(verdicts);
        told.extend(
            spoken.filter(|(_, said)| matches!(said, Verdict::Speak(_))).map(|(check, _)| (date, check.rule)),
        );
    }
    told
}

pub(super) fn hours(hours: i64) -> TimeDelta {
    TimeDelta::hours(hours)
}
