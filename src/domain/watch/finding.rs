//! What a rule found, or why it found nothing, with all the numbers that prove it.

use super::{Baseline, Correction, Day, Limits, Metric, Rule};
use crate::domain::{Question, UserId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Something that a rule found on a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// A day far above the usual ones.
    Spike {
        /// The number.
        metric: Metric,
        /// The day.
        day: Day,
        /// What it is compared with.
        baseline: Baseline,
        /// The limits.
        limits: Limits,
        /// What it had to come to.
        needed: f64,
    },
    /// A level that rose for good.
    Climb {
        /// The number.
        metric: Metric,
        /// The last day.
        day: Day,
        /// What it is compared with.
        climb: Climb,
        /// The limits.
        limits: Limits,
    },
    /// Came among the first so many.
    EnteredTop {
        /// Where, and from where.
        ranks: Ranks,
        /// Among so many.
        top: u32,
    },
    /// Many ranks at once.
    RankJump {
        /// Where, and from where.
        ranks: Ranks,
        /// The limits.
        limits: Limits,
    },
    /// One of two watched creators passed the other.
    Overtaken {
        /// The number.
        metric: Metric,
        /// The date.
        date: NaiveDate,
        /// Who is ahead now.
        by: UserId,
        /// Who is behind now.
        whom: UserId,
        /// The median of the last 7 days of the one who is ahead.
        ahead: f64,
        /// That of the other.
        behind: f64,
        /// The last date on which it clearly was the other way round.
        since: NaiveDate,
    },
    /// Sells nothing any more.
    FellSilent {
        /// The last day.
        day: Day,
        /// Since this date.
        since: NaiveDate,
        /// So many days.
        days: u32,
        /// The median of the days of the four weeks before on which something was sold.
        usual: f64,
    },
}

/// The levels of a climb.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Climb {
    /// The median of the last 7 days.
    pub now: f64,
    /// That of the 7 days before.
    pub before: f64,
    /// The level at the last alert, or at the start of the watch.
    pub then: f64,
    /// When that was.
    pub since: NaiveDate,
}

/// Two ranks of a creator on a board.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranks {
    /// The board, with its date.
    pub question: Question,
    /// The date.
    pub date: NaiveDate,
    /// The rank.
    pub rank: usize,
    /// The date before that is known.
    pub before_date: NaiveDate,
    /// The rank then.
    pub before: Ranked,
}

/// Where a creator stands on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ranked {
    /// At this rank.
    At(usize),
    /// Not among the first so many.
    Below(usize),
}

/// Why a rule found nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Quiet {
    /// Nothing is known of the date.
    NoReading,
    /// A lifetime total fell, so that the day can't be known.
    Corrected(Correction),
    /// The first reading is only a baseline.
    FirstReading,
    /// Too few days are known.
    TooFewDays {
        /// How many there are.
        days: u32,
        /// How many it takes.
        needed: u32,
    },
    /// Below what counts at all.
    BelowFloor {
        /// The value.
        value: f64,
        /// The least.
        floor: f64,
    },
    /// Not so many percent above the usual.
    BelowPercent {
        /// The value.
        value: f64,
        /// What it had to come to.
        needed: f64,
        /// What it is compared with.
        baseline: Box<Baseline>,
    },
    /// So many percent above the usual, but this creator's days stray that far.
    WithinSpread {
        /// The value.
        value: f64,
        /// What it had to come to.
        needed: f64,
        /// What it is compared with.
        baseline: Box<Baseline>,
    },
    /// The level didn't rise by so much.
    NoClimb {
        /// The levels.
        climb: Climb,
        /// What both of the last two weeks had to come to.
        needed: f64,
    },
    /// The rank isn't good enough.
    NotInTop {
        /// Where the creator stands.
        rank: Ranked,
        /// Among so many.
        top: u32,
    },
    /// Was among the first so many already.
    AlreadyInTop {
        /// The rank.
        rank: usize,
        /// The rank before.
        before: usize,
    },
    /// Nothing is known of where the creator stood in the week before.
    RankBeforeUnknown {
        /// The rank now.
        rank: usize,
    },
    /// Not so many places better.
    FewPlaces {
        /// The rank.
        rank: usize,
        /// The rank before.
        before: Ranked,
        /// How many places it takes.
        needed: usize,
    },
    /// Nobody passed the other.
    SameOrder {
        /// The median of the watched creator's last 7 days.
        mine: f64,
        /// That of the other.
        theirs: f64,
    },
    /// Sold something, or not yet for so long nothing.
    NotSilent {
        /// For how many days nothing.
        days: u32,
        /// How many it takes.
        needed: u32,
    },
    /// Never sold enough for its absence to mean anything.
    NeverSold,
}

impl Finding {
    /// The rule, for the watch of a creator.
    pub fn rule(&self, watched: &UserId) -> Rule {
        match self {
            Self::Spike { metric, .. } => Rule::Spike(*metric),
            Self::Climb { metric, .. } => Rule::Climb(*metric),
            Self::EnteredTop { .. } => Rule::EnteredTop,
            Self::RankJump { .. } => Rule::RankJump,
            Self::Overtaken { by, whom, .. } => {
                Rule::Overtaken(if by == watched { whom.clone() } else { by.clone() })
            }
            Self::FellSilent { .. } => Rule::FellSilent,
        }
    }

    /// The data date.
    pub fn date(&self) -> NaiveDate {
        match self {
            Self::Spike { day, .. } | Self::Climb { day, .. } | Self::FellSilent { day, .. } => day.date,
            Self::EnteredTop { ranks, .. } | Self::RankJump { ranks, .. } => ranks.date,
            Self::Overtaken { date, .. } => *date,
        }
    }

    /// How many times the usual it is, for whoever ranks findings; none where nothing is compared so.
    pub fn times(&self) -> Option<f64> {
        match self {
            Self::Spike { day, baseline, .. } => Some(day.value / baseline.expected),
            Self::Climb { climb, .. } => Some(climb.now / climb.then.max(1.0)),
            _ => None,
        }
    }

    /// The smallest percentage of a limit with which it would be no news; none where no percentage decides, or none is
    /// large enough.
    pub fn percent_beyond(&self) -> Option<u32> {
        let percent = match self {
            Self::Spike { day, baseline, .. } => (day.value / baseline.expected - 1.0) * 100.0,
            Self::Climb { climb, .. } => climb.percent(),
            _ => return None,
        };
        let beyond = (percent.floor() + 1.0).max(1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the bounds are checked")]
        (beyond <= f64::from(Limits::MOST_PERCENT)).then_some(beyond as u32)
    }
}
