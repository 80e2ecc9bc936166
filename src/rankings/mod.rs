//! The only way to numbers: stored lists first, one request for simultaneous askers, every credit in the ledger.

mod absence;
mod answer;
mod assemble;
mod details;
mod fetch;
mod filter;
mod flight;
mod latest;
mod ledger;
mod offer;
mod refusal;
mod repeat;
mod settings;
mod source;
#[cfg(test)]
pub(crate) mod tests;
mod trends;
mod wanted;

pub use crate::domain::Ceiling;
pub use details::Details;
pub use refusal::Refusal;
pub use settings::{Settings, WalkBack};
pub use source::{Failure, Page, Source, SourceError, TrendPage};
pub use trends::Trends;
pub use wanted::{Names, Wanted};

use crate::{
    clock::Clock,
    domain::{DataDate, Depth, List, ListKey, Payer, Purpose, Scope, UserId},
    store::{Store, StoreError},
};
use absence::Vain;
use chrono::{DateTime, NaiveDate, Utc};
use flight::{Flights, Found};
use futures_util::future::BoxFuture;
use moka::future::Cache;
use offer::Offer;
use repeat::Repeat;
use std::sync::Arc;
use trends::Span;

/// Starts work that goes on by itself, also when whoever asked for it goes away. Given by `app`, the only
/// place that spawns tasks.
pub type Spawn = Arc<dyn Fn(BoxFuture<'static, ()>) + Send + Sync>;

/// Where all numbers come from. Cheap to clone; all clones share requests, memory and ledger.
#[derive(Clone)]
pub struct Rankings(Arc<Desk>);

impl std::fmt::Debug for Rankings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rankings")
    }
}

/// What every question works with.
struct Desk {
    store: Store,
    source: Arc<dyn Source>,
    clock: Arc<dyn Clock>,
    settings: Settings,
    spawn: Spawn,
    /// In front of the store: may lag behind it, so that whoever spends reads the store itself.
    lists: Cache<ListKey, Arc<List>>,
    /// When lists that only add to an answer were looked for in vain.
    missing: Cache<ListKey, DateTime<Utc>>,
    /// What the store was just found to know to be in vain.
    vain: Cache<ListKey, Vain>,
    repeats: Cache<ListKey, Arc<Repeat>>,
    flights: Arc<Flights<ListKey, Found>>,
    details: Arc<Flights<Wanted, Details>>,
    trends: Arc<Flights<Span, Trends>>,
    details_offer: Offer,
    trends_offer: Offer,
}

impl Rankings {
    /// Rankings out of `store`, and out of `source` where the store doesn't know.
    pub fn new(
        store: Store,
        source: Arc<dyn Source>,
        clock: Arc<dyn Clock>,
        settings: Settings,
        spawn: Spawn,
    ) -> Self {
        let remembered = settings.lists_in_memory;
        Self(Arc::new(Desk {
            store,
            source,
            clock,
            settings,
            spawn,
            lists: Cache::new(remembered),
            missing: Cache::new(remembered),
            vain: Cache::new(remembered),
            repeats: Cache::new(remembered),
            flights: Arc::default(),
            details: Arc::default(),
            trends: Arc::default(),
            details_offer: Offer::new("details"),
            trends_offer: Offer::new("trends"),
        }))
    }

    /// Answers a question: from the store, else from the source.
    ///
    /// # Errors
    /// [`Refusal`] says why there is no answer; where an older or shallower list is stored, that is the answer
    /// and [`Answer::instead`] holds the refusal.
    pub async fn get(&self, ask: Ask) -> Result<Answer, Refusal> {
        match ask.date {
            Some(date) => self.0.dated(&ask, date).await,
            None => {
                let newest = DataDate::newest_closed(ask.scope.period, self.0.clock.now());
                self.0.latest(&ask, newest).await
            }
        }
    }

    /// Answers for the newest data date on or before `until` that has rows, whatever date is asked.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub async fn newest(&self, ask: Ask, until: DataDate) -> Result<Answer, Refusal> {
        self.0.latest(&ask, until).await
    }

    /// The list that is stored for a question, unless the source is to be asked for it once more. Never spends.
    ///
    /// # Errors
    /// [`Refusal::Store`] when the store can't be read.
    pub async fn at_hand(&self, key: &ListKey) -> Result<Option<Arc<List>>, Refusal> {
        let Some(list) = self.0.known(key).await? else { return Ok(None) };
        Ok((!self.0.must_repeat(&list).await).then_some(list))
    }

    /// What is stored for a date, or for the newest date stored when it is absent. Never spends.
    ///
    /// # Errors
    /// [`Refusal::Store`] when the store can't be read.
    pub async fn stored(&self, scope: Scope, date: Option<DataDate>) -> Result<Option<Answer>, Refusal> {
        let newest = DataDate::newest_closed(scope.period, self.0.clock.now());
        let date = match date {
            Some(date) => Some(date),
            None => self.0.store.newest_date(scope, newest).await.map_err(fault)?,
        };
        let Some(date) = date else { return Ok(None) };
        let Some(list) = self.0.known(&ListKey::new(scope, date)).await? else { return Ok(None) };
        Ok(Some(self.0.answer(list, 0, None).await))
    }

    /// The totals of creators, always from the source: 1 credit.
    ///
    /// # Errors
    /// [`Refusal`] says why there is no answer; [`Refusal::NotOffered`] where the source has none for anybody.
    pub async fn details(&self, wanted: Wanted, purpose: Purpose, payer: Payer) -> Result<Details, Refusal> {
        self.0.details(wanted, purpose, payer).await
    }

    /// Whether the source is taken to answer [`Self::details`]: until it says otherwise, and again a day later.
    pub fn offers_details(&self) -> bool {
        self.0.details_offer.stands(self.0.clock.now()).is_ok()
    }

    /// The days of a creator's history from one date to another, both included, always from the source: a credit for
    /// ten days, refused beforehand where there aren't enough for all. Dates earlier than the source keeps are left
    /// out.
    ///
    /// # Errors
    /// [`Refusal`] says why there is no answer; [`Refusal::NotOffered`] where the source has none for anybody. Where
    /// some pages came, they are the answer and [`Trends::instead`] holds the refusal.
    pub async fn trends(
        &self,
        creator: &UserId,
        from: NaiveDate,
        to: NaiveDate,
        purpose: Purpose,
        payer: Payer,
    ) -> Result<Trends, Refusal> {
        self.0.trends(creator, (from, to), purpose, payer).await
    }
}

/// A failure of the store: logged here, once; the person only learns that it is our fault.
fn fault(error: StoreError) -> Refusal {
    tracing::error!(%error, "the store failed");
    Refusal::Store
}

/// A question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ask {
    /// What is asked, but for the date.
    pub scope: Scope,
    /// The data date; the newest that has rows when absent.
    pub date: Option<DataDate>,
    /// How deep.
    pub depth: Depth,
    /// Whether a part of it is of no use, so that nothing is spent where not all of it can be paid for.
    pub whole: bool,
    /// What for.
    pub purpose: Purpose,
    /// On whose allowance.
    pub payer: Payer,
}

/// An answer with rows.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The list, at least as deep as asked unless it ended or `instead` says why not.
    pub list: Arc<List>,
    /// The list one period earlier, where it is stored; never asked for.
    pub before: Option<Arc<List>>,
    /// Credits that this question spent; 0 when it was answered from the store or by somebody else's request.
    pub credits: u32,
    /// Why this stored list is answered in place of what was asked for, if it is.
    pub instead: Option<Refusal>,
}
