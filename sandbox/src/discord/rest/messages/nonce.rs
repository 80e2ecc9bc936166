//! `enforce_nonce`: the same nonce again answers the first message.

use crate::discord::{
    checks::Draft,
    error::ApiError,
    state::{Cx, Message, Nonce},
    wire,
};
use chrono::TimeDelta;
use serde_json::Value;

/// The most nonces remembered.
const KEPT: usize = 10_000;

fn text(nonce: &Value) -> String {
    nonce.as_str().map_or_else(|| nonce.to_string(), str::to_owned)
}

/// The message that an enforced nonce already made; deleted meanwhile it is unknown.
pub(super) fn earlier(cx: &mut Cx<'_>, draft: &Draft) -> Result<Option<Value>, ApiError> {
    let window = TimeDelta::seconds(cx.s.settings.nonce_window_s);
    let now = cx.now;
    cx.s.nonces.retain(|entry| now - entry.at < window);
    let Some(nonce) = draft.nonce.as_ref().filter(|_| draft.enforce_nonce).map(text) else { return Ok(None) };
    let Some(entry) = cx.s.nonces.iter().find(|entry| entry.nonce == nonce) else { return Ok(None) };
    let message = cx.s.message(entry.channel, entry.message).ok_or_else(ApiError::message)?;
    let mut value = wire::message(&cx.s, message);
    value["nonce"] = draft.nonce.clone().unwrap_or_default();
    Ok(Some(value))
}

pub(super) fn remember(cx: &mut Cx<'_>, message: &Message) {
    let Some(nonce) = message.nonce.as_ref().map(text) else { return };
    let at = cx.now;
    cx.s.nonces.push_back(Nonce { nonce, channel: message.channel, message: message.id, at });
    if cx.s.nonces.len() > KEPT {
        cx.s.nonces.pop_front();
    }
}
