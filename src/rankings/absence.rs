//! When a question without rows may be asked again.

use super::{Desk, Refusal, fault};
use crate::{
    domain::{DataDate, ListKey},
    store::{Absence, Cause},
};
use chrono::{DateTime, TimeDelta, Utc};

/// How long after its period's end a list without rows isn't expected any more.
const FINAL_AFTER: TimeDelta = TimeDelta::days(14);
/// How often an absence must have been seen before it can be final. One empty answer has six causes, quota
/// trouble among them: a single one must not hide a date for ever.
const FINAL_TIMES: u32 = 2;

impl Desk {
    /// Why a question isn't worth asking now; none when it is.
    pub(super) async fn in_vain(&self, key: &ListKey) -> Result<Option<Refusal>, Refusal> {
        let now = self.clock.now();
        let newest = self.newest(key).await?;
        let empty = Refusal::Empty { newest };
        // A period that isn't over has no list: the answer is known without asking.
        if key.date().closes_at() > now {
            return Ok(Some(empty));
        }
        let Some(absence) = self.store.absence(key).await.map_err(fault)? else { return Ok(None) };
        let vain = now < absence.next_ask_at
            || is_final(&absence, key.date(), newest, now)
            || self.fits_nobody(&absence, key).await?;
        if !vain {
            return Ok(None);
        }
        Ok(Some(if absence.cause == Cause::FilterIgnored { Refusal::FilterIgnored } else { empty }))
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
    pub(super) async fn note_absence(&self, key: &ListKey, cause: Cause) -> Result<Refusal, Refusal> {
        let asked_at = self.clock.now();
        let known = self.store.absence(key).await.map_err(fault)?;
        let times =
            known.filter(|known| known.cause == cause).map_or(0, |known| known.times).saturating_add(1);
        let wait = growing(self.settings.probe_interval, self.settings.probe_longest, times);
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
