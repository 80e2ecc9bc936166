//! Table `servers`, with the audit of what was changed in them.

use super::{Store, StoreError};
use crate::domain::{AuditLine, Language, Server, ServerChange};
use chrono::{DateTime, Utc};

impl Store {
    /// A server.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn server(&self, id: u64) -> Result<Option<Server>, StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// Servers that the bot is in, also in an outage.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn servers(&self) -> Result<Vec<Server>, StoreError> {
        unimplemented!()
    }

    /// The bot is in a server (again). Answers whether it was away or in an outage before, or is new.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn server_here(&self, id: u64, name: &str, locale: Language) -> Result<bool, StoreError> {
        let _ = (id, name, locale);
        unimplemented!()
    }

    /// The bot was removed from a server.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn server_left(&self, id: u64, now: DateTime<Utc>) -> Result<(), StoreError> {
        let _ = (id, now);
        unimplemented!()
    }

    /// A server is out of order at Discord's.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn server_outage(&self, id: u64) -> Result<(), StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// Changes a setting, and writes down who did it.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn change_server(
        &self,
        id: u64,
        person: u64,
        change: ServerChange,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let _ = (id, person, change, now);
        unimplemented!()
    }

    /// The newest lines of a server's audit, newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn audit(&self, server: u64, lines: u32) -> Result<Vec<AuditLine>, StoreError> {
        let _ = (server, lines);
        unimplemented!()
    }

    /// Forgets servers that were left before `left_before`, with all that was set up in them. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_servers(&self, left_before: DateTime<Utc>) -> Result<u64, StoreError> {
        let _ = left_before;
        unimplemented!()
    }
}
