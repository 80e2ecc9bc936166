//! When a question without rows may be asked again.

use super::{Desk, Refusal, fault, flight::Job};
use crate::{
    domain::{DataDate, ListKey, Purpose},
    store::{Absence, Cause},
};
use chrono::{DateTime, TimeDelta, Utc};

/// How long after its period's end a list without rows isn't expected any more.
const FINAL_AFTER: TimeDelta = TimeDelta::days(14);
/// How often an absence must have been seen before it can be final. One empty answer has six causes, quota
/// trouble among them: a single one must not hide a date for ever.
const FINAL_TIMES: u32 = 2;

/// How long it is remembered at most that a question is in vain: so late is noticed what another process stores.
const REMEMBERED: TimeDelta = TimeDelta::minutes(1);

/// A question that was found to be in vain.
#[derive(Clone)]
pub(super) struct Vain {
    refusal: Refusal,
    until: DateTime<Utc>,
}

impl Desk {
    /// Why a question isn't worth asking, where that was found out a moment ago: while a list is awaited everybody
    /// who asks for the newest asks for it first.
    pub(super) async fn still_in_vain(&self, key: &ListKey) -> Option<Refusal> {
        let vain = self.vain.get(key).await?;
        (self.clock.now() < vain.until).then_some(vain.refusal)
    }

    /// Why a question isn't worth asking now; none when it is.
    pub(super) async fn in_vain(&self, key: &ListKey) -> Result<Option<Refusal>, Refusal> {
        let Some(vain) = self.find_vain(key).await? else { return Ok(None) };
        self.vain.insert(*key, vain.clone()).await;
        Ok(Some(vain.refusal))
    }

    async fn find_vain(&self, key: &ListKey) -> Result<Option<Vain>, Refusal> {
        let now = self.clock.now();
        let vain = |refusal, until: DateTime<Utc>| {
            let longest = now + REMEMBERED;
            // What is in vain for another reason than that moment stays so.
            Some(Vain { refusal, until: if until > now { until.min(longest) } else { longest } })
        };
        let newest = self.newest(key).await?;
        let empty = Refusal::Empty { newest };
        // A period that isn't over has no list: the answer is known without asking.
        if key.date().closes_at() > now {
            return Ok(vain(empty, key.date().closes_at()));
        }
        let Some(absence) = self.store.absence(key).await.map_err(fault)? else { return Ok(None) };
        let is_vain = now < absence.next_ask_at
            || is_final(&absence, key.date(), newest, now)
            || self.fits_nobody(&absence, key).await?;
        if !is_vain {
            return Ok(None);
        }
        let refusal = if absence.cause == Cause::FilterIgnored { Refusal::FilterIgnored } else { empty };
        Ok(vain(refusal, absence.next_ask_at))
    }

    /// Whether a question is known to have had no rows before.
    pub(super) async fn was_empty(&self, key: &ListKey) -> Result<bool, Refusal> {
        let absence = self.store.absence(key).await.map_err(fault)?;
        Ok(absence.is_some_and(|absence| absence.cause == Cause::Empty))
    }

    /// For a question with a filter: when rows of the same date were first seen without it or with another, which
    /// shows that an empty answer means nobody fits.
    pub(super) async fn published_at(&self, key: &ListKey) -> Result<Option<DateTime<Utc>>, Refusal> {
        if !key.scope().is_filtered() {
            return Ok(None);
        }
        self.store.first_sight(key).await.map_err(fault)
    }

    /// Whether nobody fits the filter, or it can't be known yet. Like any list, one without rows may be half
    /// published: what was seen empty before other rows of the date had settled is asked once more after that.
    async fn fits_nobody(&self, absence: &Absence, key: &ListKey) -> Result<bool, Refusal> {
        let published = if absence.cause == Cause::Empty { self.published_at(key).await? } else { None };
        let Some(published) = published else { return Ok(false) };
        let settled = published + self.settings.settle_after;
        let seen_since = absence.asked_at >= published && self.clock.now() < settled;
        Ok(seen_since || absence.asked_at >= settled)
    }

    /// Writes down that a question had no rows, and when it is asked next.
    pub(super) async fn note_absence(&self, job: &Job, cause: Cause) -> Result<Refusal, Refusal> {
        let key = &job.key;
        let asked_at = self.clock.now();
        let known = self.store.absence(key).await.map_err(fault)?;
        let times =
            known.filter(|known| known.cause == cause).map_or(0, |known| known.times).saturating_add(1);
        let longest = match job.purpose {
            Purpose::Board => self.settings.probe_longest_for_boards,
            Purpose::Watch => self.settings.probe_longest_for_watches,
            Purpose::Ask | Purpose::Backfill => self.settings.probe_longest,
        };
        let wait = growing(self.settings.probe_interval, longest, times);
        let absence = Absence { cause, times, asked_at, next_ask_at: asked_at + wait };
        self.store.save_absence(key, absence).await.map_err(fault)?;
        Ok(match cause {
            Cause::Empty => Refusal::Empty { newest: self.newest(key).await? },
            Cause::FilterIgnored => Refusal::FilterIgnored,
        })
    }

    /// The newest data date that has rows stored for the same question.
    async fn newest(&self, key: &ListKey) -> Result<Option<DataDate>, Refusal> {
        let until = DataDate::newest_closed(key.date().period(), self.clock.now());
        self.store.newest_date(key.scope(), until).await.map_err(fault)
    }
}

/// Whether rows aren't expected any more: seen empty often enough, and overtaken by the `newest` date that has
/// some, or long over. That a filter was ignored says nothing about rows.
fn is_final(absence: &Absence, date: DataDate, newest: Option<DataDate>, now: DateTime<Utc>) -> bool {
    let overtaken = newest.is_some_and(|newest| newest.first() > date.first());
    let late = overtaken || now - date.closes_at() > FINAL_AFTER;
    absence.cause == Cause::Empty && late && absence.times >= FINAL_TIMES
}

/// The wait after the `times`th vain ask: `first`, doubled with each further one, at most `longest`.
fn growing(first: TimeDelta, longest: TimeDelta, times: u32) -> TimeDelta {
    let factor = 1_i32.checked_shl(times.saturating_sub(1)).filter(|factor| *factor > 0).unwrap_or(i32::MAX);
    first.checked_mul(factor).map_or(longest, |wait| wait.min(longest))
}
