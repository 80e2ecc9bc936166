//! The one repeat that a provisional list gets before it is kept for ever.
//!
//! Only as many pages are asked as the question needs. When they are as they were, the list is settled with all
//! that is stored below them; when they differ, or gaps are to be filled, all stored pages are asked again, so
//! that no list is half old.
//! A repeat that has fewer rows takes none away: an empty or shorter answer has six causes, and "nobody" is the
//! least likely.

use super::{
    Desk, Refusal,
    assemble::{append, blank},
    filter,
    flight::{Job, Outcome},
    ledger::Course,
};
use crate::domain::{Depth, List};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// A repeat that was broken off. Kept in memory only: a restart costs its pages again.
pub(super) struct Repeat {
    /// The pages so far, so that they aren't paid for twice.
    fresh: List,
    /// Not to be gone on with before this moment: meanwhile the stored list answers at once.
    not_before: DateTime<Utc>,
}

impl Desk {
    /// Whether a list's repeat is due.
    pub(super) async fn must_repeat(&self, list: &List) -> bool {
        let now = self.clock.now();
        if !list.provisional || now < list.first_seen_at + self.settings.settle_after {
            return false;
        }
        self.repeats.get(&list.key).await.is_none_or(|repeat| now >= repeat.not_before)
    }

    /// Asks a list once more and settles it.
    pub(super) async fn repeat(&self, old: List, job: &Job, course: &mut Course<'_>) -> Outcome {
        let begun = self.repeats.get(&job.key).await;
        let mut fresh = begun.map_or_else(|| blank(job.key, self.clock.now()), |begun| begun.fresh.clone());
        let missing = pages_needed(&fresh, &old, job.depth).saturating_sub(fresh.pages);
        if let Err(refusal) = self.has_room(job, missing).await {
            return Ok(self.break_off(old, fresh, job.depth, refusal).await);
        }
        let mut ignored = None;
        while !fresh.ended && fresh.pages < pages_needed(&fresh, &old, job.depth) {
            let page = match self.page(job, fresh.pages + 1, course).await {
                Ok(page) => page,
                Err(refusal) => return Ok(self.break_off(old, fresh, job.depth, refusal).await),
            };
            if !filter::fits(&job.key, &fresh.rows, &page) {
                ignored = Some(Refusal::FilterIgnored);
                break;
            }
            append(&mut fresh, page, self.clock.now());
        }
        self.repeats.invalidate(&job.key).await;
        let settled = if ignored.is_some() { old } else { newer(old, fresh) };
        let list = self.save(List { provisional: false, ..settled }).await;
        match ignored {
            Some(_) if list.covers(job.depth) => Ok((list, None)),
            Some(ignored) => Ok((list, Some(ignored))),
            // A repeat that brought less leaves a list that may be shallower than asked.
            None => self.further_pages(list, job, course).await,
        }
    }

    /// Keeps what a failed repeat has, and leaves the source alone for a while.
    async fn break_off(
        &self,
        old: List,
        fresh: List,
        depth: Depth,
        refusal: Refusal,
    ) -> (Arc<List>, Option<Refusal>) {
        let not_before = match &refusal {
            // The next asker may have an allowance.
            Refusal::Ceiling { .. } => self.clock.now(),
            _ => self.clock.now() + self.settings.probe_interval,
        };
        self.repeats.insert(old.key, Arc::new(Repeat { fresh, not_before })).await;
        let instead = (!old.covers(depth)).then_some(refusal);
        (Arc::new(old), instead)
    }
}

/// How many pages a repeat asks: what the question needs; all when the list ended, for the end is what is in
/// doubt, and all when it has gaps or something changed.
fn pages_needed(fresh: &List, old: &List, depth: Depth) -> usize {
    let all = old.ended || !old.is_whole(Depth::MOST) || fresh.differs(old);
    if all { depth.pages().max(old.pages) } else { depth.pages() }
}

/// Which of the two is kept.
fn newer(old: List, fresh: List) -> List {
    let shrunk = fresh.rows.len() < old.rows.len();
    let only_a_part = !fresh.ended && fresh.pages < old.pages;
    if shrunk || only_a_part { old } else { fresh }
}
