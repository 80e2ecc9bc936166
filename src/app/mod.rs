//! The only wiring: builds all parts, starts the loops, stops them in order. The only place that spawns tasks.

mod backups;
mod database;
#[cfg(feature = "demo")]
mod follow;
mod lines;
mod live;
mod no_servers;
mod shown;
mod tasks;
mod unasked;

pub use database::{Database, Migrated};
pub use live::{App, Secrets, run};
pub use tasks::told_to_stop;

use crate::{
    boards::{self, Boards},
    clock::{Clock, SystemClock},
    commands::Commands,
    config::{Config, address},
    domain::Limits,
    keyapi::{self, KeyApi},
    places::{Guilds, Places},
    rankings::{self, Rankings},
    store::Lock,
    watches::{self, Watches},
};
use chrono::{DateTime, TimeDelta, Utc};
use no_servers::NoServers;
use secrecy::SecretString;
use std::{sync::Arc, time::Duration};
use tasks::Tasks;

/// The parts that answer questions, without Discord.
#[derive(Debug)]
pub struct Numbers {
    /// What people can ask.
    pub commands: Arc<Commands>,
    boards: Boards,
    watches: Watches,
    source: Arc<KeyApi>,
    database: Database,
    base: Base,
}

/// What all parts stand on.
#[derive(Clone, Debug)]
struct Base {
    clock: Arc<dyn Clock>,
    tasks: Tasks,
}

impl Base {
    async fn new(config: &Config) -> anyhow::Result<Self> {
        let tasks = Tasks::default();
        Ok(Self { clock: clock(config, &tasks).await?, tasks })
    }
}

impl Numbers {
    /// For the terminal: works beside a running bot.
    ///
    /// # Errors
    /// When a part can't be built; says which.
    pub async fn beside(config: &Config, key: SecretString) -> anyhow::Result<Self> {
        let database = Database::beside(&config.database.path).await?;
        Self::over(config, key, database, Base::new(config).await?, Arc::new(NoServers))
    }

    /// For the bot: has the database to itself.
    async fn alone(
        config: &Config,
        key: SecretString,
        lock: Lock,
        base: Base,
        guilds: Arc<dyn Guilds>,
    ) -> anyhow::Result<Self> {
        let database = Database::owned(&config.database.path, lock).await?;
        database.recover_posts(base.clock.now()).await?;
        Self::over(config, key, database, base, guilds)
    }

    fn over(
        config: &Config,
        key: SecretString,
        database: Database,
        base: Base,
        guilds: Arc<dyn Guilds>,
    ) -> anyhow::Result<Self> {
        let (store, clock) = (|| database.store.clone(), || Arc::clone(&base.clock));
        let source = Arc::new(KeyApi::new(source_settings(config, key)?, clock())?);
        let settings = rankings_settings(config);
        let rankings = Arc::new(Rankings::new(
            store(),
            Arc::<KeyApi>::clone(&source),
            clock(),
            settings,
            base.tasks.spawner(),
        ));
        let boards = Boards::new(
            store(),
            Arc::clone(&rankings),
            Arc::clone(&guilds),
            clock(),
            boards_settings(config),
        );
        let places = Places::new(guilds);
        let watches =
            Watches::new(store(), Arc::clone(&rankings), places.clone(), clock(), watches_settings(config));
        let commands = Commands::new(rankings, store(), clock(), boards.clone(), places, watches.clone());
        Ok(Self { commands: Arc::new(commands), boards, watches, source, database, base })
    }

    /// Waits for what is under way and closes the database.
    pub async fn close(self) {
        self.finish().await;
        self.database.close().await;
    }

    /// Waits for what is under way.
    async fn finish(&self) {
        self.base.tasks.finish(&*self.base.clock, tasks::GRACE).await;
    }
}

