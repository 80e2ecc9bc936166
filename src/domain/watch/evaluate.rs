//! All rules of a watch on one date: what live watches, back-tests and measurements have in common.

use super::{
    Finding, Glitch, Limits, Metric, Of, Quiet, RankSeries, Rule, Series, Since, WatchLog, WatchSettings,
    climb, entered_top, fell_silent, overtaken, own_glitch, rank_jump, silence_lasts, spike, spike_lasts,
    top_lasts,
};
use crate::domain::UserId;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Days that a climb takes at most: what is looked back at is bounded.
const CLIMBS: u64 = 90;

/// What is known of a creator, and of those they are compared with.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Their days, one series a metric.
    pub series: Vec<Arc<Series>>,
    /// Their ranks.
    pub ranks: Option<RankSeries>,
    /// The days of the others, in the metric that the watch counts first.
    pub rivals: Vec<(UserId, Arc<Series>)>,
}

/// What the rules said of a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The data date.
    pub date: NaiveDate,
    /// Each rule of the watch.
    pub checks: Vec<Check>,
    /// What is wrong with the creator's own readings.
    pub glitches: Vec<Glitch>,
}

/// What a rule said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// The rule.
    pub rule: Rule,
    /// What it found, or why nothing.
    pub outcome: Result<Finding, Quiet>,
    /// Since when its state lasts; none where it doesn't. A state may outlast what is found.
    pub since: Option<NaiveDate>,
}

impl Seen {
    /// The days in a metric.
    pub fn series(&self, metric: Metric) -> Option<&Series> {
        self.series.iter().map(AsRef::as_ref).find(|series: &&Series| series.metric() == metric)
    }
}

/// Asks every rule of a watch about a date.
pub fn evaluate_day(settings: &WatchSettings, seen: &Seen, log: &WatchLog, date: NaiveDate) -> Evaluation {
    let checks = settings.rules().into_iter().map(|rule| {
        let outcome = found(settings, seen, log, date, &rule);
        let since = match (&outcome, log.since(&rule)) {
            // Who passes whom is an event each time, and no state.
            (Ok(Finding::RankJump { .. } | Finding::Overtaken { .. }), _) => Some(date),
            (Ok(_), since) => Some(since.unwrap_or(date)),
            (Err(_), Some(since)) if lasts(settings, seen, date, &rule) => Some(since),
            (Err(_), _) => None,
        };
        Check { rule, outcome, since }
    });
    let checks = checks.collect();
    let counted = settings.metrics.iter().filter_map(|metric| seen.series(*metric));
    let glitches = counted.filter_map(|series| own_glitch(series, date)).collect();
    Evaluation { date, checks, glitches }
}

fn found(
    settings: &WatchSettings,
    seen: &Seen,
    log: &WatchLog,
    date: NaiveDate,
    rule: &Rule,
) -> Result<Finding, Quiet> {
    let series = |metric| seen.series(metric).ok_or(Quiet::NoReading);
    let ranks = || seen.ranks.as_ref().ok_or(Quiet::NoReading);
    match rule {
        Rule::Spike(metric) => spike(series(*metric)?, date, settings.limits(*metric)),
        Rule::Climb(metric) => {
            let since = log.last_alert(*metric).map_or(Since::Start(log.started), Since::Alert);
            let since = since.no_earlier_than(date - Days::new(CLIMBS));
            climb(series(*metric)?, date, since, settings.limits(*metric))
        }
        Rule::EnteredTop => entered_top(ranks()?, date, settings.top),
        Rule::RankJump => rank_jump(ranks()?, date, settings.limits(Metric::Rank)),
        Rule::Overtaken(rival) => {
            let (user_id, theirs) =
                seen.rivals.iter().find(|(user_id, _)| user_id == rival).ok_or(Quiet::NoReading)?;
            let mine = Of { user_id: &settings.user_id, series: series(theirs.metric())? };
            overtaken(mine, Of { user_id, series: theirs }, date)
        }
        Rule::FellSilent => {
            fell_silent(series(Metric::Sales)?, date, settings.silent_days.unwrap_or(u32::MAX))
        }
    }
}

/// Whether a rule's state goes on although it finds nothing. Without a reading it does.
fn lasts(settings: &WatchSettings, seen: &Seen, date: NaiveDate, rule: &Rule) -> bool {
    let limits = |metric| -> Limits { settings.limits(metric) };
    match rule {
        Rule::Spike(metric) => {
            seen.series(*metric).is_none_or(|series| spike_lasts(series, date, limits(*metric)))
        }
        Rule::EnteredTop => seen.ranks.as_ref().is_none_or(|ranks| top_lasts(ranks, date, settings.top)),
        Rule::FellSilent => seen.series(Metric::Sales).is_none_or(|series| silence_lasts(series, date)),
        Rule::Climb(_) | Rule::RankJump | Rule::Overtaken(_) => false,
    }
}
