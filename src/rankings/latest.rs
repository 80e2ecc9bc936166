//! "Latest": the newest data date that has rows.
//!
//! The hour at which a list appears isn't documented and lags of days happen, so it is looked for from the
//! newest closed period backwards. Each date is a flight of its own: simultaneous askers share them, and what is
//! known to have no rows isn't asked.

use super::{Answer, Ask, Desk, Refusal, fault};
use crate::domain::{DataDate, ListKey};
use std::sync::Arc;

impl Desk {
    /// Answers for the newest data date that has rows.
    pub(super) async fn latest(self: &Arc<Self>, ask: &Ask) -> Result<Answer, Refusal> {
        let period = ask.scope.period;
        let newest = DataDate::newest_closed(period, self.clock.now());
        let mut date = newest;
        let mut credits = 0;
        let mut refused = None;
        for _ in 0..=self.settings.walk_back.of(period) {
            match self.find(ask, date, &mut credits).await {
                Ok((list, instead)) => return self.answer(list, credits, instead).await,
                Err(Refusal::Empty { .. }) => date = date.previous(),
                Err(refusal) => {
                    // What stops one date stops them all: going on would only spend.
                    refused = Some(refusal);
                    break;
                }
            }
        }
        let stored = self.store.newest_date(ask.scope, newest).await.map_err(fault)?;
        let refusal = refused.unwrap_or(Refusal::Empty { newest: stored });
        let Some(stored) = stored else { return Err(refusal) };
        match self.known(&ListKey::new(ask.scope, stored)).await? {
            Some(list) => self.answer(list, credits, Some(refusal)).await,
            None => Err(refusal),
        }
    }
}
