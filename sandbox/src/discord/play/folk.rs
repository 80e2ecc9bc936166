//! People, roles and members.

use super::{
    Refusal,
    places::{GUILDS, bits, guild_missing, kick_bot, text},
};
use crate::discord::{
    APPLICATION_ID, checks,
    gateway::{self, Target},
    state::{Cx, Id, Member, Person, seed::role},
    wire,
};
use chrono::TimeDelta;
use serde_json::{Value, json};

const GUILD_MEMBERS: u64 = 1 << 1;

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
    let timeout = timeout(body)?;
    let of = cx.s.guilds.get_mut(&guild).ok_or_else(|| guild_missing(guild))?;
    let fresh = !of.members.contains_key(&user);
    let new = Member { roles: vec![], nick: None, joined: now, timeout_until: None };
    let member = of.members.entry(user).or_insert(new);
    if let Some(roles) = body["roles"].as_array() {
        member.roles = roles.iter().filter_map(checks::snowflake).collect();
        member.roles.retain(|role| of.roles.contains_key(role));
    }
    if let Some(nick) = body["nick"].as_str() {
        member.nick = Some(nick.to_owned());
    }
    if let Some(time) = timeout {
        member.timeout_until = (!time.is_zero()).then(|| now + time);
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

/// Seconds of a time-out: Discord allows 28 days.
fn timeout(body: &Value) -> Result<Option<TimeDelta>, Refusal> {
    const LONGEST: i64 = 28 * 86_400;
    match &body["timeout_s"] {
        Value::Null => Ok(None),
        value => value
            .as_i64()
            .filter(|seconds| (0..=LONGEST).contains(seconds))
            .map(|seconds| Some(TimeDelta::seconds(seconds)))
            .ok_or_else(|| Refusal::bad("\"timeout_s\" lies between 0 and 28 days.")),
    }
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
