//! Turns that wait for their lists: what is stored is posted at once, the rest is asked for.

use super::{
    Boards, decide,
    decide::{Fate, NotOut},
    fetch::{Asked, Group, asking, groups, head},
};
use crate::{
    domain::{BoardPost, DataDate, Depth, Late, Lateness, List, ListKey, Meaning, RunState, Target},
    rankings::{Answer, Refusal},
    store::{Ending, NewPost, RunEnd, StoreError, WaitingRun},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};
use tokio::sync::OnceCell;

/// Turns that are read and written at once.
const BATCH: u32 = 1_000;
/// For how long a turn whose list is being asked for isn't looked at again. When the bot is killed meanwhile, so much
/// is lost.
const LEASE: TimeDelta = TimeDelta::seconds(10);

impl Boards {
    /// Ends all turns that can be ended by what is stored, and answers what is to be asked for the others.
    pub(super) async fn try_turns(&self, now: DateTime<Utc>) -> Result<Vec<Group>, StoreError> {
        let mut missing = Vec::new();
        let mut lists = HashMap::new();
        loop {
            let turns = self.store.due_runs(now, BATCH).await?;
            let is_last = turns.len() < BATCH as usize;
            let mut ends = Vec::with_capacity(turns.len());
            for turn in turns {
                let (key, depth) = (decide::wanted(&turn), depth(&turn));
                let fate = match decide::done(&turn, self.settings.wait, now) {
                    Some(done) => done,
                    None if self.is_at_hand(&mut lists, key, depth).await => decide::there(&turn),
                    None => Fate::Wait(now + LEASE),
                };
                ends.push(self.end(&turn, fate.clone(), now));
                if matches!(fate, Fate::Wait(_)) {
                    missing.push((key, depth, Some(turn)));
                }
            }
            if !ends.is_empty() {
                self.store.end_runs(&ends, now).await?;
            }
            if is_last {
                return Ok(groups(missing));
            }
        }
    }

