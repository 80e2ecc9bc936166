//! What looks like news and is the source's own fault.

use super::{Baseline, Correction, Metric, Rule, Series};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A reading that isn't believed until the next one confirms it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Glitch {
    /// Nothing at all, after a day that had something.
    FellToZero {
        /// The number.
        metric: Metric,
        /// What the day would have been.
        expected: f64,
    },
    /// A lifetime total fell.
    TotalFell {
        /// The number.
        metric: Metric,
        /// From what to what.
        correction: Correction,
    },
    /// Most of a region at least doubled at once.
    RegionJumped {
        /// The number.
        metric: Metric,
        /// How many did.
        moved: usize,
        /// Of so many who are known.
        of: usize,
    },
    /// Most of a region fell to nothing at once.
    RegionFell {
        /// The number.
        metric: Metric,
        /// How many did.
        moved: usize,
        /// Of so many who are known.
        of: usize,
    },
}

/// A creator's day beside what it would be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// The value.
    pub value: f64,
    /// What was expected.
    pub expected: f64,
}

/// Of fewer creators no region can be told: a few that one agency watches may well take off together.
const FEWEST: usize = 10;
/// Few creators double on a day by themselves.
const JUMPED: f64 = 2.0;
/// Whoever has less a day often has nothing, or twice as much.
const COUNTS: f64 = 8.0;

impl Glitch {
    /// Whether what a rule finds is in doubt: one number's glitch says nothing of another, and a rank is in doubt where
    /// its whole region is.
    pub fn doubts(&self, rule: &Rule) -> bool {
        match (rule.metric(), self) {
            (
                Some(mine),
                Self::FellToZero { metric, .. }
                | Self::TotalFell { metric, .. }
                | Self::RegionJumped { metric, .. }
                | Self::RegionFell { metric, .. },
            ) => mine == *metric,
            (None, glitch) => matches!(glitch, Self::RegionJumped { .. } | Self::RegionFell { .. }),
        }
    }
}

impl Move {
    /// The move of a day; none where it isn't known, or nothing was before.
    pub fn of(series: &Series, date: NaiveDate) -> Option<Self> {
        let value = series.on(date)?.value;
        Some(Self { value, expected: Baseline::of(series, date)?.expected })
    }
}

/// What is wrong with a region's readings of one date, in whatever order its creators come.
pub fn region_glitch(metric: Metric, moves: &[Move]) -> Option<Glitch> {
    let known: Vec<&Move> = moves.iter().filter(|one| one.expected >= COUNTS).collect();
    let of = known.len();
    let count = |is_odd: fn(&Move) -> bool| known.iter().filter(|one| is_odd(one)).count();
    let jumped = count(|one| one.value >= one.expected * JUMPED);
    let fell = count(|one| one.value == 0.0);
    let most = |moved: usize| of >= FEWEST && moved * 2 > of;
    if most(jumped) {
        return Some(Glitch::RegionJumped { metric, moved: jumped, of });
    }
    most(fell).then_some(Glitch::RegionFell { metric, moved: fell, of })
}

/// What is wrong with a creator's own reading of a date. A second day of nothing confirms the first.
pub fn own_glitch(series: &Series, date: NaiveDate) -> Option<Glitch> {
    if let Some(correction) = series.correction(date) {
        return Some(Glitch::TotalFell { metric: series.metric(), correction: *correction });
    }
    let fell = series.on(date)?.value == 0.0;
    let baseline = fell.then(|| Baseline::of(series, date)).flatten()?;
    let (metric, expected) = (series.metric(), baseline.expected);
    (baseline.previous.value != 0.0 && expected >= COUNTS).then_some(Glitch::FellToZero { metric, expected })
}
