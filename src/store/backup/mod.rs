//! Backups: a copy of the database, made while the bot goes on, read through before it has its name.

mod error;
pub(super) mod files;
mod folder;
#[cfg(test)]
mod tests;
pub(super) mod verify;

pub use error::CopyError;
pub use files::beside;
pub use folder::{newest_backup, prepare_folder, rotate_backups, scheduled_backup};
pub use verify::Contents;

use super::BUSY;
use chrono::{DateTime, Utc};
use files::{failed, keep, keep_names, private, remove, room};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
#[cfg(unix)]
use std::fs::TryLockError;
use std::path::{Path, PathBuf};

/// Whether a file that has the name may be replaced by the backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// No: it is somebody's backup.
    No,
    /// Yes: it was made by ourselves for the same purpose.
    Yes,
}

/// The file that a backup is written to until it is whole.
pub fn partial(file: &Path) -> PathBuf {
    beside(file, ".partial")
}

/// Copies the database to a file, beside whoever works with it. The copy knows its `moment`, so that it can be
/// restored without saying anything twice; without one it is of a database that nobody works with, and its newest
/// trace is its moment. It is read through before it gets its name, and only its owner may read it.
///
/// # Errors
/// [`CopyError`]; then nothing has the file's name that hadn't it before.
pub async fn back_up(
    database: &Path,
    file: &Path,
    moment: Option<DateTime<Utc>>,
    replace: Replace,
) -> Result<Contents, CopyError> {
    if !database.exists() {
        return Err(CopyError::Missing(database.to_owned()));
    }
    let refuse_existing = || match replace {
        Replace::No if file.exists() => Err(CopyError::Exists(file.to_owned())),
        _ => Ok(()),
    };
    refuse_existing()?;
    let options = SqliteConnectOptions::new().filename(database).read_only(true).busy_timeout(BUSY);
    let mut source = SqliteConnection::connect_with(&options).await?;
    verify::version(&mut source, database).await?;
    room(file, size(&mut source).await?)?;
    let partial = partial(file);
    let written = private(&partial)?;
    // Windows would keep SQLite from writing it, too.
    #[cfg(unix)]
    match written.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(CopyError::Busy(file.to_owned())),
        Err(TryLockError::Error(error)) => return Err(failed(&partial)(error)),
    }
    // One that was broken off may have left half a copy.
    written.set_len(0).map_err(failed(&partial))?;
    let copied = async {
        let contents = copy(source, &partial, moment).await?;
        keep(&partial).await?;
        refuse_existing()?;
        std::fs::rename(&partial, file).map_err(failed(file))?;
        keep_names(file).await?;
        Ok(contents)
    };
    let outcome = copied.await;
    if outcome.is_err() {
        remove(&partial)?;
        remove(&beside(&partial, "-journal"))?;
    }
    outcome
}

/// Writes the copy and reads it through. Where nobody wrote meanwhile it must hold what the database holds.
async fn copy(
    mut source: SqliteConnection,
    partial: &Path,
    moment: Option<DateTime<Utc>>,
) -> Result<Contents, CopyError> {
    let version = verify::version(&mut source, partial).await?;
    let (writes, before) = (writes(&mut source).await?, verify::contents(&mut source, version).await?);
    let name = partial.to_str().ok_or_else(|| {
        failed(partial)(std::io::Error::new(std::io::ErrorKind::InvalidInput, "the name isn't Unicode"))
    })?;
    sqlx::query("VACUUM INTO $1").bind(name).execute(&mut source).await?;
    let is_still = self::writes(&mut source).await? == writes;
    source.close().await?;
    mark(partial, moment).await?;
    let contents = verify::verify(partial).await?;
    if is_still && contents != before {
        let why = "it holds other things than the database".to_owned();
        return Err(CopyError::Damaged { file: partial.to_owned(), why });
    }
    Ok(contents)
}

/// Writes into the copy that it is one, and of when: also one that is put in place by hand is known by that.
async fn mark(partial: &Path, moment: Option<DateTime<Utc>>) -> Result<(), CopyError> {
    let mut copy = SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(partial)).await?;
    for statement in ["DROP TABLE IF EXISTS backup_moment", "CREATE TABLE backup_moment (at BIGINT)"] {
        sqlx::query(statement).execute(&mut copy).await?;
    }
    sqlx::query("INSERT INTO backup_moment (at) VALUES ($1)")
        .bind(moment.map(|moment| moment.timestamp()))
        .execute(&mut copy)
        .await?;
    Ok(copy.close().await?)
}

/// The bytes of all pages.
async fn size(source: &mut SqliteConnection) -> Result<u64, CopyError> {
    let bytes: i64 =
        sqlx::query_scalar("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
            .fetch_one(source)
            .await?;
    Ok(bytes.unsigned_abs())
}

/// A number that changes when somebody else writes.
async fn writes(source: &mut SqliteConnection) -> Result<i64, CopyError> {
    Ok(sqlx::query_scalar("PRAGMA data_version").fetch_one(source).await?)
}
