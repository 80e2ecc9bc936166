//! Whether the source answers at all: one that is down opens no breaker, for asking isn't pointless.

use crate::rankings::Failure;
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{Mutex, PoisonError};

/// A source that answered no request for so long isn't ready; until then it may be a broken connection.
const LONG: TimeDelta = TimeDelta::minutes(15);

/// The requests since the last one that was answered.
#[derive(Debug, Default)]
pub(super) struct Unanswered(Mutex<Option<Since>>);

#[derive(Clone, Copy, Debug)]
struct Since {
    first: DateTime<Utc>,
    last: DateTime<Utc>,
    failure: Failure,
}

impl Since {
    fn is_long(&self) -> bool {
        self.last - self.first >= LONG
    }
}

impl Unanswered {
    /// Takes in how a request ended at `now`. A refusal is an answer, too.
    pub(super) fn settle(&self, failure: Option<Failure>, now: DateTime<Utc>) {
        let mut since = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = *since;
        let was_long = before.is_some_and(|since| since.is_long());
        let Some(failure @ (Failure::Unreachable | Failure::Lost | Failure::Server)) = failure else {
            *since = None;
            if was_long {
                tracing::info!("the source gives answers again");
            }
            return;
        };
        let seen = Since { first: before.map_or(now, |since| since.first), last: now, failure };
        *since = Some(seen);
        if seen.is_long() && !was_long {
            let since = seen.first;
            tracing::warn!(%since, %failure, "the source has answered nothing for a quarter of an hour");
        }
    }

    /// Why and since when no request has been answered; none while that isn't long, or wasn't tried for long.
    pub(super) fn state(&self) -> Option<(Failure, DateTime<Utc>)> {
        let since = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        since.filter(Since::is_long).map(|since| (since.failure, since.first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_quarter_of_an_hour_of_requests_without_any_answer_is_told() {
        let at = |seconds: i64| DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap();
        let unanswered = Unanswered::default();
        for (failure, second) in [(Failure::Unreachable, 0), (Failure::Lost, 500), (Failure::Server, 899)] {
            unanswered.settle(Some(failure), at(second));
            assert_eq!(unanswered.state(), None, "at {second}");
        }
        unanswered.settle(Some(Failure::BadRequest), at(900));
        unanswered.settle(Some(Failure::Server), at(1_000));
        unanswered.settle(Some(Failure::Server), at(1_899));
        assert_eq!(unanswered.state(), None, "a refusal is an answer");
        unanswered.settle(Some(Failure::Lost), at(1_900));
        assert_eq!(unanswered.state(), Some((Failure::Lost, at(1_000))));
        unanswered.settle(None, at(1_901));
        assert_eq!(unanswered.state(), None);
    }
}
