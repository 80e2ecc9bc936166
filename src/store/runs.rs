//! Table `runs`: the turns of boards, at most one a local date.

use super::{Store, StoreError, outbox::NewPost};
use crate::domain::{Board, BoardId, DataDate, Run, RunState, Trouble};
use chrono::{DateTime, Utc};

/// A turn whose list is to be looked for, with its board.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingRun {
    /// The board.
    pub board: Board,
    /// The turn.
    pub run: Run,
    /// Whether the bot was down when it fell due.
    pub caught_up: bool,
}

/// What becomes of a turn.
#[derive(Clone, Debug, PartialEq)]
pub enum RunEnd {
    /// It waits until that moment.
    Wait(DateTime<Utc>),
    /// Its post goes into the outbox; the data date counts as posted.
    Queue(Box<NewPost>, DataDate),
    /// It ends without a post.
    End(RunState),
}

impl Store {
    /// Turns that are to be tried now, the longest due first, of active boards of servers that the bot is in.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn due_runs(&self, now: DateTime<Utc>, most: u32) -> Result<Vec<WaitingRun>, StoreError> {
        let _ = (now, most);
        unimplemented!()
    }

    /// Writes down what becomes of turns, with their posts, in one transaction. Without effect on a turn that
    /// doesn't wait any more.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn end_runs(
        &self,
        ends: &[(BoardId, chrono::NaiveDate, RunEnd)],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let _ = (ends, now);
        unimplemented!()
    }

    /// The last turns of a board, newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn runs(&self, board: BoardId, most: u32) -> Result<Vec<Run>, StoreError> {
        let _ = (board, most);
        unimplemented!()
    }

    /// A board can't post: it is blocked, its waiting turns end, its posts are held, and a notice may be queued, in
    /// one transaction. Answers whether it wasn't blocked before.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn block_board(
        &self,
        board: BoardId,
        trouble: &Trouble,
        notice: Option<&NewPost>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let _ = (board, trouble, notice, now);
        unimplemented!()
    }

    /// A blocked board can post again: it is active with its next moment, and its held posts are ready.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn unblock_board(
        &self,
        board: BoardId,
        next: Option<crate::domain::Firing>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let _ = (board, next, now);
        unimplemented!()
    }

    /// Forgets turns from before a moment. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_runs(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let _ = before;
        unimplemented!()
    }
}
