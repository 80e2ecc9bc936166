//! Lists of threads: a server's active ones, and the archived ones of a channel.

use super::{Call, Outcome, Reply, messages::allowed};
use crate::discord::{
    APPLICATION_ID,
    error::ApiError,
    rights::{READ_MESSAGE_HISTORY, VIEW_CHANNEL},
    state::{Channel, Cx, Id, Thread},
    wire,
};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::cmp::Reverse;

/// The threads of a server that the bot sees and that aren't archived, the newest first.
pub(super) fn active(cx: &Cx<'_>, guild: Id) -> Value {
    let mut threads = of(cx, |channel, thread| channel.guild == Some(guild) && !thread.archived);
    threads.retain(|(channel, _)| allowed(cx, channel.id, VIEW_CHANNEL).is_ok());
    threads.sort_by_key(|(channel, _)| Reverse(channel.id));
    listed(cx, &threads, false)
}

/// The archived threads of a channel that everybody there may see, those archived last first.
pub(super) fn archived(cx: &Cx<'_>, call: &Call, parent: Id) -> Outcome {
    allowed(cx, parent, VIEW_CHANNEL | READ_MESSAGE_HISTORY)?;
    let kind = match cx.channel(parent)?.kind {
        5 => 10,
        0 | 15 | 16 => 11,
        _ => return Err(ApiError::new(400, 50024, "Cannot execute action on this channel type")),
    };
    let limit = limit(call)?;
    let before = before(call)?;
    let mut threads = of(cx, |channel, thread| {
        channel.parent == Some(parent)
            && channel.kind == kind
            && thread.archived
            && before.is_none_or(|before| thread.changed < before)
    });
    threads.sort_by_key(|(channel, thread)| Reverse((thread.changed, channel.id)));
    let has_more = threads.len() > limit;
    threads.truncate(limit);
    Ok(Reply::Json(200, listed(cx, &threads, has_more)))
}

fn of<'a>(cx: &'a Cx<'_>, fits: impl Fn(&Channel, &Thread) -> bool) -> Vec<(&'a Channel, &'a Thread)> {
    let threads = cx.s.channels.values().filter_map(|channel| Some((channel, channel.thread.as_ref()?)));
    threads.filter(|(channel, thread)| fits(channel, thread)).collect()
}

/// Threads, and the bot's membership in those that it began.
fn listed(cx: &Cx<'_>, threads: &[(&Channel, &Thread)], has_more: bool) -> Value {
    let own = threads.iter().filter(|(_, thread)| thread.owner == APPLICATION_ID);
    let member = |(channel, thread): &(&Channel, &Thread)| {
        json!({
            "id": channel.id.to_string(), "user_id": APPLICATION_ID.to_string(),
            "join_timestamp": wire::time(thread.created), "flags": 0,
        })
    };
    json!({
        "threads": threads.iter().map(|(channel, _)| wire::channel(&cx.s, channel)).collect::<Vec<_>>(),
        "members": own.map(member).collect::<Vec<_>>(), "has_more": has_more,
    })
}

fn limit(call: &Call) -> Result<usize, ApiError> {
    match call.query("limit").map(str::parse::<usize>) {
        None => Ok(50),
        Some(Ok(limit @ 2..=100)) => Ok(limit),
        Some(_) => Err(ApiError::form("limit", "NUMBER_TYPE_MAX", "int value should be between 2 and 100.")),
    }
}

/// A moment: threads archived from then on are left out.
fn before(call: &Call) -> Result<Option<DateTime<Utc>>, ApiError> {
    let Some(text) = call.query("before") else { return Ok(None) };
    let message = "Could not parse the moment. Should be ISO8601.";
    text.parse().map(Some).map_err(|_| ApiError::form("before", "DATE_TIME_TYPE_PARSE", message))
}
