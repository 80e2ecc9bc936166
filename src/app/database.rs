//! The database, and whose it is.

use crate::{
    clock::{Clock, SystemClock},
    store::{self, Held, Lock, Replace, Store, StoreError},
};
use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// A question from the terminal may hold the database for a moment: a bot that starts waits for so long.
const SHORT_USE: Duration = Duration::from_secs(3);
const LOOK_AGAIN: Duration = Duration::from_millis(200);
/// A call to Discord takes half of this at most.
const LANDED: TimeDelta = TimeDelta::seconds(20);

/// An open database at this version.
#[derive(Debug)]
pub struct Database {
    /// The store.
    pub store: Store,
    /// How it came to this version, where it was of an older one.
    pub migrated: Option<Migrated>,
    lock: Option<Lock>,
}

/// What brought a database to this version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The version that it was of; 0 where it was new.
    pub from: i64,
    /// The copy of how it was; none where it was new.
    pub copy: Option<PathBuf>,
}

impl Database {
    /// Takes the database for this process alone.
    ///
    /// # Errors
    /// When another process has it (says which), or the lock can't be written.
    pub async fn lock(path: &Path) -> anyhow::Result<Lock> {
        let until = SystemClock.now() + SHORT_USE;
        loop {
            match Lock::take(path) {
                Ok(lock) => return Ok(lock),
                Err(Held::By { .. }) if SystemClock.now() < until => SystemClock.sleep(LOOK_AGAIN).await,
                Err(held @ Held::By { .. }) => {
                    anyhow::bail!("{held}: stop that process first, or name another file in database.path")
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Takes the database for this process alone and brings it to this version.
    ///
    /// # Errors
    /// When another process has it (says which), or it can't be opened.
    pub async fn alone(path: &Path) -> anyhow::Result<Self> {
        let lock = Self::lock(path).await?;
        Self::owned(path, lock).await
    }

    /// Opens the database beside whoever has it; brings it to this version when nobody has.
    ///
    /// # Errors
    /// When it can't be opened, or another version of the bot runs on it.
    pub async fn beside(path: &Path) -> anyhow::Result<Self> {
        match Lock::take(path) {
            Ok(lock) => Self::owned(path, lock).await,
            Err(error @ Held::Io { .. }) => Err(error.into()),
            Err(held @ Held::By { .. }) => {
                let store = Store::open(path).await?;
                let pending = store.pending_migrations().await?;
                anyhow::ensure!(pending == 0, "{held}, which is of an older version: stop it first");
                Ok(Self { store, migrated: None, lock: None })
            }
        }
    }

    /// Opens the database by its lock and brings it to this version. Of an older one a copy is kept beside it first.
    ///
    /// # Errors
    /// When it can't be opened, or there is no room for the copy.
    pub async fn owned(path: &Path, lock: Lock) -> anyhow::Result<Self> {
        let store = Store::open(path).await.with_context(|| format!("{} can't be used", path.display()))?;
        let migrated = migrate(path, &store)
            .await
            .with_context(|| format!("{} can't be brought to this version", path.display()))?;
        settle(&store, &lock).await?;
        Ok(Self { store, migrated, lock: Some(lock) })
    }

    /// Makes what was being posted when the bot broke off ready to be looked up, a while from `now` on: a request that
    /// was on its way then has arrived or died. Before that, a backup that somebody put in place by hand is treated as
    /// one that was restored.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn recover_posts(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let Some(lock) = &self.lock else { return Ok(()) };
        if self.store.is_untaken_backup().await? {
            let moment = self.store.backup_moment().await?;
            let taken = self.store.take_over(moment, now).await?;
            tracing::warn!(
                backup_of = %taken.moment, now = %now, turns = taken.turns, posts = taken.posts, told_until = %taken.told_until,
                "the database is a backup that was put in place by hand: what may have been posted since isn't \
                 posted again"
            );
        }
        if let Some(until) = self.store.told_ahead(now).await? {
            tracing::warn!(
                %until, %now,
                "watches tell nothing of the days up to {until}, for a backup was restored while the clock was ahead: \
                 restore it again by the right clock"
            );
        }
        let unclear = self.store.recover_leases(lock, now + LANDED).await?;
        if unclear > 0 {
            tracing::warn!(unclear, "posts were cut off: each is looked up before it is sent again");
        }
        Ok(())
    }

    /// Closes it, when all work on it is over.
    pub async fn close(self) {
        if let Some(lock) = &self.lock
            && let Err(error) = settle(&self.store, lock).await
        {
            tracing::error!(%error, "the credits of requests that were cut off stay set aside");
        }
        self.store.close().await;
    }
}

/// Brings a database to this version, after a copy of an older one: going back to the older program needs it.
async fn migrate(path: &Path, store: &Store) -> anyhow::Result<Option<Migrated>> {
    if store.pending_migrations().await? == 0 {
        // Also looks whether they are the ones that this program knows.
        store.migrate().await?;
        return Ok(None);
    }
    let (from, to) = (store.version().await?, store::newest_version());
    let mut copy = None;
    if from > 0 {
        let name = store::beside(path, &format!(".before-{to:04}"));
        // Nobody works with the database, so that its newest trace is the copy's moment.
        store::back_up(path, &name, None, Replace::Yes)
            .await
            .context("no copy of how it is can be kept beside it")?;
        copy = Some(name);
    }
    store.migrate().await?;
    if let Some(copy) = &copy {
        tracing::info!(from, to, copy = %copy.display(), "the database was brought to this version; a copy is kept");
    }
    Ok(Some(Migrated { from, copy }))
}

/// Settles what is still set aside. Nobody can be in the middle of a request: it lost its answer.
async fn settle(store: &Store, lock: &Lock) -> Result<(), StoreError> {
    let lost = store.recover_credits(lock).await?;
    if lost > 0 {
        tracing::warn!(lost, "credits of requests that were cut off count as spent");
    }
    Ok(())
}
