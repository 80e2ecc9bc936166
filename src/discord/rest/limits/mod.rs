//! Discord's rate limits, kept by construction: a window per bucket and top-level resource, and one
//! over all calls ("Rate Limits" in Discord's documentation). Nobody waits for another's bucket.

mod everywhere;
mod headers;
mod window;

pub(super) use headers::{RateHeaders, seconds};

use super::error::Scope;
use crate::clock::Clock;
use chrono::{DateTime, Utc};
use everywhere::Everywhere;
use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;
use window::{Verdict, Window};

/// At this many entries the idle ones are dropped, beyond [`MOST`] all that nothing is under way in.
const SWEEP_AT: usize = 1_024;
const MOST: usize = 4_096;

/// Which limits a call falls under.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lane {
    /// Method and path with its places left open.
    pub(super) route: &'static str,
    /// Its top-level resource: channel, server or interaction; 0 for none.
    pub(super) resource: u64,
    /// Whether it is an interaction's, which the limit over all calls leaves out.
    pub(super) interaction: bool,
}

/// The limit lasts beyond the call's deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLate {
    pub(super) until: DateTime<Utc>,
}

/// All limits this bot has met.
pub(super) struct Limits {
    clock: Arc<dyn Clock>,
    buckets: Mutex<HashMap<Key, Arc<Bucket>>>,
    everywhere: Mutex<Everywhere>,
    /// Calls pass the limit over all calls in the order they came.
    turn: tokio::sync::Mutex<()>,
}

/// A bucket is known by its route until Discord tells its name; then by both.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Route(&'static str, u64),
    Named(String, u64),
}

#[derive(Default)]
struct Bucket {
    window: Mutex<Window>,
    /// Calls of one bucket go in the order they came.
    turn: tokio::sync::Mutex<()>,
    changed: Notify,
}

/// The right to send one call. Give it back by [`Limits::settle`], or drop it when nothing came.
pub(super) struct Permit {
    bucket: Arc<Bucket>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        lock(&self.bucket.window).give_back();
        self.bucket.changed.notify_one();
    }
}

impl Limits {
    /// Limits by which so many calls pass in a second.
    pub(super) fn new(clock: Arc<dyn Clock>, calls_per_second: u32) -> Self {
        Self {
            clock,
            buckets: Mutex::default(),
            everywhere: Mutex::new(Everywhere::new(calls_per_second)),
            turn: tokio::sync::Mutex::default(),
        }
    }

    /// Waits for its turn in both limits.
    ///
    /// # Errors
    /// [`TooLate`] at once when it wouldn't come before `deadline`.
    pub(super) async fn take(&self, lane: Lane, deadline: DateTime<Utc>) -> Result<Permit, TooLate> {
        loop {
            let bucket = self.bucket(lane);
            let turn = bucket.turn.lock().await;
            let Some(permit) = self.take_from(&bucket, lane, deadline).await? else { continue };
            self.take_everywhere(lane, deadline).await?;
            drop(turn);
            return Ok(permit);
        }
    }

    /// Nothing when the call belongs to another bucket by now.
    async fn take_from(
        &self,
        bucket: &Arc<Bucket>,
        lane: Lane,
        deadline: DateTime<Utc>,
    ) -> Result<Option<Permit>, TooLate> {
        loop {
            if !Arc::ptr_eq(bucket, &self.bucket(lane)) {
                return Ok(None);
            }
            let verdict = lock(&bucket.window).take(self.clock.now());
            match verdict {
                Verdict::Go => return Ok(Some(Permit { bucket: Arc::clone(bucket) })),
                Verdict::AfterAnswer => bucket.changed.notified().await,
                Verdict::Until(until) if until > deadline => return Err(TooLate { until }),
                Verdict::Until(until) => tokio::select! {
                    () = bucket.changed.notified() => {}
                    () = self.clock.sleep_until(until) => {}
                },
            }
        }
    }

    async fn take_everywhere(&self, lane: Lane, deadline: DateTime<Utc>) -> Result<(), TooLate> {
        let turn = if lane.interaction { None } else { Some(self.turn.lock().await) };
        loop {
            let free_at = lock(&self.everywhere).take(self.clock.now(), lane.interaction);
            match free_at {
                None => break,
                Some(until) if until > deadline => return Err(TooLate { until }),
                Some(until) => self.clock.sleep_until(until).await,
            }
        }
        drop(turn);
        Ok(())
    }

    /// Learns from an answer's headers, and from a 429 how long to hold back whom.
    pub(super) fn settle(&self, permit: Permit, lane: Lane, headers: &RateHeaders, block: Option<Block>) {
        let now = self.clock.now();
        let bucket = self.named(lane, headers.bucket.as_deref());
        let mut window = lock(&bucket.window);
        window.learn(headers, now);
        if let Some(Block { scope, wait }) = block {
            match scope {
                Scope::User | Scope::Shared => window.block(now + wait),
                Scope::Global => lock(&self.everywhere).block(now + wait),
                Scope::Cloudflare => lock(&self.everywhere).ban(now + wait),
            }
        }
        drop(window);
        bucket.changed.notify_one();
        drop(permit);
    }

    /// Room is made for a new entry only: a call that waits finds its own again.
    fn bucket(&self, lane: Lane) -> Arc<Bucket> {
        let key = Key::Route(lane.route, lane.resource);
        let mut buckets = lock(&self.buckets);
        if let Some(bucket) = buckets.get(&key) {
            return Arc::clone(bucket);
        }
        if buckets.len() >= SWEEP_AT {
            sweep(&mut buckets, self.clock.now());
        }
        Arc::clone(buckets.entry(key).or_default())
    }

    /// The bucket of that name, which from now on is this route's.
    fn named(&self, lane: Lane, name: Option<&str>) -> Arc<Bucket> {
        let own = self.bucket(lane);
        let Some(name) = name else { return own };
        let mut buckets = lock(&self.buckets);
        let shared = buckets.entry(Key::Named(name.to_owned(), lane.resource)).or_insert(own);
        let shared = Arc::clone(shared);
        buckets.insert(Key::Route(lane.route, lane.resource), Arc::clone(&shared));
        shared
    }
}

/// A 429: who must wait, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) scope: Scope,
    pub(super) wait: std::time::Duration,
}

/// Waiting calls look their bucket up again, so that dropping one under them is harmless.
fn sweep(buckets: &mut HashMap<Key, Arc<Bucket>>, now: DateTime<Utc>) {
    buckets.retain(|_, bucket| !lock(&bucket.window).is_idle(now));
    if buckets.len() >= MOST {
        buckets.retain(|_, bucket| lock(&bucket.window).is_under_way());
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Limits({} buckets)", lock(&self.buckets).len())
    }
}

#[cfg(test)]
mod tests;