    /// Whether a list is stored so deep; each is looked for once. Where it can't be read, it is asked for.
    async fn is_at_hand(
        &self,
        lists: &mut HashMap<ListKey, Option<Arc<List>>>,
        key: ListKey,
        depth: Depth,
    ) -> bool {
        let list = match lists.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(self.rankings.at_hand(&key).await.unwrap_or_default()),
        };
        list.as_ref().is_some_and(|list| list.covers(depth))
    }

    /// Ends the turns that waited for a question, or lets them wait on.
    pub(super) async fn answered(&self, asked: &Asked, outcome: &Result<Answer, Refusal>) {
        if asked.turns.is_empty() {
            return;
        }
        let now = self.clock.now();
        let again_at = match outcome {
            Err(Refusal::Empty { .. }) => self.asked_again_at(&asked.key, now).await,
            _ => None,
        };
        // What stands in is looked for once for all of them, and only where one needs it.
        let newest = OnceCell::new();
        let mut ends = Vec::with_capacity(asked.turns.len());
        for turn in &asked.turns {
            let fate = match outcome {
                Ok(answer) => self.answered_to(turn, answer, now),
                Err(Refusal::Empty { .. }) => {
                    match decide::not_out(turn, again_at, self.settings.wait, now) {
                        NotOut::Known(fate) => fate,
                        NotOut::StandIn => match newest.get_or_init(|| self.newest_before(asked)).await {
                            Ok(date) => decide::stand_in(turn, *date),
                            Err(refusal) => self.refused(turn, refusal, now),
                        },
                    }
                }
                Err(refusal) => self.refused(turn, refusal, now),
            };
            let fate = match fate {
                Fate::End(RunState::NoNumbers(_)) if turn.board.settings.late != Late::Skip => {
                    self.stored_instead(turn, asked, fate).await
                }
                fate => fate,
            };
            ends.push(self.end(turn, fate, now));
        }
        for batch in ends.chunks(BATCH as usize) {
            if let Err(error) = self.store.end_runs(batch, now).await {
                // They are tried again when their lease is over.
                return tracing::error!(%error, "turns of boards can't be written down");
            }
        }
    }

    /// When the source or the credits failed until a turn's limit, the newest list that is stored stands in. Where that
    /// was posted before, the failure is why nothing is: whether there is a newer one isn't known.
    async fn stored_instead(&self, turn: &WaitingRun, asked: &Asked, fate: Fate) -> Fate {
        let stored = self.rankings.stored(asked.key.scope(), None).await;
        let covers = |answer: &Answer| answer.list.covers(depth(turn));
        match stored.ok().flatten().filter(covers) {
            Some(answer) => match decide::stand_in(turn, Some(answer.list.key.date())) {
                Fate::End(_) => fate,
                stands_in => stands_in,
            },
            None => fate,
        }
    }

    /// What becomes of a turn by an answer, which may be shallower than it needs.
    fn answered_to(&self, turn: &WaitingRun, answer: &Answer, now: DateTime<Utc>) -> Fate {
        match &answer.instead {
            Some(refusal) if !answer.list.covers(depth(turn)) => self.refused(turn, refusal, now),
            _ => decide::there(turn),
        }
    }

    fn refused(&self, turn: &WaitingRun, refusal: &Refusal, now: DateTime<Utc>) -> Fate {
        decide::refused(turn, refusal, self.settings.wait, now)
    }

    /// When a list that isn't out is asked for again, by itself or by the head of its group; none where nobody is
    /// asked at a known moment.
    async fn asked_again_at(&self, key: &ListKey, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        for key in [*key, head(key)] {
            match self.store.absence(&key).await {
                Ok(Some(absence)) if absence.next_ask_at > now => return Some(absence.next_ask_at),
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "an absent list can't be read"),
            }
        }
        None
    }

    /// The newest date before the one of a question that has rows.
    async fn newest_before(&self, asked: &Asked) -> Result<Option<DataDate>, Refusal> {
        let until = asked.key.date().previous();
        match self.rankings.newest(asking(&asked.key, asked.depth), until).await {
            Ok(answer) => Ok(Some(answer.list.key.date())),
            Err(Refusal::Empty { .. }) => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }

    /// A fate as it is written down.
    fn end(&self, turn: &WaitingRun, fate: Fate, now: DateTime<Utc>) -> Ending {
        let end = match fate {
            Fate::Wait(until) => RunEnd::Wait(until),
            Fate::End(state) => {
                let (number, server, date) = (turn.board.number, turn.board.server, turn.run.firing.date);
                tracing::info!(%server, board = number, %date, why = ?state, "board {number} posts nothing this time");
                RunEnd::End(state)
            }
            Fate::Post(date, late) => RunEnd::Queue(Box::new(self.post(turn, date, late, now)), date),
        };
        let (board, date, question) = (turn.board.id, turn.run.firing.date, turn.board.settings.question);
        Ending { board, date, question, end }
    }

    fn post(&self, turn: &WaitingRun, date: DataDate, late: Lateness, now: DateTime<Utc>) -> NewPost {
        let WaitingRun { board, run, .. } = turn;
        let (id, number, settings) = (board.id, board.number, board.settings.clone());
        NewPost {
            kind: "board",
            subject: id.0,
            period: run.firing.date.to_string(),
            server: board.server,
            board: Some(id),
            watch: None,
            not_before: Some(run.firing.at),
            target: Target::Channel(settings.channel),
            meaning: Meaning::Board(Box::new(BoardPost {
                board: id,
                number,
                settings,
                date,
                late,
                test: false,
            })),
            expires_at: now + self.settings.expiry,
        }
    }
}

/// How deep the list of a turn must be.
fn depth(turn: &WaitingRun) -> Depth {
    turn.board.settings.question.fetched()
}
