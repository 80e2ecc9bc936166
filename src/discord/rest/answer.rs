//! Reads what Discord answered.

use super::{
    error::{ErrorKind, RestError, Scope},
    limits::{Block, RateHeaders, seconds},
};
use chrono::{DateTime, Utc};
use reqwest::{Response, header::DATE};
use serde_json::Value;
use std::time::Duration;

/// The largest answer that is read, in bytes; Discord's are far smaller.
const MOST_BYTES: usize = 5_000_000;
/// How long to wait when a 429 doesn't say: of Discord's, and of the guard before it.
const UNSAID: Duration = Duration::from_secs(1);
const UNSAID_BLOCK: Duration = Duration::from_secs(60);
/// At most so much of an error is kept: characters of Discord's message, fields found wrong.
const MOST_CHARS: usize = 300;
const MOST_FIELDS: usize = 10;

/// An answer, whatever it says.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) rate: RateHeaders,
    /// Discord's time, to the second.
    pub(super) date: Option<DateTime<Utc>>,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Json(Value),
    Empty,
    NotJson,
    TooLarge,
}

impl Answer {
    /// Reads it to the end.
    ///
    /// # Errors
    /// The transport's when the connection broke on the way.
    pub(super) async fn read(mut response: Response) -> Result<Self, reqwest::Error> {
        let status = response.status().as_u16();
        let rate = RateHeaders::read(response.headers());
        let date = response.headers().get(DATE).and_then(|date| date.to_str().ok());
        let date = date.and_then(|date| DateTime::parse_from_rfc2822(date).ok()).map(|date| date.to_utc());
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            if bytes.len() + chunk.len() > MOST_BYTES {
                return Ok(Self { status, rate, date, body: Body::TooLarge });
            }
            bytes.extend_from_slice(&chunk);
        }
        let body = match serde_json::from_slice(&bytes) {
            Ok(value) => Body::Json(value),
            Err(_) if bytes.is_empty() => Body::Empty,
            Err(_) => Body::NotJson,
        };
        Ok(Self { status, rate, date, body })
    }

    /// Whom a 429 holds back, and for how long: its body is to be trusted before its headers.
    pub(super) fn block(&self) -> Option<Block> {
        if self.status != 429 {
            return None;
        }
        let body = self.json().filter(|body| body.is_object());
        let scope = match (body, self.rate.scope.as_deref()) {
            (None, _) if !self.rate.via => Scope::Cloudflare,
            (_, Some("shared")) => Scope::Shared,
            (Some(body), _) if body["global"] == true => Scope::Global,
            (_, Some("global")) => Scope::Global,
            _ if self.rate.global => Scope::Global,
            _ => Scope::User,
        };
        let told = body.and_then(|body| body["retry_after"].as_f64()).and_then(seconds);
        let unsaid = if scope == Scope::Cloudflare { UNSAID_BLOCK } else { UNSAID };
        Some(Block { scope, wait: told.or(self.rate.retry_after).unwrap_or(unsaid) })
    }

    /// What a call gets: the answer's value, [`Value::Null`] where there is none.
    ///
    /// # Errors
    /// [`RestError`] for every status but 2xx, and when the value can't be read.
    pub(super) fn into_result(self) -> Result<Value, RestError> {
        let block = self.block();
        let kind = match self.status {
            200..=299 => return self.into_value(),
            429 => ErrorKind::Limited,
            500.. => ErrorKind::Broken,
            _ => ErrorKind::Refused,
        };
        let said = self.json();
        Err(RestError {
            kind,
            status: Some(self.status),
            code: said.and_then(|body| body["code"].as_u64()).unwrap_or_default(),
            message: said.map_or_else(|| "the answer isn't Discord's JSON".to_owned(), message),
            retry_after: block.map(|block| block.wait),
            scope: block.map(|block| block.scope),
        })
    }

    fn into_value(self) -> Result<Value, RestError> {
        let why = match self.body {
            Body::Json(value) => return Ok(value),
            Body::Empty => return Ok(Value::Null),
            Body::NotJson => "it isn't JSON",
            Body::TooLarge => "it is larger than 5 MB",
        };
        Err(RestError { status: Some(self.status), ..RestError::local(ErrorKind::Unreadable, why) })
    }

    fn json(&self) -> Option<&Value> {
        match &self.body {
            Body::Json(value) => Some(value),
            Body::Empty | Body::NotJson | Body::TooLarge => None,
        }
    }
}

/// Discord's message, and behind it which fields were wrong and why.
fn message(body: &Value) -> String {
    let mut text: String =
        body["message"].as_str().unwrap_or("no message").chars().take(MOST_CHARS).collect();
    let mut fields = Vec::new();
    collect(&body["errors"], &mut Vec::new(), &mut fields);
    if !fields.is_empty() {
        text.push_str(" (");
        text.push_str(&fields.join("; "));
        text.push(')');
    }
    text
}

/// Walks the tree of a 50035, whose leaves are called `_errors`. JSON's own depth limit bounds it.
fn collect(node: &Value, path: &mut Vec<String>, found: &mut Vec<String>) {
    let Some(node) = node.as_object() else { return };
    for (name, below) in node {
        if found.len() >= MOST_FIELDS {
            return;
        }
        if name == "_errors" {
            for error in below.as_array().into_iter().flatten().take(MOST_FIELDS - found.len()) {
                let told: String =
                    error["message"].as_str().unwrap_or_default().chars().take(MOST_CHARS).collect();
                let code: String = error["code"].as_str().unwrap_or("?").chars().take(MOST_CHARS).collect();
                found.push(format!("{}: {code} {told}", path.join(".")));
            }
        } else {
            path.push(name.chars().take(MOST_CHARS).collect());
            collect(below, path, found);
            path.pop();
        }
    }
}
