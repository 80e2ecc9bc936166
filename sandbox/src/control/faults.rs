//! `/control/faults`: switches faults on and off.

use crate::{
    control::{Answer, Refusal},
    faults::{Effect, Fault, Side},
    keyapi::quirks,
    world::World,
};
use axum::{
    Json, Router,
    extract::{Path, State, rejection::JsonRejection},
    routing::{delete, get},
};
use serde_json::{Value, json};
use std::sync::Arc;

/// Faults at a time.
const MOST: usize = 100;
/// The longest delay and the largest body.
const LONGEST_MS: u64 = 600_000;
const LARGEST: usize = 1 << 30;

pub(crate) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/control/faults", get(list).post(add).delete(clear))
        .route("/control/faults/{label}", delete(clear_labelled))
}

async fn list(State(world): State<Arc<World>>) -> Json<Value> {
    Json(json!({"faults": world.faults.all(), "quirks": quirks::NAMES}))
}

async fn add(State(world): State<Arc<World>>, fault: Result<Json<Fault>, JsonRejection>) -> Answer {
    let Json(fault) = fault?;
    check(&fault)?;
    if world.faults.all().len() >= MOST {
        return Err(Refusal::bad(format!("there are {MOST} faults already: clear them first")));
    }
    world.faults.add(fault);
    Ok(list(State(world)).await)
}

async fn clear(State(world): State<Arc<World>>) -> Json<Value> {
    world.faults.clear(None);
    list(State(world)).await
}

async fn clear_labelled(State(world): State<Arc<World>>, Path(label): Path<String>) -> Json<Value> {
    world.faults.clear(Some(&label));
    list(State(world)).await
}

fn check(fault: &Fault) -> Result<(), Refusal> {
    if fault.times == Some(0) {
        return Err(Refusal::bad("a fault hits at least one request"));
    }
    match &fault.effect {
        Effect::Status { status, .. } | Effect::StatusAfter { status } if !(200..600).contains(status) => {
            Err(Refusal::bad("a status lies between 200 and 599"))
        }
        Effect::Delay { ms } if *ms > LONGEST_MS => Err(Refusal::bad("a delay lasts ten minutes at most")),
        Effect::Huge { bytes } if *bytes > LARGEST => Err(Refusal::bad("a body has 1 GiB at most")),
        Effect::Quirk { .. } if fault.side != Side::Keyapi => {
            Err(Refusal::bad("quirks belong to the side keyapi"))
        }
        Effect::Quirk { name } if !quirks::NAMES.contains(&name.as_str()) => {
            let known = quirks::NAMES.join(", ");
            Err(Refusal::bad(format!("there is no quirk {name:?}; there are {known}")))
        }
        _ => Ok(()),
    }
}
