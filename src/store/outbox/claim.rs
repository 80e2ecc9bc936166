//! Claiming: a delivery is leased to the pump, so that nobody else sends it.

use super::{
    super::{Lock, Store, StoreError, Writing, columns},
    Settlement, VERSION, settle,
};
use crate::domain::{BoardId, Delivery, DeliveryId, Mark, Meaning, MessageRef, Style, Target};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

impl Store {
    /// Writes down how sends went, with their boards and turns and what follows, then claims up to `most` deliveries
    /// that are ready, at most one for each lane, none of a server that is left or in an outage: all in one
    /// transaction, the claim in one statement.
    ///
    /// # Errors
    /// When the database can't be written; then nothing was settled and nothing claimed.
    pub async fn settle_and_claim(
        &self,
        settled: &[Settlement],
        now: DateTime<Utc>,
        lease_until: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        if settled.is_empty() && !self.is_ready(now).await? {
            return Ok(Vec::new());
        }
        let mut writing = self.writing().await?;
        for settlement in settled {
            settle::settle(&mut writing, settlement, now).await?;
        }
        let claimed =
            if most == 0 { Vec::new() } else { claim(&mut writing, now, lease_until, most).await? };
        writing.commit().await?;
        Ok(claimed)
    }

    /// Whether anything may be claimed: looked up by a reader, for most looks find nothing.
    async fn is_ready(&self, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let ready = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'ready' AND ready_at <= $1)";
        Ok(sqlx::query_scalar(ready).bind(now.timestamp()).fetch_one(&self.readers).await?)
    }

    /// At start, with the lock as a proof that nobody sends: what was leased is ready from `ready_at` on, and isn't
    /// clear. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn recover_leases(&self, _lock: &Lock, ready_at: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(sqlx::query(
            "UPDATE outbox SET state = 'ready', ready_at = $1, attempts = attempts + 1,
                 unclear_since = COALESCE(unclear_since, leased_at)
             WHERE state = 'leased'",
        )
        .bind(ready_at.timestamp())
        .execute(&self.writer)
        .await?
        .rows_affected())
    }

    /// Leases that ran out (the pump broke off): the same for them.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn recover_late_leases(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(sqlx::query(
            "UPDATE outbox SET state = 'ready', ready_at = $1, attempts = attempts + 1,
                 unclear_since = COALESCE(unclear_since, leased_at)
             WHERE state = 'leased' AND lease_until <= $1",
        )
        .bind(now.timestamp())
        .execute(&self.writer)
        .await?
        .rows_affected())
    }
}

async fn claim(
    writing: &mut Writing,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
    most: u32,
) -> Result<Vec<Delivery>, StoreError> {
    let mut rows = sqlx::query(
        "UPDATE outbox SET state = 'leased', leased_at = $1, lease_until = $2 WHERE id IN
             (SELECT ready.id FROM outbox AS ready JOIN servers ON servers.id = ready.server
              WHERE ready.state = 'ready' AND ready.ready_at <= $1 AND servers.state = 'here'
                  AND NOT EXISTS
                      (SELECT 1 FROM outbox AS other WHERE other.lane = ready.lane AND other.state = 'leased')
                  AND NOT EXISTS
                      (SELECT 1 FROM outbox AS other WHERE other.lane = ready.lane AND other.state = 'ready'
                           AND (other.ready_at, other.id) < (ready.ready_at, ready.id))
              ORDER BY ready.ready_at, ready.id LIMIT $3)
         RETURNING *",
    )
    .bind(now.timestamp())
    .bind(lease_until.timestamp())
    .bind(most)
    .fetch_all(&mut **writing)
    .await?;
    rows.sort_by_key(|row| row.try_get::<i64, _>("id").unwrap_or_default());
    let mut claimed = Vec::with_capacity(rows.len());
    for row in &rows {
        match delivery(writing, row).await? {
            Some(delivery) => claimed.push(delivery),
            None => bury(writing, row.try_get("id")?, now).await?,
        }
    }
    Ok(claimed)
}

/// A claimed row; none where its meaning can't be read.
async fn delivery(writing: &mut Writing, row: &SqliteRow) -> Result<Option<Delivery>, StoreError> {
    let version: i64 = row.try_get("version")?;
    let meaning: Result<Meaning, _> = serde_json::from_str(row.try_get("meaning")?);
    let (VERSION, Ok(meaning)) = (version, meaning) else { return Ok(None) };
    let (channel, person) = (columns::maybe_id(row, "channel")?, columns::maybe_id(row, "person")?);
    let Some(target) = channel.map(Target::Channel).or(person.map(Target::Person)) else { return Ok(None) };
    Ok(Some(Delivery {
        id: DeliveryId(row.try_get("id")?),
        mark: Mark(columns::id(row, "mark")?),
        server: columns::id(row, "server")?,
        board: row.try_get::<Option<i64>, _>("board")?.map(BoardId),
        target,
        edit: edited(writing, &meaning).await?,
        meaning,
        attempts: row.try_get("attempts")?,
        unclear_since: columns::maybe_time(row, "unclear_since")?,
        plain: row.try_get("plain")?,
        queued_at: columns::time("queued_at", row.try_get("queued_at")?)?,
        expires_at: columns::time("expires_at", row.try_get("expires_at")?)?,
    }))
}

/// The message that a board's post takes the place of.
async fn edited(writing: &mut Writing, meaning: &Meaning) -> Result<Option<MessageRef>, StoreError> {
    let Meaning::Board(post) = meaning else { return Ok(None) };
    if post.test || post.settings.style != Style::Edit {
        return Ok(None);
    }
    let row = sqlx::query("SELECT posted_channel, posted_message FROM boards WHERE id = $1 AND channel = $2")
        .bind(post.board.0)
        .bind(post.settings.channel.cast_signed())
        .fetch_optional(&mut **writing)
        .await?;
    row.map_or(Ok(None), |row| columns::message(&row, "posted_channel", "posted_message"))
}

/// A row that another version wrote, or that is broken, is given up: it must not stop the others.
async fn bury(writing: &mut Writing, id: i64, now: DateTime<Utc>) -> Result<(), StoreError> {
    tracing::error!(id, "a row of the outbox can't be read");
    sqlx::query("UPDATE outbox SET state = 'dead', cause = 'unreadable', settled_at = $2 WHERE id = $1")
        .bind(id)
        .bind(now.timestamp())
        .execute(&mut **writing)
        .await?;
    Ok(())
}
