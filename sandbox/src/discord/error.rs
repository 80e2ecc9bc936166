//! Discord's refusals: a status, a code, a sentence, and the tree of a bad form.

use serde_json::{Map, Value, json};

/// A refusal, as Discord words it.
#[derive(Clone, Debug)]
pub(crate) struct ApiError {
    pub(crate) status: u16,
    pub(crate) code: u32,
    pub(crate) message: String,
    pub(crate) errors: Option<Value>,
    /// Added keys of a 429.
    pub(crate) rate: Option<RateRefusal>,
}

/// What a 429 says beside its code.
#[derive(Clone, Debug)]
pub(crate) struct RateRefusal {
    pub(crate) retry_after: f64,
    pub(crate) scope: &'static str,
    /// The header's seconds where they differ from the body's.
    pub(crate) header_s: Option<u32>,
}

impl ApiError {
    pub(crate) fn new(status: u16, code: u32, message: &str) -> Self {
        Self { status, code, message: message.to_owned(), errors: None, rate: None }
    }

    pub(crate) fn route() -> Self {
        Self::new(404, 0, "404: Not Found")
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(401, 0, "401: Unauthorized")
    }

    pub(crate) fn channel() -> Self {
        Self::new(404, 10003, "Unknown Channel")
    }

    pub(crate) fn guild() -> Self {
        Self::new(404, 10004, "Unknown Guild")
    }

    pub(crate) fn message() -> Self {
        Self::new(404, 10008, "Unknown Message")
    }

    pub(crate) fn webhook() -> Self {
        Self::new(404, 10015, "Unknown Webhook")
    }

    pub(crate) fn access() -> Self {
        Self::new(403, 50001, "Missing Access")
    }

    pub(crate) fn permissions() -> Self {
        Self::new(403, 50013, "Missing Permissions")
    }

    pub(crate) fn too_large() -> Self {
        Self::new(413, 40005, "Request entity too large")
    }

    pub(crate) fn rate_limited(retry_after: f64, scope: &'static str, code: u32, message: &str) -> Self {
        let rate = RateRefusal { retry_after, scope, header_s: None };
        Self { rate: Some(rate), ..Self::new(429, code, message) }
    }

    /// One problem of a form, by its dotted path.
    pub(crate) fn form(path: &str, code: &str, message: &str) -> Self {
        let mut problems = Problems::default();
        problems.add(path, code, message);
        problems.into_error()
    }

    pub(crate) fn body(&self) -> Value {
        let mut body = json!({"message": self.message, "code": self.code});
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        if let Some(rate) = &self.rate {
            body["retry_after"] = json!(rate.retry_after);
            body["global"] = json!(rate.scope == "global");
            if let Some(object) = body.as_object_mut().filter(|_| self.code == 0) {
                object.remove("code");
            }
        }
        body
    }
}

/// What is wrong with a form, field by field.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<(String, String, String)>);

impl Problems {
    /// Notes a problem at a dotted path (`embeds.0.title`; empty for the whole form).
    pub(crate) fn add(&mut self, path: &str, code: &str, message: &str) {
        self.0.push((path.to_owned(), code.to_owned(), message.to_owned()));
    }

    pub(crate) fn required(&mut self, path: &str) {
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    pub(crate) fn none(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn into_result(self) -> Result<(), ApiError> {
        if self.none() { Ok(()) } else { Err(self.into_error()) }
    }

    pub(crate) fn into_error(self) -> ApiError {
        let mut tree = Value::Object(Map::new());
        for (path, code, message) in self.0 {
            let mut node = &mut tree;
            for key in path.split('.').filter(|key| !key.is_empty()) {
                node = child(node, key);
            }
            let list = child(node, "_errors");
            if !list.is_array() {
                *list = json!([]);
            }
            if let Some(list) = list.as_array_mut() {
                list.push(json!({"code": code, "message": message}));
            }
        }
        prune(&mut tree);
        ApiError { errors: Some(tree), ..ApiError::new(400, 50035, "Invalid Form Body") }
    }
}

/// Where something is wrong with a list or object itself, Discord doesn't look further into it.
fn prune(node: &mut Value) {
    let Some(object) = node.as_object_mut() else { return };
    if object.contains_key("_errors") {
        object.retain(|key, _| key == "_errors");
    } else {
        object.values_mut().for_each(prune);
    }
}

fn child<'a>(node: &'a mut Value, key: &str) -> &'a mut Value {
    if !node.is_object() {
        *node = json!({});
    }
    &mut node[key]
}
