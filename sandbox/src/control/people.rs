//! `/control`: people, places, what they do with the bot, and disturbances of the Gateway.
//!
//! JSON in and out; a refusal is `{"error": "sentence"}` with a status of 4xx. The shapes are in
//! `sandbox/README.md`.

use crate::{
    discord::play::{self, Cx, Refusal, folk, places, view},
    news::Topic,
    world::World,
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, Query, State},
    http::StatusCode,
    routing::{delete, get, post, put},
};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc, time::Duration};

type Shared = State<Arc<World>>;
type Answer = (StatusCode, Json<Value>);
type Params = Query<HashMap<String, String>>;

/// The routes of this part.
pub(crate) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/control/state", get(state))
        .route("/control/people", post(new_person))
        .route("/control/people/{id}", axum::routing::patch(edit_person))
        .route("/control/guilds", post(new_guild))
        .route("/control/guilds/{id}/remove", post(remove))
        .route("/control/guilds/{id}/return", post(comeback))
        .route("/control/guilds/{id}/outage", post(outage))
        .route("/control/guilds/{id}/channels", post(new_channel))
        .route("/control/guilds/{id}/roles", post(new_role))
        .route("/control/guilds/{id}/roles/{role}", put(edit_role).delete(delete_role))
        .route("/control/guilds/{id}/members/{user}", put(put_member).delete(remove_member))
        .route("/control/channels/{id}", delete(delete_channel).patch(edit_channel))
        .route("/control/channels/{id}/overwrites/{target}", put(overwrite))
        .route("/control/channels/{id}/messages", get(messages).post(write))
        .route("/control/channels/{id}/messages/{message}", delete(delete_message))
        .route("/control/dm/{user}/messages", get(dm).post(write_dm))
        .route("/control/interactions/command", post(command))
        .route("/control/interactions/autocomplete", post(autocomplete))
        .route("/control/interactions/press", post(press))
        .route("/control/interactions/choose", post(choose))
        .route("/control/interactions/submit", post(submit))
        .route("/control/interactions/{id}", get(interaction))
        .route("/control/gateway/{action}", post(gateway))
        .route("/control/settings", get(settings).post(set))
}

fn told(result: Result<Value, Refusal>) -> Answer {
    match result {
        Ok(value) => (StatusCode::OK, Json(value)),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST);
            (status, Json(json!({"error": refusal.sentence})))
        }
    }
}

/// The body; an empty one is an empty object.
fn parsed(bytes: &Bytes) -> Result<Value, Refusal> {
    if bytes.is_empty() {
        return Ok(json!({}));
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Refusal::bad(format!("The body is not JSON: {error}.")))?;
    if value.is_object() { Ok(value) } else { Err(Refusal::bad("The body must be an object.")) }
}

/// Runs a change with the body under the lock.
fn change(
    world: &World,
    bytes: &Bytes,
    act: impl FnOnce(&mut Cx<'_>, &Value) -> Result<Value, Refusal>,
) -> Answer {
    let done = parsed(bytes).and_then(|body| act(&mut Cx::of(world), &body));
    if done.is_ok() {
        world.news.tell(Topic::State);
    }
    told(done)
}

fn done(result: Result<(), Refusal>) -> Result<Value, Refusal> {
    result.map(|()| json!({"ok": true}))
}

fn made(result: Result<u64, Refusal>) -> Result<Value, Refusal> {
    result.map(|id| json!({"id": id.to_string()}))
}

async fn state(State(world): Shared) -> Answer {
    told(Ok(view::state(&Cx::of(&world))))
}

async fn new_person(State(world): Shared, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| made(folk::new_person(cx, body)))
}

async fn edit_person(State(world): Shared, Path(id): Path<u64>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| done(folk::edit_person(cx, id, body)))
}

async fn new_guild(State(world): Shared, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| made(places::new_guild(cx, body)))
}

async fn remove(State(world): Shared, Path(id): Path<u64>) -> Answer {
    told(done(places::kick_bot(&mut Cx::of(&world), id)))
}

async fn comeback(State(world): Shared, Path(id): Path<u64>) -> Answer {
    told(done(places::bot_in(&mut Cx::of(&world), id)))
}

async fn outage(State(world): Shared, Path(id): Path<u64>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| done(places::outage(cx, id, body)))
}

async fn new_channel(State(world): Shared, Path(id): Path<u64>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| made(places::new_channel(cx, id, body)))
}

async fn new_role(State(world): Shared, Path(id): Path<u64>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| made(folk::put_role(cx, id, None, body)))
}

async fn edit_role(State(world): Shared, Path((id, role)): Path<(u64, u64)>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| made(folk::put_role(cx, id, Some(role), body)))
}

