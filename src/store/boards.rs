//! Table `boards`: what people set up, and when it falls due.

use super::{Store, StoreError};
use crate::domain::{Board, BoardId, BoardSettings, DataDate, Firing, Question, Trouble};
use chrono::{DateTime, Utc};

/// How adding a board went.
#[derive(Clone, Debug, PartialEq)]
pub enum Added {
    /// It is there.
    Yes(Box<Board>),
    /// The server has as many as it may.
    Full,
}

/// Who did it, and when: for the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// Discord's id of the person.
    pub person: u64,
    /// When.
    pub now: DateTime<Utc>,
}

/// A board that fell due: its turn, and when it falls due after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The board.
    pub board: BoardId,
    /// The turn; none where the firing has nothing to be due for, so that only the next moment is saved.
    pub turn: Option<Turn>,
    /// When it falls due next.
    pub next: Option<Firing>,
}

/// A turn that begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// When it fell due.
    pub firing: Firing,
    /// The data date that it is for.
    pub target: DataDate,
    /// Whether the bot was down when it fell due.
    pub caught_up: bool,
    /// Whether the limit had passed already when it was noticed: then it only stands in the history.
    pub missed: bool,
}

impl Store {
    /// Adds a board, unless the server has `most` already; with a line in the audit.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn add_board(
        &self,
        server: u64,
        settings: &BoardSettings,
        next: Option<Firing>,
        most: u32,
        by: By,
    ) -> Result<Added, StoreError> {
        let _ = (server, settings, next, most, by);
        unimplemented!()
    }

    /// A board by its number in a server; none where it was removed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn board(&self, server: u64, number: u32) -> Result<Option<Board>, StoreError> {
        let _ = (server, number);
        unimplemented!()
    }

    /// A board among all servers, also a removed one; the truth says whether it was removed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn board_by_id(&self, id: BoardId) -> Result<Option<(Board, bool)>, StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// A server's boards by their numbers.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards(&self, server: u64) -> Result<Vec<Board>, StoreError> {
        let _ = server;
        unimplemented!()
    }

    /// How many boards of all servers, this one included, share a question to the source: scope and depth.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards_sharing(&self, question: &Question) -> Result<u32, StoreError> {
        let _ = question;
        unimplemented!()
    }

    /// Changes what is set of a board and when it falls due next; with a line in the audit. Where the channel
    /// changes, the message of its last post is forgotten. A blocked board becomes active.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn edit_board(
        &self,
        id: BoardId,
        settings: &BoardSettings,
        next: Option<Firing>,
        by: By,
    ) -> Result<(), StoreError> {
        let _ = (id, settings, next, by);
        unimplemented!()
    }

    /// Pauses a board: it has no next moment, its waiting turn and its posts that aren't sent are dropped.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn pause_board(&self, id: BoardId, by: By) -> Result<(), StoreError> {
        let _ = (id, by);
        unimplemented!()
    }

    /// Resumes a paused or blocked board.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn resume_board(&self, id: BoardId, next: Option<Firing>, by: By) -> Result<(), StoreError> {
        let _ = (id, next, by);
        unimplemented!()
    }

    /// Removes a board: it can be restored until it is purged. What it has waiting is dropped.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn remove_board(&self, id: BoardId, by: By) -> Result<(), StoreError> {
        let _ = (id, by);
        unimplemented!()
    }

    /// Brings a removed board back, unless the server has `most` already; answers whether it is back.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn restore_board(
        &self,
        id: BoardId,
        next: Option<Firing>,
        most: u32,
        by: By,
    ) -> Result<bool, StoreError> {
        let _ = (id, next, most, by);
        unimplemented!()
    }

    /// Active boards of servers that the bot is in (not in an outage, not left) that are due, the longest due first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn due_boards(&self, now: DateTime<Utc>, most: u32) -> Result<Vec<Board>, StoreError> {
        let _ = (now, most);
        unimplemented!()
    }

    /// Begins the turns of due boards and saves when they fall due next, in one transaction. A local date that a
    /// board had already begins no second turn.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn begin_turns(&self, due: &[Due], now: DateTime<Utc>) -> Result<(), StoreError> {
        let _ = (due, now);
        unimplemented!()
    }

    /// Active boards that fall due until a moment: what tomorrow's lists are asked for.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards_due_until(&self, until: DateTime<Utc>, most: u32) -> Result<Vec<Board>, StoreError> {
        let _ = (until, most);
        unimplemented!()
    }

    /// Boards that are blocked, of servers that the bot is in.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn blocked_boards(&self, server: Option<u64>) -> Result<Vec<(Board, Trouble)>, StoreError> {
        let _ = server;
        unimplemented!()
    }

    /// Boards of a channel.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards_in(&self, channel: u64) -> Result<Vec<Board>, StoreError> {
        let _ = channel;
        unimplemented!()
    }

    /// Forgets boards that were blocked or removed before a moment. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_boards(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let _ = before;
        unimplemented!()
    }
}
