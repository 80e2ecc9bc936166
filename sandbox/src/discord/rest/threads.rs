//! Threads: in text channels, from a message, and posts in a forum.

use super::{
    Call, Outcome, Reply,
    messages::{allowed, begin, may_hold},
};
use crate::discord::{
    APPLICATION_ID,
    checks::{self, Purpose, int},
    compose,
    error::{ApiError, Problems},
    rights::{CREATE_PRIVATE_THREADS, CREATE_PUBLIC_THREADS, SEND_MESSAGES, VIEW_CHANNEL},
    state::{Channel, Cx, Id, Thread, flags},
    wire,
};
use serde_json::{Value, json};

const REQUIRE_TAG: u64 = 1 << 4;

/// The name and the archive time of a new thread.
fn form(body: &Value) -> Result<(String, u64), ApiError> {
    let mut p = Problems::default();
    let name = body["name"].as_str().unwrap_or("");
    if !(1..=100).contains(&name.chars().count()) {
        p.add("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
    }
    let archive = int(&mut p, body, "", "auto_archive_duration", 60..=10_080).unwrap_or(4320);
    let archive = archive.unsigned_abs();
    if ![60, 1440, 4320, 10080].contains(&archive) {
        p.add("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080).");
    }
    int(&mut p, body, "", "rate_limit_per_user", 0..=21_600);
    p.into_result().map(|()| (name.to_owned(), archive))
}

fn open(
    cx: &mut Cx<'_>,
    parent: Id,
    id: Id,
    kind: u8,
    form: (String, u64),
    tags: Vec<Id>,
) -> Result<(), ApiError> {
    let guild = cx
        .channel(parent)?
        .guild
        .ok_or_else(|| ApiError::new(400, 50024, "Cannot execute action on this channel type"))?;
    let (name, auto_archive) = form;
    let mut channel = Channel::in_guild(id, guild, kind, &name, 0);
    channel.parent = Some(parent);
    channel.thread = Some(Thread {
        owner: APPLICATION_ID,
        archived: false,
        locked: false,
        auto_archive,
        created: cx.now,
        changed: cx.now,
        active: cx.now,
        messages: 0,
        tags,
    });
    cx.s.channels.insert(id, channel);
    Ok(())
}

pub(super) fn create(cx: &mut Cx<'_>, call: &Call, parent: Id) -> Outcome {
    let rights = allowed(cx, parent, VIEW_CHANNEL)?;
    let channel = cx.channel(parent)?;
    if channel.is_forum() {
        return post(cx, call, parent, rights);
    }
    let kind = match (channel.kind, call.body["type"].as_u64()) {
        (5, _) => 10,
        (0, None | Some(12)) => 12,
        (0, Some(11)) => 11,
        (0, Some(_)) => {
            return Err(ApiError::form("type", "BASE_TYPE_CHOICES", "Value must be one of (11, 12)."));
        }
        _ => return Err(ApiError::new(400, 50024, "Cannot execute action on this channel type")),
    };
    let wanted = if kind == 12 { CREATE_PRIVATE_THREADS } else { CREATE_PUBLIC_THREADS };
    if rights & wanted == 0 {
        return Err(ApiError::permissions());
    }
    let form = form(&call.body)?;
    let id = cx.next_id();
    open(cx, parent, id, kind, form, vec![])?;
    announced(cx, id)
}

pub(super) fn from_message(cx: &mut Cx<'_>, call: &Call, parent: Id, message: Id) -> Outcome {
    let rights = allowed(cx, parent, VIEW_CHANNEL)?;
    if rights & CREATE_PUBLIC_THREADS == 0 {
        return Err(ApiError::permissions());
    }
    let found =
        cx.s.message(parent, message).filter(|of| of.seen_by.is_none()).ok_or_else(ApiError::message)?;
    if found.flags & flags::HAS_THREAD != 0 {
        return Err(ApiError::new(400, 160_004, "A thread has already been created for this message"));
    }
    let kind = match cx.channel(parent)?.kind {
        0 => 11,
        5 => 10,
        _ => return Err(ApiError::new(400, 50024, "Cannot execute action on this channel type")),
    };
    let form = form(&call.body)?;
    open(cx, parent, message, kind, form, vec![])?;
    if let Some(of) = cx.s.message_mut(parent, message) {
        of.flags |= flags::HAS_THREAD;
    }
    cx.message_event("MESSAGE_UPDATE", parent, message);
    announced(cx, message)
}

fn announced(cx: &mut Cx<'_>, id: Id) -> Outcome {
    cx.channel_event("THREAD_CREATE", id);
    Ok(Reply::Json(201, wire::channel(&cx.s, cx.channel(id)?)))
}

/// A forum post: thread and first message, with one id.
fn post(cx: &mut Cx<'_>, call: &Call, forum: Id, rights: u64) -> Outcome {
    if rights & SEND_MESSAGES == 0 {
        return Err(ApiError::permissions());
    }
    let form = form(&call.body)?;
    if call.body["message"].is_null() {
        return Err(ApiError::form("message", "BASE_TYPE_REQUIRED", "This field is required"));
    }
    let draft = checks::message(&call.body["message"], "message", &call.uploads, Purpose::Forum, None)?;
    may_hold(rights, &draft)?;
    let mut p = Problems::default();
    let tags = checks::snowflakes(&mut p, &call.body, "", "applied_tags", &(0..=5));
    p.into_result()?;
    let channel = cx.channel(forum)?;
    if tags.iter().any(|tag| channel.tags.iter().all(|(id, _)| id != tag)) {
        return Err(ApiError::new(400, 10087, "Unknown tag"));
    }
    if tags.is_empty() && channel.flags & REQUIRE_TAG != 0 {
        return Err(ApiError::new(400, 40067, "A tag is required to create a forum post in this channel"));
    }
    let id = cx.next_id();
    open(cx, forum, id, 11, form, tags)?;
    let mut message = begin(cx, id, APPLICATION_ID);
    message.id = id;
    compose::compose(cx, &mut message, draft);
    cx.s.put_message(message);
    cx.channel_event("THREAD_CREATE", id);
    cx.message_event("MESSAGE_CREATE", id, id);
    let mut value = wire::channel(&cx.s, cx.channel(id)?);
    let first = cx.s.message(id, id).ok_or_else(ApiError::message)?;
    value["message"] = wire::message(&cx.s, first);
    value["message"]["position"] = json!(0);
    Ok(Reply::Json(201, value))
}
