//! All SQL, one file a table: one writer connection, a pool of readers. Time is an argument.
//!
//! Every writing transaction begins IMMEDIATE: a transaction that reads first and writes later would be
//! refused as busy whenever somebody else wrote in between, and no busy time-out helps it.

mod absences;
mod alerts;
mod backup;
mod boards;
mod columns;
mod counts;
mod creators;
mod credits;
mod drafts;
mod error;
mod list_rows;
mod lists;
mod lock;
mod look;
mod migrate;
mod observations;
mod outbox;
mod people;
mod posting;
mod registrations;
mod restore;
mod runs;
mod servers;
mod telling;
#[cfg(test)]
pub(crate) mod tests;
mod vitals;
mod watches;

pub use absences::{Absence, Cause};
pub use backup::{
    Contents, CopyError, Replace, back_up, beside, newest_backup, partial, prepare_folder, rotate_backups,
    scheduled_backup,
};
pub use boards::{Added, BoardEdit, By, Due, Turn};
pub use counts::Counts;
pub use credits::{CreditEntry, ReservationId, Reserve, Reserved, Settled, SpentBy, SpentOn};
pub use drafts::{Draft, Kept};
pub use error::StoreError;
pub use lock::{Held, Lock};
pub use look::{Standing, journal};
pub use migrate::newest as newest_version;
pub use observations::History;
pub use outbox::{NewPost, OutboxEntry, Settled as PostSettled, Settlement};
pub use posting::PostingPlace;
pub use restore::{Consent, Restored, TakenOver, prepared, restore};
pub use runs::{Ending, RunEnd, WaitingRun};
pub use telling::Telling;
pub use vitals::{Newest, Vitals};
pub use watches::{DueWatch, Evaluations, Unobserved, WatchAdded, WatchEdited, WatchesAdded};

use crate::telemetry;
use backup::files::{folder, same_owner};
use serde::Serialize;
use sqlx::{
    Connection as _, Sqlite, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    fs::OpenOptions,
    io::{self, ErrorKind},
    path::Path,
    time::Duration,
};

/// Readers that may work at once.
const READERS: u32 = 4;
/// How long a connection waits for another process's write.
const BUSY: Duration = Duration::from_secs(10);

/// The database. Cheap to clone; all clones share one writer.
#[derive(Clone, Debug)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

/// A writing transaction; rolled back when dropped before it is committed.
type Writing = Transaction<'static, Sqlite>;

impl Store {
    /// Opens the database file, and creates it and its folder where they are missing.
    ///
    /// # Errors
    /// When the file can't be opened, or is newer than this binary.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|source| StoreError::Folder { folder: folder.to_owned(), source })?;
        }
        if let Err(error) = begin_private(path) {
            // SQLite tries it, too, and says what is wrong.
            tracing::debug!(%error, "a new database can't be begun");
        }
        let file = SqliteConnectOptions::new().filename(path).foreign_keys(true).busy_timeout(BUSY);
        let writer = pool(1)
            // On a full disk and on errors of it SQLite ends a transaction by itself, and sqlx goes on counting it: such
            // a connection would refuse every transaction to come.
            .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
            .connect_with(
                // FULL, because ledger and outbox must survive a loss of power, not only a crash.
                file.clone()
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full),
            )
            .await?;
        let store = Self { writer, readers: pool(READERS).connect_lazy_with(file.read_only(true)) };
        store.refuse_newer().await?;
        Ok(store)
    }

    /// Closes all connections, so that the file is whole without its journal.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    async fn writing(&self) -> Result<Writing, StoreError> {
        let _timed = telemetry::database("wait");
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }
}

/// Begins a new database's file: it will hold ids of people, so that only its owner may read it, and it is to whom its
/// folder belongs, for what root makes the bot must be able to open. SQLite makes its journals alike.
fn begin_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(new) => same_owner(&new, folder(path)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Rows for one statement, which reads them by `json_each`: a statement a row would cost far more.
fn json(rows: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(rows).map_err(|error| StoreError::Database(sqlx::Error::Encode(error.into())))
}

fn pool(connections: u32) -> SqlitePoolOptions {
    // A connection to a file doesn't age; giving it up would only lose its prepared statements.
    SqlitePoolOptions::new().max_connections(connections).idle_timeout(None).max_lifetime(None)
}
