//! What watches need to know of a day: free from lists that are fetched anyway, else ten creators a credit, else from
//! the pages of a ranking.

use super::{Watches, run::Looked, sales, seen};
use crate::{
    domain::{DataDate, Depth, Field, List, ListKey, Payer, Period, Purpose, Region, Scope, UserId},
    rankings::{Ask, Failure, Refusal, Wanted},
    store::{StoreError, Unobserved},
};
use chrono::NaiveDate;
use std::sync::Arc;

/// Why a day isn't observed to its end: it is gone on with at the next look.
#[derive(Debug)]
pub(super) enum Stop {
    /// The numbers can't be had now.
    Refused(Refusal),
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Watches {
    /// The newest day of a region that is out: looked for from yesterday's backwards, as often as may be, where
    /// yesterday's isn't stored.
    pub(super) async fn newest_out(&self, region: Region) -> Result<Option<NaiveDate>, Stop> {
        let stored = self.newest_day(region).await?;
        if stored == Some(self.newest_closed()) {
            return Ok(stored);
        }
        match self.board(sales(region), None, Depth::LEAST).await {
            Ok(list) => Ok(Some(list.key.date().first())),
            Err(Refusal::Empty { .. }) => Ok(stored),
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// Learns what the watches of a region need to know of a day. Whoever isn't found is noted, so that nobody is asked
    /// for twice. Totals are as of the newest day, so that they are taken for yesterday only; of an older day only
    /// boards tell, and only where the source is behind: else it was observed when it was the newest.
    pub(super) async fn observe(
        &self,
        region: Region,
        date: NaiveDate,
        looked: &mut Looked,
    ) -> Result<(), Stop> {
        if date != self.newest_closed() && !self.came_late(region, date).await? {
            return Ok(());
        }
        if self.store.ranks_are_watched(region).await? {
            self.board(sales(region), Some(date), seen::board(region).depth).await?;
        }
        let missing = self.store.unobserved(region, date).await?;
        if date == self.newest_closed() && self.rankings.offers_details() {
            match self.by_details((region, date), &missing, looked).await {
                Ok(()) => return Ok(()),
                // That they aren't offered was said where it was found out.
                Err(Stop::Refused(Refusal::NotOffered { .. })) => {}
                Err(Stop::Refused(refusal)) if is_useless(&refusal) => {
                    tracing::warn!(%refusal, "details can't be used: boards are walked in their place");
                }
                Err(stop) => return Err(stop),
            }
        }
        self.by_pages(region, date).await
    }

    /// Whether a day's list came when the day after was over, too.
    async fn came_late(&self, region: Region, date: NaiveDate) -> Result<bool, StoreError> {
        let date = DataDate::containing(Period::Day, date);
        let seen = self.store.first_sight(&ListKey::new(sales(region), date)).await?;
        Ok(seen.is_some_and(|seen| seen >= date.next().closes_at()))
    }

    async fn by_details(
        &self,
        (region, date): (Region, NaiveDate),
        missing: &[Unobserved],
        looked: &mut Looked,
    ) -> Result<(), Stop> {
        for some in missing.chunks(Wanted::MOST) {
            looked.goes_on(self.clock.now());
            let ids: Vec<UserId> = some.iter().map(|one| one.user_id.clone()).collect();
            let Some(wanted) = Wanted::ids(ids.iter().cloned()) else { continue };
            let details = self.rankings.details(wanted, Purpose::Watch, Payer::default()).await?;
            // An empty answer has many causes: of several creators it is believed the second time only.
            if details.found.is_empty() && ids.len() > 1 && looked.vain.insert((region, date)) {
                return Err(Refusal::Empty { newest: None }.into());
            }
            let is_found = |id: &UserId| details.found.iter().any(|one| one.creator.user_id == *id);
            let absent: Vec<UserId> = ids.into_iter().filter(|id| !is_found(id)).collect();
            self.store.note_details(date, &details.found, details.fetched_at).await?;
            self.store.note_absent(date, &absent, details.fetched_at).await?;
        }
        Ok(())
    }

    /// Walks the boards that have a column for what is missing, down to the page limit. Of a list that may be half
    /// published nobody can be said not to be on it.
    async fn by_pages(&self, region: Region, date: NaiveDate) -> Result<(), Stop> {
        let missing = self.store.unobserved(region, date).await?;
        let depth = Depth::new(i64::from(self.settings.pages) * 10).unwrap_or(Depth::LEAST);
        let mut is_whole = true;
        for (field, is_needed) in [
            (Field::Sales, missing.iter().any(|one| one.sales)),
            (Field::Followers, missing.iter().any(|one| one.followers)),
        ] {
            if is_needed {
                let list = self.board(Scope { field, ..sales(region) }, Some(date), depth).await?;
                is_whole &= !(list.provisional && list.ended);
            }
        }
        if is_whole {
            let absent = self.store.unobserved(region, date).await?;
            let absent: Vec<UserId> = absent.into_iter().map(|one| one.user_id).collect();
            self.store.note_absent(date, &absent, self.clock.now()).await?;
        }
        Ok(())
    }

    /// A day's list, whose rows are observations when it is stored; the newest one where no date is named.
    async fn board(&self, scope: Scope, date: Option<NaiveDate>, depth: Depth) -> Result<Arc<List>, Refusal> {
        let date = date.map(|date| DataDate::containing(Period::Day, date));
        let (purpose, payer) = (Purpose::Watch, Payer::default());
        let answer = self.rankings.get(Ask { scope, date, depth, whole: false, purpose, payer }).await?;
        // For the newest a stand-in is the answer; of a day all that was asked for is needed.
        match answer.instead.filter(|_| date.is_some()) {
            Some(refusal) => Err(refusal),
            None => Ok(answer.list),
        }
    }
}

/// Whether asking for the same again is of no use.
const fn is_useless(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Source { failure: Failure::Unreadable | Failure::BadRequest, .. })
}
