//! Table `watches`: who is followed in which channel, and what each watch remembers.

mod deeds;
mod due;
mod evaluate;
mod missing;
mod panel;
mod row;
#[cfg(test)]
mod tests;

pub use due::{DueWatch, Unobserved};
pub use evaluate::Evaluations;

use super::{Store, StoreError};
use crate::domain::{
    UserId,
    watch::{Watch, WatchId},
};
use chrono::{DateTime, Utc};
use row::select;
use sqlx::Row as _;

/// How adding a watch went.
#[derive(Clone, Debug, PartialEq)]
pub enum WatchAdded {
    /// It is there.
    Yes(Box<Watch>),
    /// The server has as many as it may.
    Full,
    /// The creator is watched in that channel already, by the watch of this number.
    Exists(u32),
}

/// How changing a watch went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchEdited {
    /// It is changed.
    Yes,
    /// It was removed, or is set otherwise than it was when it was looked at: nothing is changed.
    Meanwhile,
    /// The creator is watched in that channel already, by the watch of this number: nothing is changed.
    Exists(u32),
}

/// How adding many watches went, each of them counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WatchesAdded {
    /// They are there.
    pub added: u32,
    /// They were there already.
    pub exists: u32,
    /// They found no room.
    pub full: u32,
}

impl Store {
    /// A watch by its number in a server; none where it was removed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn watch(&self, server: u64, number: u32) -> Result<Option<Watch>, StoreError> {
        let row = sqlx::query(select!("WHERE server = $1 AND number = $2 AND state = 'active'"))
            .bind(server.cast_signed())
            .bind(number)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(row::read).transpose()
    }

    /// A watch among all servers, also a removed one; the truth says whether it was removed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn watch_by_id(&self, id: WatchId) -> Result<Option<(Watch, bool)>, StoreError> {
        let row =
            sqlx::query(select!("WHERE watches.id = $1")).bind(id.0).fetch_optional(&self.readers).await?;
        row.map(|row| Ok((row::read(&row)?, row.try_get::<&str, _>("state")? == "removed"))).transpose()
    }

    /// A server's watches by their numbers.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn watches(&self, server: u64) -> Result<Vec<Watch>, StoreError> {
        let rows = sqlx::query(select!("WHERE server = $1 AND state = 'active' ORDER BY number"))
            .bind(server.cast_signed())
            .fetch_all(&self.readers)
            .await?;
        Ok(row::readable(&rows))
    }

    /// How many watches a server has.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn watch_count(&self, server: u64) -> Result<u32, StoreError> {
        let query = "SELECT COUNT(*) FROM watches WHERE server = $1 AND state = 'active'";
        Ok(sqlx::query_scalar(query).bind(server.cast_signed()).fetch_one(&self.readers).await?)
    }

    /// Creators who are watched in a channel of a server.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn watched_in(&self, server: u64, channel: u64) -> Result<Vec<UserId>, StoreError> {
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT user_id FROM watches JOIN creators ON creators.id = watches.creator
             WHERE server = $1 AND channel = $2 AND state = 'active' ORDER BY number",
        )
        .bind(server.cast_signed())
        .bind(channel.cast_signed())
        .fetch_all(&self.readers)
        .await?;
        ids.iter().map(|id| UserId::new(id).ok_or_else(|| StoreError::corrupt("user_id", id))).collect()
    }

    /// Forgets watches that were removed before a moment, with their alerts and posts. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_watches(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut writing = self.writing().await?;
        sqlx::query(
            "DELETE FROM outbox WHERE kind = 'alert' AND subject = watch AND subject IN (
                 SELECT id FROM watches WHERE state = 'removed' AND state_at < $1)",
        )
        .bind(before.timestamp())
        .execute(&mut *writing)
        .await?;
        let purged = sqlx::query("DELETE FROM watches WHERE state = 'removed' AND state_at < $1")
            .bind(before.timestamp())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(purged.rows_affected())
    }
}
