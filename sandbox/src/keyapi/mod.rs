//! The simulated KeyAPI: answers from the market, counts credits, refuses what the contract refuses.

use crate::world::World;
use axum::Router;
use std::sync::Arc;

/// The key that is accepted.
pub(crate) const KEY: &str = "sandbox-key";

/// The account: credits used and refusals.
#[derive(Debug, Default)]
pub(crate) struct KeyApi {}

pub(crate) fn router(_world: &Arc<World>) -> Router {
    Router::new()
}
