//! Whether a watch speaks, and why.

use super::{Check, Glitch, Quiet, QuietHours, Rule, WatchLog, WatchSettings};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The moment at which it is decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// The moment.
    pub now: DateTime<Utc>,
    /// The server's quiet hours.
    pub quiet: Option<QuietHours>,
    /// What is wrong with the region's readings of the date, and with the creator's own.
    pub glitches: Vec<Glitch>,
}

/// What becomes of a check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It is said now.
    Speak(Spoken),
    /// It is said when the quiet hours are over.
    Later {
        /// Then.
        at: DateTime<Utc>,
    },
    /// It is held until the next reading confirms it.
    Hold {
        /// What is wrong.
        glitch: Glitch,
    },
    /// Nothing is said.
    Silent(Why),
}

/// Why something is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Spoken {
    /// It is new.
    New,
    /// It was held on this date, and is confirmed.
    Confirmed {
        /// The data date.
        held_on: NaiveDate,
    },
    /// It lasts since then, and couldn't be said before.
    Since {
        /// The data date.
        since: NaiveDate,
    },
}

/// Why nothing is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Why {
    /// The rule found nothing.
    NothingFound {
        /// Why not.
        quiet: Quiet,
    },
    /// It was said already, and is no change.
    StillSo {
        /// Since when it is so.
        since: NaiveDate,
        /// The data date of the alert.
        alerted: NaiveDate,
    },
    /// Somebody muted the rule.
    Muted {
        /// The rule.
        rule: Rule,
    },
    /// The watch is snoozed.
    Snoozed {
        /// Until then.
        until: DateTime<Utc>,
    },
    /// The last alert of the rule is too fresh.
    Cooldown {
        /// When it was said.
        last: DateTime<Utc>,
        /// Until then.
        until: DateTime<Utc>,
    },
}

/// Decides about a check of a date.
///
/// A state is told of once. What a snooze or a cooldown kept back is told when it still lasts afterwards.
pub fn speak(settings: &WatchSettings, check: &Check, log: &WatchLog, moment: &Moment) -> Verdict {
    let finding = match &check.outcome {
        Ok(finding) => finding,
        Err(quiet) => return Verdict::Silent(Why::NothingFound { quiet: quiet.clone() }),
    };
    let (rule, date) = (&check.rule, finding.date());
    let since = check.since.unwrap_or(date);
    let last = log.alerts.get(rule);
    if let Some(past) = last.filter(|past| past.date >= since) {
        return Verdict::Silent(Why::StillSo { since, alerted: past.date });
    }
    if log.muted.contains(rule) {
        return Verdict::Silent(Why::Muted { rule: rule.clone() });
    }
    let held_on = log.held.get(rule).copied().filter(|held| *held < date);
    let doubt = moment.glitches.iter().find(|glitch| held_on.is_none() && glitch.doubts(rule));
    if let Some(glitch) = doubt {
        return Verdict::Hold { glitch: *glitch };
    }
    if let Some(until) = log.snoozed_until.filter(|until| *until > moment.now) {
        return Verdict::Silent(Why::Snoozed { until });
    }
    let cooldown = TimeDelta::hours(settings.cooldown_hours.into());
    let cools = last.map(|past| (past.at, past.at + cooldown)).filter(|(_, until)| *until > moment.now);
    if let Some((last, until)) = cools {
        return Verdict::Silent(Why::Cooldown { last, until });
    }
    if let Some(at) = moment.quiet.and_then(|quiet| quiet.until(moment.now)) {
        return Verdict::Later { at };
    }
    Verdict::Speak(match held_on {
        Some(held_on) => Spoken::Confirmed { held_on },
        None if since < date => Spoken::Since { since },
        None => Spoken::New,
    })
}