/// The time by the configured clock: the system's, or a world's.
///
/// # Errors
/// When the world's clock can't be read.
pub async fn now(config: &Config) -> anyhow::Result<DateTime<Utc>> {
    Ok(still_clock(config).await?.now())
}

/// The configured clock for a short while: a world's that is moved meanwhile isn't followed.
///
/// # Errors
/// When the world's clock can't be read.
pub async fn still_clock(config: &Config) -> anyhow::Result<Arc<dyn Clock>> {
    let tasks = Tasks::default();
    let clock = clock(config, &tasks).await?;
    tasks.finish(&SystemClock, Duration::ZERO).await;
    Ok(clock)
}

/// The clock that everything asks and waits by.
async fn clock(config: &Config, tasks: &Tasks) -> anyhow::Result<Arc<dyn Clock>> {
    if config.clock.url.is_empty() {
        return Ok(Arc::new(SystemClock));
    }
    #[cfg(feature = "demo")]
    return follow::clock(&config.clock.url, tasks).await;
    #[cfg(not(feature = "demo"))]
    {
        let _ = tasks;
        anyhow::bail!("clock.url: this binary was built without the simulated world; leave it empty")
    }
}

/// How to reach the source, by the configuration.
///
/// # Errors
/// When the address can't be used.
pub fn source_settings(config: &Config, key: SecretString) -> anyhow::Result<keyapi::Settings> {
    let ms = |ms: u32| Duration::from_millis(ms.into());
    Ok(keyapi::Settings {
        min_interval: ms(config.keyapi.min_interval_ms),
        wait_after_429: ms(config.keyapi.retry_wait_ms),
        deadline: ms(config.keyapi.deadline_ms),
        ..keyapi::Settings::new(address("keyapi.base_url", &config.keyapi.base_url)?, key)
    })
}

/// How boards go about it, by the configuration.
fn boards_settings(config: &Config) -> boards::Settings {
    let seconds = |seconds: u32| TimeDelta::seconds(seconds.into());
    boards::Settings {
        max_per_server: config.boards.max_per_server,
        shortest_interval_days: config.boards.shortest_interval_days,
        wait: seconds(config.boards.wait_s),
        probe_lead: seconds(config.boards.probe_lead_s),
        expiry: seconds(config.delivery.expiry_s),
    }
}

/// How watches go about it, by the configuration.
fn watches_settings(config: &Config) -> watches::Settings {
    watches::Settings {
        max_per_server: config.watches.max_per_server,
        evaluate_interval: Duration::from_secs(config.watches.evaluate_interval_s.into()),
        pages: config.watches.pages,
        vanished_days: config.watches.vanished_days,
        expiry: TimeDelta::seconds(config.delivery.expiry_s.into()),
    }
}

/// What may be spent, by the configuration.
pub fn limits(config: &Config) -> Limits {
    let limit = |credits: u32| Some(credits).filter(|credits| *credits > 0);
    Limits {
        per_day: limit(config.credits.per_day),
        per_month: limit(config.credits.per_month),
        ask_share: Some(config.credits.asking_percent),
        per_server_per_day: limit(config.credits.per_server_per_day),
        per_person_per_day: limit(config.credits.per_person_per_day),
    }
}

/// How lists are fetched, by the configuration.
fn rankings_settings(config: &Config) -> rankings::Settings {
    let retry_wait = TimeDelta::milliseconds(config.keyapi.retry_wait_ms.into());
    let defaults = rankings::Settings::default();
    rankings::Settings {
        limits: limits(config),
        probe_interval: TimeDelta::seconds(config.rankings.probe_interval_s.into()),
        walk_back: rankings::WalkBack { days: config.rankings.walk_back_days, ..defaults.walk_back },
        patience: TimeDelta::seconds(config.rankings.patience_s.into()),
        // An error of the source's own passes sooner than its "too fast".
        server_error_wait: defaults.server_error_wait.min(retry_wait),
        too_fast_wait: retry_wait,
        ..defaults
    }
}
