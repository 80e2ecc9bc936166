//! Reading a request: path, query, JSON or multipart body.

use crate::discord::{checks::Upload, error::ApiError};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{FromRequest, Multipart, Request},
};
use serde_json::{Map, Value};

/// The most bytes of a whole request.
const REQUEST_MAX: usize = 25 * 1024 * 1024;
/// What is read at all: somewhat more, so that the refusal reaches the client.
const READ_MAX: usize = 64 * 1024 * 1024;

/// A request, read.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: String,
    /// Decoded parts of the path after `/api` and its version.
    pub(crate) segments: Vec<String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) authorization: String,
    /// The JSON body, or `payload_json`; null without a body.
    pub(crate) body: Value,
    pub(crate) uploads: Vec<Upload>,
    /// What was wrong with the body; the route answers it after its own first checks.
    pub(crate) broken: Option<ApiError>,
}

impl Call {
    pub(crate) fn query(&self, key: &str) -> Option<&str> {
        self.query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        matches!(self.query(key), Some("true" | "1" | "True"))
    }

    /// Name and size of each file.
    pub(super) fn sizes(&self) -> Vec<(String, usize)> {
        self.uploads.iter().map(|file| (file.filename.clone(), file.bytes.len())).collect()
    }
}

pub(super) fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
}

/// Reads a request.
pub(super) async fn read(request: Request) -> Call {
    let method = request.method().to_string();
    let mut segments: Vec<String> =
        request.uri().path().split('/').filter(|part| !part.is_empty()).skip(1).map(decode).collect();
    let version = |part: &String| part.strip_prefix('v').is_some_and(|n| n.parse::<u8>().is_ok());
    if segments.first().is_some_and(version) {
        segments.remove(0);
    }
    let query = request.uri().query().unwrap_or("").split('&').filter(|part| !part.is_empty());
    let query =
        query.map(|part| part.split_once('=').unwrap_or((part, ""))).map(|(k, v)| (decode(k), decode(v)));
    let mut call = Call {
        method,
        segments,
        query: query.collect(),
        authorization: header(&request, "authorization").to_owned(),
        body: Value::Null,
        uploads: Vec::new(),
        broken: None,
    };
    let kind = header(&request, "content-type").to_owned();
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, READ_MAX).await.unwrap_or_default();
    let length = parts.headers.get("content-length").and_then(|value| value.to_str().ok()?.parse().ok());
    if bytes.len().max(length.unwrap_or(0)) > REQUEST_MAX {
        call.broken = Some(ApiError::too_large());
    } else if kind.starts_with("multipart/form-data") {
        if let Err(error) = multipart(&mut call, Request::from_parts(parts, Body::from(bytes))).await {
            call.broken = Some(error);
        }
    } else if !bytes.is_empty() {
        match serde_json::from_slice(&bytes) {
            Ok(_) if !kind.starts_with("application/json") => {
                call.broken = Some(ApiError::form(
                    "",
                    "CONTENT_TYPE_INVALID",
                    "Expected \"Content-Type\" header to be one of {'application/json'}.",
                ));
            }
            Ok(body) => call.body = body,
            Err(_) => call.broken = Some(malformed()),
        }
    }
    call
}

fn malformed() -> ApiError {
    ApiError::new(400, 50109, "The request body contains invalid JSON.")
}

async fn multipart(call: &mut Call, request: Request) -> Result<(), ApiError> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| malformed())?;
    let mut fields = Map::new();
    while let Some(field) = form.next_field().await.map_err(|_| malformed())? {
        let name = field.name().unwrap_or("").to_owned();
        let filename = field.file_name().map(str::to_owned);
        let content_type = field.content_type().map(str::to_owned);
        let bytes: Bytes = field.bytes().await.map_err(|_| malformed())?;
        if let Some(filename) = filename {
            let slot = name.strip_prefix("files[").and_then(|rest| rest.strip_suffix(']')?.parse().ok());
            let slot = slot.or((name == "file").then_some(0));
            let slot =
                slot.ok_or_else(|| ApiError::form(&name, "BASE_TYPE_CHOICES", "Files are named files[n]."))?;
            call.uploads.push(Upload { slot, filename, content_type, bytes });
        } else if name == "payload_json" {
            call.body = serde_json::from_slice(&bytes).map_err(|_| malformed())?;
        } else {
            fields.insert(name, Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    if call.body.is_null() {
        call.body = Value::Object(fields);
    }
    Ok(())
}

/// Decodes `%XX`.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(code) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            plain.push(code);
            at += 3;
        } else {
            plain.push(*byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}
