//! The process lock beside the database: only its holder may recover leases, migrate or restore.

use super::backup::files::{beside, folder, make_folder, same_owner};
use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The right to work with a database alone; given up when the last clone is dropped, also by a crash.
#[derive(Clone, Debug)]
pub struct Lock {
    // The lock lives as long as the open file. The file itself stays: deleting it would let two processes
    // hold locks on two files of one name.
    _file: Arc<File>,
}

/// Why the lock wasn't had.
#[derive(Debug, thiserror::Error)]
pub enum Held {
    /// Another process works with this database.
    #[error("{} is in use by process {}", database.display(), pid.as_deref().unwrap_or("(unknown)"))]
    By {
        /// The database.
        database: PathBuf,
        /// The holder's process id, where it could be read.
        pid: Option<String>,
    },
    /// The lock file can't be used.
    #[error("the lock {} can't be taken", file.display())]
    Io {
        /// The lock file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Lock {
    /// Takes the lock of the database at `path`, without waiting.
    ///
    /// # Errors
    /// When another process holds it, or its file can't be written.
    pub fn take(path: &Path) -> Result<Self, Held> {
        let name = beside(path, ".lock");
        let failed = |source| Held::Io { file: name.clone(), source };
        make_folder(folder(path)).map_err(failed)?;
        let mut file = open(&name, path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Held::By { database: path.to_owned(), pid: holder(&mut file) });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        write_pid(&mut file).map_err(failed)?;
        Ok(Self { _file: Arc::new(file) })
    }

    /// Whether the lock of the database at `path` could be taken, without taking it or making its file.
    ///
    /// # Errors
    /// When another process holds it, or its file can't be read.
    pub fn look(path: &Path) -> Result<(), Held> {
        let name = beside(path, ".lock");
        let failed = |source| Held::Io { file: name.clone(), source };
        let mut file = match File::open(&name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            file => file.map_err(failed)?,
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => {
                Err(Held::By { database: path.to_owned(), pid: holder(&mut file) })
            }
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

/// Opens the lock file. A new one goes to whom the database belongs: what root makes the bot must be able to open.
fn open(name: &Path, database: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    match options.clone().create_new(true).open(name) {
        Ok(new) => same_owner(&new, database).map(|()| new),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => options.open(name),
        Err(error) => Err(error),
    }
}

fn write_pid(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{}", std::process::id())?;
    file.flush()
}

fn holder(file: &mut File) -> Option<String> {
    let mut text = String::new();
    file.take(20).read_to_string(&mut text).ok()?;
    let pid = text.trim();
    (!pid.is_empty()).then(|| pid.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only root can give files away; whoever else makes them keeps them.
    #[cfg(unix)]
    #[test]
    fn what_is_made_for_a_database_belongs_to_whom_its_folder_belongs() {
        use std::os::unix::fs::{MetadataExt, chown};
        let top = tempfile::tempdir().unwrap();
        let owner = |path: &Path| {
            let found = path.metadata().unwrap();
            (found.uid(), found.gid())
        };
        let bot = match chown(top.path(), Some(4711), Some(4712)) {
            Ok(()) => (4711, 4712),
            Err(_) => owner(top.path()),
        };
        let folder = top.path().join("state/data");
        let path = folder.join("rankwatch.db");
        drop(Lock::take(&path).unwrap());
        for made in [top.path().join("state"), folder.clone(), folder.join("rankwatch.db.lock")] {
            assert_eq!(owner(&made), bot, "{}", made.display());
        }
    }

    #[test]
    fn a_second_taker_is_told_who_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/rankwatch.db");
        Lock::look(&path).unwrap();
        assert!(!folder.path().join("new").exists(), "looking makes nothing");
        let lock = Lock::take(&path).unwrap();
        let held = Lock::take(&path).unwrap_err().to_string();
        assert!(held.ends_with(&format!("is in use by process {}", std::process::id())), "{held}");
        assert_eq!(Lock::look(&path).unwrap_err().to_string(), held);
        let clone = lock.clone();
        drop(lock);
        Lock::take(&path).unwrap_err();
        drop(clone);
        Lock::look(&path).unwrap();
        Lock::take(&path).unwrap();
    }
}
