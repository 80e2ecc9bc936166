//! The Gateway: serenity holds the sessions, we tell it where to go and when to stop.

mod engine;
mod error;
mod events;
mod recent;
mod shards;
#[cfg(test)]
mod tests;
mod unreadable;

pub use error::GatewayError;
pub use events::{Arrival, Incoming};

use super::rest::{self, Rest, Settings};
use crate::{
    clock::{self, Clock},
    telemetry::Line,
};
use engine::Engine;
use events::Handler;
use secrecy::ExposeSecret;
use serenity::{
    Client,
    all::{GatewayIntents, Http},
    client::ClientBuilder,
    http::HttpBuilder,
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::sync::{mpsc, watch};

/// So many events wait at most for being dealt with.
pub const QUEUE: usize = 1_024;
/// [`GatewayHandle::stop`] takes at most this long.
const STOP_LIMIT: Duration = Duration::from_secs(2);

/// A client that knows where to go and hasn't gone yet.
pub struct Gateway {
    client: Client,
    engine: Engine,
    shards: u32,
    rest: Arc<Rest>,
    clock: Arc<dyn Clock>,
    line: Line,
    stop: watch::Sender<bool>,
    ended: watch::Sender<bool>,
}

/// Stops a [`Gateway`] that runs elsewhere.
#[derive(Clone, Debug)]
pub struct GatewayHandle {
    stop: watch::Sender<bool>,
    ended: watch::Receiver<bool>,
    clock: Arc<dyn Clock>,
}

impl GatewayHandle {
    /// Ends all sessions, and comes back when they are over or 2 s have passed.
    pub async fn stop(&self) {
        self.stop.send_replace(true);
        let mut ended = self.ended.clone();
        let over = ended.wait_for(|ended| *ended);
        if clock::timeout(&*self.clock, STOP_LIMIT, over).await.is_err() {
            tracing::warn!("the Gateway's sessions didn't end in time");
        }
    }
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gateway({} shards)", self.shards)
    }
}

impl Gateway {
    /// Asks where the Gateway is and how many shards it wants, and connects to nothing yet.
    /// Events go to `sender`, whose channel should have room for [`QUEUE`].
    ///
    /// # Errors
    /// [`GatewayError`]; then nothing was dialled, for left alone serenity would go to the real
    /// Discord when `GET /gateway` fails.
    pub async fn prepare(
        rest: Arc<Rest>,
        settings: &Settings,
        clock: Arc<dyn Clock>,
        sender: mpsc::Sender<Incoming>,
    ) -> Result<Self, GatewayError> {
        let mut url = rest.gateway().await?;
        url.set_query(None);
        let wanted = rest.gateway_bot().await?;
        if wanted.remaining == 0 {
            return Err(GatewayError::NoSessionsLeft(wanted.reset_after_ms.div_ceil(1_000)));
        }
        let handler = Handler { sender, clock: Arc::clone(&clock), recent: Mutex::default() };
        let engine = Engine::start()?;
        let builder =
            ClientBuilder::new_with_http(http(settings)?, GatewayIntents::GUILDS).raw_event_handler(handler);
        let client = engine.run(builder.into_future()).await?;
        // serenity asks for itself, and takes the real Discord's when that fails: ours is checked.
        *client.ws_url.lock().await = url.into();
        let (stop, ended) = (watch::Sender::new(false), watch::Sender::new(false));
        let line = Line::new(clock.now());
        Ok(Self { client, engine, shards: wanted.shards, rest, clock, line, stop, ended })
    }

    /// The same, and each second it notes there how many shards are connected.
    #[must_use]
    pub fn noting(self, line: Line) -> Self {
        Self { line, ..self }
    }

    /// What stops it.
    pub fn handle(&self) -> GatewayHandle {
        GatewayHandle {
            stop: self.stop.clone(),
            ended: self.ended.subscribe(),
            clock: Arc::clone(&self.clock),
        }
    }

    /// Runs until it is stopped.
    ///
    /// # Errors
    /// [`GatewayError`] when it ended by itself; [`GatewayError::is_final`] tells whether to try
    /// again.
    pub async fn run(mut self) -> Result<(), GatewayError> {
        let manager = Arc::clone(&self.client.shard_manager);
        let mut stop = self.stop.subscribe();
        // serenity's range includes its end.
        let sessions = self.client.start_shard_range(0..self.shards - 1, self.shards);
        let outcome = tokio::select! {
            ended = sessions => ended.map_err(GatewayError::of),
            stuck = shards::watch(&manager, (self.shards, &self.line), &self.rest, &*self.clock) => Err(stuck),
            _ = stop.wait_for(|stop| *stop) => Ok(()),
        };
        match &outcome {
            Ok(()) => tracing::debug!("the Gateway's sessions are being ended"),
            Err(error) => tracing::error!(%error, "the Gateway's client ended"),
        }
        self.line.note(self.shards, 0, self.clock.now());
        shards::end(&manager, &*self.clock).await;
        drop(self.engine);
        self.ended.send_replace(true);
        outcome
    }
}

/// serenity's own client, which asks `GET /gateway` and nothing else. Its limiter and its `proxy`
/// exclude each other, so the limiter is off.
fn http(settings: &Settings) -> Result<Http, GatewayError> {
    let client =
        rest::http_client(&settings.api_url).map_err(|error| GatewayError::Other(error.to_string()))?;
    Ok(HttpBuilder::new(settings.token.expose_secret())
        .client(client)
        .proxy(settings.api_url.as_str())
        .ratelimiter_disabled(true)
        .build())
}
