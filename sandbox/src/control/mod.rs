//! The control API under `/control`: plays the people, moves the clock, breaks things. See `sandbox/README.md`.
//!
//! Everything speaks JSON; what goes wrong is answered as `{"error": sentence}`.

mod clock;
mod events;
mod faults;
mod guard;
mod market;
mod people;

use crate::{page, world::World};
use axum::{
    Json, Router,
    extract::{
        DefaultBodyLimit,
        rejection::{JsonRejection, QueryRejection},
    },
    http::StatusCode,
    middleware,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use std::sync::Arc;

/// The largest request: a file of 10 MiB in base64, with room for what is around it.
const LARGEST: usize = 15 << 20;

/// What a control request answers.
pub(crate) type Answer = Result<Json<Value>, Refusal>;

pub(crate) fn router(world: &Arc<World>) -> Router {
    let parts: [Router<Arc<World>>; 6] = [
        clock::router(),
        events::router(),
        faults::router(),
        market::router(),
        page::router(),
        people::router(),
    ];
    let all = parts.into_iter().fold(Router::new(), Router::merge);
    all.layer(DefaultBodyLimit::max(LARGEST))
        .layer(middleware::from_fn(guard::loopback_only))
        .with_state(Arc::clone(world))
}

/// Why a control request is not carried out.
#[derive(Debug)]
pub(crate) struct Refusal(StatusCode, String);

impl Refusal {
    /// The request makes no sense.
    pub(crate) fn bad(sentence: impl Into<String>) -> Self {
        Self(StatusCode::BAD_REQUEST, sentence.into())
    }

    /// What it names doesn't exist.
    pub(crate) fn unknown(sentence: impl Into<String>) -> Self {
        Self(StatusCode::NOT_FOUND, sentence.into())
    }

    /// The request is not allowed.
    pub(crate) fn forbidden(sentence: impl Into<String>) -> Self {
        Self(StatusCode::FORBIDDEN, sentence.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1}))).into_response()
    }
}

impl From<JsonRejection> for Refusal {
    fn from(rejection: JsonRejection) -> Self {
        Self(rejection.status(), rejection.body_text())
    }
}

impl From<QueryRejection> for Refusal {
    fn from(rejection: QueryRejection) -> Self {
        Self(rejection.status(), rejection.body_text())
    }
}
