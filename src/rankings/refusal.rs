//! Why there is no answer.

use super::{Ceiling, Failure};
use crate::domain::DataDate;
use chrono::{DateTime, Utc};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The source failed.
    #[error("{failure}")]
    Source {
        /// How.
        failure: Failure,
        /// When to try again.
        retry_at: Option<DateTime<Utc>>,
    },
    /// A ceiling or an allowance is reached.
    #[error("the {ceiling:?} of credits is reached")]
    Ceiling {
        /// Which.
        ceiling: Ceiling,
        /// When it begins anew.
        resets_at: DateTime<Utc>,
    },
    /// The source has no rows for this date (not published yet, or nobody fits).
    #[error("the source has no rows")]
    Empty {
        /// The newest data date with rows that is stored for the same question.
        newest: Option<DataDate>,
    },
    /// The source ignored the filter, so its rows answer another question.
    #[error("the source ignored the filter")]
    FilterIgnored,
    /// The source doesn't answer such questions at all: its owner's plan lacks them, or the vendor does.
    #[error("the source doesn't offer this")]
    NotOffered {
        /// When it is asked again.
        retry_at: DateTime<Utc>,
    },
    /// The source is slow, or other questions come first: whoever asked has waited long enough. The fetch goes
    /// on, and what it brings is stored.
    #[error("the source is busy")]
    Busy {
        /// When to look again.
        retry_at: DateTime<Utc>,
    },
    /// The fetch was stopped before its end: the bot is stopping, or has a fault.
    #[error("the fetch was stopped")]
    Stopped,
    /// The store failed: our fault, logged.
    #[error("the store failed")]
    Store,
}

impl Refusal {
    /// The moment to try again, where one is known.
    pub const fn retry_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Source { retry_at, .. } => *retry_at,
            Self::Ceiling { resets_at: moment, .. }
            | Self::NotOffered { retry_at: moment }
            | Self::Busy { retry_at: moment } => Some(*moment),
            Self::Empty { .. } | Self::FilterIgnored | Self::Stopped | Self::Store => None,
        }
    }

    /// A word for the history of boards.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Source { failure, .. } => failure.word(),
            Self::Ceiling { ceiling: Ceiling::Month, .. } => "ceiling_month",
            Self::Ceiling { .. } => "ceiling_day",
            Self::Empty { .. } => "empty",
            Self::FilterIgnored => "filter_ignored",
            Self::NotOffered { .. } => "not_offered",
            Self::Busy { .. } => "busy",
            Self::Stopped => "stopped",
            Self::Store => "store",
        }
    }
}
