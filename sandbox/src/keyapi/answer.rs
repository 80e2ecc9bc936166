//! What the source answers, before it goes over the wire.

use serde_json::{Value, json};

/// An answer with what it costs.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Body,
    pub(crate) credits: u64,
}

/// The body of an answer.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// JSON without its `requestId`.
    Json(Value),
    /// JSON as it stands, for bodies that no serialiser would write.
    Raw(String),
    /// A page where JSON was expected.
    Html(&'static str),
}

impl Answer {
    /// Rows, for one credit.
    pub(crate) fn rows(rows: Vec<Value>) -> Self {
        Self {
            status: 200,
            body: Body::Json(json!({"code": 0, "message": "success", "data": rows})),
            credits: 1,
        }
    }

    /// A refusal; it costs nothing.
    pub(crate) fn refusal(status: u16, message: &str) -> Self {
        Self::coded(status, status, message)
    }

    /// A refusal whose status differs from the code in the body.
    pub(crate) fn coded(status: u16, code: u16, message: &str) -> Self {
        Self { status, body: Body::Json(json!({"code": code, "message": message, "data": null})), credits: 0 }
    }

    /// The code in the body.
    pub(crate) fn code(&self) -> Option<i64> {
        match &self.body {
            Body::Json(body) => body["code"].as_i64(),
            Body::Raw(_) | Body::Html(_) => None,
        }
    }

    /// The rows, where there are any.
    pub(crate) fn rows_mut(&mut self) -> Option<&mut Vec<Value>> {
        match &mut self.body {
            Body::Json(body) => body.get_mut("data")?.as_array_mut(),
            Body::Raw(_) | Body::Html(_) => None,
        }
    }

    /// Media type and text of the body.
    pub(crate) fn text(&self, request_id: &str) -> (&'static str, String) {
        match &self.body {
            Body::Json(body) => {
                let mut body = body.clone();
                body["requestId"] = json!(request_id);
                ("application/json", body.to_string())
            }
            Body::Raw(text) => ("application/json", text.clone()),
            Body::Html(text) => ("text/html; charset=utf-8", (*text).to_owned()),
        }
    }
}
