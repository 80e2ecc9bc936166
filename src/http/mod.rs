//! What an operator sees of a running bot: `/healthz`, `/readyz`, `/metrics`; and the call that a day's boards are out.
//!
//! - `doors`: connections, few at once and none for long;
//! - `answer`: a request and what is said to it;
//! - `health`: whether the loops turn;
//! - `ready`: whether Discord, the database and the source can be worked with;
//! - `glance`: what the database says, looked up once for all who ask within seconds;
//! - `gauges`: states as Prometheus reads them;
//! - `ping`: the dead man's switch.

mod answer;
mod doors;
mod gauges;
mod glance;
mod health;
mod ping;
mod ready;
#[cfg(test)]
mod tests;

pub use ping::{Ping, host};

use crate::{
    clock::Clock,
    domain::Limits,
    store::Store,
    telemetry::{Line, Pulse},
};
use chrono::{DateTime, TimeDelta, Utc};
use glance::Glance;
use metrics_exporter_prometheus::PrometheusHandle;
use std::{fmt, path::PathBuf, sync::Arc, time::Duration};
use tokio::net::TcpListener;

/// How often what was timed is put into its buckets.
const UPKEEP: Duration = Duration::from_secs(10);

/// Why nothing comes of the source, since when or until when; none while it can be worked with.
pub type Silence = Arc<dyn Fn() -> Option<String> + Send + Sync>;
/// The moment of the newest good backup, as it was seen last: a look at the disk might hang.
pub type NewestBackup = Arc<dyn Fn() -> Option<DateTime<Utc>> + Send + Sync>;

/// What can be seen inside a running bot.
#[derive(Clone)]
pub struct Inside {
    /// The bot's time.
    pub clock: Arc<dyn Clock>,
    /// The database.
    pub store: Store,
    /// Its file.
    pub database: PathBuf,
    /// The loops that must turn.
    pub loops: Vec<Pulse>,
    /// The line to Discord.
    pub line: Line,
    /// The source, while it is silent.
    pub silence: Silence,
    /// What may be spent.
    pub limits: Limits,
    /// How long a post is tried.
    pub expiry: TimeDelta,
    /// Scheduled backups, where they are made.
    pub backup: Option<NewestBackup>,
    /// When the bot began.
    pub since: DateTime<Utc>,
    /// What was counted.
    pub counts: PrometheusHandle,
}

impl fmt::Debug for Inside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Inside({})", self.database.display())
    }
}

/// Answers whoever asks at `listener`, for as long as it is polled.
pub async fn serve(listener: TcpListener, inside: Inside) {
    answer::all(listener, Arc::new(Glance::new(inside))).await;
}

/// Puts what was timed into its buckets, for as long as it is polled. It has to go on wherever something is counted,
/// also while nobody asks, or nobody can: samples pile up until then.
pub async fn upkeep(counts: PrometheusHandle, clock: Arc<dyn Clock>) {
    loop {
        clock.sleep(UPKEEP).await;
        counts.run_upkeep();
        tracing::trace!("what was timed is in its buckets");
    }
}
