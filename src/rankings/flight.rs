//! Single flight: whoever asks for a list that is being fetched waits for it instead of paying again.
//!
//! A flight is a task of its own. The one who set it off may go away; its credits are spent, so it lands.

use super::{Desk, Failure, Refusal};
use crate::{
    clock::Clock,
    domain::{Depth, List, ListKey, Payer, Purpose},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::watch;

/// When to look again for what is still being fetched.
const ANOTHER_LOOK: TimeDelta = TimeDelta::seconds(30);

/// What a flight is to fetch.
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
pub(super) struct Landed {
    /// Credits spent on it.
    pub(super) credits: u32,
    /// The list, with the reason why it is shallower than asked if it is; else why there is none.
    pub(super) outcome: Outcome,
}

/// A list, with the reason why it is shallower than asked if it is; or why there is none.
pub(super) type Outcome = Result<(Arc<List>, Option<Refusal>), Refusal>;

/// How far a flight is.
#[derive(Clone, Debug)]
pub(super) struct Progress {
    /// Credits spent so far.
    pub(super) credits: u32,
    pub(super) stage: Stage,
}

/// What a flight is at.
#[derive(Clone, Debug)]
pub(super) enum Stage {
    /// Under way.
    Asking,
    /// The source failed; the next attempt is at this moment.
    Waiting(Failure, DateTime<Utc>),
    /// Over.
    Landed(Landed),
}

/// The flights under way.
#[derive(Default)]
pub(super) struct Flights(Mutex<HashMap<ListKey, UnderWay>>);

/// A flight that can be joined.
struct UnderWay {
    progress: watch::Receiver<Progress>,
    whole: bool,
}

impl Flights {
    fn map(&self) -> MutexGuard<'_, HashMap<ListKey, UnderWay>> {
        // The map is whole between any two statements: a panic elsewhere can't have broken it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in a flight.
pub(super) struct Seat {
    progress: watch::Receiver<Progress>,
    /// Whether this asker set the flight off, and so bears its credits.
    pub(super) leads: bool,
    /// Whether the flight is for somebody to whom a part is of no use.
    pub(super) whole: bool,
}

/// Takes the flight off the map when its task ends, also when it is dropped or panics.
struct Boarding {
    desk: Arc<Desk>,
    key: ListKey,
}

impl Drop for Boarding {
    fn drop(&mut self) {
        self.desk.flights.map().remove(&self.key);
    }
}

impl Desk {
    /// Joins the flight to a list, or sets one off.
    pub(super) fn fly(self: &Arc<Self>, job: Job) -> Seat {
        let (sender, progress) = watch::channel(Progress { credits: 0, stage: Stage::Asking });
        {
            let mut map = self.flights.map();
            if let Some(UnderWay { progress, whole }) = map.get(&job.key) {
                return Seat { progress: progress.clone(), leads: false, whole: *whole };
            }
            map.insert(job.key, UnderWay { progress: progress.clone(), whole: job.whole });
        }
        // Spawned outside of the lock: a spawner that refuses drops the task at once, and that takes the lock.
        let boarding = Boarding { desk: Arc::clone(self), key: job.key };
        (self.spawn)(Box::pin(async move {
            let landed = boarding.desk.fetch(job, &sender).await;
            // Off the map first: who finds a flight there must still be able to wait for it.
            drop(boarding);
            sender.send_replace(Progress { credits: landed.credits, stage: Stage::Landed(landed) });
        }));
        Seat { progress, leads: true, whole: job.whole }
    }
}

impl Seat {
    /// Waits for the flight to land, but neither longer than `until` nor for an attempt that is later. The flight
    /// goes on by itself; what it brings is stored.
    pub(super) async fn landing(mut self, until: DateTime<Utc>, clock: &dyn Clock) -> Landed {
        let over = |progress: &Progress| match progress.stage {
            Stage::Asking => false,
            Stage::Waiting(_, next) => next > until,
            Stage::Landed(_) => true,
        };
        let refusal = tokio::select! {
            biased;
            progress = self.progress.wait_for(over) => match progress.as_deref() {
                Ok(Progress { stage: Stage::Landed(landed), .. }) => return landed.clone(),
                Ok(Progress { stage: Stage::Waiting(failure, next), .. }) => {
                    Refusal::Source { failure: *failure, retry_at: Some(*next) }
                }
                // The task was stopped, or broke, before it landed.
                Ok(Progress { stage: Stage::Asking, .. }) | Err(_) => Refusal::Stopped,
            },
            () = clock.sleep_until(until) => Refusal::Busy { retry_at: clock.now() + ANOTHER_LOOK },
        };
        Landed { credits: self.progress.borrow().credits, outcome: Err(refusal) }
    }
}
