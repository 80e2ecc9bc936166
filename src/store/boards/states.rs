//! Whether boards post: paused, resumed, removed, restored, blocked.

use super::{
    super::{Store, StoreError, Writing, columns, outbox, outbox::NewPost},
    By, is_full, note,
};
use crate::domain::{Board, BoardId, Firing, Trouble};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

impl Store {
    /// Pauses a board: it has no next moment, its waiting turn and its posts that aren't sent are dropped.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn pause_board(&self, id: BoardId, by: By) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        sqlx::query(
            "UPDATE boards SET state = 'paused', state_at = $2, trouble = NULL, next_due_at = NULL,
                 next_due_date = NULL
             WHERE id = $1 AND state IN ('active', 'blocked')",
        )
        .bind(id.0)
        .bind(by.now.timestamp())
        .execute(&mut *writing)
        .await?;
        drop_waiting(&mut writing, id, by.now).await?;
        note(&mut writing, id, "board_pause", by).await?;
        writing.commit().await?;
        Ok(())
    }

    /// Resumes a paused or blocked board.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn resume_board(&self, id: BoardId, next: Option<Firing>, by: By) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        activate(&mut writing, id, next, by.now).await?;
        note(&mut writing, id, "board_resume", by).await?;
        writing.commit().await?;
        Ok(())
    }

    /// Removes a board: it can be restored until it is purged. What it has waiting is dropped.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn remove_board(&self, id: BoardId, by: By) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        sqlx::query(
            "UPDATE boards SET state = 'removed', state_at = $2, trouble = NULL, next_due_at = NULL,
                 next_due_date = NULL
             WHERE id = $1",
        )
        .bind(id.0)
        .bind(by.now.timestamp())
        .execute(&mut *writing)
        .await?;
        drop_waiting(&mut writing, id, by.now).await?;
        note(&mut writing, id, "board_remove", by).await?;
        writing.commit().await?;
        Ok(())
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
        let mut writing = self.writing().await?;
        let server: Option<i64> =
            sqlx::query_scalar("SELECT server FROM boards WHERE id = $1 AND state = 'removed'")
                .bind(id.0)
                .fetch_optional(&mut *writing)
                .await?;
        let Some(server) = server else { return Ok(false) };
        if is_full(&mut writing, server.cast_unsigned(), most).await? {
            return Ok(false);
        }
        activate(&mut writing, id, next, by.now).await?;
        note(&mut writing, id, "board_restore", by).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// Boards that are blocked, of servers that the bot is in: of one, or of all.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn blocked_boards(&self, server: Option<u64>) -> Result<Vec<(Board, Trouble)>, StoreError> {
        let rows = sqlx::query(
            "SELECT boards.* FROM boards JOIN servers ON servers.id = boards.server
             WHERE boards.state = 'blocked' AND servers.state = 'here' AND ($1 IS NULL OR boards.server = $1)
             ORDER BY boards.id",
        )
        .bind(server.map(u64::cast_signed))
        .fetch_all(&self.readers)
        .await?;
        let read = |row: &SqliteRow| {
            Ok((columns::board(row)?, columns::trouble("trouble", row.try_get("trouble")?)?))
        };
        rows.iter().map(read).collect()
    }

    /// A board can't post: it is blocked, its waiting turns end, its posts are held, and a notice may be queued, in
    /// one transaction. Answers whether it wasn't blocked before; only then something is written.
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
        let mut writing = self.writing().await?;
        let is_new = block(&mut writing, board, trouble, notice, now).await?;
        writing.commit().await?;
        Ok(is_new)
    }

    /// A blocked board can post again: it is active with its next moment, and its held posts are ready.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn unblock_board(
        &self,
        board: BoardId,
        next: Option<Firing>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        activate(&mut writing, board, next, now).await?;
        writing.commit().await?;
        Ok(())
    }

    /// Forgets boards that were blocked or removed before a moment. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_boards(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut writing = self.writing().await?;
        sqlx::query(
            "DELETE FROM outbox WHERE board IN
                 (SELECT id FROM boards WHERE state IN ('blocked', 'removed') AND state_at < $1)",
        )
        .bind(before.timestamp())
        .execute(&mut *writing)
        .await?;
        let gone = sqlx::query("DELETE FROM boards WHERE state IN ('blocked', 'removed') AND state_at < $1")
            .bind(before.timestamp())
            .execute(&mut *writing)
            .await?
            .rows_affected();
        writing.commit().await?;
        Ok(gone)
    }
}

/// A board posts from now on; what is held for it is ready again, unless nobody knows whether it arrived.
async fn activate(
    writing: &mut Writing,
    id: BoardId,
    next: Option<Firing>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (at, date) = columns::firing(next);
    let changed = sqlx::query(
        "UPDATE boards SET state = 'active', state_at = $2, trouble = NULL, next_due_at = $3,
             next_due_date = $4
         WHERE id = $1 AND state <> 'active'",
    )
    .bind(id.0)
    .bind(now.timestamp())
    .bind(at)
    .bind(date)
    .execute(&mut **writing)
    .await?;
    if changed.rows_affected() > 0 {
        outbox::release(writing, id, now).await?;
    }
    Ok(())
}

/// Blocks a board, unless it is blocked, paused or removed; answers whether it did.
pub(in crate::store) async fn block(
    writing: &mut Writing,
    board: BoardId,
    trouble: &Trouble,
    notice: Option<&NewPost>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let text = columns::trouble_text(trouble);
    let blocked = sqlx::query(
        "UPDATE boards SET state = 'blocked', state_at = $2, trouble = $3, next_due_at = NULL,
             next_due_date = NULL
         WHERE id = $1 AND state = 'active'",
    )
    .bind(board.0)
    .bind(now.timestamp())
    .bind(&text)
    .execute(&mut **writing)
    .await?;
    if blocked.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query(
        "UPDATE runs SET state = 'blocked', detail = $2, at = $3, next_try_at = NULL
         WHERE board = $1 AND state = 'waiting'",
    )
    .bind(board.0)
    .bind(&text)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    outbox::hold(writing, board, trouble).await?;
    if let Some(notice) = notice {
        outbox::insert(writing, notice, now).await?;
    }
    Ok(true)
}

/// What a board has waiting is dropped; what is under way ends by itself.
async fn drop_waiting(writing: &mut Writing, id: BoardId, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE runs SET state = 'dropped', at = $2, next_try_at = NULL
         WHERE board = $1 AND state = 'waiting' OR board = $1 AND state IN ('queued', 'blocked') AND EXISTS
             (SELECT 1 FROM outbox WHERE outbox.board = $1 AND outbox.kind = 'board'
                 AND outbox.period = runs.date AND outbox.state IN ('ready', 'held'))",
    )
    .bind(id.0)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    sqlx::query(
        "UPDATE outbox SET state = 'dropped', settled_at = $2
         WHERE board = $1 AND state IN ('ready', 'held') AND kind IN ('board', 'test')",
    )
    .bind(id.0)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}
