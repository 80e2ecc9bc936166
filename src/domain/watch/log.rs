//! What a watch remembers from one date to the next.

use super::{Evaluation, Metric, Quiet, Rule, Verdict};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The memory of a watch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WatchLog {
    /// The data date on which it began.
    pub started: NaiveDate,
    /// States that last, and since when.
    pub lasting: BTreeMap<Rule, NaiveDate>,
    /// The last alert of each rule.
    pub alerts: BTreeMap<Rule, Past>,
    /// What is held until a reading of a later date confirms it, by the data date on which it was found.
    pub held: BTreeMap<Rule, NaiveDate>,
    /// Until when it is snoozed.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// Rules that somebody muted.
    pub muted: BTreeSet<Rule>,
}

/// An alert of the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The data date that it told of.
    pub date: NaiveDate,
    /// When it was said, or is to be.
    pub at: DateTime<Utc>,
}

impl WatchLog {
    /// A watch that begins on a data date.
    pub fn new(started: NaiveDate) -> Self {
        Self {
            started,
            lasting: BTreeMap::new(),
            alerts: BTreeMap::new(),
            held: BTreeMap::new(),
            snoozed_until: None,
            muted: BTreeSet::new(),
        }
    }

    /// Since when a rule's state lasts.
    pub fn since(&self, rule: &Rule) -> Option<NaiveDate> {
        self.lasting.get(rule).copied()
    }

    /// The date of the last alert that told of a metric's jump.
    pub fn last_alert(&self, metric: Metric) -> Option<NaiveDate> {
        let rules = [Rule::Spike(metric), Rule::Climb(metric)];
        rules.iter().filter_map(|rule| self.alerts.get(rule)).map(|past| past.date).max()
    }

    /// Writes down how a date went: which states last, what was said and what is held.
    pub fn record(&mut self, evaluation: &Evaluation, verdicts: &[Verdict], now: DateTime<Utc>) {
        for (check, verdict) in evaluation.checks.iter().zip(verdicts) {
            let rule = check.rule.clone();
            match check.since {
                Some(since) => self.lasting.insert(rule.clone(), since),
                None => self.lasting.remove(&rule),
            };
            match verdict {
                Verdict::Hold { .. } => {
                    self.held.entry(rule).or_insert(evaluation.date);
                    continue;
                }
                Verdict::Speak(_) => {
                    self.alerts.insert(rule.clone(), Past { date: evaluation.date, at: now })
                }
                Verdict::Later { at } => {
                    self.alerts.insert(rule.clone(), Past { date: evaluation.date, at: *at })
                }
                Verdict::Silent(_) => None,
            };
            // What was held is settled by a reading, one way or the other; without one it stays held.
            let is_read = !matches!(check.outcome, Err(Quiet::NoReading | Quiet::Corrected(_)));
            if is_read && self.held.get(&rule).is_some_and(|date| *date < evaluation.date) {
                self.held.remove(&rule);
            }
        }
    }
}
