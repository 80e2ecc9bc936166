//! Table `drafts`: what is being set up and not yet saved, and what a press on Undo brings back.

use super::{Store, StoreError};
use chrono::{DateTime, Utc};

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
        let _ = (server, person, data, expires_at);
        unimplemented!()
    }

    /// A draft that isn't expired.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn draft(&self, id: i64, now: DateTime<Utc>) -> Result<Option<Draft>, StoreError> {
        let _ = (id, now);
        unimplemented!()
    }

    /// Takes a draft away; answers whether it was there, so that of two presses one counts.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn take_draft(&self, id: i64) -> Result<bool, StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// Forgets drafts that are expired.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_drafts(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let _ = now;
        unimplemented!()
    }
}
