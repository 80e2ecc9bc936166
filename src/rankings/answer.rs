//! From questions to answers: what is known at once, else a flight.

use super::{
    Answer, Ask, Ceiling, Desk, Refusal, fault,
    flight::{Job, Outcome},
};
use crate::domain::{DataDate, Depth, List, ListKey};
use std::sync::Arc;

impl Desk {
    /// Answers for one data date.
    pub(super) async fn dated(self: &Arc<Self>, ask: &Ask, date: DataDate) -> Result<Answer, Refusal> {
        let mut credits = 0;
        let (list, instead) = self.find(ask, date, &mut credits).await?;
        self.answer(list, credits, instead).await
    }

    /// The list for one data date, from the store or by a flight; `credits` grows by what this asker spent.
    pub(super) async fn find(self: &Arc<Self>, ask: &Ask, date: DataDate, credits: &mut u32) -> Outcome {
        let key = ListKey::new(ask.scope, date);
        let job = Job { key, depth: ask.depth, purpose: ask.purpose, payer: ask.payer };
        let give_up_at = self.give_up_at(ask.purpose);
        loop {
            if let Some(list) = self.known(&key).await?
                && self.is_enough(&list, ask.depth).await
            {
                return Ok((list, None));
            }
            let seat = self.fly(job);
            let leads = seat.leads;
            let landed = seat.landing(give_up_at).await;
            if leads {
                *credits += landed.credits;
                return landed.outcome;
            }
            match landed.outcome {
                Ok((list, _)) if list.covers(ask.depth) => return Ok((list, None)),
                // Somebody asked for less, or had no allowance left: that says nothing about this asker.
                Ok((_, None)) => {}
                Ok((_, Some(refusal))) | Err(refusal) if is_personal(&refusal) => {}
                // The flight may go on for longer than this asker waits, over a list that is there.
                Err(refusal) => {
                    let Some(list) = self.known(&key).await? else { return Err(refusal) };
                    let instead = (!list.covers(ask.depth)).then_some(refusal);
                    return Ok((list, instead));
                }
                outcome => return outcome,
            }
        }
    }

    /// The list that is stored for a question.
    pub(super) async fn known(&self, key: &ListKey) -> Result<Option<Arc<List>>, Refusal> {
        if let Some(list) = self.lists.get(key).await {
            return Ok(Some(list));
        }
        let Some(list) = self.store.list(key).await.map_err(fault)? else { return Ok(None) };
        let list = Arc::new(list);
        self.lists.insert(*key, Arc::clone(&list)).await;
        Ok(Some(list))
    }

    /// Whether a stored list answers a question of this depth without asking the source.
    pub(super) async fn is_enough(&self, list: &List, depth: Depth) -> bool {
        list.covers(depth) && !self.must_repeat(list).await
    }

    /// An answer out of a list, with the list of the period before where that is stored.
    pub(super) async fn answer(
        &self,
        list: Arc<List>,
        credits: u32,
        instead: Option<Refusal>,
    ) -> Result<Answer, Refusal> {
        let before = self.known(&list.key.previous()).await?;
        Ok(Answer { list, before, credits, instead })
    }
}

/// Whether a refusal holds only for the one who was refused.
fn is_personal(refusal: &Refusal) -> bool {
    let own = [Ceiling::Asking, Ceiling::Server, Ceiling::Person];
    matches!(refusal, Refusal::Ceiling { ceiling, .. } if own.contains(ceiling))
}
