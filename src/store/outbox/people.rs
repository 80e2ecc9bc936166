//! The outbox for people: what is in it, tried again or dropped by hand, and tidied.

use super::super::{Store, StoreError, columns};
use crate::domain::{BoardId, DeliveryId, Mark, Target};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

/// A row for people.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxEntry {
    /// Which.
    pub id: DeliveryId,
    /// `board`, `test`, `notice` or `crosspost`.
    pub kind: String,
    /// The server.
    pub server: u64,
    /// The board that it is about.
    pub board: Option<BoardId>,
    /// The board's number in its server.
    pub number: Option<u32>,
    /// Where it goes.
    pub target: Target,
    /// Its local date, or what tells it from others.
    pub period: String,
    /// `ready`, `leased`, `held`, `sent`, `dead` or `dropped`.
    pub state: String,
    /// Why it is held or dead.
    pub cause: String,
    /// What was said of it.
    pub detail: String,
    /// Sends so far.
    pub attempts: u32,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
    /// When it is ready, for one that is.
    pub ready_at: DateTime<Utc>,
    /// When it is given up.
    pub expires_at: DateTime<Utc>,
    /// When it ended.
    pub settled_at: Option<DateTime<Utc>>,
}

impl Store {
    /// When the next delivery is ready; none where the outbox has none.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn next_ready(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let next: Option<i64> = sqlx::query_scalar("SELECT MIN(ready_at) FROM outbox WHERE state = 'ready'")
            .fetch_one(&self.readers)
            .await?;
        next.map(|seconds| columns::time("ready_at", seconds)).transpose()
    }

    /// The newest rows in these states (all when empty), newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn outbox(&self, states: &[&str], most: u32) -> Result<Vec<OutboxEntry>, StoreError> {
        let rows = sqlx::query(
            "SELECT outbox.*, boards.number FROM outbox LEFT JOIN boards ON boards.id = outbox.board
             WHERE $1 = '[]' OR outbox.state IN (SELECT value FROM json_each($1))
             ORDER BY outbox.id DESC LIMIT $2",
        )
        .bind(serde_json::Value::from(states.to_vec()).to_string())
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(entry).collect()
    }

    /// A row of the outbox.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn outbox_entry(&self, id: DeliveryId) -> Result<Option<OutboxEntry>, StoreError> {
        let row = sqlx::query(
            "SELECT outbox.*, boards.number FROM outbox LEFT JOIN boards ON boards.id = outbox.board
             WHERE outbox.id = $1",
        )
        .bind(id.0)
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(entry).transpose()
    }

    /// Rows of a board that are held or dead, newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn stuck_posts(&self, board: BoardId, most: u32) -> Result<Vec<OutboxEntry>, StoreError> {
        let rows = sqlx::query(
            "SELECT outbox.*, boards.number FROM outbox LEFT JOIN boards ON boards.id = outbox.board
             WHERE outbox.board = $1 AND outbox.state IN ('held', 'dead') AND outbox.kind IN ('board', 'test')
             ORDER BY outbox.id DESC LIMIT $2",
        )
        .bind(board.0)
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(entry).collect()
    }

    /// What a mark stands for: the board, and the moment of its post.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn marked(&self, mark: Mark) -> Result<Option<OutboxEntry>, StoreError> {
        let row = sqlx::query(
            "SELECT outbox.*, boards.number FROM outbox LEFT JOIN boards ON boards.id = outbox.board
             WHERE outbox.mark = $1",
        )
        .bind(mark.0.cast_signed())
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(entry).transpose()
    }

    /// Makes a held or dead delivery ready again, with a new expiry; answers whether it was one. What isn't clear is
    /// looked up before it is sent.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn retry_post(
        &self,
        id: DeliveryId,
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut writing = self.writing().await?;
        let ready = sqlx::query(
            "UPDATE outbox SET state = 'ready', ready_at = $2, expires_at = $3, attempts = 0, plain = FALSE,
                 cause = '', detail = '', settled_at = NULL
             WHERE id = $1 AND state IN ('held', 'dead')",
        )
        .bind(id.0)
        .bind(now.timestamp())
        .bind(expires_at.timestamp())
        .execute(&mut *writing)
        .await?
        .rows_affected();
        sqlx::query(
            "UPDATE runs SET state = 'queued', detail = '', at = $2
             FROM outbox WHERE outbox.id = $1 AND outbox.kind = 'board' AND outbox.state = 'ready'
                 AND runs.board = outbox.board AND runs.date = outbox.period",
        )
        .bind(id.0)
        .bind(now.timestamp())
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(ready > 0)
    }

    /// Drops a delivery that isn't sent; answers whether it was one.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn drop_post(&self, id: DeliveryId, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut writing = self.writing().await?;
        let dropped = sqlx::query(
            "UPDATE outbox SET state = 'dropped', settled_at = $2
             WHERE id = $1 AND state IN ('ready', 'held', 'dead')",
        )
        .bind(id.0)
        .bind(now.timestamp())
        .execute(&mut *writing)
        .await?
        .rows_affected();
        if dropped > 0 {
            sqlx::query(
                "UPDATE runs SET state = 'dropped', detail = '', at = $2
                 FROM outbox WHERE outbox.id = $1 AND outbox.kind = 'board'
                     AND runs.board = outbox.board AND runs.date = outbox.period",
            )
            .bind(id.0)
            .bind(now.timestamp())
            .execute(&mut *writing)
            .await?;
        }
        writing.commit().await?;
        Ok(dropped > 0)
    }

    /// Gives up what is held beyond its expiry, and forgets what was settled before `settled_before`.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn tidy_outbox(
        &self,
        now: DateTime<Utc>,
        settled_before: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        sqlx::query(
            "UPDATE outbox SET state = 'dead', settled_at = $1 WHERE state = 'held' AND expires_at <= $1",
        )
        .bind(now.timestamp())
        .execute(&mut *writing)
        .await?;
        sqlx::query("DELETE FROM outbox WHERE state IN ('sent', 'dead', 'dropped') AND settled_at < $1")
            .bind(settled_before.timestamp())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(())
    }
}

fn entry(row: &SqliteRow) -> Result<OutboxEntry, StoreError> {
    let (channel, person) = (columns::maybe_id(row, "channel")?, columns::maybe_id(row, "person")?);
    let target = channel.map(Target::Channel).or(person.map(Target::Person));
    Ok(OutboxEntry {
        id: DeliveryId(row.try_get("id")?),
        kind: row.try_get("kind")?,
        server: columns::id(row, "server")?,
        board: row.try_get::<Option<i64>, _>("board")?.map(BoardId),
        number: row.try_get("number")?,
        target: target.ok_or_else(|| StoreError::corrupt("channel", ""))?,
        period: row.try_get("period")?,
        state: row.try_get("state")?,
        cause: row.try_get("cause")?,
        detail: row.try_get("detail")?,
        attempts: row.try_get("attempts")?,
        queued_at: columns::time("queued_at", row.try_get("queued_at")?)?,
        ready_at: columns::time("ready_at", row.try_get("ready_at")?)?,
        expires_at: columns::time("expires_at", row.try_get("expires_at")?)?,
        settled_at: columns::maybe_time(row, "settled_at")?,
    })
}
