//! Brings the database to the binary's version, and refuses one from the future.

use super::{Store, StoreError};
use sqlx::migrate::Migrator;

pub(super) static MIGRATOR: Migrator = sqlx::migrate!();

impl Store {
    /// Applies the migrations that are missing. Needs the process lock to be held.
    ///
    /// # Errors
    /// When one fails or was edited after it landed.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        Ok(MIGRATOR.run(&self.writer).await?)
    }

    /// How many migrations [`Store::migrate`] would apply.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn pending_migrations(&self) -> Result<usize, StoreError> {
        let version = self.version().await?;
        Ok(MIGRATOR.iter().filter(|migration| migration.version > version).count())
    }

    /// An older binary could read a newer database wrongly without noticing it.
    pub(super) async fn refuse_newer(&self) -> Result<(), StoreError> {
        let database = self.version().await?;
        let binary = MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or(0);
        if database > binary { Err(StoreError::Newer { database, binary }) } else { Ok(()) }
    }

    /// The newest migration applied; 0 in a new database.
    pub(super) async fn version(&self) -> Result<i64, StoreError> {
        let tables = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
        if sqlx::query_scalar::<_, i64>(tables).fetch_one(&self.writer).await? == 0 {
            return Ok(0);
        }
        let newest = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success";
        Ok(sqlx::query_scalar(newest).fetch_one(&self.writer).await?)
    }
}
