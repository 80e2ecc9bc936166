//! The loop of watches: looks for new days, learns what is missing, evaluates.

use super::{Watches, observe::Stop};
use crate::{domain::Region, store::StoreError, telemetry::Pulse};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use std::collections::{HashMap, HashSet};

/// Days of observations that are kept: more than any rule looks back.
const KEPT: u64 = 200;
/// A region is left alone for so long after a failure that names no moment: each try may cost a credit.
const PAUSE: TimeDelta = TimeDelta::hours(1);
/// Days before the newest that are still evaluated.
const CAUGHT_UP: u64 = 3;

/// What the loop remembers from one look to the next.
#[derive(Debug, Default)]
pub struct Looked {
    /// When a region may be looked at again that was refused.
    refused: HashMap<Region, DateTime<Utc>>,
    /// The newest day of each region.
    newest: HashMap<Region, NaiveDate>,
    /// Days of which the source once knew nobody.
    pub(super) vain: HashSet<(Region, NaiveDate)>,
    /// Where it gives signs of life.
    pulse: Option<Pulse>,
}

impl Looked {
    /// A look goes on: it may take as many requests as there are creators.
    pub(super) fn goes_on(&self, now: DateTime<Utc>) {
        if let Some(pulse) = &self.pulse {
            pulse.beat(now);
        }
    }
}

impl Watches {
    /// Looks at all regions in turn, for as long as it is polled, with signs of life. An error is logged once, until
    /// it is over.
    pub async fn run(&self, pulse: &Pulse) {
        let mut looked = Looked { pulse: Some(pulse.clone()), ..Looked::default() };
        let mut is_failing = false;
        let interval = TimeDelta::from_std(self.settings.evaluate_interval).unwrap_or(TimeDelta::days(1));
        loop {
            match self.tick(&mut looked).await {
                Ok(()) => is_failing = false,
                Err(error) if is_failing => tracing::debug!(%error, "watches still can't be evaluated"),
                Err(error) => {
                    is_failing = true;
                    tracing::error!(%error, "watches can't be evaluated; it is tried again");
                }
            }
            let now = self.clock.now();
            pulse.rest(interval, now);
            self.clock.sleep_until(now + interval).await;
        }
    }

    /// Looks once at all regions that are watched; `looked` is what the look before left.
    ///
    /// # Errors
    /// When the store fails; the next look goes on with it.
    pub async fn tick(&self, looked: &mut Looked) -> Result<(), StoreError> {
        let mut failed = Ok(());
        for region in self.store.watched_regions().await? {
            looked.goes_on(self.clock.now());
            // One that fails keeps no other from its turn.
            let outcome = self.look(region, looked).await;
            failed = failed.and(outcome);
        }
        failed
    }

    async fn look(&self, region: Region, looked: &mut Looked) -> Result<(), StoreError> {
        let date = match self.learn(region, looked).await {
            Ok(date) => date,
            Err(Stop::Store(error)) => return Err(error),
            Err(Stop::Refused(refusal)) => {
                let until = refusal.retry_at().unwrap_or_else(|| self.clock.now() + PAUSE);
                let region_key = region.key();
                tracing::warn!(region = region_key, %refusal, %until, "creators of {region_key} can't be observed for now");
                looked.refused.insert(region, until);
                self.newest_day(region).await?
            }
        };
        let Some(date) = date else { return Ok(()) };
        // What is known is evaluated, however it became known; when a day is new, of those before it also what is half
        // known, for nothing more will come.
        let is_new = looked.newest.get(&region) != Some(&date);
        for back in (0..=if is_new { CAUGHT_UP } else { 0 }).rev() {
            let Some(date) = date.checked_sub_days(Days::new(back)) else { continue };
            let count = self.evaluate(region, date, back == 0).await?;
            if count > 0 {
                let region = region.key();
                tracing::info!(region, %date, count, "evaluated {count} watches of {region} for {date}");
            }
        }
        looked.newest.insert(region, date);
        self.tell_vanished(region, date).await
    }

    /// Looks for the newest day and learns what its watches need, unless that was refused a moment ago.
    async fn learn(&self, region: Region, looked: &mut Looked) -> Result<Option<NaiveDate>, Stop> {
        if looked.refused.get(&region).is_some_and(|until| *until > self.clock.now()) {
            return Ok(self.newest_day(region).await?);
        }
        let date = self.newest_out(region).await?;
        if let Some(date) = date {
            self.observe(region, date, looked).await?;
        }
        Ok(date)
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
