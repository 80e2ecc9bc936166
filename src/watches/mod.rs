//! Watches: what people set up, what is observed of creators, and what is told of them.

mod evaluate;
mod glitches;
mod observe;
mod posts;
mod resolve;
mod run;
mod seen;
mod set_up;
mod settings;
#[cfg(test)]
mod tests;
mod vanished;
mod why;

pub use run::Looked;
pub use set_up::{Deed, Done, Hurdle, ImportDone, ImportPlan, Objection, Plan, Planned, Sorted, Tried};
pub use settings::Settings;
pub use why::{PastAlert, Reasons};

use crate::{
    clock::Clock,
    domain::{DataDate, Field, Period, Region, Scope},
    places::Places,
    rankings::{Rankings, Refusal},
    store::{Store, StoreError},
};
use chrono::NaiveDate;
use std::sync::Arc;

/// Everything about watches, over these numbers and what is known of Discord's servers.
#[derive(Clone, Debug)]
pub struct Watches {
    store: Store,
    rankings: Arc<Rankings>,
    places: Places,
    clock: Arc<dyn Clock>,
    settings: Settings,
}

impl Watches {
    /// Watches by these settings.
    pub fn new(
        store: Store,
        rankings: Arc<Rankings>,
        places: Places,
        clock: Arc<dyn Clock>,
        settings: Settings,
    ) -> Self {
        Self { store, rankings, places, clock, settings }
    }

    /// What the operator set.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The newest day that is over.
    fn newest_closed(&self) -> NaiveDate {
        DataDate::newest_closed(Period::Day, self.clock.now()).first()
    }

    /// The newest day whose sales list of a region is stored. The followers list may come hours before it, and totals
    /// that are read meanwhile lack the day's sales.
    async fn newest_day(&self, region: Region) -> Result<Option<NaiveDate>, StoreError> {
        let newest = DataDate::newest_closed(Period::Day, self.clock.now());
        Ok(self.store.newest_date(sales(region), newest).await?.map(DataDate::first))
    }
}

/// The sales board of a region, each day.
const fn sales(region: Region) -> Scope {
    Scope { region, period: Period::Day, field: Field::Sales, category: None, product: None }
}

/// A failure of the store where a question is answered.
fn store_failed(error: StoreError) -> Refusal {
    tracing::error!(%error, "the store failed");
    Refusal::Store
}
