//! What the database says, looked up once for all who ask within seconds: whoever asks often must not burden it.

use super::{Inside, ready::Check};
use crate::{
    clock::{SystemClock, timeout},
    domain::Ceiling,
    store::Vitals,
    telemetry::Timer,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{sync::Arc, time::Duration};
use tokio::sync::Mutex;

/// How long an answer is given again.
const FRESH: TimeDelta = TimeDelta::seconds(5);
/// How long a write that went well is believed: each costs a sync of the disk, and an upload where each is sent away.
const WRITTEN: TimeDelta = TimeDelta::seconds(60);
/// How long a small write may take, its wait for other writes included; and what is read.
const LIMIT: Duration = Duration::from_secs(3);

/// Looks when that is needed.
pub(super) struct Glance {
    inside: Inside,
    last: Mutex<Option<Arc<Seen>>>,
}

/// What was seen.
pub(super) struct Seen {
    at: DateTime<Utc>,
    /// When the write was tried that the next line tells of.
    wrote_at: DateTime<Utc>,
    /// Whether the database can be written.
    pub(super) database: Check,
    /// None where it couldn't be read.
    pub(super) vitals: Option<Vitals>,
}

impl Glance {
    pub(super) fn new(inside: Inside) -> Self {
        Self { inside, last: Mutex::default() }
    }

    pub(super) const fn inside(&self) -> &Inside {
        &self.inside
    }

    /// What is seen now, or was a moment ago. Two who ask at once share one look.
    pub(super) async fn look(&self) -> Arc<Seen> {
        let mut last = self.last.lock().await;
        let now = self.inside.clock.now();
        let within = |moment: DateTime<Utc>, span| (TimeDelta::zero()..span).contains(&(now - moment));
        if let Some(seen) = &*last
            && within(seen.at, FRESH)
        {
            return Arc::clone(seen);
        }
        let written = last.as_ref().filter(|seen| seen.database.is_ready && within(seen.wrote_at, WRITTEN));
        let written = written.map(|seen| (seen.wrote_at, seen.database.clone()));
        let write = async {
            match written {
                Some(written) => written,
                None => (now, self.database(now).await),
            }
        };
        let ((wrote_at, database), vitals) = tokio::join!(write, self.vitals(now));
        Arc::clone(last.insert(Arc::new(Seen { at: now, wrote_at, database, vitals })))
    }

    async fn database(&self, now: DateTime<Utc>) -> Check {
        let timer = Timer::start();
        let outcome = timeout(&SystemClock, LIMIT, self.inside.store.try_writing(now)).await;
        let (is_ready, reason) = match outcome {
            Ok(Ok(())) => (true, format!("a write took {} ms", timer.took().as_millis())),
            Ok(Err(error)) => {
                (false, format!("it can't be written ({error}): is there room on the disk, and the right?"))
            }
            Err(_) => {
                let limit = LIMIT.as_secs();
                (
                    false,
                    format!("a write didn't end within {limit} s: the disk hangs, or another process writes"),
                )
            }
        };
        Check { name: "database", is_ready, reason }
    }

    async fn vitals(&self, now: DateTime<Utc>) -> Option<Vitals> {
        let reading = self.inside.store.vitals(self.inside.expiry, now);
        match timeout(&SystemClock, LIMIT, reading).await {
            Ok(Ok(vitals)) => return Some(vitals),
            Ok(Err(error)) => tracing::warn!(%error, "the gauges of /metrics can't be read"),
            Err(_) => tracing::warn!("the gauges of /metrics couldn't be read in time"),
        }
        None
    }
}

impl Seen {
    /// The credits that are left under the ceiling of the day or the month; none where it isn't set, or isn't known.
    pub(super) fn left(&self, inside: &Inside, ceiling: Ceiling) -> Option<u32> {
        let limit = inside.limits.of(ceiling)?;
        let spent = self.vitals.as_ref()?.spent.iter();
        let used = spent.map(|(_, day, month)| if ceiling == Ceiling::Month { *month } else { *day });
        Some(limit.saturating_sub(used.sum()))
    }
}
