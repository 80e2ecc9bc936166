//! Single flight: whoever asks for what is being fetched waits for it instead of paying again.
//!
//! A flight is a task of its own. The one who set it off may go away; its credits are spent, so it lands.

use super::{Desk, Failure, Refusal, Spawn};
use crate::{
    clock::Clock,
    domain::{Depth, List, ListKey, Payer, Purpose},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};
use tokio::sync::watch;
use tracing::Instrument as _;

/// When to look again for what is still being fetched.
const ANOTHER_LOOK: TimeDelta = TimeDelta::seconds(30);

/// What a flight to a list is to fetch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job {
    pub(super) key: ListKey,
    pub(super) depth: Depth,
    /// Whether a part is of no use.
    pub(super) whole: bool,
    pub(super) purpose: Purpose,
    pub(super) payer: Payer,
}

/// What a flight brought.
#[derive(Clone, Debug)]
pub(super) struct Landed<T> {
    /// Credits spent on it.
    pub(super) credits: u32,
    /// It, or why there is none.
    pub(super) outcome: Result<T, Refusal>,
}

/// A list, with the reason why it is shallower than asked if it is.
pub(super) type Found = (Arc<List>, Option<Refusal>);

/// A list, or why there is none.
pub(super) type Outcome = Result<Found, Refusal>;

/// How far a flight is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress {
    /// Credits spent so far.
    pub(super) credits: u32,
    pub(super) stage: Stage,
}

/// What a flight is at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stage {
    /// Under way.
    Asking,
    /// The source failed; the next attempt is at this moment.
    Waiting(Failure, DateTime<Utc>),
    /// Over: what it brought is there.
    Landed,
}

/// Where a flight tells how far it is.
pub(super) type Log = Arc<watch::Sender<Progress>>;

/// The flights under way, by what they fetch.
pub(super) struct Flights<K, T>(Mutex<HashMap<K, UnderWay<T>>>);

impl<K, T> Default for Flights<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

/// A flight that can be joined.
struct UnderWay<T> {
    progress: watch::Receiver<Progress>,
    landed: Arc<OnceLock<Landed<T>>>,
    whole: bool,
}

/// A place in a flight.
pub(super) struct Seat<T> {
    progress: watch::Receiver<Progress>,
    landed: Arc<OnceLock<Landed<T>>>,
    /// Whether this asker set the flight off, and so bears its credits.
    pub(super) leads: bool,
    /// Whether the flight is for somebody to whom a part is of no use.
    pub(super) whole: bool,
}

/// Takes the flight off the map when its task ends, also when it is dropped or panics.
struct Boarding<K: Eq + Hash, T> {
    flights: Arc<Flights<K, T>>,
    key: K,
}

impl<K: Eq + Hash, T> Drop for Boarding<K, T> {
    fn drop(&mut self) {
        self.flights.map().remove(&self.key);
    }
}

impl<K: Eq + Hash, T> Flights<K, T> {
    fn map(&self) -> MutexGuard<'_, HashMap<K, UnderWay<T>>> {
        // The map is whole between any two statements: a panic elsewhere can't have broken it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K, T> Flights<K, T>
where
    K: Clone + Eq + Hash + Send + 'static,
    T: Clone + Send + Sync + 'static,
{
    /// Joins the flight to `key`, or sets one off; `whole`: for somebody to whom a part is of no use.
    pub(super) fn join<F>(
        self: &Arc<Self>,
        key: K,
        whole: bool,
        spawn: &Spawn,
        fetch: impl FnOnce(Log) -> F,
    ) -> Seat<T>
    where
        F: Future<Output = Landed<T>> + Send + 'static,
    {
        let (sender, progress) = watch::channel(Progress { credits: 0, stage: Stage::Asking });
        let landed = Arc::new(OnceLock::new());
        {
            let mut map = self.map();
            if let Some(UnderWay { progress, landed, whole }) = map.get(&key) {
                let (progress, landed) = (progress.clone(), Arc::clone(landed));
                return Seat { progress, landed, leads: false, whole: *whole };
            }
            let (progress, landed) = (progress.clone(), Arc::clone(&landed));
            map.insert(key.clone(), UnderWay { progress, landed, whole });
        }
        // Spawned outside of the lock: a spawner that refuses drops the task at once, and that takes the lock.
        let boarding = Boarding { flights: Arc::clone(self), key };
        let log = Arc::new(sender);
        let (flight, there) = (fetch(Arc::clone(&log)), Arc::clone(&landed));
        let flight = async move {
            let brought = flight.await;
            // Off the map first: who finds a flight there must still be able to wait for it.
            drop(boarding);
            let credits = brought.credits;
            there.get_or_init(|| brought);
            log.send_replace(Progress { credits, stage: Stage::Landed });
        };
        // What is logged of it belongs to whoever set it off.
        spawn(Box::pin(flight.in_current_span()));
        Seat { progress, landed, leads: true, whole }
    }
}

impl Desk {
    /// Joins the flight to a list, or sets one off.
    pub(super) fn fly(self: &Arc<Self>, job: Job) -> Seat<Found> {
        let desk = Arc::clone(self);
        let fetch = |log: Log| async move { desk.fetch(job, &log).await };
        self.flights.join(job.key, job.whole, &self.spawn, fetch)
    }
}

impl<T: Clone> Seat<T> {
    /// Waits for the flight to land, but neither longer than `until` nor for an attempt that is later. The flight
    /// goes on by itself; what it brings of a list is stored.
    pub(super) async fn landing(mut self, until: DateTime<Utc>, clock: &dyn Clock) -> Landed<T> {
        let over = |progress: &Progress| match progress.stage {
            Stage::Asking => false,
            Stage::Waiting(_, next) => next > until,
            Stage::Landed => true,
        };
        let refusal = tokio::select! {
            biased;
            progress = self.progress.wait_for(over) => match progress.as_deref() {
                Ok(Progress { stage: Stage::Waiting(failure, next), .. }) => {
                    Refusal::Source { failure: *failure, retry_at: Some(*next) }
                }
                // When nothing is there, the task was stopped, or broke, before it landed.
                Ok(_) | Err(_) => match self.landed.get() {
                    Some(landed) => return landed.clone(),
                    None => Refusal::Stopped,
                },
            },
            () = clock.sleep_until(until) => Refusal::Busy { retry_at: clock.now() + ANOTHER_LOOK },
        };
        Landed { credits: self.progress.borrow().credits, outcome: Err(refusal) }
    }
}
