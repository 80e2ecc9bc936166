//! Table `people`: who takes no direct messages from the bot.

use super::{Store, StoreError, Writing};
use chrono::{DateTime, Utc};

impl Store {
    /// Whether somebody's direct messages are closed and they weren't told so yet; they count as told from now on.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn tell_dm_closed(&self, person: u64) -> Result<bool, StoreError> {
        let told = sqlx::query(
            "UPDATE people SET told = TRUE WHERE id = $1 AND dm_closed_at IS NOT NULL AND NOT told",
        )
        .bind(person.cast_signed())
        .execute(&self.writer)
        .await?;
        Ok(told.rows_affected() > 0)
    }

    /// Whether somebody's direct messages are closed to the bot.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn dm_closed(&self, person: u64) -> Result<bool, StoreError> {
        let closed = "SELECT COUNT(*) FROM people WHERE id = $1 AND dm_closed_at IS NOT NULL";
        let count: i64 =
            sqlx::query_scalar(closed).bind(person.cast_signed()).fetch_one(&self.readers).await?;
        Ok(count > 0)
    }
}

/// Somebody's direct messages are closed to the bot; they are to be told so, unless that is known.
pub(super) async fn close_dm(
    writing: &mut Writing,
    person: u64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO people (id, dm_closed_at) VALUES ($1, $2)
         ON CONFLICT (id) DO UPDATE SET dm_closed_at = COALESCE(dm_closed_at, excluded.dm_closed_at)",
    )
    .bind(person.cast_signed())
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}
