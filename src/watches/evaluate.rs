//! A new day of a region: every watch is evaluated once, and what it says is queued in the same transaction.

use super::{
    Watches,
    posts::Round,
    seen::{self, Known, Ranks},
};
use crate::{
    domain::{
        Region, UserId,
        watch::{Glitch, Metric, Moment, live_through},
    },
    store::{DueWatch, StoreError},
};
use chrono::{Days, NaiveDate};
use std::{collections::BTreeSet, sync::Arc};

/// Watches that are read at once.
const CHUNK: u32 = 500;
/// Days of ranks that are looked at.
pub(super) const RANKS: u64 = 8;

impl Watches {
    /// Evaluates the watches of a region that are due for a date; answers how many. When somebody changes one of them
    /// meanwhile nothing is written, and the next look does it all again.
    /// Without `whole` also those of which only a part of what they count is known.
    pub(super) async fn evaluate(
        &self,
        region: Region,
        date: NaiveDate,
        whole: bool,
    ) -> Result<usize, StoreError> {
        let mut due = self.store.due_watches((region, date, whole), None, CHUNK).await?;
        if due.is_empty() {
            return Ok(0);
        }
        let glitches = self.glitches(region, date).await?;
        let since = date.checked_sub_days(Days::new(RANKS)).unwrap_or(date);
        let ranks = self.ranks(region, since, date).await?;
        let mut round = Round::new(region, date, self.clock.now(), self.settings.expiry);
        while let Some(last) = due.last() {
            let after = last.key;
            self.take(&due, date, &glitches, &ranks, &mut round).await?;
            due = self.store.due_watches((region, date, whole), Some(after), CHUNK).await?;
        }
        let count = round.count();
        let mut evaluations = self.said(round).await?;
        if self.was_told(date).await? {
            evaluations.alerts.clear();
            evaluations.posts.clear();
        }
        if self.store.evaluate(&evaluations).await? {
            return Ok(count);
        }
        tracing::debug!(region = region.key(), %date, "a watch was changed while it was evaluated");
        Ok(0)
    }

    /// Whether a backup was restored after a date was out, so that it may have been told. What happened is learnt, so
    /// that what lasts isn't news on the next date.
    pub(super) async fn was_told(&self, date: NaiveDate) -> Result<bool, StoreError> {
        Ok(self.store.told_until().await?.is_some_and(|until| date <= until))
    }

    async fn take(
        &self,
        due: &[DueWatch],
        date: NaiveDate,
        glitches: &[Glitch],
        ranks: &Ranks,
        round: &mut Round,
    ) -> Result<(), StoreError> {
        let settings = || due.iter().map(|one| &one.watch.settings);
        let creators = settings().flat_map(|set| std::iter::once(&set.user_id).chain(&set.rivals));
        let creators: BTreeSet<UserId> = creators.cloned().collect();
        let since = due.iter().map(|one| seen::oldest(&one.watch.settings, &one.watch.log, date)).min();
        let creators: Vec<UserId> = creators.into_iter().collect();
        let histories = self.store.histories(&creators, since.unwrap_or(date), date).await?;
        let mut known = Known::new(histories, ranks);
        for one in due {
            let watch = &one.watch;
            let Some(server) = round.server(&self.store, watch.server).await else { continue };
            let seen = known.seen(&watch.settings);
            let mut log = watch.log.clone();
            let moment =
                Moment { now: round.now(), quiet: server.quiet_hours(), glitches: glitches.to_vec() };
            let (evaluation, verdicts) = live_through(&watch.settings, &seen, &mut log, date, &moment);
            let days = |metric: Metric| Arc::clone(known.series(&watch.settings.user_id, metric));
            round.add((one, &server), log, evaluation.checks.into_iter().zip(verdicts), days);
        }
        Ok(())
    }
}
