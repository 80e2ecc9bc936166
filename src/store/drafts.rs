//! Table `drafts`: what is being set up and not yet saved, and what a press on Undo brings back.

use super::{Store, StoreError, columns::snowflake, json};
use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
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

/// What became of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept<T> {
    /// It is there.
    Here(T),
    /// Its time is over, it was saved or thrown away, or it is of another server or of a version that is no more.
    Gone,
    /// It is somebody else's.
    Foreign,
}

impl Store {
    /// Keeps what somebody sets up in a server until a moment; answers its id.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn keep(
        &self,
        (server, person): (u64, u64),
        data: &(impl Serialize + Sync),
        until: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        self.save_draft(server, person, &json(data)?, until).await
    }

    /// What somebody sets up in a server.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn kept<T: DeserializeOwned>(
        &self,
        (server, person): (u64, u64),
        id: i64,
        now: DateTime<Utc>,
    ) -> Result<Kept<T>, StoreError> {
        Ok(match self.draft(id, now).await? {
            Some(draft) if draft.server != server => Kept::Gone,
            Some(draft) if draft.person != person => Kept::Foreign,
            Some(draft) => serde_json::from_str(&draft.data).map_or_else(
                |error| {
                    tracing::error!(%error, id, "a draft can't be read");
                    Kept::Gone
                },
                Kept::Here,
            ),
            None => Kept::Gone,
        })
    }

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
        row.map(|row| {
            Ok(Draft {
                id,
                server: snowflake(&row, "server")?,
                person: snowflake(&row, "person")?,
                data: row.try_get("data")?,
            })
        })
        .transpose()
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
        let purged = sqlx::query("DELETE FROM drafts WHERE expires_at <= $1")
            .bind(now.timestamp())
            .execute(&self.writer)
            .await?;
        Ok(purged.rows_affected())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{SERVER, at, served};

    #[tokio::test]
    async fn a_draft_is_there_until_it_expires_and_taken_once() {
        let (_folder, store) = served().await;
        let id = store.save_draft(SERVER, 7, "{}", at(60)).await.unwrap();
        let draft = Draft { id, server: SERVER, person: 7, data: "{}".to_owned() };
        assert_eq!(store.draft(id, at(59)).await.unwrap(), Some(draft));
        assert_eq!(store.draft(id, at(60)).await.unwrap(), None);
        assert!(store.take_draft(id).await.unwrap());
        assert!(!store.take_draft(id).await.unwrap(), "of two presses one counts");
        assert_ne!(store.save_draft(SERVER, 7, "{}", at(60)).await.unwrap(), id, "no id comes twice");
    }

    #[tokio::test]
    async fn expired_drafts_are_forgotten() {
        let (_folder, store) = served().await;
        let mut ids = Vec::new();
        for second in [60, 61] {
            ids.push(store.save_draft(SERVER, 7, "{}", at(second)).await.unwrap());
        }
        assert_eq!(store.purge_drafts(at(60)).await.unwrap(), 1);
        assert!(!store.take_draft(ids[0]).await.unwrap());
        assert!(store.take_draft(ids[1]).await.unwrap());
    }
}
