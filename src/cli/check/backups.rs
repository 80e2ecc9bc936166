//! Scheduled backups: whether there are any, where, and how old the newest is.

use super::{
    finding::Finding,
    place::{in_the_way, nearest, taken, try_to_make},
};
use crate::{cli::progress, config::Config, domain::Firing, store, text::date};
use chrono::{DateTime, TimeDelta, Utc};
use std::{fs, path::Path};

const CHECK: &str = "backups";
/// How long after its moment a backup must be there.
const GRACE: TimeDelta = TimeDelta::hours(1);
/// Bytes that a backup wants beside its own.
const SPARE: u64 = 4_000_000;

/// How it stands with backups.
pub(super) fn finding(config: &Config, now: DateTime<Utc>) -> Finding {
    let folder = &config.backup.folder;
    if folder.as_os_str().is_empty() {
        let mend = "Name a folder in backup.folder, better on another disk. If you make them in another way, such as \
                    by deploy/litestream.yml, all is well.";
        return Finding::advice(CHECK, "the bot makes none: backup.folder is empty", mend);
    }
    let shown = folder.display();
    if let Err(wrong) = can_take_one(folder, &config.database.path) {
        return wrong;
    }
    let next = |after: DateTime<Utc>| {
        config
            .backup_schedule()
            .ok()
            .and_then(|schedule| schedule.next(after, None))
            .map(|Firing { at, .. }| at)
    };
    let soon = next(now).map_or_else(String::new, |at| format!("; the next is due {}", date::moment(at)));
    let Some(newest) = store::newest_backup(folder, now) else {
        let mend = "Make one now: `rankwatch backup FILE`. The bot makes them while it runs.";
        return Finding::advice(CHECK, format!("none is in {shown} yet{soon}"), mend);
    };
    let says = format!("the newest in {shown} is of {}{soon}", date::moment(newest));
    if next(newest).is_some_and(|due| due + GRACE < now) {
        let mend = "One should have been made since. Is the bot running, and what does its log say of backups? Under \
                    systemd a folder elsewhere needs ReadWritePaths=. Make one now: `rankwatch backup FILE`.";
        return Finding::advice(CHECK, says, mend);
    }
    if on_one_disk(folder, &nearest(&config.database.path)) {
        let mend = "A disk that fails takes both: name a folder on another disk, or copy them away.";
        return Finding::advice(CHECK, format!("{says}, on the database's own disk"), mend);
    }
    Finding::fine(CHECK, says)
}

/// Whether the next backup can be written; the bot makes the folder where it is missing.
fn can_take_one(folder: &Path, database: &Path) -> Result<(), Finding> {
    let shown = folder.display();
    if let Some(place) = in_the_way(folder) {
        let says = format!("{} isn't a folder", place.display());
        return Err(Finding::wrong(CHECK, says, "Move it away, or name another folder in backup.folder."));
    }
    let there = nearest(&folder.join("a backup"));
    if let Err(error) = try_to_make(&there) {
        let says = match there == *folder {
            true => format!("{shown} can't be written: {error}"),
            false => format!("{shown} can't be made: {} can't be written: {error}", there.display()),
        };
        let mend = "Give the user that the bot runs as the right to write there. Under systemd a folder elsewhere \
                    needs ReadWritePaths= as well.";
        return Err(Finding::wrong(CHECK, says, mend));
    }
    let (free, needed) = (fs4::available_space(&there).unwrap_or(u64::MAX), taken(database) + SPARE);
    if free < needed {
        let (free, needed) = (progress::bytes(free), progress::bytes(needed));
        let says = format!("{shown} has {free} free, and the next takes {needed}");
        return Err(Finding::wrong(
            CHECK,
            says,
            "Make room, or name a folder on another disk in backup.folder.",
        ));
    }
    Ok(())
}

#[cfg(unix)]
fn on_one_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| fs::metadata(path).ok().map(|folder| folder.dev());
    device(one).is_some_and(|one| Some(one) == device(other))
}

#[cfg(not(unix))]
fn on_one_disk(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::{super::finding::State, *};

    #[test]
    fn a_backup_that_should_have_been_made_is_missed() {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-28T12:00:00Z".parse().unwrap();
        let mut config = Config::default();
        assert!(finding(&config, now).says.contains("makes none"));
        config.backup.folder = folder.path().to_owned();
        config.database.path = folder.path().join("rankwatch.db");
        let none = finding(&config, now);
        assert!(none.says.contains("none is in") && none.says.contains("2026-11-29"), "{none:?}");
        let put = |name: &str| fs::write(folder.path().join(name), "").unwrap();
        put("rankwatch-20261126T031700Z.db");
        put("rankwatch-20261128T031700Z.db.partial");
        put("other-20261128T031700Z.db");
        let old = finding(&config, now);
        assert!(old.says.contains("2026-11-26") && old.mend.unwrap().contains("since"), "{}", old.says);
        put("rankwatch-20261128T031700Z.db");
        let fresh = finding(&config, now);
        assert!(fresh.says.contains("is of 2026-11-28") && fresh.says.contains("own disk"), "{fresh:?}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_folder_is_wrong_only_where_the_bot_could_not_write_a_backup() {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-28T12:00:00Z".parse().unwrap();
        let mut config = Config::default();
        config.database.path = folder.path().join("rankwatch.db");
        config.backup.folder = folder.path().join("new/backups");
        let missing = finding(&config, now);
        assert!(missing.state == State::Advice && missing.says.contains("none is in"), "{missing:?}");
        assert!(!folder.path().join("new").exists(), "the bot makes it");
        // As long as no disk is, but without a byte on this one.
        fs::File::create(&config.database.path).unwrap().set_len(1 << 43).unwrap();
        let full = finding(&config, now);
        assert!(full.state == State::Wrong && full.says.contains("and the next takes 8.80 TB"), "{full:?}");
        fs::write(folder.path().join("file"), "").unwrap();
        for name in ["file", "file/backups"] {
            config.backup.folder = folder.path().join(name);
            let taken = finding(&config, now);
            assert!(taken.state == State::Wrong && taken.says.ends_with("file isn't a folder"), "{taken:?}");
        }
        // Nobody may make files there, not even root.
        config.backup.folder = Path::new("/proc/backups").to_owned();
        let closed = finding(&config, now);
        assert!(
            closed.state == State::Wrong && closed.says.contains("can't be made: /proc can't be"),
            "{closed:?}"
        );
        assert!(closed.mend.unwrap().contains("ReadWritePaths="));
    }
}
