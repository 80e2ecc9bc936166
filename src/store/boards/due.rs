//! What falls due: boards whose moment has come, and the turns that begin then.

use super::super::{Store, StoreError, columns};
use crate::domain::{Board, BoardId, DataDate, Firing};
use chrono::{DateTime, Utc};
use serde_json::json;

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
    /// Active boards of servers that the bot is in (not in an outage, not left) that are due, the longest due first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn due_boards(&self, now: DateTime<Utc>, most: u32) -> Result<Vec<Board>, StoreError> {
        self.boards_due_until(now, most).await
    }

    /// Active boards that fall due until a moment: what tomorrow's lists are asked for.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards_due_until(&self, until: DateTime<Utc>, most: u32) -> Result<Vec<Board>, StoreError> {
        let rows = sqlx::query(
            "SELECT boards.* FROM boards JOIN servers ON servers.id = boards.server
             WHERE boards.state = 'active' AND boards.next_due_at <= $1 AND servers.state = 'here'
             ORDER BY boards.next_due_at LIMIT $2",
        )
        .bind(until.timestamp())
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(columns::board).collect()
    }

    /// Saves when an active board falls due next, where it has no next moment.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn schedule_board(&self, id: BoardId, next: Option<Firing>) -> Result<(), StoreError> {
        let (at, date) = columns::firing(next);
        sqlx::query(
            "UPDATE boards SET next_due_at = $2, next_due_date = $3
             WHERE id = $1 AND state = 'active' AND next_due_at IS NULL",
        )
        .bind(id.0)
        .bind(at)
        .bind(date)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Begins the turns of due boards and saves when they fall due next, in one transaction. A local date that a
    /// board had already begins no second turn.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn begin_turns(&self, due: &[Due], now: DateTime<Utc>) -> Result<(), StoreError> {
        // One statement for all of them: ten thousand may fall due in one minute.
        let all: Vec<_> = due
            .iter()
            .map(|Due { board, turn, next }| {
                json!({
                    "board": board.0,
                    "date": turn.map(|turn| turn.firing.date),
                    "due_at": turn.map(|turn| turn.firing.at.timestamp()),
                    "target": turn.map(|turn| turn.target.first()),
                    "caught_up": turn.is_some_and(|turn| turn.caught_up),
                    "state": if turn.is_some_and(|turn| turn.missed) { "missed" } else { "waiting" },
                    "next_at": next.map(|next| next.at.timestamp()),
                    "next_date": next.map(|next| next.date),
                })
            })
            .collect();
        let all = serde_json::Value::from(all).to_string();
        let mut writing = self.writing().await?;
        sqlx::query(
            "INSERT INTO runs (board, date, due_at, target, state, caught_up, next_try_at, at)
             SELECT due.value ->> 'board', due.value ->> 'date', due.value ->> 'due_at',
                 due.value ->> 'target', due.value ->> 'state', due.value ->> 'caught_up',
                 CASE WHEN due.value ->> 'state' = 'waiting' THEN $2 END, $2
             FROM json_each($1) AS due JOIN boards ON boards.id = due.value ->> 'board'
             WHERE due.value ->> 'date' IS NOT NULL AND boards.state = 'active'
             ON CONFLICT (board, date) DO NOTHING",
        )
        .bind(&all)
        .bind(now.timestamp())
        .execute(&mut *writing)
        .await?;
        sqlx::query(
            "UPDATE boards SET next_due_at = due.value ->> 'next_at', next_due_date = due.value ->> 'next_date',
                 last_due_date = COALESCE(due.value ->> 'date', last_due_date),
                 targeted = COALESCE(due.value ->> 'target', targeted)
             FROM json_each($1) AS due
             WHERE boards.id = due.value ->> 'board' AND boards.state = 'active'",
        )
        .bind(&all)
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(())
    }
}
