//! Whose turn it is: one request at a time may start, an interval apart, in the order of arrival.
//!
//! Not governor: its wait runs on a timer of its own, and all waits of the program go through the [`Clock`].

use crate::clock::Clock;
use chrono::{DateTime, Utc};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

#[derive(Debug)]
pub(super) struct Pace {
    clock: Arc<dyn Clock>,
    interval: Duration,
    longest_wait: Duration,
    /// When the next request may start. Tokio's mutex is fair: its queue is the line in which calls wait.
    next: tokio::sync::Mutex<DateTime<Utc>>,
    paused_until: Mutex<DateTime<Utc>>,
}

/// The right to start a request now. Unused, it is handed on to the next in line.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    pace: &'a Pace,
    next: tokio::sync::MutexGuard<'a, DateTime<Utc>>,
}

/// Nothing may be sent until then, longer than a call waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paused(pub(super) DateTime<Utc>);

impl Pace {
    pub(super) fn new(clock: Arc<dyn Clock>, interval: Duration, longest_wait: Duration) -> Self {
        let past = DateTime::<Utc>::MIN_UTC;
        Self {
            clock,
            interval,
            longest_wait,
            next: tokio::sync::Mutex::new(past),
            paused_until: Mutex::new(past),
        }
    }

    /// Waits in line for its turn.
    ///
    /// # Errors
    /// [`Paused`], at once, when the source wants more silence than a call waits.
    pub(super) async fn turn(&self) -> Result<Turn<'_>, Paused> {
        self.refuse_long_pause()?;
        let next = self.next.lock().await;
        loop {
            // Looked at anew after every wait: the answer to an earlier request may have begun a pause.
            let start = self.refuse_long_pause()?.max(*next);
            if start <= self.clock.now() {
                return Ok(Turn { pace: self, next });
            }
            self.clock.sleep_until(start).await;
        }
    }

    /// Lets nothing start before `moment`.
    pub(super) fn pause(&self, moment: DateTime<Utc>) {
        let mut until = self.paused_until.lock().unwrap_or_else(PoisonError::into_inner);
        *until = moment.max(*until);
    }

    fn refuse_long_pause(&self) -> Result<DateTime<Utc>, Paused> {
        let until = *self.paused_until.lock().unwrap_or_else(PoisonError::into_inner);
        if until > self.clock.now() + self.longest_wait { Err(Paused(until)) } else { Ok(until) }
    }
}

impl Turn<'_> {
    /// Uses it up: the next in line waits the interval.
    pub(super) fn take(mut self) {
        *self.next = self.pace.clock.now() + self.pace.interval;
    }
}
