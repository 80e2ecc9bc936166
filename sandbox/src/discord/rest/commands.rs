//! Registering commands.

use super::{Call, Hidden, Outcome, Reply};
use crate::discord::{
    APPLICATION_ID, checks,
    error::{ApiError, Problems},
    state::{Command, Cx, Id},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn unknown() -> ApiError {
    ApiError::new(404, 10063, "Unknown application command")
}

pub(super) fn list(cx: &Cx<'_>, guild: Option<Id>) -> Reply {
    let of = cx.s.commands.iter().filter(|command| command.guild == guild);
    Reply::Json(200, of.map(|command| command.body.clone()).collect())
}

pub(super) fn get(cx: &Cx<'_>, guild: Option<Id>, id: Id) -> Outcome {
    let found = cx.s.commands.iter().find(|command| command.guild == guild && command.id == id);
    Ok(Reply::Json(200, found.ok_or_else(unknown)?.body.clone()))
}

/// Does this command have the checked one's scope, type and name?
fn same(one: &Command, guild: Option<Id>, checked: &Value) -> bool {
    one.guild == guild && checked["type"] == json!(one.kind) && checked["name"] == json!(one.name)
}

/// The most commands of a type in a scope; only the global one has an entry point.
fn most(kind: u64, guild: Option<Id>) -> usize {
    match (kind, guild) {
        (1, _) => 100,
        (2 | 3, _) => 15,
        (_, None) => 1,
        (_, Some(_)) => 0,
    }
}

/// Finishes a checked command with its ids; an old one of the same name keeps its id.
fn finish(cx: &mut Cx<'_>, guild: Option<Id>, mut body: Value, old: Option<Id>) -> Command {
    let kind = body["type"].as_u64().unwrap_or(1);
    let name = body["name"].as_str().unwrap_or("").to_owned();
    let known = cx.s.commands.iter().find(|one| same(one, guild, &body));
    let kept = old.or(known.map(|one| one.id));
    let version = cx.next_id();
    let id = kept.unwrap_or_else(|| cx.next_id());
    body["id"] = json!(id.to_string());
    body["application_id"] = json!(APPLICATION_ID.to_string());
    body["version"] = json!(version.to_string());
    if let Some(guild) = guild {
        body["guild_id"] = json!(guild.to_string());
    }
    Command { id, guild, kind, name, body }
}

pub(super) fn overwrite(cx: &mut Cx<'_>, call: &Call, guild: Option<Id>) -> Outcome {
    let Some(list) = call.body.as_array() else {
        return Err(ApiError::form("", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType."));
    };
    let mut checked = Vec::new();
    let (mut names, mut problems) = (BTreeSet::new(), Problems::default());
    for (n, body) in list.iter().enumerate() {
        let command = checks::command(body, &n.to_string(), guild.is_some())?;
        if !names.insert((command["type"].as_u64(), command["name"].to_string())) {
            let code = "APPLICATION_COMMANDS_DUPLICATE_NAME";
            problems.add(&format!("{n}.name"), code, "Application command names must be unique");
        }
        checked.push(command);
    }
    problems.into_result()?;
    for kind in 1..=4 {
        if checked.iter().filter(|one| one["type"] == json!(kind)).count() > most(kind, guild) {
            return Err(too_many(most(kind, guild)));
        }
    }
    for command in &checked {
        if !cx.s.commands.iter().any(|one| same(one, guild, command)) {
            cx.limit(Hidden::Creates, guild.unwrap_or(0))?;
        }
    }
    let new: Vec<Command> = checked.into_iter().map(|body| finish(cx, guild, body, None)).collect();
    cx.s.commands.retain(|command| command.guild != guild);
    let answer = new.iter().map(|command| command.body.clone()).collect();
    cx.s.commands.extend(new);
    Ok(Reply::Json(200, answer))
}

fn too_many(most: usize) -> ApiError {
    ApiError::new(400, 30032, &format!("Maximum number of application commands reached ({most})."))
}

pub(super) fn create(cx: &mut Cx<'_>, call: &Call, guild: Option<Id>) -> Outcome {
    let body = checks::command(&call.body, "", guild.is_some())?;
    let command = finish(cx, guild, body, None);
    let known = cx.s.commands.iter().any(|one| one.id == command.id);
    let most = most(command.kind, guild);
    let count = cx.s.commands.iter().filter(|one| one.guild == guild && one.kind == command.kind).count();
    if !known && count >= most {
        return Err(too_many(most));
    }
    if !known {
        cx.limit(Hidden::Creates, guild.unwrap_or(0))?;
    }
    let (status, answer) = (if known { 200 } else { 201 }, command.body.clone());
    cx.s.commands.retain(|one| one.id != command.id);
    cx.s.commands.push(command);
    Ok(Reply::Json(status, answer))
}

pub(super) fn edit(cx: &mut Cx<'_>, call: &Call, guild: Option<Id>, id: Id) -> Outcome {
    let found = cx.s.commands.iter().find(|command| command.guild == guild && command.id == id);
    let mut body = found.ok_or_else(unknown)?.body.clone();
    if let Some(changes) = call.body.as_object() {
        for (key, value) in changes {
            body[key.as_str()] = value.clone();
        }
    }
    let checked = checks::command(&body, "", guild.is_some())?;
    if cx.s.commands.iter().any(|one| one.id != id && same(one, guild, &checked)) {
        return Err(ApiError::new(400, 40041, "A command with that name already exists"));
    }
    let command = finish(cx, guild, checked, Some(id));
    let answer = command.body.clone();
    cx.s.commands.retain(|one| one.id != id);
    cx.s.commands.push(command);
    Ok(Reply::Json(200, answer))
}

pub(super) fn delete(cx: &mut Cx<'_>, guild: Option<Id>, id: Id) -> Outcome {
    let before = cx.s.commands.len();
    cx.s.commands.retain(|command| command.guild != guild || command.id != id);
    if cx.s.commands.len() == before { Err(unknown()) } else { Ok(Reply::Empty) }
}
