//! The simulated Discord: REST and Gateway, strict as the real one.

use crate::world::World;
use axum::Router;
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// The bot token that is accepted.
pub(crate) const TOKEN: &str = "sandbox-bot-token";
/// The bot's application id, and its user id.
pub(crate) const APPLICATION_ID: u64 = 1_100_000_000_000_000_001;

/// All state of the simulated Discord.
#[derive(Debug)]
pub(crate) struct Discord {}

impl Discord {
    pub(crate) fn new(_base_url: &str, _now: DateTime<Utc>) -> Self {
        Self {}
    }
}

pub(crate) fn router(_world: &Arc<World>) -> Router {
    Router::new()
}
