//! The seam to the data source: one request, one credit.

use super::Wanted;
use crate::domain::{CreatorDetail, ListKey, Row, TrendDay, UserId};
use chrono::{DateTime, NaiveDate, Utc};

/// Where numbers come from. One call is one request; it waits for its turn but never tries again by itself.
#[async_trait::async_trait]
pub trait Source: Send + Sync {
    /// Asks for page `number` (from 1) of ten rows of a list.
    ///
    /// # Errors
    /// [`SourceError`] says why there is no page and whether a credit may be gone.
    async fn page(&self, key: &ListKey, number: usize) -> Result<Page, SourceError>;

    /// Asks for the totals of these creators. Whoever the source doesn't know is absent.
    ///
    /// # Errors
    /// [`SourceError`] says why there is no answer and whether a credit may be gone. That none of the handles is known
    /// may come as [`Failure::BadRequest`].
    async fn details(&self, wanted: &Wanted) -> Result<Vec<CreatorDetail>, SourceError>;

    /// Asks for page `number` (from 1) of ten days of a creator's history, from the first date to the last.
    ///
    /// # Errors
    /// [`SourceError`] says why there is no page and whether a credit may be gone.
    async fn trends(
        &self,
        creator: &UserId,
        from: NaiveDate,
        to: NaiveDate,
        number: usize,
    ) -> Result<TrendPage, SourceError>;
}

/// A page of a list, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Rows that could be read, each creator once, with their ranks by the source's order.
    pub rows: Vec<Row>,
    /// Entries the source sent, readable or not: fewer than ten end the list.
    pub sent: usize,
}

/// A page of a creator's history, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrendPage {
    /// Days that could be read, each once, all of those that were asked for; in no order.
    pub days: Vec<TrendDay>,
    /// Entries the source sent, readable or not: fewer than ten end the history.
    pub sent: usize,
}

impl TrendPage {
    /// Days of a whole page.
    pub const DAYS: usize = 10;
}

/// Why the source gave no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{failure}{}", .detail.as_deref().map(|detail| format!(": {detail}")).unwrap_or_default())]
pub struct SourceError {
    /// The kind.
    pub failure: Failure,
    /// Whether the request may have cost its credit: it was sent and its answer was lost or unreadable.
    pub spent: bool,
    /// Not before this moment again, where that is known.
    pub retry_at: Option<DateTime<Utc>>,
    /// For the log: the source's own words, shortened; never holds the key.
    pub detail: Option<String>,
}

/// The kinds of failure, as far as they are handled differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Failure {
    /// No connection, or it broke before an answer began.
    #[error("the source can't be reached")]
    Unreachable,
    /// The deadline passed, or the answer was cut off.
    #[error("the source's answer was lost")]
    Lost,
    /// An answer that isn't the contract's: HTML, broken JSON, too large.
    #[error("the source's answer can't be read")]
    Unreadable,
    /// 400 or 404: a fault of ours.
    #[error("the source refused the request")]
    BadRequest,
    /// 400, 403 or 404 of an endpoint that the source need not have, unless it only says that handles are unknown.
    #[error("the source doesn't offer this")]
    NotOffered,
    /// 401 or 403: the key is refused. Opens the breaker.
    #[error("the source refused the key")]
    KeyRefused,
    /// 402: no credits left. Opens the breaker.
    #[error("the source's credits are used up")]
    OutOfCredits,
    /// 429.
    #[error("the source was asked too fast")]
    TooFast,
    /// 5xx.
    #[error("the source has an error of its own")]
    Server,
}

impl Failure {
    /// A word for the history of boards.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Lost => "lost",
            Self::Unreadable => "unreadable",
            Self::BadRequest => "bad_request",
            Self::NotOffered => "not_offered",
            Self::KeyRefused => "key_refused",
            Self::OutOfCredits => "out_of_credits",
            Self::TooFast => "too_fast",
            Self::Server => "server",
        }
    }

    /// Whether the same request may succeed a moment later.
    pub const fn is_passing(self) -> bool {
        matches!(self, Self::Unreachable | Self::TooFast | Self::Server)
    }
}
