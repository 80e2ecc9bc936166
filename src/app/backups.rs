//! Backups that the bot makes by itself, beside everything else. The folder may be on a disk that hangs: it is only
//! touched on threads that nobody else waits for, and whoever wants to know of it is told what was seen last.

use crate::{
    clock::Clock,
    config::Config,
    domain::Schedule,
    http::NewestBackup,
    store::{self, CopyError, Replace},
    telemetry::{self, Timer},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{path::PathBuf, sync::Arc, time::Duration};
use tokio::{
    runtime::Handle,
    sync::{oneshot, watch},
};

/// Between two looks at the clock and the folder: a clock that is put right may leap.
const LOOK: Duration = Duration::from_secs(60);
/// After a failure it is tried again.
const AGAIN: TimeDelta = TimeDelta::hours(1);

/// Scheduled backups.
#[derive(Debug)]
pub(super) struct Backups {
    place: Place,
    schedule: Schedule,
    /// The newest good one, as it was seen last.
    newest: watch::Sender<Option<DateTime<Utc>>>,
}

/// What is backed up, where to, and how many are kept.
#[derive(Clone, Debug)]
struct Place {
    database: PathBuf,
    folder: PathBuf,
    keep: u32,
}

impl Backups {
    /// As it is configured; none where no folder is.
    pub(super) fn of(config: &Config) -> anyhow::Result<Option<Self>> {
        let folder = config.backup.folder.clone();
        if folder.as_os_str().is_empty() {
            return Ok(None);
        }
        let place = Place { database: config.database.path.clone(), folder, keep: config.backup.keep };
        Ok(Some(Self { place, schedule: config.backup_schedule()?, newest: watch::Sender::new(None) }))
    }

    /// The moment of the newest good one, without a look at the disk.
    pub(super) fn newest(&self) -> NewestBackup {
        let newest = self.newest.subscribe();
        Arc::new(move || *newest.borrow())
    }

    /// Makes one at each moment of the schedule; at once where one was missed, or none is there. What is due follows
    /// from the folder and the clock at each look, so that a clock that was wrong leaves nothing behind.
    pub(super) async fn run(self, clock: Arc<dyn Clock>) {
        let mut again = None;
        loop {
            let now = clock.now();
            let folder = self.place.folder.clone();
            let newest = aside(async move { store::newest_backup(&folder, now) }).await.flatten();
            self.newest.send_replace(newest);
            if self.is_due(newest, now) && !waits(again, now) {
                again = self.attempt(now).await.then_some(now + AGAIN);
            }
            clock.sleep(LOOK).await;
        }
    }

    fn is_due(&self, newest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        let Some(newest) = newest else { return true };
        self.schedule.next(newest, None).is_some_and(|firing| firing.at <= now)
    }

    /// Makes one; answers whether it failed.
    async fn attempt(&self, now: DateTime<Utc>) -> bool {
        let took = Timer::start();
        let Some(outcome) = aside(self.place.clone().make(now)).await else { return true };
        telemetry::backup(outcome.is_ok());
        match &outcome {
            Ok(file) => {
                self.newest.send_replace(Some(now));
                let ms = telemetry::millis(took.took());
                tracing::info!(file = %file.display(), ms, "a backup was made");
            }
            Err(error) => tracing::error!(%error, "no backup can be made; it is tried again in an hour"),
        }
        outcome.is_err()
    }
}

impl Place {
    async fn make(self, now: DateTime<Utc>) -> Result<PathBuf, CopyError> {
        store::prepare_folder(&self.folder)?;
        let file = store::scheduled_backup(&self.folder, now);
        store::back_up(&self.database, &file, Some(now), Replace::No).await?;
        if let Err(error) = store::rotate_backups(&self.folder, self.keep, now) {
            tracing::error!(%error, "old backups can't be removed");
        }
        Ok(file)
    }
}

/// Whether a failure is too fresh to try again; not one of the future, by a clock that went wrong.
fn waits(again: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    again.is_some_and(|again| now < again && again <= now + AGAIN)
}

/// Does work that may block on a thread of its own, until it is done or nobody waits for it any more. None where it
/// panicked, or the bot ends.
async fn aside<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> Option<T> {
    let runtime = Handle::current();
    let (waiting, mut nobody_waits) = oneshot::channel::<()>();
    let done = tokio::task::spawn_blocking(move || {
        runtime.block_on(async {
            tokio::select! {
                done = work => Some(done),
                _ = &mut nobody_waits => None,
            }
        })
    });
    let done = done.await;
    drop(waiting);
    done.inspect_err(|error| tracing::error!(%error, "work beside the bot failed")).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On a single worker: what blocks it would block everything.
    #[tokio::test]
    async fn a_disk_that_hangs_holds_nobody_up() {
        let (disk_answers, answer) = std::sync::mpsc::sync_channel(1);
        let hangs = aside(async move { answer.recv_timeout(Duration::from_secs(9)).is_ok() });
        let goes_on = async {
            tokio::task::yield_now().await;
            disk_answers.send(()).unwrap();
        };
        assert_eq!(tokio::join!(hangs, goes_on).0, Some(true), "it waited for the disk, and nobody else did");
    }

    #[test]
    fn a_failure_by_a_wrong_clock_holds_nothing_up() {
        let at = |hours: i64| DateTime::from_timestamp(1_800_000_000 + 3_600 * hours, 0).unwrap();
        assert!(waits(Some(at(1)), at(0)) && !waits(Some(at(1)), at(1)) && !waits(None, at(0)));
        assert!(!waits(Some(at(9_999)), at(0)), "the clock was put right");
    }
}
