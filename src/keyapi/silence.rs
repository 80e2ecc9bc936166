//! How the source stands where it can't be worked with.

use crate::rankings::Failure;
use chrono::{DateTime, SecondsFormat, Utc};
use std::fmt;

/// Why nothing comes of the source. Its words are for the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Nothing is asked: the key is refused, or the credits are used up.
    Unasked {
        /// Which of them.
        failure: Failure,
        /// When it is tried again. After that moment, too, nothing is asked until the source has answered.
        until: DateTime<Utc>,
    },
    /// It is asked, and has given no answer to any request for a quarter of an hour or longer.
    Unanswered {
        /// What became of the last request.
        failure: Failure,
        /// When the first of them ended.
        since: DateTime<Utc>,
    },
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stamp = |moment: &DateTime<Utc>| moment.to_rfc3339_opts(SecondsFormat::Secs, true);
        match self {
            Self::Unasked { failure, until } => {
                write!(f, "nothing is asked: {failure}; it is tried again after {}", stamp(until))
            }
            Self::Unanswered { failure, since } => {
                write!(f, "no request was answered since {}: {failure}; it is asked on", stamp(since))
            }
        }
    }
}
