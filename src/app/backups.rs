//! Backups that the bot makes by itself, beside everything else: the database's own thread does the work.

use crate::{
    clock::Clock,
    config::Config,
    domain::Schedule,
    store::{self, CopyError, Replace},
    telemetry::{self, Timer},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{path::PathBuf, sync::Arc, time::Duration};

/// Between two looks at the clock: one that is put right may leap.
const LOOK: Duration = Duration::from_secs(60);
/// After a failure it is tried again.
const AGAIN: TimeDelta = TimeDelta::hours(1);

/// What is backed up, where to and when.
#[derive(Debug)]
pub(super) struct Backups {
    database: PathBuf,
    folder: PathBuf,
    schedule: Schedule,
    keep: u32,
}

impl Backups {
    /// As it is configured; none where no folder is.
    pub(super) fn of(config: &Config) -> anyhow::Result<Option<Self>> {
        let folder = config.backup.folder.clone();
        if folder.as_os_str().is_empty() {
            return Ok(None);
        }
        let (database, schedule) = (config.database.path.clone(), config.backup_schedule()?);
        Ok(Some(Self { database, folder, schedule, keep: config.backup.keep }))
    }

    /// Makes one at each moment of the schedule; at once where one was missed, or none is there.
    pub(super) async fn run(self, clock: Arc<dyn Clock>) {
        let now = clock.now();
        // A file of the future, by a clock that went wrong, holds no other up.
        let mut due = match store::newest_backup(&self.folder) {
            Some(newest) => self.after(newest.min(now)),
            None => Some(now),
        };
        loop {
            let now = clock.now();
            if due.is_some_and(|due| due <= now) {
                due = self.attempt(now).await;
            }
            clock.sleep(LOOK).await;
        }
    }

    fn after(&self, moment: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.schedule.next(moment, None).map(|firing| firing.at)
    }

    /// Makes one; answers when the next is due.
    async fn attempt(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let took = Timer::start();
        let outcome = self.make(now).await;
        telemetry::backup(outcome.is_ok());
        match outcome {
            Ok(file) => {
                let ms = u64::try_from(took.took().as_millis()).unwrap_or(u64::MAX);
                tracing::info!(file = %file.display(), ms, "a backup was made");
                if let Err(error) = store::rotate_backups(&self.folder, self.keep) {
                    tracing::error!(%error, "old backups can't be removed");
                }
                self.after(now)
            }
            Err(error) => {
                tracing::error!(%error, "no backup can be made; it is tried again in an hour");
                Some(now + AGAIN)
            }
        }
    }

    async fn make(&self, now: DateTime<Utc>) -> Result<PathBuf, CopyError> {
        store::prepare_folder(&self.folder)?;
        let file = store::scheduled_backup(&self.folder, now);
        store::back_up(&self.database, &file, Some(now), Replace::No).await?;
        Ok(file)
    }
}
