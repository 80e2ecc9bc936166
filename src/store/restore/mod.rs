//! A backup takes the place of the database: prepared beside it, then put there by one change of names.

mod set_aside;
mod take_over;
#[cfg(test)]
mod tests;

pub use take_over::TakenOver;

use super::{
    Lock, Store,
    backup::{
        Contents, CopyError,
        files::{beside, failed, folder, keep, keep_names, make_folder, private, remove, room, same_owner},
        verify::verify,
    },
    migrate,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::path::{Path, PathBuf};

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the backup held, with the version that it was of.
    pub contents: Contents,
    /// What isn't made up.
    pub taken_over: TakenOver,
    /// Where the database lies that was there before, if one was.
    pub replaced: Option<PathBuf>,
}

/// What is only restored when somebody says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// A backup of an older version, which is brought to this one.
    pub upgrade: bool,
    /// A backup that is by this machine's clock of the future, or older than 90 days.
    pub any_age: bool,
}

/// A backup that seems older was more likely made under another clock. Boards and watches leave out all that was until
/// now, so that a clock that is ahead would silence them until that time has come.
const OLDEST: TimeDelta = TimeDelta::days(90);
/// Clocks of two machines may differ by as much.
const AHEAD: TimeDelta = TimeDelta::hours(1);

/// The file that a restored database is prepared in.
pub fn prepared(database: &Path) -> PathBuf {
    beside(database, ".restoring")
}

/// Puts a backup in the place of the database, brought to this version where that is allowed. What is prepared lies
/// beside it until it is whole; whenever this ends, by whatever, the old database is there, or the new one. Neither
/// says anything a second time: see [`TakenOver`].
///
/// # Errors
/// [`CopyError`]; then the database is what it was.
pub async fn restore(
    file: &Path,
    database: &Path,
    consent: Consent,
    now: DateTime<Utc>,
    _lock: &Lock,
) -> Result<Restored, CopyError> {
    let prepared = prepared(database);
    let outcome = async {
        let (contents, taken_over) = prepare(file, database, &prepared, consent, now).await?;
        let replaced = set_aside::set_aside(database, now).await?;
        std::fs::rename(&prepared, database).map_err(failed(database))?;
        keep_names(database).await?;
        Ok(Restored { contents, taken_over, replaced })
    };
    let outcome = outcome.await;
    if outcome.is_err() {
        clear(&prepared)?;
    }
    outcome
}

/// Makes the new database beside its place.
async fn prepare(
    file: &Path,
    database: &Path,
    prepared: &Path,
    consent: Consent,
    now: DateTime<Utc>,
) -> Result<(Contents, TakenOver), CopyError> {
    if !file.is_file() {
        return Err(CopyError::Missing(file.to_owned()));
    }
    let same = |path: &Path| path.canonicalize().ok();
    if database.exists() && same(file) == same(database) {
        return Err(CopyError::Itself(file.to_owned()));
    }
    make_folder(folder(database)).map_err(failed(folder(database)))?;
    let mut bytes = 0;
    // What another program copied may have a journal beside it, which belongs to it.
    let parts: Vec<_> = ["", "-wal"].into_iter().filter(|part| beside(file, part).exists()).collect();
    for part in &parts {
        let part = beside(file, part);
        bytes += std::fs::metadata(&part).map_err(failed(&part))?.len();
    }
    clear(prepared)?;
    room(prepared, bytes)?;
    for part in parts {
        let (from, to) = (beside(file, part), beside(prepared, part));
        drop(private(&to)?);
        let mut source = tokio::fs::File::open(&from).await.map_err(failed(&from))?;
        let mut copy = tokio::fs::OpenOptions::new().write(true).open(&to).await.map_err(failed(&to))?;
        tokio::io::copy(&mut source, &mut copy).await.map_err(failed(&to))?;
        copy.sync_all().await.map_err(failed(&to))?;
    }
    // What is wrong is wrong with the file that was named.
    let contents = verify(prepared).await.map_err(|error| error.of(file))?;
    let (found, known) = (contents.version, migrate::newest());
    if found < known && !consent.upgrade {
        return Err(CopyError::Older { file: file.to_owned(), found, known });
    }
    let store = Store::open(prepared).await?;
    let taken_over = async {
        store.migrate().await?;
        let moment = store.backup_moment().await?;
        let is_odd = |moment: &DateTime<Utc>| now - *moment > OLDEST || *moment - now > AHEAD;
        if let Some(moment) = moment.filter(is_odd)
            && !consent.any_age
        {
            return Err(CopyError::Age { file: file.to_owned(), moment, now });
        }
        Ok(store.take_over(moment, now).await?)
    };
    let taken_over = taken_over.await;
    store.close().await;
    let taken_over = taken_over?;
    if found < known {
        verify(prepared).await?;
    }
    let new = std::fs::File::open(prepared).map_err(failed(prepared))?;
    same_owner(&new, database).map_err(failed(prepared))?;
    keep(prepared).await?;
    Ok((contents, taken_over))
}

/// Removes what a restore that was broken off left.
fn clear(prepared: &Path) -> Result<(), CopyError> {
    ["", "-wal", "-shm", "-journal"].iter().try_for_each(|part| remove(&beside(prepared, part)))
}
