//! What is shown of the running bot: health, readiness, counts; and the call that a day's boards are out.

use super::Numbers;
use crate::{
    config::{Config, address},
    http::{self, Inside, NewestBackup, Ping, Silence},
    telemetry::{self, Line, Pulse},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;
use tokio::net::TcpListener;

/// The longest that boards and the pump may ever work at one turn: a write waits 10 s for another process and 30 s for
/// its turn, and a turn has several.
const TURN: TimeDelta = TimeDelta::minutes(3);
/// The same of watches, between two requests: each may be tried three times, with a minute's pause after "too fast",
/// for ten pages of a board; then all watches of a region are evaluated.
const LOOK: TimeDelta = TimeDelta::hours(1);

/// Signs of life of the loops, and the line.
#[derive(Clone, Debug)]
pub(super) struct Signs {
    pub(super) boards: Pulse,
    pub(super) posts: Pulse,
    pub(super) watches: Pulse,
    pub(super) line: Line,
}

impl Signs {
    pub(super) fn begin(now: DateTime<Utc>) -> Self {
        Self {
            boards: Pulse::new("boards", TURN, now),
            posts: Pulse::new("posts", TURN, now),
            watches: Pulse::new("watches", LOOK, now),
            line: Line::new(now),
        }
    }
}

/// Serves it where the configuration says. That it can't be is no reason not to post.
///
/// # Errors
/// When a value of the configuration can't be used.
pub(super) async fn show(
    config: &Config,
    numbers: &Numbers,
    signs: &Signs,
    backup: Option<NewestBackup>,
) -> anyhow::Result<()> {
    let base = &numbers.base;
    if let Some(listen) = config.listen()? {
        base.tasks.spawn_loop(http::upkeep(telemetry::install()?, Arc::clone(&base.clock)));
        match TcpListener::bind(listen).await {
            Ok(listener) => {
                let inside = inside(config, numbers, signs, backup)?;
                tracing::info!("health and metrics are served at http://{}", listener.local_addr()?);
                base.tasks.spawn_loop(http::serve(listener, inside));
            }
            Err(error) => tracing::error!(
                %error,
                "health and metrics can't be served at {listen}, the bot runs without them: end what listens there, or \
                 set http.listen to another address"
            ),
        }
    }
    if !config.http.ping_url.is_empty() {
        let url = address("http.ping_url", &config.http.ping_url)?;
        let ping = Ping::new(url, numbers.database.store.clone(), Arc::clone(&base.clock))?;
        base.tasks.spawn_loop(ping.run());
    }
    Ok(())
}

fn inside(
    config: &Config,
    numbers: &Numbers,
    signs: &Signs,
    backup: Option<NewestBackup>,
) -> anyhow::Result<Inside> {
    let source = Arc::clone(&numbers.source);
    let silence: Silence = Arc::new(move || source.silence().map(|silence| silence.to_string()));
    let Signs { boards, posts, watches, line } = signs.clone();
    Ok(Inside {
        clock: Arc::clone(&numbers.base.clock),
        store: numbers.database.store.clone(),
        database: config.database.path.clone(),
        loops: vec![boards, posts, watches],
        line,
        silence,
        limits: super::rankings_settings(config).limits,
        expiry: TimeDelta::seconds(config.delivery.expiry_s.into()),
        backup,
        since: numbers.base.clock.now(),
        counts: telemetry::install()?,
    })
}
