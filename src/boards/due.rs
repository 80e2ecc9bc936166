//! Boards that fell due: their turns begin, and what is due after that is saved, before any work.

use super::Boards;
use crate::{
    domain::Board,
    store::{Due, StoreError},
};
use chrono::{DateTime, Utc};

/// Boards that are read and written at once.
const BATCH: u32 = 1_000;

impl Boards {
    /// Begins the turns of all boards that are due.
    pub(super) async fn begin_due(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        loop {
            let boards = self.store.due_boards(now, BATCH).await?;
            if boards.is_empty() {
                return Ok(());
            }
            let due: Vec<Due> = boards.iter().map(|board| self.plan(board, now)).collect();
            self.store.begin_turns(&due, now).await?;
            if boards.len() < BATCH as usize {
                return Ok(());
            }
        }
    }

    fn plan(&self, board: &Board, now: DateTime<Utc>) -> Due {
        let _ = now;
        Due { board: board.id, turn: None, next: None }
    }
}
