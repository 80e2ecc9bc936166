//! REST below `/api`: one entry for every request, so that each is judged, answered and logged alike.

mod body;
mod callback;
mod channels;
mod commands;
mod faults;
mod guilds;
mod hidden;
mod limits;
mod me;
mod messages;
mod routes;
mod thread_lists;
mod threads;
mod webhooks;

pub(crate) use body::Call;
pub(crate) use hidden::Hidden;
pub(crate) use limits::RateLimits;
pub(crate) use messages::{begin, remove, wake_thread};

use super::{APPLICATION_ID, TOKEN, error::ApiError, state::Cx};
use crate::{
    faults::{Effect, Side},
    log::Exchange,
    news::Topic,
    world::World,
};
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderValue, Response, StatusCode, header},
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::sync::Arc;

/// What a handler answers.
#[derive(Debug)]
pub(crate) enum Reply {
    Json(u16, Value),
    Empty,
}

/// A handler's answer or refusal.
pub(crate) type Outcome = Result<Reply, ApiError>;

/// An answer before it is sent.
#[derive(Debug)]
struct Answer {
    status: u16,
    body: Value,
    headers: Vec<(&'static str, String)>,
    /// A body that isn't JSON: Cloudflare's ban page.
    html: Option<String>,
}

/// Answers every request below `/api`.
pub(crate) async fn serve(State(world): State<Arc<World>>, request: Request) -> Response<Body> {
    let method = request.method().to_string();
    let path = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let agent = body::header(&request, "user-agent").to_owned();
    let effect = world.faults.hit(Side::Discord, &method, &path);
    let call = body::read(request).await;
    if let Some(Effect::Status { status, .. }) = &effect {
        let mut cx = Cx::of(&world);
        let now = cx.now;
        cx.s.limits.judge(*status, now);
    }
    let before =
        effect.as_ref().is_some_and(|effect| matches!(effect, Effect::Refused | Effect::Status { .. }));
    let answer = if before { None } else { Some(perform(&world, &call)) };
    let (mut response, status, body) = faults::apply(&world, answer, effect.as_ref()).await;
    date(&mut response, world.clock.now());
    let exchange = Exchange {
        method: &method,
        path: &path,
        body: &call.body,
        files: &call.sizes(),
        status,
        response: &body,
        agent: &agent,
        fault: effect.as_ref().map(faults::name),
    };
    world.log.exchange(world.clock.now(), &exchange);
    world.discord.changed();
    response
}

/// Carries a request out.
fn perform(world: &World, call: &Call) -> Answer {
    let mut cx = Cx::of(world);
    let now = cx.now;
    if let Some(page) = cx.s.limits.banned(cx.now) {
        return Answer { status: 429, body: Value::Null, headers: vec![], html: Some(page) };
    }
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let mut headers = Vec::new();
    let outcome =
        admit(&mut cx, call, &segments, &mut headers).and_then(|()| routes::route(&mut cx, call, &segments));
    if outcome.is_ok() && call.method != "GET" && segments.first() == Some(&"applications") {
        cx.world.news.tell(Topic::State);
    }
    let answer = match outcome {
        Ok(Reply::Json(status, body)) => Answer { status, body, headers, html: None },
        Ok(Reply::Empty) => Answer { status: 204, body: Value::Null, headers, html: None },
        Err(refusal) => {
            if let Some(rate) = &refusal.rate {
                limits::refusal_headers(rate, &mut headers);
            }
            Answer { status: refusal.status, body: refusal.body(), headers, html: None }
        }
    };
    let shared = answer.headers.iter().any(|(name, value)| *name == "x-ratelimit-scope" && value == "shared");
    if !shared {
        cx.s.limits.judge(answer.status, now);
    }
    answer
}

/// Route, token and rate limits, in this order.
fn admit(
    cx: &mut Cx<'_>,
    call: &Call,
    segments: &[&str],
    headers: &mut Vec<(&'static str, String)>,
) -> Result<(), ApiError> {
    let method = call.method.as_str();
    let known = limits::bucket(method, segments).ok_or_else(ApiError::route)?;
    let open = matches!(segments, ["gateway"] | ["interactions", ..] | ["webhooks", _, _, ..]);
    let ours = cx.s.settings.token_valid && call.authorization.strip_prefix("Bot ") == Some(TOKEN);
    if !open && !ours {
        return Err(ApiError::unauthorized());
    }
    if cx.s.settings.rate_limits {
        let now = cx.now;
        cx.s.limits.take(&known, now, headers)?;
    }
    Ok(())
}

/// The world's time, unless a fault tells another: clients compare their clocks with it.
fn date(response: &mut Response<Body>, now: DateTime<Utc>) {
    let date = now.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(date) = HeaderValue::from_str(&date) {
        response.headers_mut().entry(header::DATE).or_insert(date);
    }
}

fn respond(answer: &Answer) -> Response<Body> {
    let text = match (&answer.html, answer.status) {
        (Some(page), _) => page.clone(),
        (None, 204) => String::new(),
        _ => answer.body.to_string(),
    };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let to = response.headers_mut();
    if answer.html.is_some() {
        to.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
        return response;
    }
    if answer.status != 204 {
        to.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    to.insert(header::VIA, HeaderValue::from_static("1.1 sandbox"));
    for (name, value) in &answer.headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            to.insert(*name, value);
        }
    }
    response
}

/// Serves an attachment's bytes.
pub(crate) async fn file(
    State(world): State<Arc<World>>,
    Path((id, _)): Path<(u64, String)>,
) -> Response<Body> {
    let file = world.discord.lock().files.get(&id).cloned();
    let Some(file) = file else {
        let mut response = Response::new(Body::from("This content is no longer available."));
        *response.status_mut() = StatusCode::NOT_FOUND;
        return response;
    };
    let mut response = Response::new(Body::from(file.bytes));
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&file.content_type) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    // A file lies beside the page, but may never act for it, whatever is in it.
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// The application id in a path must be the bot's own.
fn own_application(id: &str) -> Result<(), ApiError> {
    match id.parse() {
        Ok(APPLICATION_ID) => Ok(()),
        Ok(_) => Err(ApiError::new(
            403,
            20012,
            "You are not authorized to perform this action on this application",
        )),
        Err(_) => Err(not_snowflake("application_id", id)),
    }
}

/// An id in a path.
fn id(name: &str, text: &str) -> Result<u64, ApiError> {
    text.parse().map_err(|_| not_snowflake(name, text))
}

fn not_snowflake(name: &str, text: &str) -> ApiError {
    ApiError::form(name, "NUMBER_TYPE_COERCE", &format!("Value \"{text}\" is not snowflake."))
}
