//! Places on disks: which folder is there, whether it can be written, what is free in it.

use crate::store::journal;
use std::{
    fs::{self, OpenOptions},
    io,
    path::{Path, PathBuf},
};

/// The folder of a file, or the nearest above it that is there.
pub(super) fn nearest(file: &Path) -> PathBuf {
    let folders = file.ancestors().skip(1).map(shown);
    folders.into_iter().find(|folder| folder.is_dir()).unwrap_or(Path::new(".")).to_owned()
}

/// What is no folder where this one is or would be made.
pub(super) fn in_the_way(folder: &Path) -> Option<&Path> {
    folder.ancestors().map(shown).find(|place| place.exists()).filter(|place| !place.is_dir())
}

fn shown(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Only a try shows whether files can be made in a folder; nothing is left behind.
pub(super) fn try_to_make(folder: &Path) -> io::Result<()> {
    let probe = folder.join(format!(".rankwatch-check-{}", std::process::id()));
    OpenOptions::new().write(true).create_new(true).open(&probe)?;
    fs::remove_file(&probe)
}

/// Bytes that a database and its journal take.
pub(super) fn taken(database: &Path) -> u64 {
    let of = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
    of(database) + of(&journal(database))
}
