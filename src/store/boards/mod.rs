//! Table `boards`: what people set up, and when it falls due.

mod due;
mod states;
#[cfg(test)]
mod tests;

pub use due::{Due, Turn};
pub(super) use states::block;

use super::{Store, StoreError, Writing, columns};
use crate::domain::{Board, BoardId, BoardSettings, Firing, Question};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

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
        let mut writing = self.writing().await?;
        if is_full(&mut writing, server, most).await? {
            return Ok(Added::Full);
        }
        let number: i64 = sqlx::query_scalar(
            "UPDATE servers SET last_board = last_board + 1 WHERE id = $1 RETURNING last_board",
        )
        .bind(server.cast_signed())
        .fetch_one(&mut *writing)
        .await?;
        let (question, (time, days, cron)) = (&settings.question, columns::timing(&settings.schedule.timing));
        let (next_at, next_date) = columns::firing(next);
        let row = sqlx::query(
            "INSERT INTO boards (server, number, channel, region, ranked_by, period, category, product, top,
                 time, days, cron, zone, language, style, format, mention, late, created_by, created_at,
                 state, state_at, next_due_at, next_due_date)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                 $20, 'active', $20, $21, $22)
             RETURNING *",
        )
        .bind(server.cast_signed())
        .bind(number)
        .bind(settings.channel.cast_signed())
        .bind(question.region.key())
        .bind(question.order.word())
        .bind(question.period.word())
        .bind(question.category.map_or("", |category| category.key()))
        .bind(question.product.map_or("", |product| product.key()))
        .bind(i64::try_from(question.depth.rows()).unwrap_or_default())
        .bind(time)
        .bind(days)
        .bind(cron)
        .bind(settings.schedule.zone.name())
        .bind(settings.language.tag())
        .bind(settings.style.word())
        .bind(settings.format.word())
        .bind(settings.mention.map(u64::cast_signed))
        .bind(settings.late.word())
        .bind(by.person.cast_signed())
        .bind(by.now.timestamp())
        .bind(next_at)
        .bind(next_date)
        .fetch_one(&mut *writing)
        .await?;
        let board = columns::board(&row)?;
        note(&mut writing, board.id, "board_add", by).await?;
        writing.commit().await?;
        Ok(Added::Yes(Box::new(board)))
    }

    /// Changes what is set of a board and when it falls due next; with a line in the audit. Where the channel
    /// changes, the message of its last post is forgotten; where the question changes, which dates it posted. A
    /// blocked board becomes active.
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
        let mut writing = self.writing().await?;
        let (question, (time, days, cron)) = (&settings.question, columns::timing(&settings.schedule.timing));
        let (next_at, next_date) = columns::firing(next);
        // What stands right of a sign is the row as it was.
        sqlx::query(
            "UPDATE boards SET
                 posted_channel = CASE WHEN channel = $2 THEN posted_channel END,
                 posted_message = CASE WHEN channel = $2 THEN posted_message END,
                 targeted = CASE WHEN (region, ranked_by, period, category, product) = ($3, $4, $5, $6, $7)
                     THEN targeted END,
                 posted = CASE WHEN (region, ranked_by, period, category, product) = ($3, $4, $5, $6, $7)
                     THEN posted END,
                 next_due_at = CASE WHEN state = 'paused' THEN NULL ELSE $18 END,
                 next_due_date = CASE WHEN state = 'paused' THEN NULL ELSE $19 END,
                 state_at = CASE WHEN state = 'blocked' THEN $17 ELSE state_at END,
                 state = CASE WHEN state = 'blocked' THEN 'active' ELSE state END, trouble = NULL,
                 channel = $2, region = $3, ranked_by = $4, period = $5, category = $6, product = $7, top = $8,
                 time = $9, days = $10, cron = $11, zone = $12, language = $13, style = $14, format = $15,
                 mention = $16, late = $20
             WHERE id = $1 AND state <> 'removed'",
        )
        .bind(id.0)
        .bind(settings.channel.cast_signed())
        .bind(question.region.key())
        .bind(question.order.word())
        .bind(question.period.word())
        .bind(question.category.map_or("", |category| category.key()))
        .bind(question.product.map_or("", |product| product.key()))
        .bind(i64::try_from(question.depth.rows()).unwrap_or_default())
        .bind(time)
        .bind(days)
        .bind(cron)
        .bind(settings.schedule.zone.name())
        .bind(settings.language.tag())
        .bind(settings.style.word())
        .bind(settings.format.word())
        .bind(settings.mention.map(u64::cast_signed))
        .bind(by.now.timestamp())
        .bind(next_at)
        .bind(next_date)
        .bind(settings.late.word())
        .execute(&mut *writing)
        .await?;
        note(&mut writing, id, "board_edit", by).await?;
        writing.commit().await?;
        Ok(())
    }

    /// A board by its number in a server; none where it was removed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn board(&self, server: u64, number: u32) -> Result<Option<Board>, StoreError> {
        let row =
            sqlx::query("SELECT * FROM boards WHERE server = $1 AND number = $2 AND state <> 'removed'")
                .bind(server.cast_signed())
                .bind(number)
                .fetch_optional(&self.readers)
                .await?;
        row.as_ref().map(columns::board).transpose()
    }

    /// A board among all servers, also a removed one; the truth says whether it was removed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn board_by_id(&self, id: BoardId) -> Result<Option<(Board, bool)>, StoreError> {
        let row = sqlx::query("SELECT * FROM boards WHERE id = $1")
            .bind(id.0)
            .fetch_optional(&self.readers)
            .await?;
        let read =
            |row: SqliteRow| Ok((columns::board(&row)?, row.try_get::<&str, _>("state")? == "removed"));
        row.map(read).transpose()
    }

    /// A server's boards by their numbers.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards(&self, server: u64) -> Result<Vec<Board>, StoreError> {
        let rows =
            sqlx::query("SELECT * FROM boards WHERE server = $1 AND state <> 'removed' ORDER BY number")
                .bind(server.cast_signed())
                .fetch_all(&self.readers)
                .await?;
        rows.iter().map(columns::board).collect()
    }

    /// Boards of a channel.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards_in(&self, channel: u64) -> Result<Vec<Board>, StoreError> {
        let rows = sqlx::query("SELECT * FROM boards WHERE channel = $1 AND state <> 'removed' ORDER BY id")
            .bind(channel.cast_signed())
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(columns::board).collect()
    }

    /// How many active boards of all servers share a question to the source, whatever their depth.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards_sharing(&self, question: &Question) -> Result<u32, StoreError> {
        let field = question.order.field();
        let count = sqlx::query_scalar(
            "SELECT COUNT(*) FROM boards
             WHERE region = $1 AND period = $2 AND category = $3 AND product = $4 AND state = 'active'
               AND (ranked_by IN ('sales', 'gmv')) = $5",
        )
        .bind(question.region.key())
        .bind(question.period.word())
        .bind(question.category.map_or("", |category| category.key()))
        .bind(question.product.map_or("", |product| product.key()))
        .bind(field == crate::domain::Field::Sales)
        .fetch_one(&self.readers)
        .await?;
        Ok(count)
    }
}

/// Whether a server has `most` boards already.
async fn is_full(writing: &mut Writing, server: u64, most: u32) -> Result<bool, StoreError> {
    let count: u32 =
        sqlx::query_scalar("SELECT COUNT(*) FROM boards WHERE server = $1 AND state <> 'removed'")
            .bind(server.cast_signed())
            .fetch_one(&mut **writing)
            .await?;
    Ok(count >= most)
}

/// A line of the audit about a board: its number stands behind the deed.
async fn note(writing: &mut Writing, id: BoardId, deed: &str, by: By) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO audit (server, person, at, what, before, after)
         SELECT server, $2, $3, $4, '', number FROM boards WHERE id = $1",
    )
    .bind(id.0)
    .bind(by.person.cast_signed())
    .bind(by.now.timestamp())
    .bind(deed)
    .execute(&mut **writing)
    .await?;
    Ok(())
}
