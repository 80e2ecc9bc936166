//! What is watched of a creator, and by which rules.

use crate::domain::{Field, UserId};
use serde::{Deserialize, Serialize};

/// A number of a creator's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Metric {
    /// Units sold, an estimate.
    Sales,
    /// Followers gained.
    Followers,
    /// GMV in US dollars, an estimate.
    Gmv,
    /// The rank on a board.
    Rank,
}

impl Metric {
    /// Every metric.
    pub const ALL: [Self; 4] = [Self::Sales, Self::Followers, Self::Gmv, Self::Rank];

    /// The word that people type and the store keeps.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sales => "sales",
            Self::Followers => "followers",
            Self::Gmv => "gmv",
            Self::Rank => "rank",
        }
    }

    /// The metric of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.word() == word)
    }

    /// The board whose rows fill it; none for the rank, which every board has.
    pub const fn board(self) -> Option<Field> {
        match self {
            Self::Sales | Self::Gmv => Some(Field::Sales),
            Self::Followers => Some(Field::Followers),
            Self::Rank => None,
        }
    }

    /// How far a day lies from the usual one, as a natural logarithm, among creators of whom little is known.
    /// Followers come more unevenly than sales; measured in `docs/alerts.md`.
    pub(super) const fn usual_spread(self) -> f64 {
        match self {
            Self::Sales | Self::Gmv | Self::Rank => 0.32,
            Self::Followers => 0.45,
        }
    }

    /// Whether it counts single things, which scatter by the root of their number.
    pub(super) const fn is_count(self) -> bool {
        matches!(self, Self::Sales | Self::Followers)
    }
}

/// A rule of a watch: the cooldown and the state are kept for each.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Rule {
    /// A day far above the usual ones.
    Spike(Metric),
    /// A level that rose for good.
    Climb(Metric),
    /// Came among the first so many of a board.
    EnteredTop,
    /// Many ranks at once.
    RankJump,
    /// Passed another watched creator, or was passed by them.
    Overtaken(UserId),
    /// Sells nothing any more.
    FellSilent,
}

impl Rule {
    /// The number that it looks at; none where that is a rank, or left to the watch.
    pub const fn metric(&self) -> Option<Metric> {
        match self {
            Self::Spike(metric) | Self::Climb(metric) => Some(*metric),
            Self::FellSilent => Some(Metric::Sales),
            Self::EnteredTop | Self::RankJump | Self::Overtaken(_) => None,
        }
    }

    /// The word that the store keeps.
    pub fn word(&self) -> String {
        match self {
            Self::Spike(metric) => format!("spike:{}", metric.word()),
            Self::Climb(metric) => format!("climb:{}", metric.word()),
            Self::EnteredTop => "entered_top".to_owned(),
            Self::RankJump => "rank_jump".to_owned(),
            Self::Overtaken(rival) => format!("overtaken:{}", rival.as_str()),
            Self::FellSilent => "fell_silent".to_owned(),
        }
    }

    /// The rule of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        match word.split_once(':') {
            Some(("spike", metric)) => Metric::of_word(metric).map(Self::Spike),
            Some(("climb", metric)) => Metric::of_word(metric).map(Self::Climb),
            Some(("overtaken", rival)) => UserId::new(rival).map(Self::Overtaken),
            Some(_) => None,
            None => [Self::EnteredTop, Self::RankJump, Self::FellSilent]
                .into_iter()
                .find(|rule| rule.word() == word),
        }
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.word()
    }
}

impl TryFrom<String> for Rule {
    type Error = &'static str;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        Self::of_word(&word).ok_or("no rule has this word")
    }
}
