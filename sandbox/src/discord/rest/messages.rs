//! Messages of channels: who may, nonce, history, edits, crossposts.

mod events;
mod nonce;

pub(crate) use events::{remove, wake_thread};

use super::{Call, Hidden, Outcome, Reply};
use crate::discord::{
    APPLICATION_ID,
    checks::{self, Draft, Purpose},
    compose,
    error::ApiError,
    rights::{
        ALL, ATTACH_FILES, EMBED_LINKS, GUEST, MANAGE_MESSAGES, MANAGE_THREADS, READ_MESSAGE_HISTORY,
        SEND_IN_THREADS, SEND_MESSAGES, SEND_TTS, VIEW_CHANNEL,
    },
    state::{Cx, Id, Message, flags},
    wire,
};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// The bot's rights in a channel; refuses where VIEW_CHANNEL or another one asked for is missing.
pub(super) fn allowed(cx: &Cx<'_>, channel: Id, wanted: u64) -> Result<u64, ApiError> {
    let channel = cx.channel(channel)?;
    let rights = if channel.guild.is_some() {
        cx.s.rights(APPLICATION_ID, channel, cx.now).unwrap_or(0)
    } else {
        ALL & GUEST | SEND_MESSAGES | VIEW_CHANNEL | READ_MESSAGE_HISTORY
    };
    if rights & VIEW_CHANNEL == 0 {
        return Err(ApiError::access());
    }
    if rights & wanted != wanted { Err(ApiError::permissions()) } else { Ok(rights) }
}

/// The same for somebody who wants to write here: type of channel, threads, DMs.
pub(super) fn may_send(cx: &Cx<'_>, id: Id) -> Result<u64, ApiError> {
    let rights = allowed(cx, id, VIEW_CHANNEL)?;
    let channel = cx.channel(id)?;
    if channel.is_forum() {
        return Err(ApiError::new(400, 40058, "Cannot message this channel until a thread is created"));
    }
    if !matches!(channel.kind, 0 | 1 | 2 | 5 | 10..=13) {
        return Err(ApiError::new(400, 50008, "Cannot send messages in a non-text channel"));
    }
    let wanted = if channel.is_thread() { SEND_IN_THREADS } else { SEND_MESSAGES };
    if rights & wanted == 0 {
        return Err(ApiError::permissions());
    }
    if channel.thread.as_ref().is_some_and(|thread| thread.locked) && rights & MANAGE_THREADS == 0 {
        not_archived(cx, id)?;
        return Err(ApiError::new(400, 160_005, "Thread is locked"));
    }
    if let Some(person) = channel.recipient.and_then(|user| cx.s.people.get(&user)) {
        let shared = cx.s.guilds.values().any(|guild| {
            guild.members.contains_key(&person.id) && guild.members.contains_key(&APPLICATION_ID)
        });
        if !shared && !person.installed {
            return Err(ApiError::new(
                403,
                50278,
                "Cannot send messages to this user due to having no mutual guilds",
            ));
        }
        if !person.dms_open {
            return Err(ApiError::new(403, 50007, "Cannot send messages to this user"));
        }
    }
    Ok(rights)
}

/// What the content of a draft needs beside the right to send.
pub(super) fn may_hold(rights: u64, draft: &Draft) -> Result<(), ApiError> {
    let embeds = draft.embeds.as_ref().is_some_and(|embeds| !embeds.is_empty());
    let files = draft.attachments.as_ref().is_some_and(|files| !files.is_empty());
    for (used, right) in [(embeds, EMBED_LINKS), (files, ATTACH_FILES), (draft.tts, SEND_TTS)] {
        if used && rights & right == 0 {
            return Err(ApiError::permissions());
        }
    }
    Ok(())
}

pub(super) fn create(cx: &mut Cx<'_>, call: &Call, channel: Id) -> Outcome {
    let rights = may_send(cx, channel)?;
    let draft = checks::message(&call.body, "", &call.uploads, Purpose::Post, None)?;
    may_hold(rights, &draft)?;
    if let Some(first) = nonce::earlier(cx, &draft)? {
        return Ok(Reply::Json(200, first));
    }
    cx.limit(Hidden::Writes, channel)?;
    let mut message = begin(cx, channel, APPLICATION_ID);
    if let Some((target, must_exist)) = draft.reply_to {
        if rights & READ_MESSAGE_HISTORY == 0 {
            return Err(ApiError::new(
                403,
                160_002,
                "You cannot reply without permission to read message history",
            ));
        }
        let found = cx.s.message(channel, target).is_some_and(|of| of.seen_by.is_none());
        if !found && must_exist {
            return Err(ApiError::form(
                "message_reference",
                "MESSAGE_REFERENCE_UNKNOWN_MESSAGE",
                "Unknown message",
            ));
        }
        if found {
            message.kind = 19;
            message.reference = Some((channel, target));
        }
    }
    message.nonce = draft.nonce.clone();
    message.tts = draft.tts;
    let enforced = draft.enforce_nonce;
    compose::compose(cx, &mut message, draft);
    wake_thread(cx, channel);
    if enforced {
        nonce::remember(cx, &message);
    }
    let id = message.id;
    cx.s.put_message(message);
    cx.message_event("MESSAGE_CREATE", channel, id);
    answer(cx, channel, id)
}

/// A new message that still has nothing in it.
pub(crate) fn begin(cx: &mut Cx<'_>, channel: Id, author: Id) -> Message {
    let id = cx.next_id();
    Message::new(id, channel, author, cx.now)
}

