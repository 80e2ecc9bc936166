//! Servers and channels: made, changed, taken away, each with the events that Discord sends.

use super::{Refusal, id_of};
use crate::discord::{
    APPLICATION_ID,
    gateway::{self, Target},
    rights,
    state::{
        Channel, Cx, Id, Member, Overwrite, Role,
        seed::{BOT, bare, role},
    },
    wire,
};
use serde_json::{Value, json};

/// The intent of servers, channels and roles.
pub(super) const GUILDS: u64 = 1;

pub(super) fn text<'a>(body: &'a Value, key: &str) -> Result<&'a str, Refusal> {
    let text = body[key].as_str().filter(|text| !text.trim().is_empty());
    text.ok_or_else(|| Refusal::bad(format!("\"{key}\" must be a text.")))
}

/// Rights as a number, a decimal string or a list of names.
pub(super) fn bits(value: &Value) -> Result<u64, Refusal> {
    if let Some(names) = value.as_array() {
        let of = |name: &Value| rights::named(name.as_str().unwrap_or(""));
        let all: Option<Vec<u64>> = names.iter().map(of).collect();
        return all
            .map(|all| all.into_iter().fold(0, |a, b| a | b))
            .ok_or_else(|| Refusal::bad("Unknown right."));
    }
    let number = value.as_u64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
    number
        .or(value.is_null().then_some(0))
        .ok_or_else(|| Refusal::bad("Rights are a number or a list of names."))
}

pub(super) fn guild_missing(id: Id) -> Refusal {
    Refusal::missing(format!("There is no server {id}."))
}

/// Founds a server with one text channel; the bot joins unless `bot` is false.
pub(crate) fn new_guild(cx: &mut Cx<'_>, body: &Value) -> Result<Id, Refusal> {
    let name = text(body, "name")?;
    let locale = body["locale"].as_str().unwrap_or("en-US");
    let owner = if body["owner"].is_null() {
        cx.s.people.keys().find(|id| **id != APPLICATION_ID).copied().unwrap_or(APPLICATION_ID)
    } else {
        id_of(body, "owner")?
    };
    if !cx.s.people.contains_key(&owner) {
        return Err(Refusal::missing(format!("There is no person {owner}.")));
    }
    let id = cx.next_id();
    let guild = bare(id, name, locale, owner, cx.now);
    cx.s.guilds.insert(id, guild);
    let channel = cx.next_id();
    cx.s.channels.insert(channel, Channel::in_guild(channel, id, 0, "general", 0));
    if body["bot"] != json!(false) {
        bot_in(cx, id)?;
    }
    Ok(id)
}

/// The bot joins a server, with a role of its own.
pub(crate) fn bot_in(cx: &mut Cx<'_>, id: Id) -> Result<(), Refusal> {
    if cx.s.bot_in(id) {
        return Err(Refusal::bad("The bot is already in this server."));
    }
    let (bot_role, joined) = (cx.next_id(), cx.now);
    let name = cx.s.people.get(&APPLICATION_ID).map_or_else(String::new, |bot| bot.username.clone());
    let guild = cx.s.guilds.get_mut(&id).ok_or_else(|| guild_missing(id))?;
    let position = guild.roles.len();
    let own = Role { bot: Some(APPLICATION_ID), ..role(bot_role, &name, BOT, position) };
    guild.roles.insert(bot_role, own);
    let member = Member { roles: vec![bot_role], nick: None, joined, timeout_until: None };
    guild.members.insert(APPLICATION_ID, member);
    let guild = guild.clone();
    let create = wire::guild_create(&cx.s, &guild, cx.now);
    gateway::dispatch(cx, "GUILD_CREATE", &create, Target::of(Some(id), GUILDS));
    Ok(())
}

/// The bot is no longer in a server: its role goes with it.
pub(crate) fn bot_out(cx: &mut Cx<'_>, id: Id) {
    if let Some(guild) = cx.s.guilds.get_mut(&id) {
        guild.members.remove(&APPLICATION_ID);
        guild.roles.retain(|_, role| role.bot != Some(APPLICATION_ID));
        guild.outage = false;
    }
    cx.s.commands.retain(|command| command.guild != Some(id));
    gateway::dispatch(cx, "GUILD_DELETE", &json!({"id": id.to_string()}), Target::of(Some(id), GUILDS));
}

/// Kicks the bot.
pub(crate) fn kick_bot(cx: &mut Cx<'_>, id: Id) -> Result<(), Refusal> {
    if !cx.s.bot_in(id) {
        return Err(Refusal::bad("The bot is not in this server."));
    }
    bot_out(cx, id);
    Ok(())
}

