//! Whether a file is a whole database of this program, and what is in it.

use super::{CopyError, files::failed};
use crate::store::migrate::MIGRATOR;
use chrono::NaiveDate;
use sqlx::{Connection, Row as _, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{collections::BTreeMap, io::Read, path::Path};

/// How every SQLite file begins.
const HEADER: &[u8] = b"SQLite format 3\0";
/// What is told of a damage: SQLite goes on for a hundred lines.
const SAID: usize = 200;

/// What is in a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Its version: the newest migration that it has.
    pub version: i64,
    /// Servers that the bot is in or was in.
    pub servers: u64,
    /// Boards, but for removed ones.
    pub boards: u64,
    /// Watches, but for removed ones.
    pub watches: u64,
    /// Lists.
    pub lists: u64,
    /// The newest day of which a list is there.
    pub newest: Option<NaiveDate>,
}

/// Whether a file begins as SQLite's do.
pub(in crate::store) fn begins_well(file: &Path) -> Result<bool, CopyError> {
    let mut begin = [0; HEADER.len()];
    let mut opened = std::fs::File::open(file).map_err(failed(file))?;
    Ok(opened.read_exact(&mut begin).is_ok() && begin == HEADER)
}

/// Reads a database from its first to its last page: whole, of this program, and no newer than it. Nothing is changed.
pub(in crate::store) async fn verify(file: &Path) -> Result<Contents, CopyError> {
    if !begins_well(file)? {
        return Err(CopyError::NoDatabase(file.to_owned()));
    }
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let checked = async {
        let mut connection = SqliteConnection::connect_with(&options).await?;
        let version = version(&mut connection, file).await?;
        whole(&mut connection, file).await?;
        let contents = contents(&mut connection, version).await?;
        connection.close().await?;
        Ok(contents)
    };
    // Whatever else SQLite says of a file that lies there by itself, the file is to blame.
    checked.await.map_err(|error| match error {
        CopyError::Store(error) => CopyError::Damaged { file: file.to_owned(), why: error.to_string() },
        error => error,
    })
}

/// The newest migration of a database, where all that it has are this program's, as they are here.
pub(in crate::store) async fn version(
    connection: &mut SqliteConnection,
    file: &Path,
) -> Result<i64, CopyError> {
    let foreign = |why: String| CopyError::Foreign { file: file.to_owned(), why };
    let table = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
    if sqlx::query_scalar::<_, i64>(table).fetch_one(&mut *connection).await? == 0 {
        return Err(foreign("it says of no version".to_owned()));
    }
    let applied: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version")
            .fetch_all(connection)
            .await?;
    let ours: BTreeMap<i64, &[u8]> =
        MIGRATOR.iter().map(|migration| (migration.version, &*migration.checksum)).collect();
    let known = ours.keys().next_back().copied().unwrap_or_default();
    let found = applied.last().map_or(0, |(version, _)| *version);
    if found > known {
        return Err(CopyError::Newer { file: file.to_owned(), found, known });
    }
    match applied.iter().find(|(version, checksum)| ours.get(version) != Some(&checksum.as_slice())) {
        Some((version, _)) => {
            Err(foreign(format!("its version {version} is another one than this program's")))
        }
        None if found == 0 => Err(foreign("it is of no version".to_owned())),
        None => Ok(found),
    }
}

async fn whole(connection: &mut SqliteConnection, file: &Path) -> Result<(), CopyError> {
    let damaged = |why: String| Err(CopyError::Damaged { file: file.to_owned(), why });
    let said: Vec<String> =
        sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_all(&mut *connection).await?;
    if said != ["ok"] {
        return damaged(said.concat().replace('\n', " ").chars().take(SAID).collect());
    }
    match sqlx::query("PRAGMA foreign_key_check").fetch_optional(connection).await? {
        Some(row) => {
            let (table, parent): (String, String) = (row.try_get(0)?, row.try_get(2)?);
            damaged(format!("a row of {table} has lost its {parent}"))
        }
        None => Ok(()),
    }
}

/// What is in it. Tables that its version doesn't have count as empty.
pub(super) async fn contents(connection: &mut SqliteConnection, version: i64) -> Result<Contents, CopyError> {
    let (servers, boards) = match version {
        ..2 => (0, 0),
        2.. => (
            count(connection, "SELECT COUNT(*) FROM servers").await?,
            count(connection, "SELECT COUNT(*) FROM boards WHERE state <> 'removed'").await?,
        ),
    };
    let watches = match version {
        ..3 => 0,
        3.. => count(connection, "SELECT COUNT(*) FROM watches WHERE state <> 'removed'").await?,
    };
    let lists = count(connection, "SELECT COUNT(*) FROM lists").await?;
    let newest: Option<String> =
        sqlx::query_scalar("SELECT MAX(date) FROM lists WHERE period = 'day'").fetch_one(connection).await?;
    let newest = newest.and_then(|date| date.parse().ok());
    Ok(Contents { version, servers, boards, watches, lists, newest })
}

async fn count(connection: &mut SqliteConnection, query: &'static str) -> Result<u64, CopyError> {
    let count: i64 = sqlx::query_scalar(query).fetch_one(connection).await?;
    Ok(count.unsigned_abs())
}
