//! What a watch would have said: the live rules over days that are known already.

use super::{
    Evaluation, Finding, Limits, Metric, Moment, Seen, Verdict, WatchLog, WatchSettings, evaluate_day, speak,
};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// What a watch would have said.
#[derive(Clone, Debug, PartialEq)]
pub struct Backtest {
    /// So many dates were looked at.
    pub days: u32,
    /// What it would have said, by date.
    pub alerts: Vec<Finding>,
    /// Limits with which it would have spoken about once a week; none where its own already come nearest.
    pub suggested: Option<Limits>,
}

/// Percentages that are suggested.
const PERCENTS: [u32; 9] = [25, 50, 75, 100, 150, 200, 300, 500, 1_000];
/// Dates that are looked at at most.
const MOST: i64 = 180;
/// Days of a week.
const WEEK: f64 = 7.0;

impl Backtest {
    /// Runs a watch over the dates from the first to the last, both included. Days before the first are its history.
    pub fn run(settings: &WatchSettings, seen: &Seen, first: NaiveDate, last: NaiveDate) -> Self {
        let days = ((last - first).num_days() + 1).clamp(0, MOST);
        let days = u32::try_from(days).unwrap_or_default();
        let alerts = alerts(settings, seen, first, days);
        let suggested = suggested(settings, seen, first, days, alerts.len());
        Self { days, alerts, suggested }
    }
}

/// One date as a live watch goes through it: asks the rules, decides, and writes it down.
pub fn live_through(
    settings: &WatchSettings,
    seen: &Seen,
    log: &mut WatchLog,
    date: NaiveDate,
    moment: &Moment,
) -> (Evaluation, Vec<Verdict>) {
    let evaluation = evaluate_day(settings, seen, log, date);
    let glitches = moment.glitches.iter().chain(&evaluation.glitches).copied().collect();
    let own = Moment { glitches, ..moment.clone() };
    let verdicts: Vec<Verdict> =
        evaluation.checks.iter().map(|check| speak(settings, check, log, &own)).collect();
    log.record(&evaluation, &verdicts, moment.now);
    (evaluation, verdicts)
}

fn alerts(settings: &WatchSettings, seen: &Seen, first: NaiveDate, days: u32) -> Vec<Finding> {
    let mut log = WatchLog::new(first);
    let dates = first.iter_days().take(usize::try_from(days).unwrap_or_default());
    let alerts = dates.flat_map(|date| {
        // The day's numbers are there on the day after.
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        let now = (date + TimeDelta::days(1)).and_time(noon).and_utc();
        let moment = Moment { now, ..Moment::default() };
        let (evaluation, verdicts) = live_through(settings, seen, &mut log, date, &moment);
        let said = evaluation.checks.into_iter().zip(verdicts);
        said.filter(|(_, verdict)| matches!(verdict, Verdict::Speak(_)))
            .filter_map(|(check, _)| check.outcome.ok())
            .collect::<Vec<_>>()
    });
    alerts.collect()
}

/// The percentage that comes nearest to one alert a week, the greater one where two are as near. Where the creator
/// never reaches the floor, half of their best day takes its place.
fn suggested(
    settings: &WatchSettings,
    seen: &Seen,
    first: NaiveDate,
    days: u32,
    spoken: usize,
) -> Option<Limits> {
    let metric = *settings.metrics.iter().find(|metric| **metric != Metric::Rank)?;
    let own = settings.limits(metric);
    let best = seen.series(metric)?.days().map(|day| day.value).fold(0.0, f64::max);
    let floor = if best < f64::from(own.floor()) { half(best) } else { own.floor() };
    let wanted = f64::from(days) / WEEK;
    let off = |count: usize| (f64::from(u32::try_from(count).unwrap_or(u32::MAX)) - wanted).abs();
    let tried = PERCENTS.into_iter().rev().filter_map(|percent| Limits::new(percent, floor).ok());
    let tried =
        tried.map(|limits| (off(alerts(&settings.with_limits(limits), seen, first, days).len()), limits));
    let (nearest, limits) = tried.min_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (nearest < off(spoken)).then_some(limits)
}

/// Half of a value, in whole pieces, at least one.
fn half(value: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
    let half = (value / 2.0) as u32;
    half.max(1)
}
