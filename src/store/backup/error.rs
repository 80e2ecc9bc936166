//! Why a backup can't be made, or one can't be restored; each with its mend.

use crate::store::StoreError;
use chrono::{DateTime, Utc};
use std::{io, path::PathBuf};

/// Why a copy of the database wasn't made, or didn't take its place.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// There is nothing to copy.
    #[error("{} isn't there: check its path", .0.display())]
    Missing(PathBuf),
    /// What is there is never overwritten.
    #[error("{} is there already: name another file, or move that one away", .0.display())]
    Exists(PathBuf),
    /// The folder of the file isn't there.
    #[error("the folder {} isn't there: make it first, or name another", .0.display())]
    NoFolder(PathBuf),
    /// A file can't take its own place.
    #[error("{} is the database itself: name a backup of it", .0.display())]
    Itself(PathBuf),
    /// The disk is too full.
    #[error("{} has {free} MB free, and {needed} MB are needed: make room, or name a folder on another disk", folder.display())]
    NoRoom {
        /// The folder to be written to.
        folder: PathBuf,
        /// What is needed, in MB.
        needed: u64,
        /// What is free, in MB.
        free: u64,
    },
    /// Somebody else writes the same file.
    #[error("another backup is just being written to {}: wait until it is done", .0.display())]
    Busy(PathBuf),
    /// Somebody else has the database open, so that it can't be replaced.
    #[error("{} is open in another program: close that first (`fuser {}` names it)", .0.display(), .0.display())]
    Open(PathBuf),
    /// The database that is to be replaced is good, but what its journal holds can't be brought into it.
    #[error(
        "{0}-wal can't be brought into {0} ({why}): make room on the disk and try again, or move both away together",
        database.display()
    )]
    Unmerged {
        /// Which.
        database: PathBuf,
        /// What SQLite says.
        why: String,
    },
    /// It isn't a database at all.
    #[error("{} is no SQLite database: name a file that `rankwatch backup` wrote", .0.display())]
    NoDatabase(PathBuf),
    /// It is a database of something else, or of a program that was changed.
    #[error("{} isn't a database of this program ({why}): name a file that `rankwatch backup` wrote", file.display())]
    Foreign {
        /// Which.
        file: PathBuf,
        /// How that shows.
        why: String,
    },
    /// It isn't whole.
    #[error("{} is damaged ({why}): use another backup", file.display())]
    Damaged {
        /// Which.
        file: PathBuf,
        /// What SQLite says.
        why: String,
    },
    /// It was written by a newer version.
    #[error("{} is of version {found}, this program knows up to {known}: use the newer program", file.display())]
    Newer {
        /// Which.
        file: PathBuf,
        /// The newest migration that it has.
        found: i64,
        /// The newest migration known.
        known: i64,
    },
    /// It was written by an older version.
    #[error(
        "{} is of version {found}, this program's is {known}: add --upgrade, and it is brought to this version; \
         the file itself stays as it is", file.display()
    )]
    Older {
        /// Which.
        file: PathBuf,
        /// The newest migration that it has.
        found: i64,
        /// This program's.
        known: i64,
    },
    /// By this machine's clock it is of the future, or too old to be believed.
    #[error(
        "{} is of {}, and by this machine's clock it is {} now: put the clock right (`timedatectl`), for what was posted \
         between the two isn't posted again; or add --any-age, if both are true",
        file.display(), said(moment), said(now)
    )]
    Age {
        /// Which.
        file: PathBuf,
        /// The backup's moment.
        moment: DateTime<Utc>,
        /// What this machine takes the time to be.
        now: DateTime<Utc>,
    },
    /// A file can't be read or written.
    #[error("{}: {source}", file.display())]
    Io {
        /// Which.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn said(moment: &DateTime<Utc>) -> impl std::fmt::Display {
    moment.format("%Y-%m-%d %H:%M UTC")
}

impl From<sqlx::Error> for CopyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl CopyError {
    /// The same of another file: what is wrong with a copy is wrong with what it was made of.
    pub(in crate::store) fn of(self, file: &std::path::Path) -> Self {
        let file = file.to_owned();
        match self {
            Self::NoDatabase(_) => Self::NoDatabase(file),
            Self::Foreign { why, .. } => Self::Foreign { file, why },
            Self::Damaged { why, .. } => Self::Damaged { file, why },
            Self::Newer { found, known, .. } => Self::Newer { file, found, known },
            error => error,
        }
    }
}
