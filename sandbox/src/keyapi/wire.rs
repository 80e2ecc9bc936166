//! Sends the answer, or does to it what the fault says.

use crate::{faults::Effect, keyapi::answer::Answer, world::World};
use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use serde_json::Value;
use std::{io, sync::Arc, time::Duration};

/// The fault's name for the log.
pub(crate) fn name(effect: &Effect) -> String {
    match effect {
        Effect::Quirk { name } => name.clone(),
        other => serde_json::to_value(other)
            .ok()
            .and_then(|value| value["kind"].as_str().map(str::to_owned))
            .unwrap_or_default(),
    }
}

/// The status that will be sent; none where the connection is closed first.
pub(crate) fn status(fault: Option<&Effect>, answer: Option<&Answer>) -> Option<u16> {
    match fault {
        Some(Effect::Status { status, .. } | Effect::StatusAfter { status }) => Some(*status),
        Some(Effect::Refused | Effect::LostAnswer) => None,
        Some(Effect::Huge { .. }) => Some(200),
        _ => answer.map(|answer| answer.status),
    }
}

pub(crate) async fn send(world: &Arc<World>, fault: Option<Effect>, answer: Option<Answer>) -> Response {
    match fault {
        Some(Effect::Status { status, body, headers }) => by_hand(status, &body, &headers),
        Some(Effect::StatusAfter { status }) => {
            plain(world, &Answer::refusal(status, "Internal server error"))
        }
        Some(Effect::Refused | Effect::LostAnswer) => {
            Body::from_stream(stream::once(closed())).into_response()
        }
        Some(Effect::Huge { bytes }) => huge(bytes),
        Some(Effect::CutBody) => cut(Arc::clone(world), answer),
        Some(Effect::Delay { ms }) => {
            world.clock.pause(Duration::from_millis(ms)).await;
            whole(world, answer)
        }
        Some(Effect::Quirk { .. }) | None => whole(world, answer),
    }
}

fn whole(world: &World, answer: Option<Answer>) -> Response {
    plain(world, &answer.unwrap_or_else(|| Answer::refusal(500, "Internal server error")))
}

fn plain(world: &World, answer: &Answer) -> Response {
    let (media, text) = answer.text(&world.keyapi.request_id());
    (code(answer.status), [(header::CONTENT_TYPE, media)], text).into_response()
}

fn by_hand(status: u16, body: &Value, headers: &[(String, String)]) -> Response {
    let (media, text) = match body {
        Value::String(text) => ("text/html; charset=utf-8", text.clone()),
        Value::Null => ("application/json", String::new()),
        json => ("application/json", json.to_string()),
    };
    let mut response = (code(status), [(header::CONTENT_TYPE, media)], text).into_response();
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// A body without end in sight, sent piece by piece.
fn huge(bytes: usize) -> Response {
    const PIECE: usize = 64 * 1024;
    let pieces = (0..bytes.div_ceil(PIECE)).map(move |at| PIECE.min(bytes - at * PIECE));
    let pieces = pieces.map(|size| Ok::<_, io::Error>(Bytes::from(vec![b' '; size])));
    ([(header::CONTENT_TYPE, "application/json")], Body::from_stream(stream::iter(pieces))).into_response()
}

/// Half of the body, then the end of the connection.
fn cut(world: Arc<World>, answer: Option<Answer>) -> Response {
    let answer = answer.unwrap_or_else(|| Answer::refusal(500, "Internal server error"));
    let (media, text) = answer.text(&world.keyapi.request_id());
    let length = text.len();
    let half = Bytes::copy_from_slice(&text.as_bytes()[..length / 2]);
    let pieces = stream::unfold(Some(half), move |half| {
        let world = Arc::clone(&world);
        async move {
            if half.is_none() {
                // The first half has to leave before the connection closes.
                world.clock.pause(Duration::from_millis(50)).await;
            }
            Some((half.ok_or_else(|| io::Error::other("cut by a fault")), None))
        }
    });
    let headers = [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_LENGTH, length.to_string())];
    (code(answer.status), headers, Body::from_stream(pieces)).into_response()
}

/// A body that fails at once: the server closes the connection.
async fn closed() -> io::Result<Bytes> {
    Err(io::Error::other("closed by a fault"))
}

fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
