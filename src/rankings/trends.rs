//! The dated history of a creator, ten days a page.

use super::{
    Desk, Refusal, TrendPage,
    flight::{Landed, Log},
    ledger::Course,
};
use crate::{
    domain::{Payer, Purpose, TrendDay, UserId},
    store::Reserve,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use std::{collections::BTreeMap, sync::Arc};

/// How far back the source looks, but for the day that passes at midnight while a request is under way: asked for more
/// it refuses all of it.
const BACK: TimeDelta = TimeDelta::days(179);

/// Days of a creator.
#[derive(Clone, Debug, PartialEq)]
pub struct Trends {
    /// The days that the source knows, the oldest first, each once. One that is missing normally means that nothing
    /// changed.
    pub days: Vec<TrendDay>,
    /// When the last page of them came.
    pub fetched_at: DateTime<Utc>,
    /// Credits that this question spent; 0 when somebody else's requests answered it.
    pub credits: u32,
    /// Why some pages are missing, if they are.
    pub instead: Option<Refusal>,
}

/// A creator's days from one date to another, both included: at least one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Span {
    creator: UserId,
    from: NaiveDate,
    to: NaiveDate,
}

impl Span {
    /// The days that the source may know on a date; none when there are none.
    fn new(creator: &UserId, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Option<Self> {
        let (from, to) = (from.max(today - BACK), to.min(today));
        (from <= to).then(|| Self { creator: creator.clone(), from, to })
    }

    fn pages(&self) -> usize {
        let days = usize::try_from((self.to - self.from).num_days()).unwrap_or_default() + 1;
        days.div_ceil(TrendPage::DAYS)
    }

    /// A request in words, for people who read the ledger.
    fn describe(&self, number: usize) -> String {
        let Self { creator, from, to } = self;
        format!("trends of {} {from} to {to} page {number}", creator.as_str())
    }
}

impl Desk {
    pub(super) async fn trends(
        self: &Arc<Self>,
        creator: &UserId,
        (from, to): (NaiveDate, NaiveDate),
        purpose: Purpose,
        payer: Payer,
    ) -> Result<Trends, Refusal> {
        let now = self.clock.now();
        let Some(span) = Span::new(creator, from, to, now.date_naive()) else {
            return Ok(Trends { days: Vec::new(), fetched_at: now, credits: 0, instead: None });
        };
        self.trends_offer.stands(now)?;
        let fetch = |log: Log| {
            let (desk, span) = (Arc::clone(self), span.clone());
            async move {
                let mut course = desk.course(purpose, &log);
                let outcome = desk.fetch_trends(&span, (purpose, payer), &mut course).await;
                Landed { credits: course.credits, outcome }
            }
        };
        let (trends, credits) = self.shared(&self.trends, &span, purpose, fetch).await?;
        Ok(Trends { credits, ..trends })
    }

    async fn fetch_trends(
        &self,
        span: &Span,
        (purpose, payer): (Purpose, Payer),
        course: &mut Course<'_>,
    ) -> Result<Trends, Refusal> {
        self.room_for(purpose, payer, span.pages()).await?;
        let mut days = BTreeMap::new();
        let mut instead = None;
        for number in 1..=span.pages() {
            let request = span.describe(number);
            let reserve = Reserve { purpose, payer, request: &request };
            let ask = || self.source.trends(&span.creator, span.from, span.to, number);
            let page = match self.paid_if_offered(&self.trends_offer, reserve, course, ask).await {
                Ok(page) => page,
                Err(refusal) if number == 1 => return Err(refusal),
                Err(refusal) => {
                    // What is paid for is kept.
                    instead = Some(refusal);
                    break;
                }
            };
            for day in page.days {
                days.entry(day.date).or_insert(day);
            }
            if page.sent < TrendPage::DAYS {
                break;
            }
        }
        let (days, fetched_at) = (days.into_values().collect(), self.clock.now());
        Ok(Trends { days, fetched_at, credits: course.credits, instead })
    }
}
