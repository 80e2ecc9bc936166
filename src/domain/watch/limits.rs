//! From where on a change is news.

use super::Metric;
use serde::{Deserialize, Serialize};

/// How far above the usual a day must lie, and what it must come to at least.
///
/// For a rank: by how many percent of its number it must improve, and by how many places at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Limits {
    percent: u32,
    floor: u32,
}

#[derive(Deserialize)]
struct Written {
    percent: u32,
    floor: u32,
}

impl TryFrom<Written> for Limits {
    type Error = BadLimits;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        Self::new(written.percent, written.floor)
    }
}

/// Limits that can't be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLimits {
    /// A percentage outside 1 to [`Limits::MOST_PERCENT`].
    #[error("a limit is 1 to {} percent", Limits::MOST_PERCENT)]
    Percent,
    /// A floor outside 1 to [`Limits::MOST_FLOOR`].
    #[error("a minimum is 1 to {}", Limits::MOST_FLOOR)]
    Floor,
}

impl Limits {
    /// A hundred and one times the usual.
    pub const MOST_PERCENT: u32 = 10_000;
    /// More than anybody sells or gains in a day.
    pub const MOST_FLOOR: u32 = 1_000_000_000;

    /// Checked limits.
    ///
    /// # Errors
    /// When one is 0 or above its maximum.
    pub fn new(percent: u32, floor: u32) -> Result<Self, BadLimits> {
        if !(1..=Self::MOST_PERCENT).contains(&percent) {
            return Err(BadLimits::Percent);
        }
        if !(1..=Self::MOST_FLOOR).contains(&floor) {
            return Err(BadLimits::Floor);
        }
        Ok(Self { percent, floor })
    }

    /// By how many percent.
    pub const fn percent(self) -> u32 {
        self.percent
    }

    /// The least value that is news.
    pub const fn floor(self) -> u32 {
        self.floor
    }

    /// 1.5 for 50 percent.
    pub fn factor(self) -> f64 {
        1.0 + f64::from(self.percent) / 100.0
    }

    /// How many usual spreads a day must lie above the usual: so that a creator's own noise hardly ever reaches
    /// it. A smaller percentage asks for less certainty too, or it would change nothing; a
    /// greater one never asks for more, so that what was typed stays what is needed.
    pub(super) fn spreads(self) -> f64 {
        (self.factor().ln() / NORMAL_FACTOR.ln()).sqrt().min(1.0) * SPREADS
    }
}

/// The factor of normal sensitivity.
const NORMAL_FACTOR: f64 = 1.5;
/// Spreads at normal sensitivity; measured in `docs/alerts.md`.
const SPREADS: f64 = 3.2;

/// How easily a watch speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sensitivity {
    /// Only what everybody would notice.
    Low,
    /// What stands out of the creator's own noise.
    #[default]
    Normal,
    /// Also what may be noise.
    High,
}

impl Sensitivity {
    /// Every one, the default first.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Low, Self::High];

    /// The word that people choose and the store keeps.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
        }
    }

    /// The one of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// What it means for a metric.
    pub const fn limits(self, metric: Metric) -> Limits {
        let percent = match self {
            Self::Low => 200,
            Self::Normal => 50,
            Self::High => 25,
        };
        let normal = match metric {
            Metric::Sales | Metric::Followers => 50,
            Metric::Gmv => 1_000,
            Metric::Rank => 10,
        };
        let floor = match self {
            Self::Low => normal * 4,
            Self::Normal => normal,
            Self::High => normal / 2,
        };
        // Places can't improve by more than the whole rank.
        let percent = if matches!((self, metric), (Self::Low, Metric::Rank)) { 75 } else { percent };
        Limits { percent, floor }
    }
}
