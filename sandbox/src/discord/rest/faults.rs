//! Faults at work: what is done to an answer on its way out.

use super::{Answer, respond};
use crate::{faults::Effect, world::World};
use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, Response, header},
};
use futures_util::{StreamExt, stream};
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
    // The pause lets the half go out before the connection closes.
    let end = stream::once(async move {
        tokio::task::yield_now().await;
        gone()
    });
    *response.body_mut() = Body::from_stream(stream::iter([Ok(half)]).chain(end));
    if let Ok(length) = HeaderValue::from_str(&text.len().to_string()) {
        response.headers_mut().insert(header::CONTENT_LENGTH, length);
    }
    response
}

#[cfg(test)]
mod tests {
    use crate::{
        Options, Sandbox,
        faults::{Effect, Fault, Side},
    };
    use serde_json::{Value, json};

    const CHANNEL: u64 = 1_100_000_000_004_194_315;

    /// What a client hears of a post under a fault, and how many messages there are then.
    async fn post(effect: Effect) -> (Result<(u16, String), reqwest::Error>, usize) {
        let listen = "127.0.0.1:0".parse().unwrap();
        let options = Options { listen, seed: 1, traffic_log: None, start: None };
        let sandbox = Sandbox::start(options).await.unwrap();
        let (side, times) = (Side::Discord, Some(1));
        let fault = Fault { label: None, side, method: None, path: None, times, effect };
        sandbox.world.faults.add(fault);
        let url = format!("{}/api/v10/channels/{CHANNEL}/messages", sandbox.hello().discord);
        let client = reqwest::Client::new();
        let token = format!("Bot {}", sandbox.hello().token);
        let heard = async {
            let body = json!({"content": "x".repeat(500)});
            let response = client.post(&url).header("Authorization", &token).json(&body).send().await?;
            let status = response.status().as_u16();
            Ok((status, response.text().await?))
        };
        let heard = heard.await;
        let list = client.get(&url).header("Authorization", &token).send().await.unwrap();
        let list: Value = list.json().await.unwrap();
        sandbox.stop().await;
        (heard, list.as_array().unwrap().len())
    }

    #[tokio::test]
    async fn a_lost_answer_was_carried_out() {
        let (heard, messages) = post(Effect::LostAnswer).await;
        assert!(heard.unwrap_err().is_request());
        assert_eq!(messages, 1);
    }

    #[tokio::test]
    async fn a_refused_request_was_not() {
        let (heard, messages) = post(Effect::Refused).await;
        assert!(heard.unwrap_err().is_request());
        assert_eq!(messages, 0);
    }

    #[tokio::test]
    async fn a_cut_body_is_an_error_of_the_body() {
        let (heard, messages) = post(Effect::CutBody).await;
        let error = heard.unwrap_err();
        assert!(error.is_body() || error.is_decode(), "{error:?}");
        assert_eq!(messages, 1);
    }

    #[tokio::test]
    async fn chosen_answers() {
        let html = Effect::Status { status: 503, body: json!("<html>"), headers: vec![] };
        let (heard, messages) = post(html).await;
        assert_eq!((heard.unwrap(), messages), ((503, "<html>".to_owned()), 0));
        let (heard, messages) = post(Effect::StatusAfter { status: 500 }).await;
        assert_eq!((heard.unwrap().0, messages), (500, 1));
        let (heard, messages) = post(Effect::Huge { bytes: 100_000 }).await;
        assert_eq!((heard.unwrap().1.len(), messages), (100_000, 1));
        let (heard, messages) = post(Effect::Delay { ms: 10 }).await;
        assert_eq!((heard.unwrap().0, messages), (200, 1));
    }
}
