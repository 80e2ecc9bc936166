//! What follows the first answer: follow-ups, and changing what was said.

use super::{Call, Hidden, Outcome, Reply, callback::message_of, messages::remove};
use crate::discord::{
    APPLICATION_ID,
    checks::{self, Purpose},
    compose,
    error::ApiError,
    state::{Cx, Id, Interaction, flags},
    wire,
};
use serde_json::json;

/// The interaction that a token belongs to.
fn find(cx: &Cx<'_>, app: &str, token: &str) -> Result<Interaction, ApiError> {
    if super::id("webhook_id", app)? != APPLICATION_ID {
        return Err(ApiError::webhook());
    }
    let invalid = || ApiError::new(401, 50027, "Invalid Webhook Token");
    let of = cx.s.interactions.values().rev().find(|of| of.token == token).ok_or_else(invalid)?;
    if of.expired(&cx.s.settings, cx.now) {
        return Err(invalid());
    }
    // Suggestions have no message, and their token is good for nothing else.
    if of.first.is_none() || of.kind == 4 {
        return Err(ApiError::webhook());
    }
    Ok(of.clone())
}

pub(super) fn follow_up(cx: &mut Cx<'_>, call: &Call, app: &str, token: &str) -> Outcome {
    let mut of = find(cx, app, token)?;
    cx.limit(Hidden::FollowUps, of.channel)?;
    cx.limit(Hidden::Writes, of.channel)?;
    let waiting = of.first.is_some_and(|(kind, _)| kind == 5) && !of.resolved;
    if let Some(placeholder) = of.original.filter(|_| waiting) {
        return fill(cx, call, of, placeholder);
    }
    if of.guest && of.follow_ups.len() >= 5 {
        return Err(ApiError::new(
            400,
            40094,
            "This interaction has reached the maximum number of follow up messages",
        ));
    }
    for key in ["thread_name", "username", "avatar_url", "thread_id"] {
        if !call.body[key].is_null() || call.query(key).is_some() {
            return Err(ApiError::form(key, "BASE_TYPE_CHOICES", "Not supported for interactions."));
        }
    }
    let draft = checks::message(&call.body, "", &call.uploads, Purpose::Answer, None)?;
    let ephemeral = draft.flags.unwrap_or(0) & flags::EPHEMERAL != 0;
    let mut message = message_of(cx, &of, ephemeral)?;
    if let (Some(original), Some(metadata)) = (of.original, &mut message.metadata) {
        metadata["original_response_message_id"] = json!(original.to_string());
    }
    compose::compose(cx, &mut message, draft);
    let (id, channel) = (message.id, of.channel);
    of.follow_ups.push(id);
    of.resolved = true;
    cx.s.put_message(message);
    cx.s.interactions.insert(of.id, of);
    cx.message_event("MESSAGE_CREATE", channel, id);
    shown(cx, channel, id)
}

fn shown(cx: &Cx<'_>, channel: Id, id: Id) -> Outcome {
    let message = cx.s.message(channel, id).ok_or_else(ApiError::message)?;
    Ok(Reply::Json(200, wire::message(&cx.s, message)))
}

/// Changes a message; a placeholder gets its content, and stays ephemeral or not.
fn fill(cx: &mut Cx<'_>, call: &Call, mut of: Interaction, id: Id) -> Outcome {
    let mut message = cx.s.message(of.channel, id).ok_or_else(ApiError::message)?.clone();
    let draft = checks::message(&call.body, "", &call.uploads, Purpose::Edit, Some(&message))?;
    compose::compose(cx, &mut message, draft);
    if message.flags & flags::LOADING == 0 {
        message.edited = Some(cx.now);
    }
    message.flags &= !flags::LOADING;
    let channel = of.channel;
    of.resolved |= of.original == Some(id);
    cx.s.put_edited(message);
    cx.s.interactions.insert(of.id, of);
    cx.message_event("MESSAGE_UPDATE", channel, id);
    shown(cx, channel, id)
}

/// GET, PATCH and DELETE of `@original` or a follow-up.
pub(super) fn message(cx: &mut Cx<'_>, call: &Call, app: &str, token: &str, which: &str) -> Outcome {
    let mut of = find(cx, app, token)?;
    let id = if which == "@original" {
        of.original.ok_or_else(ApiError::message)?
    } else {
        super::id("message_id", which)?
    };
    let own = of.original == Some(id) || of.follow_ups.contains(&id);
    let exists = cx.s.message(of.channel, id).is_some();
    if !own || !exists {
        return Err(ApiError::message());
    }
    match call.method.as_str() {
        "GET" => shown(cx, of.channel, id),
        "PATCH" => fill(cx, call, of, id),
        "DELETE" => {
            if of.original == Some(id) {
                of.original_deleted = true;
                of.resolved = true;
            }
            of.follow_ups.retain(|one| *one != id);
            let channel = of.channel;
            cx.s.interactions.insert(of.id, of);
            remove(cx, channel, id);
            Ok(Reply::Empty)
        }
        _ => Err(ApiError::route()),
    }
}
