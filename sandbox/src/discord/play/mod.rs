//! What people do: run commands, press buttons, found servers. As strict as Discord's own client.

mod command;
mod component;
pub(crate) mod folk;
mod knobs;
mod modal;
mod options;
pub(crate) mod places;
mod start;
pub(crate) mod view;

pub(crate) use command::{autocomplete, run};
pub(crate) use component::{choose, press};
pub(crate) use knobs::{disturb, set, settings};
pub(crate) use modal::submit;

pub(crate) use super::state::Cx;

use super::{
    APPLICATION_ID, rights,
    state::{Channel, Id},
};
use serde_json::Value;

/// What a client wouldn't let a person do, in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) sentence: String,
}

impl Refusal {
    pub(crate) fn bad(sentence: impl Into<String>) -> Self {
        Self { status: 400, sentence: sentence.into() }
    }

    pub(crate) fn missing(sentence: impl Into<String>) -> Self {
        Self { status: 404, sentence: sentence.into() }
    }
}

/// A person in a channel.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) user: Id,
    pub(crate) channel: Id,
    pub(crate) guild: Option<Id>,
    /// Is the bot in this server (in its DM it always is)?
    pub(crate) bot_here: bool,
}

/// An id from outside, as string or number.
pub(crate) fn id_of(value: &Value, key: &str) -> Result<Id, Refusal> {
    super::checks::snowflake(&value[key]).ok_or_else(|| Refusal::bad(format!("\"{key}\" must be an id.")))
}

/// The person of a request.
pub(crate) fn person(cx: &Cx<'_>, body: &Value) -> Result<Id, Refusal> {
    let id = id_of(body, "as")?;
    match cx.s.people.get(&id) {
        Some(person) if !person.bot => Ok(id),
        _ => Err(Refusal::missing(format!("There is no person {id}."))),
    }
}

/// The place of a request: `as` and `channel` (an id or "dm").
pub(crate) fn place(cx: &mut Cx<'_>, body: &Value) -> Result<Place, Refusal> {
    let user = person(cx, body)?;
    if body["channel"] == "dm" {
        let now = cx.now;
        let channel = cx.s.dm_with(user, now);
        return Ok(Place { user, channel, guild: None, bot_here: true });
    }
    let id = id_of(body, "channel")?;
    at(cx, user, id)
}

/// A person in a channel that they can see.
pub(crate) fn at(cx: &Cx<'_>, user: Id, id: Id) -> Result<Place, Refusal> {
    let channel =
        cx.s.channels.get(&id).ok_or_else(|| Refusal::missing(format!("There is no channel {id}.")))?;
    if !sees(cx, user, channel) {
        return Err(Refusal { status: 403, sentence: "This person can't see that channel.".to_owned() });
    }
    if channel.guild.and_then(|guild| cx.s.guilds.get(&guild)).is_some_and(|guild| guild.outage) {
        return Err(Refusal::bad("The server is unavailable: an outage."));
    }
    let bot_here = channel.guild.is_none_or(|guild| cx.s.bot_in(guild));
    Ok(Place { user, channel: id, guild: channel.guild, bot_here })
}

/// Can this person see the channel?
pub(crate) fn sees(cx: &Cx<'_>, user: Id, channel: &Channel) -> bool {
    match channel.guild {
        Some(_) => cx.s.rights(user, channel, cx.now).unwrap_or(0) & rights::VIEW_CHANNEL != 0,
        None => channel.recipient == Some(user) || user == APPLICATION_ID,
    }
}
