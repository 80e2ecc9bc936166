//! Stops before Discord does: an address with 10 000 invalid requests in 10 minutes is blocked for
//! a day ("Invalid Request Limit" in Discord's documentation). We stop at half of that.

use super::error::Scope;
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

/// Invalid requests in [`WINDOW`] at which the breaker opens.
const LIMIT: usize = 5_000;
const WINDOW: TimeDelta = TimeDelta::minutes(10);

/// Counts 401, 403 and 429 over the last ten minutes.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<Count>);

#[derive(Debug, Default)]
struct Count {
    at: VecDeque<DateTime<Utc>>,
    open: bool,
}

impl Breaker {
    /// Counts an answer, if it is one of those that Discord counts.
    pub(super) fn note(&self, status: u16, scope: Option<Scope>, now: DateTime<Utc>) {
        if !matches!(status, 401 | 403 | 429) || scope == Some(Scope::Shared) {
            return;
        }
        let mut count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if count.at.len() == LIMIT {
            count.at.pop_front();
        }
        count.at.push_back(now);
    }

    /// Whether calls must be held back. Answers to people are let through all the same.
    pub(super) fn is_open(&self, now: DateTime<Utc>) -> bool {
        let mut count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while count.at.front().is_some_and(|first| *first + WINDOW <= now) {
            count.at.pop_front();
        }
        let open = count.at.len() >= LIMIT;
        if open && !count.open {
            tracing::error!(
                invalid = count.at.len(),
                "Discord refused so many requests in ten minutes that we pause, or it would block this address"
            );
        }
        if !open && count.open {
            tracing::info!("requests to Discord go on");
        }
        count.open = open;
        open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_at_the_limit_and_closes_when_old_ones_fall_out() {
        let (breaker, start) = (Breaker::default(), DateTime::UNIX_EPOCH);
        for _ in 0..LIMIT + 10 {
            breaker.note(429, Some(Scope::Shared), start);
            breaker.note(404, None, start);
        }
        assert!(!breaker.is_open(start));
        breaker.note(401, None, start);
        for _ in 0..LIMIT {
            breaker.note(403, None, start + TimeDelta::seconds(1));
        }
        assert!(breaker.is_open(start + TimeDelta::seconds(1)));
        assert!(breaker.is_open(start + WINDOW));
        assert!(!breaker.is_open(start + WINDOW + TimeDelta::seconds(1)));
    }
}
