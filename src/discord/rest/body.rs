//! What a call carries: JSON, or a form with files.

use super::error::{ErrorKind, RestError};
use reqwest::{
    RequestBuilder,
    header::CONTENT_TYPE,
    multipart::{Form, Part},
};
use serde::Serialize;
use serde_json::{Value, json};

/// A file that goes out with a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name people see, with its ending.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The alternative text, at most 1 024 characters.
    pub description: Option<String>,
}

impl std::fmt::Debug for Attachment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Attachment({:?}, {} bytes)", self.name, self.bytes.len())
    }
}

/// A body that can be sent more than once. JSON is text already, which is small while it waits for its turn.
#[derive(Clone, Debug)]
pub(super) enum Body {
    None,
    Json(Vec<u8>),
    Form(Value, Vec<Attachment>),
}

impl Body {
    pub(super) fn json(body: impl Serialize) -> Result<Self, RestError> {
        let body = serde_json::to_vec(&body);
        body.map(Self::Json).map_err(|error| RestError::local(ErrorKind::NotSent, error.to_string()))
    }

    /// A message; the list of its files goes to `/attachments` of it.
    pub(super) fn message(mut body: Value, files: &[Attachment]) -> Result<Self, RestError> {
        if files.is_empty() {
            return Self::json(body);
        }
        list_files(&mut body, files);
        Ok(Self::Form(body, files.to_vec()))
    }

    /// An answer to an interaction, whose message lies in `/data`.
    pub(super) fn answer(mut body: Value, files: &[Attachment]) -> Result<Self, RestError> {
        if files.is_empty() {
            return Self::json(body);
        }
        if let Some(answer) = body.as_object_mut() {
            list_files(answer.entry("data").or_insert_with(|| json!({})), files);
        }
        Ok(Self::Form(body, files.to_vec()))
    }

    /// A forum's thread, whose first message lies in `/message`. Its files are listed there.
    pub(super) fn thread(mut body: Value, files: &[Attachment]) -> Result<Self, RestError> {
        if files.is_empty() {
            return Self::json(body);
        }
        list_files(&mut body["message"], files);
        Ok(Self::Form(body, files.to_vec()))
    }

    /// Puts the body on a request.
    pub(super) fn put_on(&self, request: RequestBuilder) -> RequestBuilder {
        match self {
            Self::None => request,
            Self::Json(body) => request.header(CONTENT_TYPE, "application/json").body(body.clone()),
            Self::Form(body, files) => request.multipart(form(body, files)),
        }
    }
}

/// Adds our files to `attachments`, whose other entries are files that an edit keeps.
fn list_files(message: &mut Value, files: &[Attachment]) {
    let Some(message) = message.as_object_mut() else { return };
    let list = message.entry("attachments").or_insert_with(|| json!([]));
    if !list.is_array() {
        *list = json!([]);
    }
    let Some(list) = list.as_array_mut() else { return };
    list.extend(files.iter().enumerate().map(|(id, file)| {
        let mut entry = json!({ "id": id, "filename": file.name });
        if let Some(description) = &file.description {
            entry["description"] = json!(description);
        }
        entry
    }));
}

/// `payload_json` and `files[0]`, `files[1]`, …: "Uploading Files" in Discord's documentation.
fn form(body: &Value, files: &[Attachment]) -> Form {
    let payload = Part::text(body.to_string());
    let payload = payload.mime_str("application/json").unwrap_or_else(|_| Part::text(body.to_string()));
    files.iter().enumerate().fold(Form::new().part("payload_json", payload), |form, (id, file)| {
        let part = Part::bytes(file.bytes.clone()).file_name(file.name.clone());
        form.part(format!("files[{id}]"), part)
    })
}
