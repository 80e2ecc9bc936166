//! Scheduled backups: whether there are any, where, and how old the newest is.

use super::{database::nearest, finding::Finding};
use crate::{config::Config, domain::Firing, text::date};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use std::{fs, path::Path};

const CHECK: &str = "backups";
/// How long after its moment a backup must be there.
const GRACE: TimeDelta = TimeDelta::hours(1);

/// How it stands with backups.
pub(super) fn finding(config: &Config, now: DateTime<Utc>) -> Finding {
    let folder = &config.backup.folder;
    if folder.as_os_str().is_empty() {
        let mend = "Name a folder in backup.folder, better on another disk. If you make them in another way, such as \
                    by deploy/litestream.yml, all is well.";
        return Finding::advice(CHECK, "the bot makes none: backup.folder is empty", mend);
    }
    let shown = folder.display();
    if !folder.is_dir() {
        let says = format!("{shown} isn't a folder");
        return Finding::wrong(CHECK, says, "Make it, and let the user that the bot runs as write there.");
    }
    let next = |after: DateTime<Utc>| {
        config
            .backup_schedule()
            .ok()
            .and_then(|schedule| schedule.next(after, None))
            .map(|Firing { at, .. }| at)
    };
    let soon = next(now).map_or_else(String::new, |at| format!("; the next is due {}", date::moment(at)));
    let Some(newest) = newest(folder) else {
        let mend = "Make one now: `rankwatch backup FILE`. The bot makes them while it runs.";
        return Finding::advice(CHECK, format!("none is in {shown} yet{soon}"), mend);
    };
    let says = format!("the newest in {shown} is of {}{soon}", date::moment(newest));
    if next(newest).is_some_and(|due| due + GRACE < now) {
        let mend = "One should have been made since. Is the bot running, and what does its log say of backups? \
                    Make one now: `rankwatch backup FILE`.";
        return Finding::advice(CHECK, says, mend);
    }
    if on_one_disk(folder, &nearest(&config.database.path)) {
        let mend = "A disk that fails takes both: name a folder on another disk, or copy them away.";
        return Finding::advice(CHECK, format!("{says}, on the database's own disk"), mend);
    }
    Finding::fine(CHECK, says)
}

/// When the newest of the bot's own backups was made, by its name; those of other names aren't its.
fn newest(folder: &Path) -> Option<DateTime<Utc>> {
    let files = fs::read_dir(folder).ok()?;
    let moment = |name: &str| {
        let moment = name.strip_prefix("rankwatch-")?.strip_suffix(".db")?;
        NaiveDateTime::parse_from_str(moment, "%Y%m%dT%H%M%SZ").ok().map(|moment| moment.and_utc())
    };
    files.filter_map(|file| moment(file.ok()?.file_name().to_str()?)).max()
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
        config.backup.folder = folder.path().join("missing");
        assert_eq!(finding(&config, now).state, State::Wrong);
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
}
