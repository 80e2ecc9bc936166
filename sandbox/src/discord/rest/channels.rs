//! Channels: reading, typing, and opening a thread again.

use super::{Call, Outcome, Reply, messages};
use crate::discord::{
    error::ApiError,
    rights::{MANAGE_THREADS, SEND_IN_THREADS, VIEW_CHANNEL},
    state::{Cx, Id},
    wire,
};
use serde_json::Value;

pub(super) fn get(cx: &Cx<'_>, id: Id) -> Outcome {
    messages::allowed(cx, id, VIEW_CHANNEL)?;
    Ok(Reply::Json(200, wire::channel(&cx.s, cx.channel(id)?)))
}

pub(super) fn typing(cx: &Cx<'_>, id: Id) -> Outcome {
    messages::may_send(cx, id)?;
    Ok(Reply::Empty)
}

/// Only threads can be changed: archived, locked, name.
pub(super) fn edit(cx: &mut Cx<'_>, call: &Call, id: Id) -> Outcome {
    let rights = messages::allowed(cx, id, VIEW_CHANNEL)?;
    let channel = cx.channel(id)?;
    let Some(thread) = &channel.thread else { return Err(ApiError::permissions()) };
    let manages = rights & MANAGE_THREADS != 0;
    let opening = call.body["archived"] == Value::Bool(false) && thread.archived;
    if thread.archived && !opening {
        return Err(ApiError::new(400, 50083, "Thread is archived"));
    }
    let own = thread.owner == crate::discord::APPLICATION_ID;
    let free = opening && !thread.locked && rights & SEND_IN_THREADS != 0 && call.body["locked"].is_null();
    let owner = own && call.body["locked"].is_null() && !thread.locked;
    if !(manages || free || owner) {
        return Err(ApiError::permissions());
    }
    let now = cx.now;
    if let Some(channel) = cx.s.channels.get_mut(&id) {
        if let Some(name) = call.body["name"].as_str() {
            if !(1..=100).contains(&name.chars().count()) {
                return Err(ApiError::form(
                    "name",
                    "BASE_TYPE_BAD_LENGTH",
                    "Must be between 1 and 100 in length.",
                ));
            }
            channel.name = name.to_owned();
        }
        if let Some(thread) = &mut channel.thread {
            thread.set_archived(call.body["archived"].as_bool().unwrap_or(thread.archived), now);
            thread.locked = call.body["locked"].as_bool().unwrap_or(thread.locked);
        }
    }
    cx.channel_event("THREAD_UPDATE", id);
    Ok(Reply::Json(200, wire::channel(&cx.s, cx.channel(id)?)))
}
