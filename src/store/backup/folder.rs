//! The folder of scheduled backups: each is named by its moment, and only such files are looked at.

use super::{
    CopyError,
    files::{failed, remove},
};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use std::path::{Path, PathBuf};

const BEFORE: &str = "rankwatch-";
const MOMENT: &str = "%Y%m%dT%H%M%SZ";
const BEHIND: &str = ".db";
/// Such as `20261128T031700Z`: chrono would also take other widths.
const DIGITS: usize = 16;
/// What is named later than that from now was made by a clock that was wrong then, or is now.
const AHEAD: TimeDelta = TimeDelta::minutes(1);

/// The file of a moment's scheduled backup.
pub fn scheduled_backup(folder: &Path, moment: DateTime<Utc>) -> PathBuf {
    folder.join(format!("{BEFORE}{}{BEHIND}", moment.format(MOMENT)))
}

/// The moment of the newest scheduled backup in a folder, by its name: files only have one when they are whole. None
/// where there is none, or no folder. What claims to be of the future, by a clock that went wrong, isn't believed.
pub fn newest_backup(folder: &Path, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let made = scheduled(folder, BEHIND).ok()?.into_iter().map(|(moment, _)| moment);
    made.filter(|moment| *moment <= now + AHEAD).max()
}

/// Makes the folder where it is missing, and removes what was broken off there, which would take the room of the next.
///
/// # Errors
/// When the folder can't be made or read, or a file not be removed.
pub fn prepare_folder(folder: &Path) -> Result<(), CopyError> {
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    for behind in [".db.partial", ".db.partial-journal"] {
        scheduled(folder, behind)?.iter().try_for_each(|(_, broken_off)| remove(broken_off))?;
    }
    Ok(())
}

/// Removes the oldest scheduled backups but for so many; answers how many. Other files are left alone, as are those
/// of the future: they must not take the places of new ones.
///
/// # Errors
/// When the folder can't be read, or a file not be removed.
pub fn rotate_backups(folder: &Path, keep: u32, now: DateTime<Utc>) -> Result<usize, CopyError> {
    let mut backups = scheduled(folder, BEHIND)?;
    backups.retain(|(moment, _)| *moment <= now + AHEAD);
    backups.sort_unstable();
    backups.truncate(backups.len().saturating_sub(keep as usize));
    for (_, old) in &backups {
        remove(old)?;
    }
    Ok(backups.len())
}

/// Files that are named so, with their moments.
fn scheduled(folder: &Path, behind: &str) -> Result<Vec<(DateTime<Utc>, PathBuf)>, CopyError> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let moment = name.strip_prefix(BEFORE).and_then(|name| name.strip_suffix(behind));
        let moment = moment.filter(|moment| moment.len() == DIGITS);
        if let Some(Ok(moment)) = moment.map(|moment| NaiveDateTime::parse_from_str(moment, MOMENT)) {
            files.push((moment.and_utc(), path));
        }
    }
    Ok(files)
}
