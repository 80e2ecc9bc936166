//! The only way to numbers: stored lists first, one request for simultaneous askers, every credit in the ledger.

mod source;

pub use source::{Failure, Page, Source, SourceError};

pub use crate::domain::Ceiling;

use crate::domain::{DataDate, Depth, List, Payer, Purpose, Scope};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ask {
    /// What is asked, but for the date.
    pub scope: Scope,
    /// The data date; the newest that has rows when absent.
    pub date: Option<DataDate>,
    /// How deep.
    pub depth: Depth,
    /// What for.
    pub purpose: Purpose,
    /// On whose allowance.
    pub payer: Payer,
}

/// An answer with rows.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The list, at least as deep as asked unless it ended or `instead` says why not.
    pub list: Arc<List>,
    /// The list one period earlier, where it is stored; never asked for.
    pub before: Option<Arc<List>>,
    /// Credits that this question spent; 0 when it was answered from the store or by somebody else's request.
    pub credits: u32,
    /// Why this stored list is answered in place of what was asked for, if it is.
    pub instead: Option<Refusal>,
}

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
    /// The store failed: our fault, logged.
    #[error("the store failed")]
    Store,
}
