//! The control API under `/control`: plays the people, moves the clock, breaks things. See `sandbox/README.md`.

use crate::world::World;
use axum::Router;
use std::sync::Arc;

pub(crate) fn router(_world: &Arc<World>) -> Router {
    Router::new()
}
