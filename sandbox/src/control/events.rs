//! `/control/events`: news for pages, as server-sent events; `/control/traffic` and the host's part.
//!
//! The first event is `hello` with a word that differs for each run of the world; then come `changed` with a list
//! of topics. What is behind a topic is fetched by its own request.

use crate::{
    control::{Answer, Refusal},
    host::LogLine,
    log::Shown,
    news::{Listener, Topic},
    ring::Numbered,
    world::World,
};
use axum::{
    Json, Router,
    extract::{Query, State, rejection::JsonRejection, rejection::QueryRejection},
    response::sse::{Event, KeepAlive, Sse},
    routing::get,
};
use futures_util::{Stream, StreamExt, stream};
use serde::Deserialize;
use serde_json::json;
use std::{convert::Infallible, sync::Arc, time::Duration};

/// News within so short a time are told together.
const TOGETHER: Duration = Duration::from_millis(40);

pub(crate) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/control/events", get(events))
        .route("/control/traffic", get(traffic))
        .route("/control/log", get(log))
        .route("/control/panels", get(panels))
        .route("/control/bot", get(bot).post(want))
}

async fn events(State(world): State<Arc<World>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let listener = world.news.listen();
    let hello = Event::default().event("hello").data(json!({"boot": world.boot}).to_string());
    let news = stream::unfold((world, listener), async |(world, mut listener)| {
        let topics = heard(&world, &mut listener).await?;
        let topics: Vec<_> = topics.iter().map(ToString::to_string).collect();
        let event = Event::default().event("changed").data(json!(topics).to_string());
        Some((event, (world, listener)))
    });
    Sse::new(stream::iter([hello]).chain(news).map(Ok)).keep_alive(KeepAlive::default())
}

/// The next news, with those that come right after them.
async fn heard(world: &World, listener: &mut Listener) -> Option<Vec<Topic>> {
    let first = listener.next().await?;
    world.clock.pause(TOGETHER).await;
    let mut topics = listener.pending();
    if !topics.contains(&first) {
        topics.insert(0, first);
    }
    Some(topics)
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u64,
}

async fn traffic(
    State(world): State<Arc<World>>,
    after: Result<Query<After>, QueryRejection>,
) -> Result<Json<Vec<Numbered<Shown>>>, Refusal> {
    Ok(Json(world.log.after(after?.after)))
}

async fn log(
    State(world): State<Arc<World>>,
    after: Result<Query<After>, QueryRejection>,
) -> Result<Json<Vec<Numbered<LogLine>>>, Refusal> {
    Ok(Json(world.host.log_after(after?.after)))
}

#[derive(Deserialize)]
struct Language {
    #[serde(default)]
    language: String,
}

async fn panels(State(world): State<Arc<World>>, asked: Result<Query<Language>, QueryRejection>) -> Answer {
    let panels = world.host.panels(&asked?.language).into_iter().map(|(name, sheet)| {
        json!({"name": name, "title": sheet.title, "about": sheet.about, "columns": sheet.columns,
               "rows": sheet.rows, "note": sheet.note})
    });
    Ok(Json(panels.collect()))
}

async fn bot(State(world): State<Arc<World>>) -> Answer {
    Ok(Json(json!(world.host.bot())))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Want {
    running: bool,
}

async fn want(State(world): State<Arc<World>>, asked: Result<Json<Want>, JsonRejection>) -> Answer {
    if !world.host.want(asked?.running) {
        return Err(Refusal::bad("The bot was started by somebody else: start and stop it there."));
    }
    bot(State(world)).await
}
