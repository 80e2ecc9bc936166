//! The loop of what falls due: never held up by the source, for what is asked goes on beside it.

use super::{Boards, fetch::Group};
use crate::{domain::ListKey, store::StoreError, telemetry::Pulse};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{StreamExt, stream::FuturesUnordered};
use std::{collections::HashSet, pin::pin};

/// Between two looks at what is due.
const TICK: TimeDelta = TimeDelta::seconds(1);
/// Groups of questions that are asked at once. Turns of further ones are looked at again when their lease is over.
const AT_ONCE: usize = 16;

impl Boards {
    /// Looks each second at what is due, for as long as it is polled, with a sign of life each time. An error is logged
    /// once, until it is over.
    pub async fn run(&self, pulse: &Pulse) {
        let mut asking = FuturesUnordered::new();
        let mut under_way: HashSet<ListKey> = HashSet::new();
        let mut is_failing = false;
        loop {
            let now = self.clock.now();
            pulse.beat(now);
            // What is being asked goes on meanwhile: one of them may be in the middle of a transaction, and there is
            // one writer only.
            let looked = {
                let mut tick = pin!(self.tick(now));
                loop {
                    tokio::select! {
                        looked = &mut tick => break looked,
                        Some(head) = asking.next() => { under_way.remove(&head); }
                    }
                }
            };
            match looked {
                Ok(groups) => {
                    is_failing = false;
                    for group in groups {
                        if under_way.len() < AT_ONCE && under_way.insert(group.head) {
                            asking.push(async move {
                                self.fetch(&group).await;
                                group.head
                            });
                        }
                    }
                }
                Err(error) if is_failing => tracing::debug!(%error, "boards still can't be looked at"),
                Err(error) => {
                    is_failing = true;
                    tracing::error!(%error, "boards can't be looked at; it is tried each second");
                }
            }
            let now = self.clock.now();
            pulse.rest(TICK, now);
            let mut next = self.clock.sleep_until(now + TICK);
            loop {
                tokio::select! {
                    () = &mut next => break,
                    Some(head) = asking.next() => { under_way.remove(&head); }
                }
            }
        }
    }

    /// Begins the turns of boards that fell due and ends those whose list is stored; answers what is to be asked for
    /// the others.
    pub(super) async fn tick(&self, now: DateTime<Utc>) -> Result<Vec<Group>, StoreError> {
        self.begin_due(now).await?;
        self.try_turns(now).await
    }
}