/// An outage begins or ends.
pub(crate) fn outage(cx: &mut Cx<'_>, id: Id, body: &Value) -> Result<(), Refusal> {
    let on = body["on"] != json!(false);
    let rest = if body["rest"].is_null() { Some(503) } else { body["rest"].as_u64() };
    let rest = rest.filter(|status| matches!(status, 200 | 403 | 503));
    let rest = rest.ok_or_else(|| Refusal::bad("\"rest\" must be 200, 403 or 503."))?;
    let guild = cx.s.guilds.get_mut(&id).ok_or_else(|| guild_missing(id))?;
    guild.outage_rest = rest;
    if guild.outage == on {
        return Ok(());
    }
    guild.outage = on;
    let guild = guild.clone();
    let target = Target::of(Some(id), GUILDS);
    if on {
        gateway::dispatch(cx, "GUILD_DELETE", &json!({"id": id.to_string(), "unavailable": true}), target);
    } else {
        let create = wire::guild_create(&cx.s, &guild, cx.now);
        gateway::dispatch(cx, "GUILD_CREATE", &create, target);
    }
    Ok(())
}

/// Makes a channel.
pub(crate) fn new_channel(cx: &mut Cx<'_>, guild: Id, body: &Value) -> Result<Id, Refusal> {
    if !cx.s.guilds.contains_key(&guild) {
        return Err(guild_missing(guild));
    }
    let kind = u8::try_from(body["type"].as_u64().unwrap_or(0)).unwrap_or(0);
    if !matches!(kind, 0 | 2 | 4 | 5 | 13 | 15 | 16) {
        return Err(Refusal::bad("The type must be 0, 2, 4, 5, 13, 15 or 16."));
    }
    let name = text(body, "name")?.to_owned();
    let id = cx.next_id();
    let position = cx.s.channels.values().filter(|channel| channel.guild == Some(guild)).count();
    cx.s.channels.insert(id, Channel::in_guild(id, guild, kind, &name, position));
    cx.channel_event("CHANNEL_CREATE", id);
    Ok(id)
}

/// Deletes a channel, with its threads, or a thread.
pub(crate) fn delete_channel(cx: &mut Cx<'_>, id: Id) -> Result<(), Refusal> {
    let missing = || Refusal::missing(format!("There is no channel {id}."));
    let channel = cx.s.channels.get(&id).ok_or_else(missing)?.clone();
    let threads: Vec<Id> =
        cx.s.channels
            .values()
            .filter(|one| one.is_thread() && one.parent == Some(id))
            .map(|one| one.id)
            .collect();
    let target = Target::of(channel.guild, GUILDS);
    if channel.is_thread() {
        gateway::dispatch(cx, "THREAD_DELETE", &wire::thread_delete(&channel), target);
    } else {
        let value = wire::channel(&cx.s, &channel);
        gateway::dispatch(cx, "CHANNEL_DELETE", &value, target);
    }
    for gone in threads.into_iter().chain([id]) {
        cx.s.channels.remove(&gone);
        cx.s.messages.remove(&gone);
    }
    Ok(())
}

/// Changes a channel: name, topic; a thread: archived, locked; a forum: tags, require_tag.
pub(crate) fn edit_channel(cx: &mut Cx<'_>, id: Id, body: &Value) -> Result<(), Refusal> {
    let now = cx.now;
    let mut tags = Vec::new();
    for name in body["tags"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        tags.push((cx.next_id(), name.to_owned()));
    }
    let channel =
        cx.s.channels.get_mut(&id).ok_or_else(|| Refusal::missing(format!("There is no channel {id}.")))?;
    if let Some(name) = body["name"].as_str() {
        name.clone_into(&mut channel.name);
    }
    if let Some(topic) = body["topic"].as_str() {
        channel.topic = Some(topic.to_owned());
    }
    if body["tags"].is_array() {
        channel.tags = tags;
    }
    if let Some(on) = body["require_tag"].as_bool() {
        channel.flags = channel.flags & !16 | if on { 16 } else { 0 };
    }
    let event = if channel.is_thread() { "THREAD_UPDATE" } else { "CHANNEL_UPDATE" };
    if let Some(thread) = &mut channel.thread {
        thread.set_archived(body["archived"].as_bool().unwrap_or(thread.archived), now);
        thread.locked = body["locked"].as_bool().unwrap_or(thread.locked);
    }
    cx.channel_event(event, id);
    Ok(())
}

/// Sets a channel's exception for a role (type 0) or member (type 1); without allow and deny it goes.
pub(crate) fn overwrite(cx: &mut Cx<'_>, id: Id, target: Id, body: &Value) -> Result<(), Refusal> {
    let (allow, deny) = (bits(&body["allow"])?, bits(&body["deny"])?);
    let kind = u8::from(body["type"] == json!(1) || body["type"] == "member");
    let channel =
        cx.s.channels.get_mut(&id).ok_or_else(|| Refusal::missing(format!("There is no channel {id}.")))?;
    channel.overwrites.retain(|over| over.id != target);
    if allow | deny != 0 {
        channel.overwrites.push(Overwrite { id: target, kind, allow, deny });
    }
    cx.channel_event("CHANNEL_UPDATE", id);
    Ok(())
}
