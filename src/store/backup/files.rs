//! Files beside each other: their names, their rights, room on the disk, and that a change of names is kept.

use super::CopyError;
#[cfg(unix)]
use std::{
    fs::Permissions,
    os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown},
};
use std::{
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

const MB: u64 = 1_000_000;
/// Kept free beside what a copy takes.
const SPARE_MB: u64 = 4;

/// A file beside another one: the same name with something behind it.
pub fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
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

/// Gives a file to whom another one, or its folder, belongs: what root makes the bot must be able to open.
#[cfg(unix)]
pub(in crate::store) fn same_owner(file: &File, like: &Path) -> io::Result<()> {
    let (owner, ours) =
        (std::fs::metadata(like).or_else(|_| std::fs::metadata(folder(like)))?, file.metadata()?);
    if (owner.uid(), owner.gid()) == (ours.uid(), ours.gid()) {
        return Ok(());
    }
    match fchown(file, Some(owner.uid()), Some(owner.gid())) {
        // Somebody else may not give it away, and needn't: whoever restores will run the bot.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        outcome => outcome,
    }
}

#[cfg(not(unix))]
pub(in crate::store) fn same_owner(_file: &File, _like: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a folder where it is missing; it belongs to whom the one belongs that it is in.
pub(in crate::store) fn make_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let parent = folder(path);
    make_folder(parent)?;
    match std::fs::create_dir(path) {
        // Somebody else made it meanwhile.
        Err(_) if path.is_dir() => Ok(()),
        Err(error) => Err(error),
        #[cfg(unix)]
        Ok(()) => same_owner(&File::open(path)?, parent),
        #[cfg(not(unix))]
        Ok(()) => Ok(()),
    }
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
