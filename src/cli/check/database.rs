//! The database: whether it is there, whole, of this version, with room to grow, and whose it is.

use super::{
    channels,
    finding::{Finding, State},
    place::{nearest, taken, try_to_make},
};
use crate::{
    cli::{progress, standing::other_version, told},
    config::Config,
    store::{Held, Lock, PostingPlace, Standing, Store, StoreError},
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
    /// Where something is posted: nowhere while it isn't there yet. Or why nobody knows.
    pub(super) places: Result<Vec<PostingPlace>, String>,
    /// Whether the ledger can be written: it is of this version and whole, or will be made.
    pub(super) ledger: bool,
}

/// What keeps others from using it: as a finding, and why in a few words.
struct Unusable {
    finding: Finding,
    why: String,
}

/// Looks without changing anything: nothing is made, nothing is brought to this version, nothing stays open.
pub(super) async fn look(config: &Config) -> Looked {
    let path = &config.database.path;
    // First, for a file that this process closes takes along the locks that SQLite has on it.
    let place = place(path);
    let (mut findings, places, ledger) = if path.exists() {
        match opened(path).await {
            Ok((fine, places)) => (vec![fine], places.map_err(|error| error.to_string()), true),
            Err(Unusable { finding, why }) => (vec![finding], Err(why), false),
        }
    } else {
        let says = format!("{} isn't there yet; the first start makes it", path.display());
        (vec![Finding::fine(CHECK, says)], Ok(Vec::new()), true)
    };
    findings.extend(place);
    Looked { findings, places, ledger }
}

/// How one that is there is, and where something is posted by it.
async fn opened(path: &Path) -> Result<(Finding, Result<Vec<PostingPlace>, StoreError>), Unusable> {
    if let Err(error) = File::open(path) {
        let mend =
            "Give the user that the bot runs as the right to read it, or name another file in database.path.";
        let finding = Finding::wrong(CHECK, format!("{} can't be opened: {error}", path.display()), mend);
        return Err(Unusable { finding, why: "the database can't be opened".to_owned() });
    }
    surely(path, async |store| {
        let fine = whole(path, store).await?;
        Ok((fine, store.posting_places(channels::MOST + 1).await))
    })
    .await
}

/// Looks; where something is wrong, once more by connections of their own. While a bot begins, pages change under
/// whoever opened the file when nobody wrote.
async fn surely<T>(path: &Path, look: impl AsyncFn(&Store) -> Result<T, Unusable>) -> Result<T, Unusable> {
    let once = async || {
        let store = Store::look(path);
        let outcome = look(&store).await;
        store.close().await;
        outcome
    };
    match once().await {
        Err(unusable) if unusable.finding.state == State::Wrong => once().await,
        outcome => outcome,
    }
}

/// Whether it is whole and of this version.
async fn whole(path: &Path, store: &Store) -> Result<Finding, Unusable> {
    let shown = path.display();
    let failed = |error: StoreError| {
        let says = format!("{shown} can't be read: {}", told(&error.into()));
        let finding = Finding::wrong(CHECK, says, MEND_DAMAGE);
        Unusable { finding, why: "the database can't be read".to_owned() }
    };
    let running = match Lock::look(path) {
        Ok(()) => "no bot runs on it".to_owned(),
        Err(Held::By { pid, .. }) => {
            format!("a bot runs on it (process {})", pid.as_deref().unwrap_or("unknown"))
        }
        Err(error @ Held::Io { .. }) => told(&error.into()),
    };
    let damage = store.damage().await.map_err(failed)?;
    if let Some(first) = damage.first() {
        let finding = Finding::wrong(CHECK, format!("{shown} is damaged: {first}"), MEND_DAMAGE);
        return Err(Unusable { finding, why: "the database is damaged".to_owned() });
    }
    let standing = store.standing().await.map_err(failed)?;
    if let Some((is, mend)) = other_version(standing) {
        let says = format!("{shown} {is}; {running}");
        let finding = match standing {
            Standing::Older(_) => Finding::advice(CHECK, says, mend),
            _ => Finding::wrong(CHECK, says, mend),
        };
        return Err(Unusable { finding, why: format!("the database {is}") });
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

    #[tokio::test]
    async fn pages_that_change_under_the_look_are_no_damage() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rankwatch.db");
        let store = Store::open(&path).await.unwrap();
        store.migrate().await.unwrap();
        store.close().await;
        let good = std::fs::read(&path).unwrap();
        let mut torn = good.clone();
        torn[3 * 4096..8 * 4096].iter_mut().for_each(|byte| *byte ^= 0xff);
        std::fs::write(&path, &torn).unwrap();
        let damaged = surely(&path, async |store| whole(&path, store).await).await;
        assert!(damaged.is_err_and(|damaged| damaged.finding.state == State::Wrong), "it stays damaged");
        let found = surely(&path, async |store| {
            let found = whole(&path, store).await;
            // Whoever began meanwhile has written all of its pages.
            std::fs::write(&path, &good).unwrap();
            found
        });
        assert!(found.await.is_ok());
    }
}