fn answer(cx: &Cx<'_>, channel: Id, id: Id) -> Outcome {
    let message = cx.s.message(channel, id).ok_or_else(ApiError::message)?;
    let mut value = wire::message(&cx.s, message);
    if let Some(nonce) = &message.nonce {
        value["nonce"] = nonce.clone();
    }
    Ok(Reply::Json(200, value))
}

/// A message that channel routes can see: ephemeral ones don't exist for them.
fn seen<'a>(cx: &'a Cx<'_>, channel: Id, id: Id) -> Result<&'a Message, ApiError> {
    cx.s.message(channel, id).filter(|message| message.seen_by.is_none()).ok_or_else(ApiError::message)
}

pub(super) fn get(cx: &Cx<'_>, channel: Id, id: Id) -> Outcome {
    let rights = allowed(cx, channel, VIEW_CHANNEL)?;
    if rights & READ_MESSAGE_HISTORY == 0 {
        return Err(ApiError::permissions());
    }
    Ok(Reply::Json(200, wire::message(&cx.s, seen(cx, channel, id)?)))
}

pub(super) fn history(cx: &Cx<'_>, call: &Call, channel: Id) -> Outcome {
    let rights = allowed(cx, channel, VIEW_CHANNEL)?;
    if rights & READ_MESSAGE_HISTORY == 0 {
        return Ok(Reply::Json(200, json!([])));
    }
    let limit = match call.query("limit").map(str::parse::<usize>) {
        None => 50,
        Some(Ok(limit @ 1..=100)) => limit,
        Some(_) => {
            return Err(ApiError::form("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100."));
        }
    };
    let bound = |key: &str| call.query(key).and_then(|text| text.parse::<Id>().ok());
    let list: Vec<&Message> =
        cx.s.messages
            .get(&channel)
            .map_or(vec![], |all| all.values().filter(|message| message.seen_by.is_none()).collect());
    let newest = |list: Vec<&Message>, limit: usize| -> Vec<Value> {
        list.into_iter().rev().take(limit).map(|message| wire::message(&cx.s, message)).collect()
    };
    let found = if let Some(after) = bound("after") {
        newest(list.into_iter().filter(|message| message.id > after).take(limit).collect(), limit)
    } else if let Some(around) = bound("around") {
        let (before, after): (Vec<&Message>, Vec<&Message>) =
            list.into_iter().partition(|one| one.id < around);
        let skip = before.len().saturating_sub(limit / 2);
        newest(before.into_iter().skip(skip).chain(after).take(limit).collect(), limit)
    } else {
        let before = bound("before").unwrap_or(Id::MAX);
        newest(list.into_iter().filter(|message| message.id < before).collect(), limit)
    };
    Ok(Reply::Json(200, json!(found)))
}

/// Archived threads take nothing but messages.
fn not_archived(cx: &Cx<'_>, channel: Id) -> Result<(), ApiError> {
    let archived = cx.channel(channel)?.thread.as_ref().is_some_and(|thread| thread.archived);
    if archived { Err(ApiError::new(400, 50083, "Thread is archived")) } else { Ok(()) }
}

pub(super) fn edit(cx: &mut Cx<'_>, call: &Call, channel: Id, id: Id) -> Outcome {
    allowed(cx, channel, VIEW_CHANNEL)?;
    let mut message = seen(cx, channel, id)?.clone();
    not_archived(cx, channel)?;
    if message.author != APPLICATION_ID {
        return Err(ApiError::new(403, 50005, "Cannot edit a message authored by another user"));
    }
    let draft = checks::message(&call.body, "", &call.uploads, Purpose::Edit, Some(&message))?;
    if cx.now - message.created > TimeDelta::hours(1) {
        cx.limit(Hidden::OldEdits, channel)?;
    }
    if message.flags & flags::CROSSPOSTED != 0 {
        cx.limit(Hidden::NewsEdits, id)?;
    }
    cx.limit(Hidden::Writes, channel)?;
    compose::compose(cx, &mut message, draft);
    message.edited = Some(cx.now);
    cx.s.put_edited(message);
    cx.message_event("MESSAGE_UPDATE", channel, id);
    answer(cx, channel, id)
}

pub(super) fn delete(cx: &mut Cx<'_>, channel: Id, id: Id) -> Outcome {
    let rights = allowed(cx, channel, VIEW_CHANNEL)?;
    if seen(cx, channel, id)?.author != APPLICATION_ID && rights & MANAGE_MESSAGES == 0 {
        return Err(ApiError::permissions());
    }
    not_archived(cx, channel)?;
    remove(cx, channel, id);
    Ok(Reply::Empty)
}

pub(super) fn crosspost(cx: &mut Cx<'_>, channel: Id, id: Id) -> Outcome {
    let rights = allowed(cx, channel, VIEW_CHANNEL)?;
    let message = seen(cx, channel, id)?;
    if cx.channel(channel)?.kind != 5 {
        return Err(ApiError::new(400, 50024, "Cannot execute action on this channel type"));
    }
    let wanted = if message.author == APPLICATION_ID { SEND_MESSAGES } else { MANAGE_MESSAGES };
    if rights & wanted == 0 {
        return Err(ApiError::permissions());
    }
    if message.flags & flags::CROSSPOSTED != 0 {
        return Err(ApiError::new(400, 40033, "This message has already been crossposted"));
    }
    cx.limit(Hidden::Crossposts, channel)?;
    if let Some(message) = cx.s.message_mut(channel, id) {
        message.flags |= flags::CROSSPOSTED;
    }
    cx.message_event("MESSAGE_UPDATE", channel, id);
    answer(cx, channel, id)
}
