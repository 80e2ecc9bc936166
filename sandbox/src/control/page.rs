//! `/`: says what this is and where things are.

use crate::world::World;
use axum::{Router, routing::get};
use std::sync::Arc;

const TEXT: &str = "\
rankwatch sandbox: a simulated Discord, a simulated KeyAPI, and the means to move and break them.

  Discord   /api/v10 (REST), the Gateway by GET /api/v10/gateway
  KeyAPI    /v1/tiktok/influencer/ranking/analytics
  Control   /control/state, /control/clock, /control/faults, and more

All of it is described in sandbox/README.md.
";

pub(crate) fn router() -> Router<Arc<World>> {
    Router::new().route("/", get(async || TEXT))
}
