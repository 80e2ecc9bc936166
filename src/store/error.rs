//! What can go wrong in the store: always our fault or the machine's, never a person's.

use crate::domain::UserId;
use std::{io, path::PathBuf};

/// Why the store couldn't do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The folder of the database can't be made.
    #[error("the folder {} can't be created", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A migration failed.
    #[error("the database can't be migrated: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A migration isn't the one that the database was brought to its version by.
    #[error(
        "version {0} of the database isn't the one that this program knows: use the program that wrote it, \
         or restore a backup of another one"
    )]
    Edited(i64),
    /// The database was written by a newer version.
    #[error(
        "the database is at version {database}, this binary knows up to {binary}: use the newer binary, \
         or restore a backup made before the upgrade"
    )]
    Newer {
        /// The newest migration applied.
        database: i64,
        /// The newest migration known.
        binary: i64,
    },
    /// A list without rows was to be saved: that would turn "no answer" into "nobody".
    #[error("a list without rows is never saved")]
    EmptyList,
    /// A watch of a creator who wasn't noted before.
    #[error("the creator {0:?} was never noted")]
    UnknownCreator(UserId),
    /// A stored value is none that was ever written.
    #[error("the column {column} holds the unknown value {value:?}")]
    Corrupt {
        /// Which.
        column: &'static str,
        /// What is there.
        value: String,
    },
}

impl StoreError {
    pub(super) fn corrupt(column: &'static str, value: impl ToString) -> Self {
        Self::Corrupt { column, value: value.to_string() }
    }
}
