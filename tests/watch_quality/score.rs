//! Alerts against true jumps.

use crate::{HISTORY, WATCHED, first, market::Creator};
use chrono::{Days, NaiveDate};
use rankwatch::domain::watch::{Finding, Metric, Sensitivity};
use rankwatch_sandbox::TrueJump;
use std::fmt;

/// A jump counts from twice the usual level on.
const COUNTS: f64 = 2.0;
/// An alert may come up to so many days after the first.
const LATE: u64 = 3;
/// Sizes from which a column begins.
const SIZES: [f64; 6] = [2.0, 2.5, 3.0, 4.0, 6.0, 10.0];

/// A level that rose by so much without its jumps rose.
const ROSE: f64 = 1.33;

/// How many there were, and how many of them were right.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    all: u32,
    right: u32,
}

/// What was found, and what there was.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    /// True jumps of each size, and how many of them were told.
    jumps: [Part; SIZES.len()],
    /// Alerts of a day by how far above the usual it lay, and those with a true jump that counts.
    spikes: [Part; SIZES.len()],
    /// Alerts of a level, and those where it rose.
    climbs: Part,
}

impl Part {
    fn count(&mut self, is_right: bool) {
        self.all += 1;
        self.right += u32::from(is_right);
    }

    fn plus(self, other: Self) -> Self {
        Self { all: self.all + other.all, right: self.right + other.right }
    }

    fn share(self) -> f64 {
        f64::from(self.right) / f64::from(self.all)
    }

    fn sum(parts: &[Self]) -> Self {
        parts.iter().fold(Self::default(), |sum, part| sum.plus(*part))
    }
}

fn size(times: f64) -> Option<usize> {
    SIZES.iter().rposition(|size| times >= *size)
}

fn tells(date: NaiveDate, jump: &TrueJump) -> bool {
    (jump.date..=jump.date + Days::new(LATE)).contains(&date)
}

impl Score {
    /// Counts the alerts of a creator.
    pub(crate) fn count(&mut self, creator: &Creator, metric: Metric, known: u64, alerts: &[Finding]) {
        let word = if metric == Metric::Sales { "units" } else { "followers" };
        let counts = |jump: &&TrueJump| jump.metric == word && jump.size >= COUNTS;
        let jumps: Vec<&TrueJump> = creator.jumps.iter().filter(counts).collect();
        let mut told = Vec::new();
        for finding in alerts {
            let date = finding.date();
            match finding {
                Finding::Climb { climb, .. } => self.climbs.count(rose(creator, metric, date, climb.since)),
                _ => {
                    told.push(date);
                    let size = finding.times().and_then(size).unwrap_or_default();
                    self.spikes[size].count(jumps.iter().any(|jump| tells(date, jump)));
                }
            }
        }
        // What lies below the floor isn't news, and what the source didn't see can't be found.
        let floor = i64::from(Sensitivity::Normal.limits(metric).floor());
        let (from, to) =
            (first() + Days::new(known.max(1)), first() + Days::new(HISTORY + WATCHED - LATE - 1));
        let there =
            |jump: &&&TrueJump| jump.covered && jump.value >= floor && (from..=to).contains(&jump.date);
        for jump in jumps.iter().filter(there) {
            let is_told = told.iter().any(|date| tells(*date, jump));
            self.jumps[size(jump.size).unwrap_or_default()].count(is_told);
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            jumps: std::array::from_fn(|at| self.jumps[at].plus(other.jumps[at])),
            spikes: std::array::from_fn(|at| self.spikes[at].plus(other.spikes[at])),
            climbs: self.climbs.plus(other.climbs),
        }
    }

    /// Of the alerts of a day those with a true jump that counts.
    pub(crate) fn precision(&self) -> f64 {
        Part::sum(&self.spikes).share()
    }

    /// Of the true jumps of some size and above those that were told.
    pub(crate) fn recall(&self, from: f64) -> f64 {
        Part::sum(&self.jumps[size(from).unwrap_or_default()..]).share()
    }

    /// Of the alerts of a level those where it rose.
    pub(crate) fn risen(&self) -> f64 {
        self.climbs.share()
    }
}

/// Whether the level without jumps rose from where a climb began to its date.
fn rose(creator: &Creator, metric: Metric, date: NaiveDate, since: NaiveDate) -> bool {
    let level = |to: NaiveDate, days: u64| {
        let days = creator.calm(metric, to - Days::new(days), to);
        days.iter().sum::<f64>() / f64::from(u32::try_from(days.len()).expect("few days"))
    };
    let week = first() + Days::new(7);
    let then = if since <= week { level(week, 7) } else { level(since, 28) };
    level(date + Days::new(1), 14) >= ROSE * then
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (parts, share) in [(&self.spikes, self.precision()), (&self.jumps, self.recall(COUNTS))] {
            write!(f, "| {share:.3} of {} |", Part::sum(parts).all)?;
            for part in parts {
                write!(f, " {part} |")?;
            }
            writeln!(f)?;
        }
        write!(f, "| climbs {} |", self.climbs)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.all == 0 { f.write_str("–") } else { write!(f, "{:.2} of {}", self.share(), self.all) }
    }
}
