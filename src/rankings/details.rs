//! What the source says of creators alone: their totals.

use super::{
    Desk, Failure, Names, Refusal, Wanted,
    flight::{Landed, Log},
    ledger::Course,
};
use crate::{
    domain::{CreatorDetail, Payer, Purpose},
    store::Reserve,
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Totals of creators.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// Those of the creators asked for whom the source knows, in no order.
    pub found: Vec<CreatorDetail>,
    /// When it said so.
    pub fetched_at: DateTime<Utc>,
    /// Credits that this question spent; 0 when somebody else's request answered it.
    pub credits: u32,
}

impl Desk {
    pub(super) async fn details(
        self: &Arc<Self>,
        wanted: Wanted,
        purpose: Purpose,
        payer: Payer,
    ) -> Result<Details, Refusal> {
        self.details_offer.stands(self.clock.now())?;
        let fetch = |log: Log| {
            let (desk, wanted) = (Arc::clone(self), wanted.clone());
            async move {
                let mut course = desk.course(purpose, &log);
                let outcome = desk.fetch_details(&wanted, (purpose, payer), &mut course).await;
                Landed { credits: course.credits, outcome }
            }
        };
        let (details, credits) = self.shared(&self.details, &wanted, purpose, fetch).await?;
        Ok(Details { credits, ..details })
    }

    async fn fetch_details(
        &self,
        wanted: &Wanted,
        (purpose, payer): (Purpose, Payer),
        course: &mut Course<'_>,
    ) -> Result<Details, Refusal> {
        let request = describe(wanted);
        let reserve = Reserve { purpose, payer, request: &request };
        let ask = || self.source.details(wanted);
        let found = match self.paid_if_offered(&self.details_offer, reserve, course, ask).await {
            // So the source may say that none of these handles is known.
            Err(Refusal::Source { failure: Failure::BadRequest, .. })
                if matches!(wanted.names(), Names::Handles(_)) =>
            {
                Vec::new()
            }
            outcome => outcome?,
        };
        Ok(Details { found, fetched_at: self.clock.now(), credits: course.credits })
    }
}

/// The request in words, for people who read the ledger.
fn describe(wanted: &Wanted) -> String {
    match wanted.count() {
        1 => "detail of 1 creator".to_owned(),
        count => format!("detail of {count} creators"),
    }
}