async fn delete_role(State(world): Shared, Path((id, role)): Path<(u64, u64)>) -> Answer {
    told(done(folk::delete_role(&mut Cx::of(&world), id, role)))
}

async fn put_member(State(world): Shared, Path((id, user)): Path<(u64, u64)>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| done(folk::put_member(cx, id, user, body)))
}

async fn remove_member(State(world): Shared, Path((id, user)): Path<(u64, u64)>) -> Answer {
    told(done(folk::remove_member(&mut Cx::of(&world), id, user)))
}

async fn delete_channel(State(world): Shared, Path(id): Path<u64>) -> Answer {
    told(done(places::delete_channel(&mut Cx::of(&world), id)))
}

async fn edit_channel(State(world): Shared, Path(id): Path<u64>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| done(places::edit_channel(cx, id, body)))
}

async fn overwrite(State(world): Shared, Path((id, target)): Path<(u64, u64)>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| done(places::overwrite(cx, id, target, body)))
}

async fn messages(State(world): Shared, Path(id): Path<u64>, Query(query): Params) -> Answer {
    let viewer = query
        .get("as")
        .map(|text| text.parse().map_err(|_| Refusal::bad("\"as\" must be an id.")))
        .transpose();
    told(viewer.and_then(|viewer| view::messages(&Cx::of(&world), id, viewer, limit(&query)?)))
}

async fn write(State(world): Shared, Path(id): Path<u64>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| view::write(cx, id, body))
}

async fn delete_message(State(world): Shared, Path((id, message)): Path<(u64, u64)>) -> Answer {
    told(done(view::delete(&mut Cx::of(&world), id, message)))
}

async fn dm(State(world): Shared, Path(user): Path<u64>, Query(query): Params) -> Answer {
    told(limit(&query).and_then(|limit| view::dm(&Cx::of(&world), user, limit)))
}

async fn write_dm(State(world): Shared, Path(user): Path<u64>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| view::write_dm(cx, user, body))
}

/// The newest messages that `?limit=` asks for; all of them without it.
fn limit(query: &HashMap<String, String>) -> Result<usize, Refusal> {
    query
        .get("limit")
        .map_or(Ok(usize::MAX), |text| text.parse().map_err(|_| Refusal::bad("\"limit\" must be a number.")))
}

/// Milliseconds of `?wait=`.
fn wait(query: &HashMap<String, String>) -> Option<Duration> {
    query.get("wait").and_then(|text| text.parse().ok()).map(Duration::from_millis)
}

/// Starts an interaction; with `?wait=` its state is answered once it is settled.
async fn act(
    world: Arc<World>,
    query: HashMap<String, String>,
    bytes: Bytes,
    begin: fn(&mut Cx<'_>, &Value) -> Result<u64, Refusal>,
) -> Answer {
    let started = parsed(&bytes).and_then(|body| begin(&mut Cx::of(&world), &body));
    match (started, wait(&query)) {
        (Ok(id), Some(wait)) => told(view::settled(&world, id, wait).await),
        (Ok(id), None) => told(Ok(json!({"interaction": id.to_string()}))),
        (Err(refusal), _) => told(Err(refusal)),
    }
}

async fn command(State(world): Shared, Query(query): Params, body: Bytes) -> Answer {
    act(world, query, body, play::run).await
}

async fn press(State(world): Shared, Query(query): Params, body: Bytes) -> Answer {
    act(world, query, body, play::press).await
}

async fn choose(State(world): Shared, Query(query): Params, body: Bytes) -> Answer {
    act(world, query, body, play::choose).await
}

async fn submit(State(world): Shared, Query(query): Params, body: Bytes) -> Answer {
    act(world, query, body, play::submit).await
}

/// Suggestions: waits for them (at most 5 s of real time, or `?wait=`).
async fn autocomplete(State(world): Shared, Query(mut query): Params, body: Bytes) -> Answer {
    query.entry("wait".to_owned()).or_insert_with(|| "5000".to_owned());
    act(world, query, body, play::autocomplete).await
}

async fn interaction(State(world): Shared, Path(id): Path<u64>, Query(query): Params) -> Answer {
    told(view::settled(&world, id, wait(&query).unwrap_or_default()).await)
}

/// `reconnect`, `invalid` {resumable}, `cut`, `zombie` {on}, `close` {code}, `heartbeat`.
async fn gateway(State(world): Shared, Path(action): Path<String>, body: Bytes) -> Answer {
    change(&world, &body, |cx, body| play::disturb(cx, &action, body))
}

async fn settings(State(world): Shared) -> Answer {
    told(Ok(play::settings(&Cx::of(&world))))
}

async fn set(State(world): Shared, body: Bytes) -> Answer {
    change(&world, &body, play::set)
}
