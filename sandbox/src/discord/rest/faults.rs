//! Faults at work: what is done to an answer on its way out.

use super::{Answer, respond};
use crate::{faults::Effect, world::World};
use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, Response, header},
};
use futures_util::stream;
use serde_json::{Value, json};
use std::{io, time::Duration};

/// The fault's name in the log.
pub(super) fn name(effect: &Effect) -> &'static str {
    match effect {
        Effect::Status { .. } => "status",
        Effect::StatusAfter { .. } => "status_after",
        Effect::LostAnswer => "lost_answer",
        Effect::Refused => "refused",
        Effect::Delay { .. } => "delay",
        Effect::CutBody => "cut_body",
        Effect::Huge { .. } => "huge",
        Effect::Quirk { .. } => "quirk",
    }
}

/// The answer as it goes out, with the status and body that the log shows.
pub(super) async fn apply(
    world: &World,
    answer: Option<Answer>,
    effect: Option<&Effect>,
) -> (Response<Body>, u16, Value) {
    let answer = answer.unwrap_or(Answer { status: 0, body: Value::Null, headers: vec![], html: None });
    let (status, body) = (answer.status, answer.body.clone());
    match effect {
        None | Some(Effect::Quirk { .. }) => (respond(&answer), status, body),
        Some(Effect::Status { status, body, headers }) => {
            (told(*status, body, headers), *status, body.clone())
        }
        Some(Effect::StatusAfter { status }) => {
            let body = json!({"message": format!("{status}: Internal Server Error"), "code": 0});
            (told(*status, &body, &[]), *status, body)
        }
        Some(Effect::LostAnswer | Effect::Refused) => (broken(None), status, body),
        Some(Effect::Delay { ms }) => {
            world.clock.pause(Duration::from_millis(*ms)).await;
            (respond(&answer), status, body)
        }
        Some(Effect::CutBody) => (broken(Some(&answer)), status, body),
        Some(Effect::Huge { bytes }) => {
            let mut response = respond(&answer);
            *response.body_mut() = Body::from(vec![b' '; *bytes]);
            (response, status, body)
        }
    }
}

/// A chosen status; a string is sent as HTML, without the mark of Discord's own answers.
fn told(status: u16, body: &Value, headers: &[(String, String)]) -> Response<Body> {
    let html = body.as_str().map(str::to_owned);
    let mut response = respond(&Answer { status, body: body.clone(), headers: vec![], html });
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) =
            (HeaderName::try_from(name.as_str()), HeaderValue::try_from(value.as_str()))
        {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Closes the connection: before anything is sent, or after half of this answer.
fn broken(half_of: Option<&Answer>) -> Response<Body> {
    let gone = || Err(io::Error::new(io::ErrorKind::ConnectionReset, "a fault closed the connection"));
    let Some(answer) = half_of else {
        return Response::new(Body::from_stream(stream::iter([gone() as Result<Bytes, _>])));
    };
    let text = answer.body.to_string();
    let half = Bytes::copy_from_slice(text.as_bytes().get(..text.len() / 2).unwrap_or_default());
    let mut response = respond(answer);
    *response.body_mut() = Body::from_stream(stream::iter([Ok(half), gone()]));
    if let Ok(length) = HeaderValue::from_str(&text.len().to_string()) {
        response.headers_mut().insert(header::CONTENT_LENGTH, length);
    }
    response
}
