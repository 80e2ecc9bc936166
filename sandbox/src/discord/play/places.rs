//! Servers, channels, roles and people: made, changed, taken away, each with the events that Discord sends.

use super::{Refusal, id_of};
use crate::discord::{
    APPLICATION_ID,
    gateway::{self, Target},
    rights,
    state::{
        Channel, Cx, Id, Member, Overwrite, Person, Role,
        seed::{BOT, bare, role},
    },
    wire,
};
use chrono::TimeDelta;
use serde_json::{Value, json};

const GUILDS: u64 = 1;
const GUILD_MEMBERS: u64 = 1 << 1;

fn text<'a>(body: &'a Value, key: &str) -> Result<&'a str, Refusal> {
    let text = body[key].as_str().filter(|text| !text.trim().is_empty());
    text.ok_or_else(|| Refusal::bad(format!("\"{key}\" must be a text.")))
}

/// Rights as a number, a decimal string or a list of names.
fn bits(value: &Value) -> Result<u64, Refusal> {
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

fn guild_missing(id: Id) -> Refusal {
    Refusal::missing(format!("There is no server {id}."))
}

/// Makes a person.
pub(crate) fn new_person(cx: &mut Cx<'_>, body: &Value) -> Result<Id, Refusal> {
    let username = text(body, "username")?.to_owned();
    if cx.s.people.values().any(|person| person.username == username) {
        return Err(Refusal::bad(format!("There is already somebody called {username}.")));
    }
    let id = cx.next_id();
    let person = Person {
        id,
        username,
        global_name: body["global_name"].as_str().map(str::to_owned),
        locale: body["locale"].as_str().unwrap_or("en-US").to_owned(),
        bot: false,
        installed: body["installed"] == json!(true),
        dms_open: body["dms_open"] != json!(false),
    };
    cx.s.people.insert(id, person);
    Ok(id)
}

/// Changes a person: locale, installed, dms_open.
pub(crate) fn edit_person(cx: &mut Cx<'_>, id: Id, body: &Value) -> Result<(), Refusal> {
    let person =
        cx.s.people.get_mut(&id).ok_or_else(|| Refusal::missing(format!("There is no person {id}.")))?;
    person.installed = body["installed"].as_bool().unwrap_or(person.installed);
    person.dms_open = body["dms_open"].as_bool().unwrap_or(person.dms_open);
    if let Some(locale) = body["locale"].as_str() {
        locale.clone_into(&mut person.locale);
    }
    Ok(())
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
pub(crate) fn outage(cx: &mut Cx<'_>, id: Id, on: bool) -> Result<(), Refusal> {
    let guild = cx.s.guilds.get_mut(&id).ok_or_else(|| guild_missing(id))?;
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
    if !tags.is_empty() {
        channel.tags = tags;
    }
    if let Some(on) = body["require_tag"].as_bool() {
        channel.flags = channel.flags & !16 | if on { 16 } else { 0 };
    }
    let event = if channel.is_thread() { "THREAD_UPDATE" } else { "CHANNEL_UPDATE" };
    if let Some(thread) = &mut channel.thread {
        thread.archived = body["archived"].as_bool().unwrap_or(thread.archived);
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

/// Makes a role, or changes the one with this id.
pub(crate) fn put_role(cx: &mut Cx<'_>, guild: Id, known: Option<Id>, body: &Value) -> Result<Id, Refusal> {
    let permissions = if body["permissions"].is_null() { None } else { Some(bits(&body["permissions"])?) };
    let new = cx.next_id();
    let of = cx.s.guilds.get_mut(&guild).ok_or_else(|| guild_missing(guild))?;
    let (id, position) = (known.unwrap_or(new), of.roles.len());
    if known.is_some_and(|id| !of.roles.contains_key(&id)) {
        return Err(Refusal::missing(format!("There is no role {id}.")));
    }
    let changed = of.roles.entry(id).or_insert_with(|| role(id, "new role", 0, position));
    if let Some(name) = body["name"].as_str() {
        name.clone_into(&mut changed.name);
    }
    changed.permissions = permissions.unwrap_or(changed.permissions);
    changed.mentionable = body["mentionable"].as_bool().unwrap_or(changed.mentionable);
    let value = json!({"guild_id": guild.to_string(), "role": wire::role(changed)});
    let event = if known.is_some() { "GUILD_ROLE_UPDATE" } else { "GUILD_ROLE_CREATE" };
    gateway::dispatch(cx, event, &value, Target::of(Some(guild), GUILDS));
    Ok(id)
}

/// Deletes a role.
pub(crate) fn delete_role(cx: &mut Cx<'_>, guild: Id, id: Id) -> Result<(), Refusal> {
    let of = cx.s.guilds.get_mut(&guild).ok_or_else(|| guild_missing(guild))?;
    if id == guild || of.roles.remove(&id).is_none() {
        return Err(Refusal::missing(format!("There is no role {id} that could be deleted.")));
    }
    of.members.values_mut().for_each(|member| member.roles.retain(|role| *role != id));
    let value = json!({"guild_id": guild.to_string(), "role_id": id.to_string()});
    gateway::dispatch(cx, "GUILD_ROLE_DELETE", &value, Target::of(Some(guild), GUILDS));
    Ok(())
}

/// Lets somebody join a server, or changes their roles, nick or time-out.
pub(crate) fn put_member(cx: &mut Cx<'_>, guild: Id, user: Id, body: &Value) -> Result<(), Refusal> {
    if !cx.s.people.contains_key(&user) {
        return Err(Refusal::missing(format!("There is no person {user}.")));
    }
    let now = cx.now;
    let of = cx.s.guilds.get_mut(&guild).ok_or_else(|| guild_missing(guild))?;
    let fresh = !of.members.contains_key(&user);
    let new = Member { roles: vec![], nick: None, joined: now, timeout_until: None };
    let member = of.members.entry(user).or_insert(new);
    if let Some(roles) = body["roles"].as_array() {
        member.roles = roles.iter().filter_map(crate::discord::checks::snowflake).collect();
        member.roles.retain(|role| of.roles.contains_key(role));
    }
    if let Some(nick) = body["nick"].as_str() {
        member.nick = Some(nick.to_owned());
    }
    if let Some(seconds) = body["timeout_s"].as_i64() {
        member.timeout_until = (seconds > 0).then(|| now + TimeDelta::seconds(seconds));
    }
    let member = member.clone();
    let mut value = wire::member(&cx.s, user, &member);
    value["guild_id"] = json!(guild.to_string());
    let event = if fresh { "GUILD_MEMBER_ADD" } else { "GUILD_MEMBER_UPDATE" };
    // The bot hears of its own membership without the privileged intent.
    let intents = if user == APPLICATION_ID { GUILDS | GUILD_MEMBERS } else { GUILD_MEMBERS };
    gateway::dispatch(cx, event, &value, Target::of(Some(guild), intents));
    Ok(())
}

/// Somebody leaves a server.
pub(crate) fn remove_member(cx: &mut Cx<'_>, guild: Id, user: Id) -> Result<(), Refusal> {
    if user == APPLICATION_ID {
        return kick_bot(cx, guild);
    }
    let of = cx.s.guilds.get_mut(&guild).ok_or_else(|| guild_missing(guild))?;
    if of.owner == user || of.members.remove(&user).is_none() {
        return Err(Refusal::bad("This person is the owner or not a member."));
    }
    let value = json!({"guild_id": guild.to_string(), "user": wire::user(&cx.s, user)});
    gateway::dispatch(cx, "GUILD_MEMBER_REMOVE", &value, Target::of(Some(guild), GUILD_MEMBERS));
    Ok(())
}
