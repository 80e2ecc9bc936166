//! Table `drafts`: what is being set up and not yet saved, and what a press on Undo brings back.

use super::{Store, StoreError, columns};
use chrono::{DateTime, Utc};
use sqlx::Row as _;

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id, never given twice.
    pub id: i64,
    /// The server that it is for.
    pub server: u64,
    /// Whose it is.
    pub person: u64,
    /// What is being set up, as JSON of whoever wrote it.
    pub data: String,
}

impl Store {
    /// Keeps a draft until a moment; answers its id.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn save_draft(
        &self,
        server: u64,
        person: u64,
        data: &str,
        expires_at: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        let id = sqlx::query_scalar(
            "INSERT INTO drafts (server, person, data, expires_at) VALUES ($1, $2, $3, $4) RETURNING id",
        )
        .bind(server.cast_signed())
        .bind(person.cast_signed())
        .bind(data)
        .bind(expires_at.timestamp())
        .fetch_one(&self.writer)
        .await?;
        Ok(id)
    }

    /// A draft that isn't expired.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn draft(&self, id: i64, now: DateTime<Utc>) -> Result<Option<Draft>, StoreError> {
        let row = sqlx::query("SELECT server, person, data FROM drafts WHERE id = $1 AND expires_at > $2")
            .bind(id)
            .bind(now.timestamp())
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Draft {
            id,
            server: columns::id(&row, "server")?,
            person: columns::id(&row, "person")?,
            data: row.try_get("data")?,
        }))
    }

    /// Takes a draft away; answers whether it was there, so that of two presses one counts.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn take_draft(&self, id: i64) -> Result<bool, StoreError> {
        let taken = sqlx::query("DELETE FROM drafts WHERE id = $1").bind(id).execute(&self.writer).await?;
        Ok(taken.rows_affected() > 0)
    }

    /// Forgets drafts that are expired.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_drafts(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let gone = sqlx::query("DELETE FROM drafts WHERE expires_at <= $1")
            .bind(now.timestamp())
            .execute(&self.writer)
            .await?;
        Ok(gone.rows_affected())
    }
}
