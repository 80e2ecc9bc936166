//! Looks at a database without changing it: no file is made, nothing is brought to this version.

use super::{BUSY, READERS, Store, StoreError, beside, migrate, pool};
use sqlx::sqlite::SqliteConnectOptions;
use std::path::{Path, PathBuf};

/// How a database's version stands to this binary's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The same.
    Current,
    /// So many migrations are missing.
    Older(usize),
    /// A newer binary wrote it.
    Newer {
        /// The newest migration applied.
        database: i64,
        /// The newest migration known.
        binary: i64,
    },
    /// No rankwatch wrote it.
    Foreign,
}

impl Store {
    /// Opens a database that is there, of whatever version, for reading only. Whatever would write fails.
    pub fn look(path: &Path) -> Self {
        // Where no journal is, nobody writes, and SQLite would leave one behind only for having read.
        let still = !journal(path).exists();
        let file = SqliteConnectOptions::new().filename(path).read_only(true);
        let readers = pool(READERS).connect_lazy_with(file.immutable(still).busy_timeout(BUSY));
        Self { writer: readers.clone(), readers }
    }

    /// How its version stands to this binary's.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn standing(&self) -> Result<Standing, StoreError> {
        let database = self.version().await?;
        let binary = migrate::newest();
        let tables = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'";
        Ok(match self.pending_migrations().await? {
            _ if database > binary => Standing::Newer { database, binary },
            0 => Standing::Current,
            _ if database == 0
                && sqlx::query_scalar::<_, i64>(tables).fetch_one(&self.readers).await? > 0 =>
            {
                Standing::Foreign
            }
            pending => Standing::Older(pending),
        })
    }

    /// What SQLite finds damaged in the file, at most ten findings. Reads all of it, but doesn't compare indexes with
    /// their tables.
    ///
    /// # Errors
    /// When the database can't be read at all.
    pub async fn damage(&self) -> Result<Vec<String>, StoreError> {
        let found: Vec<String> =
            sqlx::query_scalar("PRAGMA quick_check(10)").fetch_all(&self.readers).await?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }
}

/// The journal beside a database, which is there while somebody has it open, and after a crash.
pub fn journal(database: &Path) -> PathBuf {
    beside(database, "-wal")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{at, store};

    fn files(folder: &Path) -> Vec<String> {
        let files = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_unstable();
        names
    }

    #[tokio::test]
    async fn looking_makes_no_file_and_writes_nothing() {
        let (folder, store) = store().await;
        let path = folder.path().join("data/rankwatch.db");
        let beside = Store::look(&path);
        assert_eq!(beside.standing().await.unwrap(), Standing::Current);
        beside.close().await;
        store.close().await;
        assert_eq!(files(&folder.path().join("data")), ["rankwatch.db"]);
        let alone = Store::look(&path);
        assert_eq!(alone.standing().await.unwrap(), Standing::Current);
        assert!(alone.damage().await.unwrap().is_empty());
        alone.set_registration(1, "global", "x", at(0)).await.unwrap_err();
        alone.close().await;
        assert_eq!(files(&folder.path().join("data")), ["rankwatch.db"]);
        let nowhere = folder.path().join("nothing.db");
        Store::look(&nowhere).standing().await.unwrap_err();
        assert!(!nowhere.exists());
    }

    #[tokio::test]
    async fn older_newer_and_foreign_files_are_told_apart() {
        let (folder, store) = store().await;
        let path = folder.path().join("data/rankwatch.db");
        let newest = "SELECT MAX(version) FROM _sqlx_migrations";
        let newest: i64 = sqlx::query_scalar(newest).fetch_one(&store.readers).await.unwrap();
        let set = async |version: i64| {
            let set = "UPDATE _sqlx_migrations SET version = $1 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
            sqlx::query(set).bind(version).execute(&store.writer).await.unwrap();
            Store::look(&path).standing().await.unwrap()
        };
        assert_eq!(set(99).await, Standing::Newer { database: 99, binary: newest });
        sqlx::query("DELETE FROM _sqlx_migrations WHERE version = 99").execute(&store.writer).await.unwrap();
        assert_eq!(Store::look(&path).standing().await.unwrap(), Standing::Older(1));
        sqlx::query("DROP TABLE _sqlx_migrations").execute(&store.writer).await.unwrap();
        assert_eq!(Store::look(&path).standing().await.unwrap(), Standing::Foreign);
    }
}
