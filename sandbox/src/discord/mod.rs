//! The simulated Discord: REST and Gateway, strict as the real one.

mod checks;
mod compose;
mod error;
mod gateway;
pub(crate) mod play;
mod rest;
mod rights;
mod state;
mod wire;

pub(crate) use state::Id;

use crate::{news::News, world::World};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{any, get},
};
use chrono::{DateTime, Utc};
use state::State;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The bot token that is accepted.
pub(crate) const TOKEN: &str = "sandbox-bot-token";
/// The bot's application id, and its user id.
pub(crate) const APPLICATION_ID: u64 = 1_100_000_000_000_000_001;

/// All state of the simulated Discord.
#[derive(Debug)]
pub(crate) struct Discord {
    state: Mutex<State>,
    /// Grows with every change that somebody may wait for.
    changes: watch::Sender<u64>,
}

impl Discord {
    pub(crate) fn new(base_url: &str, now: DateTime<Utc>, news: News) -> Self {
        Self { state: Mutex::new(State::new(base_url, now, news)), changes: watch::Sender::new(0) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells all who wait that something changed.
    fn changed(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    /// Drops every Gateway connection.
    pub(crate) fn hang_up(&self) {
        self.lock().gateway.hang_up();
    }
}

pub(crate) fn router(world: &Arc<World>) -> Router {
    Router::new()
        .route("/api/{*rest}", any(rest::serve))
        .route("/files/{id}/{name}", get(rest::file))
        .route("/gateway/ws", any(gateway::connect))
        .route("/gateway/ws/", any(gateway::connect))
        .layer(DefaultBodyLimit::disable())
        .with_state(Arc::clone(world))
}
