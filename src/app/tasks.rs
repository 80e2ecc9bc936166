//! Tasks: started here only, bounded in number, waited for at the end.

use crate::{
    clock::{self, Clock},
    rankings::Spawn,
};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind};
use tokio::{
    signal,
    task::{JoinError, JoinSet},
};

/// How long what is under way may take to finish when the bot stops.
pub(super) const GRACE: Duration = Duration::from_secs(6);

/// Work that may be under way at once: more than this is more than Discord lets us answer in time.
const MOST: usize = 4_096;

/// The tasks of a running bot: work, which is waited for, and loops, which are ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Tasks {
    work: Arc<Mutex<JoinSet<()>>>,
    loops: Arc<Mutex<JoinSet<()>>>,
}

impl Tasks {
    /// Starts work that ends by itself, unless too much is under way. A panic in it is logged and ends nothing else.
    pub(super) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        start(&self.work, work);
    }

    /// Starts a loop that ends with the bot, or before when it is done.
    pub(super) fn spawn_loop(&self, endless: impl Future<Output = ()> + Send + 'static) {
        let mut set = lock(&self.loops);
        // Some do end, such as a registration: what is over must not pile up.
        while let Some(ended) = set.try_join_next() {
            log_failure(ended);
        }
        set.spawn(endless);
    }

    /// A handle for those whose work must go on when they are dropped.
    pub(super) fn spawner(&self) -> Spawn {
        let work = Arc::downgrade(&self.work);
        Arc::new(move |task| {
            if let Some(work) = work.upgrade() {
                start(&work, task);
            }
        })
    }

    /// Ends the loops, wherever they are.
    pub(super) fn end_loops(&self) {
        lock(&self.loops).abort_all();
    }

    /// Waits until all work ended, at most `limit`, then ends what hasn't, and the loops.
    pub(super) async fn finish(&self, clock: &dyn Clock, limit: Duration) {
        let all = async {
            loop {
                // What is under way may set off more.
                let mut work = std::mem::take(&mut *lock(&self.work));
                if work.is_empty() {
                    return;
                }
                while let Some(ended) = work.join_next().await {
                    log_failure(ended);
                }
            }
        };
        if clock::timeout(clock, limit, all).await.is_err() {
            tracing::warn!("work that took too long was ended");
            lock(&self.work).abort_all();
        }
        self.end_loops();
    }
}

fn start(work: &Mutex<JoinSet<()>>, task: impl Future<Output = ()> + Send + 'static) {
    let mut set = lock(work);
    while let Some(ended) = set.try_join_next() {
        log_failure(ended);
    }
    if set.len() >= MOST {
        return tracing::warn!(MOST, "too much is under way: what came last is left undone");
    }
    set.spawn(task);
}

fn log_failure(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a task failed");
    }
}

fn lock(set: &Mutex<JoinSet<()>>) -> MutexGuard<'_, JoinSet<()>> {
    set.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends when the process is told to: SIGINT (Ctrl-C) or SIGTERM. Heard from the call on, not only once it is waited for.
pub fn told_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        let [interrupt, terminate] =
            [SignalKind::interrupt(), SignalKind::terminate()].map(signal::unix::signal);
        async move {
            tokio::select! {
                () = heard(interrupt) => {}
                () = heard(terminate) => {}
            }
        }
    }
    #[cfg(not(unix))]
    async {
        let _ = signal::ctrl_c().await;
    }
}

/// Ends with the signal; never where the system doesn't let it be heard.
#[cfg(unix)]
async fn heard(signal: std::io::Result<Signal>) {
    match signal {
        Ok(mut signal) => _ = signal.recv().await,
        Err(error) => {
            tracing::warn!(%error, "a signal can't be heard");
            std::future::pending().await
        }
    }
}
