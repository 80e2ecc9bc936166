//! The control API under `/control`: plays the people, moves the clock, breaks things. See `sandbox/README.md`.

mod people;

use crate::world::World;
use axum::Router;
use std::sync::Arc;

pub(crate) fn router(world: &Arc<World>) -> Router {
    people::router().with_state(Arc::clone(world))
}
