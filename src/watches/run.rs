//! The loop of watches: looks for new days, learns what is missing, evaluates.

use super::{Watches, observe::Stop};
use crate::{domain::Region, store::StoreError};
use chrono::{DateTime, Days, NaiveDate, Utc};
use std::collections::HashMap;

/// Days of observations that are kept: more than any rule looks back.
const KEPT: u64 = 200;

/// What the loop remembers from one look to the next.
#[derive(Debug, Default)]
pub struct Looked {
    /// When a region may be looked at again that was refused.
    refused: HashMap<Region, DateTime<Utc>>,
}

impl Watches {
    /// Looks at all regions in turn, for as long as it is polled. An error is logged once, until it is over.
    pub async fn run(&self) {
        let (mut looked, mut is_failing) = (Looked::default(), false);
        loop {
            match self.tick(&mut looked).await {
                Ok(()) => is_failing = false,
                Err(error) if is_failing => tracing::debug!(%error, "watches still can't be evaluated"),
                Err(error) => {
                    is_failing = true;
                    tracing::error!(%error, "watches can't be evaluated; it is tried again");
                }
            }
            self.clock.sleep(self.settings.evaluate_interval).await;
        }
    }

    /// Looks once at all regions that are watched; `looked` is what the look before left.
    ///
    /// # Errors
    /// When the store fails; the next look goes on with it.
    pub async fn tick(&self, looked: &mut Looked) -> Result<(), StoreError> {
        for region in self.store.watched_regions().await? {
            let Some(date) = self.newest_out(region).await? else { continue };
            let is_refused = looked.refused.get(&region).is_some_and(|until| *until > self.clock.now());
            if !is_refused {
                self.learn(region, date, looked).await?;
            }
            // What lists of boards brought is free and evaluated all the same.
            let count = self.evaluate(region, date).await?;
            if count > 0 {
                tracing::info!(region = region.key(), %date, count, "watches were evaluated");
            }
            self.tell_vanished(region, date).await?;
        }
        Ok(())
    }

    async fn learn(&self, region: Region, date: NaiveDate, looked: &mut Looked) -> Result<(), StoreError> {
        match self.observe(region, date).await {
            Ok(()) => {}
            Err(Stop::Store(error)) => return Err(error),
            Err(Stop::Refused(refusal)) => {
                tracing::info!(region = region.key(), %date, %refusal, "a day can't be observed to its end");
                looked.refused.extend(refusal.retry_at().map(|at| (region, at)));
            }
        }
        Ok(())
    }

    /// Forgets what is too old to be looked at.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn housekeeping(&self) -> Result<(), StoreError> {
        let Some(before) = self.newest_closed().checked_sub_days(Days::new(KEPT)) else { return Ok(()) };
        self.store.purge_observations(before).await.map(drop)
    }
}
