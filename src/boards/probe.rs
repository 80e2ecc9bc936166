//! What falls due soon is looked for ahead, so that its list is there when its hour comes.

use super::{
    Boards,
    fetch::{Group, groups},
};
use crate::{
    domain::{DataDate, ListKey},
    store::StoreError,
};
use chrono::{DateTime, Utc};
use futures_util::{StreamExt, stream};

/// Boards that are looked at each time, the next ones due first.
const MOST: u32 = 10_000;
/// Groups of questions that are asked at once.
const AT_ONCE: usize = 8;

impl Boards {
    /// Asks for the lists of boards that fall due soon, where they aren't stored. What isn't out is asked for at
    /// growing intervals.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn probe(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let groups = self.soon(now).await?;
        stream::iter(&groups).for_each_concurrent(AT_ONCE, |group| self.fetch(group)).await;
        Ok(())
    }

    /// What falls due soon of which the period is over, and that isn't at hand.
    async fn soon(&self, now: DateTime<Utc>) -> Result<Vec<Group>, StoreError> {
        let boards = self.store.boards_due_until(now + self.settings.probe_lead, MOST).await?;
        let coming = boards.iter().filter_map(|board| {
            let question = board.settings.question;
            let date = DataDate::newest_closed(question.period, board.next?.at);
            let is_closed = date.closes_at() <= now;
            is_closed.then(|| (ListKey::new(question.scope(), date), question.fetched(), None))
        });
        let mut groups = groups(coming);
        for group in &mut groups {
            let mut missing = Vec::with_capacity(group.asked.len());
            for asked in group.asked.drain(..) {
                let list = self.rankings.at_hand(&asked.key).await.unwrap_or_default();
                if !list.is_some_and(|list| list.covers(asked.depth)) {
                    missing.push(asked);
                }
            }
            group.asked = missing;
        }
        groups.retain(|group| !group.asked.is_empty());
        Ok(groups)
    }
}
