//! What watches need to know of a day: free from lists that are fetched anyway, else ten creators a credit, else from
//! the pages of a ranking.

use super::{Watches, seen};
use crate::{
    domain::{DataDate, Depth, Field, Payer, Period, Purpose, Region, Scope, UserId},
    rankings::{Ask, Refusal, Wanted},
    store::{StoreError, Unobserved},
};
use chrono::NaiveDate;

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
    /// The newest day of a region that is out: looks for yesterday's where it isn't stored, as often as may be.
    pub(super) async fn newest_out(&self, region: Region) -> Result<Option<NaiveDate>, StoreError> {
        let closed = self.newest_closed();
        let stored = self.newest_day(region).await?;
        if stored == Some(closed) {
            return Ok(stored);
        }
        let depth = Depth::LEAST;
        match self.board(region, Field::Sales, closed, depth).await {
            Ok(()) => Ok(Some(closed)),
            Err(refusal) => {
                tracing::debug!(region = region.key(), %refusal, "yesterday's list isn't to be had");
                Ok(stored)
            }
        }
    }

    /// Learns what the watches of a region need to know of a day. Whoever isn't found is noted, so that nobody is asked
    /// for twice.
    pub(super) async fn observe(&self, region: Region, date: NaiveDate) -> Result<(), Stop> {
        if self.store.ranks_are_watched(region).await? {
            self.board(region, Field::Sales, date, seen::board(region).depth).await?;
        }
        let mut missing = self.store.unobserved(region, date).await?;
        if self.rankings.offers_details() {
            match self.by_details(date, &missing).await {
                Ok(()) => return Ok(()),
                Err(Stop::Refused(Refusal::NotOffered { .. })) => {}
                Err(stop) => return Err(stop),
            }
            missing = self.store.unobserved(region, date).await?;
        }
        self.by_pages(region, date, &missing).await
    }

    async fn by_details(&self, date: NaiveDate, missing: &[Unobserved]) -> Result<(), Stop> {
        for some in missing.chunks(Wanted::MOST) {
            let ids: Vec<UserId> = some.iter().map(|one| one.user_id.clone()).collect();
            let Some(wanted) = Wanted::ids(ids.iter().cloned()) else { continue };
            let details = self.rankings.details(wanted, Purpose::Watch, Payer::default()).await?;
            let is_found = |id: &UserId| details.found.iter().any(|one| one.creator.user_id == *id);
            let absent: Vec<UserId> = ids.into_iter().filter(|id| !is_found(id)).collect();
            self.store.note_details(date, &details.found, details.fetched_at).await?;
            self.store.note_absent(date, &absent, details.fetched_at).await?;
        }
        Ok(())
    }

    /// Walks the boards that have a column for what is missing, down to the page limit.
    async fn by_pages(&self, region: Region, date: NaiveDate, missing: &[Unobserved]) -> Result<(), Stop> {
        let rows = i64::from(self.settings.pages) * 10;
        let depth = Depth::new(rows).unwrap_or(Depth::LEAST);
        for (field, is_needed) in [
            (Field::Sales, missing.iter().any(|one| one.sales)),
            (Field::Followers, missing.iter().any(|one| one.followers)),
        ] {
            if is_needed {
                self.board(region, field, date, depth).await?;
            }
        }
        let absent = self.store.unobserved(region, date).await?;
        let absent: Vec<UserId> = absent.into_iter().map(|one| one.user_id).collect();
        Ok(self.store.note_absent(date, &absent, self.clock.now()).await?)
    }

    /// A day's list, whose rows are observations when it is stored.
    async fn board(
        &self,
        region: Region,
        field: Field,
        date: NaiveDate,
        depth: Depth,
    ) -> Result<(), Refusal> {
        let scope = Scope { region, period: Period::Day, field, category: None, product: None };
        let date = Some(DataDate::containing(Period::Day, date));
        let (purpose, payer) = (Purpose::Watch, Payer::default());
        let answer = self.rankings.get(Ask { scope, date, depth, whole: false, purpose, payer }).await?;
        answer.instead.map_or(Ok(()), Err)
    }
}
