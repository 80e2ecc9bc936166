//! From questions to answers: what is known at once, else a flight.

use super::{
    Answer, Ask, Ceiling, Desk, Refusal, fault,
    flight::{Job, Outcome, Seat},
};
use crate::domain::{DataDate, Depth, List, ListKey};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;

/// How long a list that only adds to an answer isn't looked for again.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(1);

/// Somebody who waits for an answer.
pub(super) struct Asker<'a> {
    pub(super) ask: &'a Ask,
    /// How long they wait, for all dates together.
    give_up_at: DateTime<Utc>,
    /// What they spent so far.
    pub(super) credits: u32,
}

impl Desk {
    pub(super) fn asker<'a>(&self, ask: &'a Ask) -> Asker<'a> {
        Asker { ask, give_up_at: self.give_up_at(ask.purpose), credits: 0 }
    }

    /// Answers for one data date.
    pub(super) async fn dated(self: &Arc<Self>, ask: &Ask, date: DataDate) -> Result<Answer, Refusal> {
        let mut asker = self.asker(ask);
        let (list, instead) = self.find(&mut asker, date).await?;
        Ok(self.answer(list, asker.credits, instead).await)
    }

    /// The list for one data date, from the store or by a flight.
    pub(super) async fn find(self: &Arc<Self>, asker: &mut Asker<'_>, date: DataDate) -> Outcome {
        let Ask { scope, depth, whole, purpose, payer, .. } = *asker.ask;
        let key = ListKey::new(scope, date);
        loop {
            if let Some(refusal) = self.still_in_vain(&key).await {
                return Err(refusal);
            }
            if let Some(list) = self.known(&key).await?
                && self.is_enough(&list, depth).await
            {
                return Ok((list, None));
            }
            let seat = self.fly(Job { key, depth, whole, purpose, payer });
            let Seat { leads, whole: for_whole, .. } = seat;
            let landed = seat.landing(asker.give_up_at, &*self.clock).await;
            let mine = |refusal: &Refusal| leads || !is_theirs(refusal, for_whole && !whole);
            if leads {
                asker.credits += landed.credits;
            }
            match landed.outcome {
                Ok((list, instead)) if leads => return Ok((list, instead)),
                Ok((list, _)) if list.covers(depth) => return Ok((list, None)),
                Ok((list, Some(refusal))) if mine(&refusal) => return Ok((list, Some(refusal))),
                // The flight may go on for longer than this asker waits, over a list that is there.
                Err(refusal) if mine(&refusal) => {
                    let Some(list) = self.known(&key).await? else { return Err(refusal) };
                    let instead = (!list.covers(depth)).then_some(refusal);
                    return Ok((list, instead));
                }
                // Somebody asked for less, or had no allowance left: that says nothing about this asker.
                Ok(_) | Err(_) => {}
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
    pub(super) async fn answer(&self, list: Arc<List>, credits: u32, instead: Option<Refusal>) -> Answer {
        let before = self.before(&list.key).await;
        Answer { list, before, credits, instead }
    }

    /// The list of the period before. It only adds the movement: when it can't be read (which is logged), what was
    /// paid for is answered. That there is none is remembered for a while; only another process can store it then
    /// without this one noticing.
    async fn before(&self, key: &ListKey) -> Option<Arc<List>> {
        let (key, now) = (key.previous(), self.clock.now());
        if self.missing.get(&key).await.is_some_and(|looked_at| now < looked_at + LOOK_AGAIN) {
            return None;
        }
        let before = self.known(&key).await;
        if before == Ok(None) {
            self.missing.insert(key, now).await;
        }
        before.unwrap_or_default()
    }
}

/// Whether a refusal holds only for the one whose flight it was: their allowance, or room for more than is asked.
pub(super) fn is_theirs(refusal: &Refusal, they_want_more: bool) -> bool {
    let own = [Ceiling::Asking, Ceiling::Server, Ceiling::Person];
    matches!(refusal, Refusal::Ceiling { ceiling, .. } if they_want_more || own.contains(ceiling))
}
