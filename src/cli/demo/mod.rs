//! `rankwatch demo`: bot and simulated world in one process, and a page in the browser to use both.

mod books;
mod ledger;
mod log;
mod once;
mod outbox;
mod schedule;
mod watches;

pub(super) use log::layer as log_layer;

use self::log::Tap;
use super::print;
use crate::{
    app::{self, App, Secrets},
    clock::{Clock, SystemClock},
    config::Config,
    store::{self, Held, Lock, Store},
};
use anyhow::Context;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use rankwatch_sandbox::{Host, Sandbox};
use secrecy::SecretString;
use std::{
    io::{self, IsTerminal},
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// How the demo is set up.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The port of the page and the simulated world [default: 8080, or the next free one]
    #[arg(long)]
    port: Option<u16>,
    /// The same seed gives the same market
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The demo's own database, kept for the next time [default: data/demo-SEED.db, begun anew each time]
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,
    /// Opens no browser
    #[arg(long)]
    no_open: bool,
    /// Asks one /ranking, prints the answer here, and ends
    #[arg(long)]
    once: bool,
}

/// Starts world and bot, opens the page, and goes on until told to stop.
pub(super) async fn run(mut config: Config, options: Options, mut tap: Tap) -> anyhow::Result<()> {
    let told = app::told_to_stop();
    // Another seed is another market: its lists must not be taken for this one's.
    config.database.path =
        options.database.clone().unwrap_or_else(|| PathBuf::from(format!("data/demo-{}.db", options.seed)));
    let lock = lock(&config.database.path)?;
    let latest = match options.database {
        Some(_) => latest(&config.database.path).await,
        None => begin_anew(&config.database.path).map(|()| None)?,
    };
    let sandbox = start_world(&options, begins(SystemClock.now(), latest)).await?;
    let hello = sandbox.hello();
    config.discord.api_url.clone_from(&hello.discord);
    config.keyapi.base_url.clone_from(&hello.keyapi);
    config.clock.url.clone_from(&hello.clock);
    // What a configuration in this folder sets for a real bot: its port, its dead man's switch, its backups.
    config.http.listen.clear();
    config.http.ping_url.clear();
    config.backup.folder.clear();
    // The simulated source says itself when it is asked too fast.
    config.keyapi.min_interval_ms = 50;
    let secrets = || Secrets {
        token: SecretString::from(hello.token.clone()),
        key: SecretString::from(hello.key.clone()),
    };
    let start = || App::start_by(&config, secrets(), lock.clone());
    let ready = || {
        if !options.once {
            print(format_args!("The demo is at {}\nPress Ctrl-C to end.", hello.page));
            show(&hello.page, options.no_open);
        }
    };
    let mut answered = Ok(());
    let stop = async {
        tokio::select! {
            () = told => print("Ending: what is under way is finished first."),
            outcome = once::ask(hello), if options.once => answered = outcome,
        }
    };
    let host = &sandbox.world.host;
    let ended = tokio::select! {
        ended = keep_running(start, ready, host, stop) => ended,
        never = tap.pour(&sandbox.world) => match never {},
        never = books::keep_shown(&config, host) => match never {},
    };
    sandbox.stop().await;
    ended.and(answered)
}

/// Runs the bot until `stop`; meanwhile people may stop and start it.
async fn keep_running(
    start: impl AsyncFn() -> anyhow::Result<App>,
    ready: impl FnOnce(),
    host: &Host,
    stop: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let mut told = std::pin::pin!(stop);
    let mut ready = Some(ready);
    loop {
        let started = tokio::select! {
            () = told.as_mut() => return Ok(()),
            started = start() => started,
        };
        let ended = match started {
            Ok(app) => {
                if let Some(ready) = ready.take() {
                    ready();
                }
                host.bot_runs(true);
                let mut stopped = false;
                let stop = async {
                    tokio::select! {
                        () = told.as_mut() => stopped = true,
                        () = host.bot_wanted(false) => {}
                    }
                };
                let ended = app.until(stop).await;
                host.bot_runs(false);
                if stopped {
                    return ended;
                }
                ended
            }
            // It never ran: there is nothing to show.
            Err(error) if ready.is_some() => return Err(error),
            Err(error) => Err(error),
        };
        if let Err(error) = ended {
            tracing::error!("the bot ended: {error:#}");
            host.bot_gave_up();
        }
        tokio::select! {
            () = told.as_mut() => return Ok(()),
            () = host.bot_wanted(true) => {}
        }
    }
}

/// Has the database for this demo alone, also while its bot is stopped.
fn lock(database: &Path) -> anyhow::Result<Lock> {
    Lock::take(database).map_err(|held| match held {
        held @ Held::By { .. } => anyhow::Error::new(held)
            .context("another demo is running: use that one, or give this one a --database of its own"),
        held @ Held::Io { .. } => held.into(),
    })
}

/// Takes a database away, for the world that it speaks of is gone.
fn begin_anew(database: &Path) -> anyhow::Result<()> {
    for part in ["", "-wal", "-shm"] {
        let file = store::beside(database, part);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("{} can't be begun anew", file.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The last moment that a kept database knows of: its day may lie ahead, for the demo's clock was moved.
async fn latest(database: &Path) -> Option<DateTime<Utc>> {
    if !database.is_file() {
        return None;
    }
    // One that can't be read is told of when the bot starts.
    let store = Store::open(database).await.ok()?;
    let newest = store.newest_credits(1).await.ok()?;
    store.close().await;
    newest.first().map(|entry| entry.at)
}

/// Opens the page where somebody sits before a desktop; else its address is all that is needed.
fn show(page: &str, no_open: bool) {
    let desktop = cfg!(not(target_os = "linux"))
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if no_open || !desktop || !io::stdout().is_terminal() {
        return;
    }
    if let Err(error) = open::that_detached(page) {
        tracing::debug!(%error, "no browser could be opened");
    }
}

/// When the demo's day begins: at noon, when yesterday's lists are out, or now where noon has passed; never before
/// what its database knows. UTC.
fn begins(now: DateTime<Utc>, latest: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    let noon = now.date_naive().and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12);
    latest.into_iter().chain([noon]).max().filter(|begins| *begins > now)
}

/// The port that was asked for, else 8080 or one of the next that are free.
async fn start_world(options: &Options, start: Option<DateTime<Utc>>) -> anyhow::Result<Sandbox> {
    let ports = options.port.map_or(8080..=8099, |port| port..=port);
    let mut last = None;
    for port in ports {
        let listen = SocketAddr::from(([127, 0, 0, 1], port));
        let world = rankwatch_sandbox::Options { listen, seed: options.seed, traffic_log: None, start };
        match Sandbox::start(world).await {
            Ok(sandbox) => return Ok(sandbox),
            Err(error) => last = Some((port, error)),
        }
    }
    let (port, error) = last.context("no port to try")?;
    Err(error).with_context(|| format!("port {port} can't be used; choose another with --port"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_noon_or_later() {
        let at = |time: &str| format!("2026-11-28T{time}Z").parse::<DateTime<Utc>>().unwrap();
        for (now, latest, begun) in [
            ("00:00:00", None, Some("12:00:00")),
            ("11:59:59", Some("11:00:00"), Some("12:00:00")),
            ("12:00:00", Some("11:00:00"), None),
            ("12:00:00", Some("13:00:00"), Some("13:00:00")),
            ("23:59:59", None, None),
        ] {
            assert_eq!(begins(at(now), latest.map(at)), begun.map(at), "{now}");
        }
    }
}
