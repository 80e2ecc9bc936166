//! Endpoints that the source need not have: asked until it says that it hasn't, and again a day later.

use super::{
    Desk, Failure, Refusal,
    answer::is_theirs,
    flight::{Flights, Landed, Log},
    ledger::{Asking, Course},
};
use crate::{domain::Purpose, store::Reserve};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

/// How long nothing is asked where nothing is offered: a plan may be changed, but not by the hour.
const QUIET: TimeDelta = TimeDelta::hours(24);

/// Whether an endpoint is offered. Kept in memory: a restart asks again.
pub(super) struct Offer {
    endpoint: &'static str,
    quiet_until: Mutex<DateTime<Utc>>,
}

impl Offer {
    pub(super) fn new(endpoint: &'static str) -> Self {
        Self { endpoint, quiet_until: Mutex::new(DateTime::<Utc>::MIN_UTC) }
    }

    /// Refuses while nothing is asked there.
    pub(super) fn stands(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        let retry_at = *self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
        if now < retry_at { Err(Refusal::NotOffered { retry_at }) } else { Ok(()) }
    }

    /// Takes in that it isn't offered.
    fn withdraw(&self, now: DateTime<Utc>) -> Refusal {
        let mut quiet_until = self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
        if *quiet_until <= now {
            *quiet_until = now + QUIET;
            let (endpoint, until) = (self.endpoint, *quiet_until);
            tracing::warn!(%until, "the source doesn't offer {endpoint} of creators: they aren't asked for");
        }
        Refusal::NotOffered { retry_at: *quiet_until }
    }
}

impl Desk {
    /// Pays for an answer of an endpoint that may not be offered.
    pub(super) async fn paid_if_offered<'a, T>(
        &self,
        offer: &Offer,
        reserve: Reserve<'_>,
        course: &mut Course<'_>,
        ask: impl Fn() -> Asking<'a, T>,
    ) -> Result<T, Refusal> {
        offer.stands(self.clock.now())?;
        match self.paid(reserve, course, ask).await {
            Err(Refusal::Source { failure: Failure::NotOffered, .. }) => {
                Err(offer.withdraw(self.clock.now()))
            }
            outcome => outcome,
        }
    }

    /// What a flight to `key` brings, set off by `fetch` where none is under way; with the credits that this asker
    /// bears.
    pub(super) async fn shared<K, T, F>(
        &self,
        flights: &Arc<Flights<K, T>>,
        key: &K,
        purpose: Purpose,
        fetch: impl Fn(Log) -> F,
    ) -> Result<(T, u32), Refusal>
    where
        K: Clone + Eq + Hash + Send + 'static,
        T: Clone + Send + Sync + 'static,
        F: Future<Output = Landed<T>> + Send + 'static,
    {
        let give_up_at = self.give_up_at(purpose);
        loop {
            let seat = flights.join(key.clone(), true, &self.spawn, &fetch);
            let leads = seat.leads;
            let Landed { credits, outcome } = seat.landing(give_up_at, &*self.clock).await;
            match outcome {
                // Somebody had no allowance left: that says nothing about this asker.
                Err(refusal) if !leads && is_theirs(&refusal, false) => {}
                outcome => return Ok((outcome?, if leads { credits } else { 0 })),
            }
        }
    }
}
