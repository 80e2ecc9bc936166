//! Files beside each other: their names, their rights, room on the disk, and that a change of names is kept.

use super::CopyError;
#[cfg(unix)]
use std::{
    fs::Permissions,
    os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, chown},
};
use std::{
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

const MB: u64 = 1_000_000;
/// Kept free beside what a copy takes.
const SPARE_MB: u64 = 4;

/// The same name with something behind it.
pub(in crate::store) fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The folder that a file is in.
pub(in crate::store) fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// An error of this file.
pub(in crate::store) fn failed(file: &Path) -> impl FnOnce(io::Error) -> CopyError {
    let file = file.to_owned();
    |source| CopyError::Io { file, source }
}

/// Refuses a folder that isn't there, or has no room for so many bytes.
pub(in crate::store) fn room(file: &Path, bytes: u64) -> Result<(), CopyError> {
    let folder = folder(file);
    if !folder.is_dir() {
        return Err(CopyError::NoFolder(folder.to_owned()));
    }
    let free = fs4::available_space(folder).map_err(failed(folder))? / MB;
    let needed = bytes.div_ceil(MB) + SPARE_MB;
    if free < needed {
        return Err(CopyError::NoRoom { folder: folder.to_owned(), needed, free });
    }
    Ok(())
}

/// Opens a file for writing that only its owner may read, and makes it where it is missing. What is in it stays.
pub(in crate::store) fn private(file: &Path) -> Result<File, CopyError> {
    let mut options = OpenOptions::new();
    options.create(true).read(true).write(true).truncate(false);
    #[cfg(unix)]
    options.mode(0o600);
    let opened = options.open(file).map_err(failed(file))?;
    // One that was there already may have had others.
    #[cfg(unix)]
    opened.set_permissions(Permissions::from_mode(0o600)).map_err(failed(file))?;
    Ok(opened)
}

/// Gives a file to whom another one, or the folder, belongs: what root restores the bot must be able to open.
#[cfg(unix)]
pub(in crate::store) fn same_owner(file: &Path, like: &Path) -> Result<(), CopyError> {
    let owner = std::fs::metadata(like).or_else(|_| std::fs::metadata(folder(like))).map_err(failed(like))?;
    let ours = std::fs::metadata(file).map_err(failed(file))?;
    if (owner.uid(), owner.gid()) == (ours.uid(), ours.gid()) {
        return Ok(());
    }
    match chown(file, Some(owner.uid()), Some(owner.gid())) {
        // Somebody else may not give it away, and needn't: whoever restores will run the bot.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        outcome => outcome.map_err(failed(file)),
    }
}

#[cfg(not(unix))]
pub(in crate::store) fn same_owner(_file: &Path, _like: &Path) -> Result<(), CopyError> {
    Ok(())
}

/// Writes a file's contents through to the disk.
pub(in crate::store) async fn keep(file: &Path) -> Result<(), CopyError> {
    let opened = tokio::fs::OpenOptions::new().write(true).open(file).await.map_err(failed(file))?;
    opened.sync_all().await.map_err(failed(file))
}

/// Writes the names in a file's folder through to the disk.
pub(in crate::store) async fn keep_names(file: &Path) -> Result<(), CopyError> {
    let folder = folder(file);
    // Where folders can't be opened names are kept without it.
    #[cfg(unix)]
    tokio::fs::File::open(folder).await.map_err(failed(folder))?.sync_all().await.map_err(failed(folder))?;
    Ok(())
}

/// Removes a file, where it is there.
pub(in crate::store) fn remove(file: &Path) -> Result<(), CopyError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome.map_err(failed(file)),
    }
}
