//! The first answer to an interaction.

use super::{
    Call, Outcome, Reply,
    messages::{begin, wake_thread},
};
use crate::discord::{
    APPLICATION_ID,
    checks::{self, Purpose},
    compose,
    error::{ApiError, Problems},
    rights::USE_EXTERNAL_APPS,
    state::{Cx, Id, Interaction, Message, flags},
    wire,
};
use serde_json::{Value, json};

fn unknown() -> ApiError {
    ApiError::new(404, 10062, "Unknown interaction")
}

pub(super) fn callback(cx: &mut Cx<'_>, call: &Call, id: Id, token: &str) -> Outcome {
    let found = cx.s.interactions.get(&id).filter(|of| of.token == token).cloned();
    let mut of = found.ok_or_else(unknown)?;
    if of.first.is_some() {
        return Err(ApiError::new(400, 40060, "Interaction has already been acknowledged."));
    }
    if of.late(&cx.s.settings, cx.now) {
        return Err(unknown());
    }
    let Some(kind) = call.body["type"].as_u64() else {
        return Err(ApiError::form("type", "BASE_TYPE_REQUIRED", "This field is required"));
    };
    let allowed: &[u64] = match of.kind {
        2 => &[4, 5, 9],
        3 => &[4, 5, 6, 7, 9],
        4 => &[8],
        _ if of.source.is_some() => &[4, 5, 6, 7],
        _ => &[4, 5],
    };
    if !allowed.contains(&kind) {
        let why = format!("Value must be one of {allowed:?} for this interaction.");
        return Err(ApiError::form("type", "BASE_TYPE_CHOICES", &why));
    }
    let data = &call.body["data"];
    match kind {
        4 => reply(cx, call, &mut of)?,
        5 => defer(cx, data, &mut of)?,
        6 => of.original = of.source,
        7 => update(cx, call, &mut of)?,
        8 => of.choices = Some(checks::choices(data, of.focused)?),
        _ => of.modal = Some(checks::modal(data)?),
    }
    of.first = Some((kind, cx.now));
    let answer = described(cx, &of, kind);
    cx.s.interactions.insert(of.id, of);
    cx.world.discord.changed();
    Ok(if call.flag("with_response") { Reply::Json(200, answer) } else { Reply::Empty })
}

/// A message of an interaction that still has nothing in it; ephemeral also where a public one isn't allowed.
pub(super) fn message_of(cx: &mut Cx<'_>, of: &Interaction, ephemeral: bool) -> Result<Message, ApiError> {
    let channel = cx.channel(of.channel)?;
    let locked = channel.thread.as_ref().is_some_and(|thread| thread.archived && thread.locked);
    if locked {
        if of.guest {
            return Err(ApiError::access());
        }
        return Err(ApiError::new(400, 50083, "Thread is archived"));
    }
    let theirs = cx.s.rights(of.user, channel, cx.now).unwrap_or(u64::MAX);
    let ephemeral = ephemeral || of.guest && theirs & USE_EXTERNAL_APPS == 0;
    let mut message = begin(cx, of.channel, APPLICATION_ID);
    message.command.clone_from(&of.command);
    message.metadata = Some(of.metadata.clone());
    if ephemeral {
        message.flags |= flags::EPHEMERAL;
        message.seen_by = Some(of.user);
    }
    if !ephemeral {
        wake_thread(cx, of.channel);
    }
    Ok(message)
}

fn reply(cx: &mut Cx<'_>, call: &Call, of: &mut Interaction) -> Result<(), ApiError> {
    let draft = checks::message(&call.body["data"], "data", &call.uploads, Purpose::Answer, None)?;
    let ephemeral = draft.flags.unwrap_or(0) & flags::EPHEMERAL != 0;
    let mut message = message_of(cx, of, ephemeral)?;
    message.kind = if of.kind == 2 { 20 } else { 0 };
    compose::compose(cx, &mut message, draft);
    of.original = Some(message.id);
    let id = message.id;
    cx.s.put_message(message);
    cx.message_event("MESSAGE_CREATE", of.channel, id);
    Ok(())
}

fn defer(cx: &mut Cx<'_>, data: &Value, of: &mut Interaction) -> Result<(), ApiError> {
    let mut p = Problems::default();
    let mut bits = 0;
    if !data.is_null() && checks::object(&mut p, "data", data) {
        bits =
            checks::int(&mut p, data, "data", "flags", 0..=i64::from(i32::MAX)).unwrap_or(0).unsigned_abs();
    }
    if bits & !flags::EPHEMERAL != 0 {
        p.add("data.flags", "BASE_TYPE_CHOICES", "A deferral takes only the flag EPHEMERAL (64).");
    }
    p.into_result()?;
    let mut message = message_of(cx, of, bits & flags::EPHEMERAL != 0)?;
    message.kind = if of.kind == 2 { 20 } else { 0 };
    message.flags |= flags::LOADING;
    of.original = Some(message.id);
    let id = message.id;
    cx.s.put_message(message);
    cx.message_event("MESSAGE_CREATE", of.channel, id);
    Ok(())
}

/// Type 7 changes the message whose component was used.
fn update(cx: &mut Cx<'_>, call: &Call, of: &mut Interaction) -> Result<(), ApiError> {
    let source = of.source.and_then(|id| cx.s.message(of.channel, id)).cloned();
    let mut message = source.ok_or_else(ApiError::message)?;
    if !call.body["data"].is_null() || !call.uploads.is_empty() {
        let draft =
            checks::message(&call.body["data"], "data", &call.uploads, Purpose::Edit, Some(&message))?;
        compose::compose(cx, &mut message, draft);
    }
    message.edited = Some(cx.now);
    of.original = of.source;
    let id = message.id;
    cx.s.put_edited(message);
    cx.message_event("MESSAGE_UPDATE", of.channel, id);
    Ok(())
}

/// The answer with `with_response=true`.
fn described(cx: &Cx<'_>, of: &Interaction, kind: u64) -> Value {
    let mut interaction =
        json!({"id": of.id.to_string(), "type": of.kind, "channel_id": of.channel.to_string()});
    if let Some(guild) = of.guild {
        interaction["guild_id"] = json!(guild.to_string());
    }
    let message = of.original.filter(|_| kind != 6).and_then(|id| cx.s.message(of.channel, id));
    if let Some(message) = message {
        interaction["response_message_id"] = json!(message.id.to_string());
        interaction["response_message_loading"] = json!(message.flags & flags::LOADING != 0);
        interaction["response_message_ephemeral"] = json!(message.seen_by.is_some());
    }
    let mut answer = json!({"interaction": interaction});
    if let Some(message) = message.filter(|_| matches!(kind, 4 | 7)) {
        answer["resource"] = json!({"type": kind, "message": wire::message(&cx.s, message)});
    }
    answer
}
