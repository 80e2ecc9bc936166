//! "Latest": the newest data date that has rows.
//!
//! The hour at which a list appears isn't documented and lags of days happen, so it is looked for from the
//! newest closed period backwards. Each date is a flight of its own: simultaneous askers share them, and what is
//! known to have no rows isn't asked. With a filter an empty answer is as likely to mean that nobody fits: then
//! fewer dates are looked at, and none before one that other questions show to be published.

use super::{Answer, Ask, Desk, Refusal, fault};
use crate::domain::{DataDate, ListKey};
use std::sync::Arc;

/// How many dates before the newest are looked at for a question with a filter.
const FILTERED: u32 = 2;

impl Desk {
    /// Answers for the newest data date on or before `newest` that has rows.
    pub(super) async fn latest(self: &Arc<Self>, ask: &Ask, newest: DataDate) -> Result<Answer, Refusal> {
        let walk_back = self.settings.walk_back.of(ask.scope.period);
        let walk_back = if ask.scope.is_filtered() { walk_back.min(FILTERED) } else { walk_back };
        let mut asker = self.asker(ask);
        let mut date = newest;
        let mut refused = None;
        for _ in 0..=walk_back {
            match self.find(&mut asker, date).await {
                Ok((list, instead)) => return Ok(self.answer(list, asker.credits, instead).await),
                Err(empty @ Refusal::Empty { .. }) => {
                    if self.published_at(&ListKey::new(ask.scope, date)).await?.is_some() {
                        // The list is out and nobody fits: that is the answer, not what stood there earlier.
                        return Err(empty);
                    }
                    date = date.previous();
                }
                Err(refusal) => {
                    // What stops one date stops them all: going on would only spend.
                    refused = Some(refusal);
                    break;
                }
            }
        }
        let stored = self.store.newest_date(ask.scope, newest).await.map_err(fault)?;
        let known = match stored {
            Some(stored) => self.known(&ListKey::new(ask.scope, stored)).await?,
            None => None,
        };
        match known {
            // Where all newer lists are awaited, this is the newest there is, and no stand-in.
            Some(list) => Ok(self.answer(list, asker.credits, refused).await),
            None => Err(refused.unwrap_or(Refusal::Empty { newest: stored })),
        }
    }
}
