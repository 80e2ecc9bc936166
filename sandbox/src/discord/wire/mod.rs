//! The forms in which Discord sends what it knows.

mod guild;
mod interaction;
mod message;
mod user;

pub(crate) use guild::{channel, guild_create, guild_response, role, thread_delete};
pub(crate) use interaction::{Asked, envelope, partial_channel};
pub(crate) use message::{attachment, message, message_create, without_content};
pub(crate) use user::{APPLICATION_FLAGS, application, bare_member, member, user};

use super::state::Id;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

/// A moment in Discord's notation.
pub(crate) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, false)
}

/// An id that may be absent.
pub(crate) fn maybe(id: Option<Id>) -> Value {
    id.map_or(Value::Null, |id| json!(id.to_string()))
}
