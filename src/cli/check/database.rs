//! The database: whether it is there, whole, of this version, with room to grow, and whose it is.

use super::{
    finding::Finding,
    place::{nearest, taken, try_to_make},
};
use crate::{
    cli::{progress, told},
    config::Config,
    store::{Held, Lock, Standing, Store, StoreError},
};
use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
};

const CHECK: &str = "database";
/// Less free bytes than this and a write may fail at any moment.
const NO_ROOM: u64 = 64 << 20;
/// What a year of a small server takes, in bytes.
const ROOM: u64 = 512 << 20;

/// What is known of the database.
pub(super) struct Looked {
    pub(super) findings: Vec<Finding>,
    /// Of this version and whole; none also where it isn't there yet.
    pub(super) store: Option<Store>,
    /// Whether the ledger can be written: it is of this version and whole, or will be made.
    pub(super) ledger: bool,
}

/// Looks without changing anything: nothing is made, nothing is brought to this version.
pub(super) async fn look(config: &Config) -> Looked {
    let path = &config.database.path;
    let shown = path.display();
    let mut findings = Vec::new();
    let (mut store, mut ledger) = (None, true);
    if path.exists() {
        let opened = Store::look(path);
        let finding = whole(path, &opened).await;
        (findings, ledger) = match finding {
            Ok(fine) => (vec![fine], true),
            Err(wrong) => (vec![wrong], false),
        };
        if ledger {
            store = Some(opened);
        } else {
            opened.close().await;
        }
    } else {
        findings.push(Finding::fine(CHECK, format!("{shown} isn't there yet; the first start makes it")));
    }
    findings.extend(place(path));
    Looked { findings, store, ledger }
}

/// Whether it is whole and of this version; an error is a finding that keeps others from using it.
async fn whole(path: &Path, store: &Store) -> Result<Finding, Finding> {
    let shown = path.display();
    let failed = |error: StoreError| {
        let says = format!("{shown} can't be read: {}", told(&error.into()));
        Finding::wrong(CHECK, says, MEND_DAMAGE)
    };
    if let Err(error) = File::open(path) {
        let mend =
            "Give the user that the bot runs as the right to read it, or name another file in database.path.";
        return Err(Finding::wrong(CHECK, format!("{shown} can't be opened: {error}"), mend));
    }
    let running = match Lock::look(path) {
        Ok(()) => "no bot runs on it".to_owned(),
        Err(Held::By { pid, .. }) => {
            format!("a bot runs on it (process {})", pid.as_deref().unwrap_or("unknown"))
        }
        Err(error @ Held::Io { .. }) => told(&error.into()),
    };
    let damage = store.damage().await.map_err(failed)?;
    if let Some(first) = damage.first() {
        let says = format!("{shown} is damaged: {first}");
        return Err(Finding::wrong(CHECK, says, MEND_DAMAGE));
    }
    match store.standing().await.map_err(failed)? {
        Standing::Current => {}
        Standing::Older(_) => {
            let says = format!("{shown} is of an older version; {running}");
            let mend = "Make a backup; then the next start or `rankwatch migrate` brings it to this version.";
            return Err(Finding::advice(CHECK, says, mend));
        }
        Standing::Newer { database, binary } => {
            let says =
                format!("{shown} is at version {database}, this binary knows up to {binary}; {running}");
            let mend = "Use the newer binary, or restore a backup made before the upgrade.";
            return Err(Finding::wrong(CHECK, says, mend));
        }
        Standing::Foreign => {
            let says = format!("{shown} is a database of something else");
            return Err(Finding::wrong(CHECK, says, "Name another file in database.path."));
        }
    }
    let size = progress::bytes(taken(path));
    Ok(Finding::fine(CHECK, format!("{shown} is whole and at this version, {size}; {running}")))
}

const MEND_DAMAGE: &str = "Stop the bot, keep the file aside, and bring the newest backup back: \
                           `rankwatch restore FILE`. Then have the disk checked.";

/// Whether the folder can be written and has room.
fn place(path: &Path) -> Vec<Finding> {
    let folder = nearest(path);
    let shown = std::path::absolute(&folder).unwrap_or_else(|_| folder.clone());
    let shown = shown.display();
    if let Err(error) = try_to_write(&folder, path) {
        let says = format!("{shown} can't be written: {error}");
        let mend = "Give the user that the bot runs as the right to write there, or name another place in \
                    database.path.";
        return vec![Finding::wrong(CHECK, says, mend)];
    }
    let Ok(free) = fs4::available_space(&folder) else { return Vec::new() };
    let taken = taken(path);
    let says = format!("{} are free in {shown}", progress::bytes(free));
    let mend = "Make room: a backup and an upgrade take as much again as the database has.";
    vec![match free {
        ..NO_ROOM => Finding::wrong("disk", says, mend),
        _ if free < taken.saturating_mul(2).saturating_add(ROOM) => Finding::advice("disk", says, mend),
        _ => Finding::fine("disk", says),
    }]
}

/// Whether the database can be written; one that isn't there yet, whether it can be made.
fn try_to_write(folder: &Path, database: &Path) -> io::Result<()> {
    try_to_make(folder)?;
    match OpenOptions::new().write(true).open(database) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_new_database_is_tried_without_a_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/folder/rankwatch.db");
        assert_eq!(nearest(&path), folder.path());
        assert_eq!(nearest(Path::new("rankwatch.db")), Path::new("."));
        let findings = place(&path);
        assert_eq!(findings[0].check, "disk", "{findings:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
