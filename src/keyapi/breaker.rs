//! Silence while asking is pointless: the key is refused, or the credits are used up.

use crate::rankings::Failure;
use chrono::{DateTime, Utc};
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Closed: requests pass. Open: they are refused, but for one probe whenever the wait is over.
#[derive(Debug)]
pub(super) struct Breaker {
    wait_after_refused_key: Duration,
    wait_without_credits: Duration,
    /// How long an unanswered probe keeps others back; a probe whose caller gave up is never heard of again.
    probe_limit: Duration,
    open: Mutex<Option<Open>>,
}

/// Why requests are refused, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) failure: Failure,
    pub(super) until: DateTime<Utc>,
}

/// A request that may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    Usual,
    Probe,
}

impl Breaker {
    pub(super) fn new(
        wait_after_refused_key: Duration,
        wait_without_credits: Duration,
        probe_limit: Duration,
    ) -> Self {
        Self { wait_after_refused_key, wait_without_credits, probe_limit, open: Mutex::default() }
    }

    /// Whether a request would be refused at `now`.
    ///
    /// # Errors
    /// [`Open`] when it would.
    pub(super) fn check(&self, now: DateTime<Utc>) -> Result<(), Open> {
        match *self.open() {
            Some(open) if now < open.until => Err(open),
            _ => Ok(()),
        }
    }

    /// Why it is open, and when it is probed; none while it is closed. It stays open after that moment until a probe
    /// went well.
    pub(super) fn state(&self) -> Option<Open> {
        *self.open()
    }

    /// Lets a request through at `now`; the first after the wait is the probe.
    ///
    /// # Errors
    /// [`Open`] when it isn't let through.
    pub(super) fn admit(&self, now: DateTime<Utc>) -> Result<Pass, Open> {
        match &mut *self.open() {
            None => Ok(Pass::Usual),
            Some(open) if now < open.until => Err(*open),
            Some(open) => {
                open.until = now + self.probe_limit;
                Ok(Pass::Probe)
            }
        }
    }

    /// Takes in how a request ended at `now`; gives the moment of the next probe if this kept or made it open.
    pub(super) fn settle(
        &self,
        pass: Pass,
        failure: Option<Failure>,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let mut open = self.open();
        let wait = match failure {
            Some(Failure::KeyRefused) => self.wait_after_refused_key,
            Some(Failure::OutOfCredits) => self.wait_without_credits,
            // A usual request that was under way when it opened tells nothing about now.
            _ if pass == Pass::Usual => return None,
            None => {
                *open = None;
                tracing::info!("the source answers again: asking goes on");
                return None;
            }
            Some(_) => {
                // Neither proven nor refuted: the next call probes.
                if let Some(open) = &mut *open {
                    open.until = now;
                }
                return None;
            }
        };
        let failure = failure?;
        let until = now + wait;
        if open.replace(Open { failure, until }).is_none_or(|before| before.failure != failure) {
            tracing::error!(%failure, %until, "{}", advice(failure));
        }
        Some(until)
    }

    fn open(&self) -> std::sync::MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn advice(failure: Failure) -> &'static str {
    match failure {
        Failure::OutOfCredits => {
            "the source's credits are used up: nothing is asked for a while, stored lists are answered on"
        }
        _ => "the source refuses the API key, check it: nothing is asked for a while",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn opened() -> Breaker {
        let breaker =
            Breaker::new(Duration::from_secs(600), Duration::from_secs(1800), Duration::from_secs(20));
        breaker.settle(Pass::Usual, Some(Failure::KeyRefused), at(0));
        breaker
    }

    #[test]
    fn one_probe_passes_after_the_wait_and_success_closes() {
        let breaker = opened();
        assert_eq!(breaker.check(at(599)), Err(Open { failure: Failure::KeyRefused, until: at(600) }));
        assert_eq!(breaker.admit(at(600)), Ok(Pass::Probe));
        assert!(breaker.admit(at(601)).is_err(), "only one probes");
        assert!(breaker.state().is_some(), "open until the probe is answered");
        breaker.settle(Pass::Probe, None, at(602));
        assert_eq!(breaker.state(), None);
        assert_eq!(breaker.admit(at(602)), Ok(Pass::Usual));
    }

    #[test]
    fn a_refused_probe_opens_it_anew_for_as_long_as_its_kind_says() {
        let breaker = opened();
        breaker.admit(at(600)).unwrap();
        assert_eq!(breaker.settle(Pass::Probe, Some(Failure::OutOfCredits), at(601)), Some(at(2401)));
        assert_eq!(breaker.check(at(2400)).unwrap_err().failure, Failure::OutOfCredits);
    }

    #[test]
    fn a_probe_that_tells_nothing_lets_the_next_call_probe() {
        let breaker = opened();
        breaker.admit(at(600)).unwrap();
        breaker.settle(Pass::Probe, Some(Failure::Unreachable), at(601));
        assert_eq!(breaker.admit(at(601)), Ok(Pass::Probe));
    }

    #[test]
    fn a_probe_never_heard_of_again_is_replaced() {
        let breaker = opened();
        breaker.admit(at(600)).unwrap();
        assert_eq!(breaker.admit(at(620)), Ok(Pass::Probe));
    }

    #[test]
    fn an_old_success_does_not_close_it() {
        let breaker = opened();
        breaker.settle(Pass::Usual, None, at(1));
        assert!(breaker.check(at(1)).is_err());
    }
}
