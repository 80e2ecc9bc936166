//! The database that is replaced keeps a name, and takes its journal along: beside a new database it would be played
//! into that.

use crate::store::backup::{
    CopyError,
    files::{beside, failed, keep_names, remove},
    verify::begins_well,
};
use chrono::{DateTime, Utc};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::path::{Path, PathBuf};

/// Journals: what is in them isn't in the database yet.
const JOURNALS: [&str; 2] = ["-wal", "-journal"];

/// Gives the database a second name, and leaves nothing beside it but itself. Answers the name; none where there is no
/// database.
pub(super) async fn set_aside(database: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>, CopyError> {
    let aside = beside(database, &format!(".replaced-{}", now.format("%Y%m%dT%H%M%SZ")));
    let is_there = database.exists();
    if is_there {
        if aside.exists() {
            return Err(CopyError::Exists(aside));
        }
        // Of what it can't read SQLite would throw the journal away.
        if begins_well(database)? {
            merge(database).await?;
        }
        both_names(database, &aside).await?;
    }
    // What couldn't be merged, for the database is damaged, goes along.
    for journal in JOURNALS.map(|journal| (beside(database, journal), beside(&aside, journal))) {
        if journal.0.exists() {
            both_names(&journal.0, &journal.1).await?;
        }
    }
    keep_names(&aside).await?;
    for part in JOURNALS.iter().chain(&["-shm"]) {
        remove(&beside(database, part))?;
    }
    keep_names(database).await?;
    Ok(is_there.then_some(aside))
}

/// Brings what is in the journal into the database, unless that is damaged.
async fn merge(database: &Path) -> Result<(), CopyError> {
    match checkpoint(database).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(CopyError::Open(database.to_owned())),
        Err(error) if is_damage(&error) => Ok(()),
        Err(error) => Err(CopyError::Unmerged { database: database.to_owned(), why: error.to_string() }),
    }
}

/// Whether all of the journal came into the database.
async fn checkpoint(database: &Path) -> Result<bool, sqlx::Error> {
    let options = SqliteConnectOptions::new().filename(database);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let merged: Result<(i64, i64, i64), _> =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut connection).await;
    // The last who leaves takes the journal away.
    let closed = connection.close().await;
    let (busy, ..) = merged?;
    closed.map(|()| busy == 0)
}

/// Whether the database itself is to blame, and not the disk or whoever else has it: "SQL error" is what SQLite says of
/// a schema that it can't read, "malformed", "not a database".
fn is_damage(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()?.parse::<u32>().ok());
    // What stands above the lowest byte only says more.
    matches!(code.map(|code| code & 0xFF), Some(1 | 11 | 26))
}

/// A second name for a file; where the disk knows no such thing, a copy.
async fn both_names(file: &Path, name: &Path) -> Result<(), CopyError> {
    if std::fs::hard_link(file, name).is_ok() {
        return Ok(());
    }
    tokio::fs::copy(file, name).await.map_err(failed(name))?;
    let copy = tokio::fs::OpenOptions::new().write(true).open(name).await.map_err(failed(name))?;
    copy.sync_all().await.map_err(failed(name))
}
