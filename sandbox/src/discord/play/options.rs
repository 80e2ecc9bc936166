//! Filling a command's options, as the client does before it sends them.

use super::{Place, Refusal, sees};
use crate::discord::{
    checks::{FILE_MAX, Upload, snowflake},
    compose, rights,
    state::{Cx, Id},
    wire,
};
use axum::body::Bytes;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Map, Value, json};

/// The options with their values, in the command's order.
pub(super) fn filled(
    cx: &mut Cx<'_>,
    place: Place,
    options: &[Value],
    given: &Map<String, Value>,
    resolved: &mut Value,
) -> Result<Vec<Value>, Refusal> {
    known(options, given)?;
    let mut values = Vec::new();
    for option in options {
        let name = option["name"].as_str().unwrap_or("");
        let Some(value) = given.get(name).filter(|value| !value.is_null()) else {
            if option["required"] == json!(true) {
                return Err(Refusal::bad(format!("The option \"{name}\" is required.")));
            }
            continue;
        };
        let kind = option["type"].as_u64().unwrap_or(3);
        let value = match kind {
            3 => text(option, name, value)?,
            4 | 10 => number(option, name, value, kind == 4)?,
            5 => json!(flag(value).ok_or_else(|| wrong(name, "true or false"))?),
            11 => file(cx, name, value, resolved)?,
            _ => mention(cx, place, option, name, value, resolved)?,
        };
        values.push(json!({"name": name, "type": kind, "value": value}));
    }
    Ok(values)
}

/// What was typed so far, unchecked, with one option in focus.
pub(super) fn partial(
    options: &[Value],
    given: &Map<String, Value>,
    focused: &str,
) -> Result<Vec<Value>, Refusal> {
    known(options, given)?;
    let mut values = Vec::new();
    for option in options {
        let name = option["name"].as_str().unwrap_or("");
        let value = given.get(name).filter(|value| !value.is_null());
        let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if name == focused {
            let typed = value.map_or_else(String::new, plain);
            values.push(json!({"name": name, "type": option["type"], "value": typed, "focused": true}));
        } else if let Some(value) = value {
            values.push(json!({"name": name, "type": option["type"], "value": value}));
        }
    }
    Ok(values)
}

fn known(options: &[Value], given: &Map<String, Value>) -> Result<(), Refusal> {
    let stranger = given.keys().find(|name| options.iter().all(|option| option["name"] != name.as_str()));
    stranger.map_or(Ok(()), |name| Err(Refusal::bad(format!("The command has no option \"{name}\"."))))
}

fn wrong(name: &str, what: &str) -> Refusal {
    Refusal::bad(format!("The option \"{name}\" must be {what}."))
}

fn flag(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| match value.as_str() {
        Some("true" | "True") => Some(true),
        Some("false" | "False") => Some(false),
        _ => None,
    })
}

/// The value of a choice, given by value or by name; None where there are no choices.
fn chosen(option: &Value, name: &str, value: &Value) -> Result<Option<Value>, Refusal> {
    let Some(choices) = option["choices"].as_array().filter(|choices| !choices.is_empty()) else {
        return Ok(None);
    };
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let fits = |choice: &&Value| plain(&choice["value"]) == plain(value) || choice["name"] == *value;
    let choice = choices.iter().find(fits).ok_or_else(|| wrong(name, "one of its choices"))?;
    Ok(Some(choice["value"].clone()))
}

fn text(option: &Value, name: &str, value: &Value) -> Result<Value, Refusal> {
    if let Some(value) = chosen(option, name, value)? {
        return Ok(value);
    }
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let count = text.chars().count();
    let least = option["min_length"].as_u64().unwrap_or(1).max(1);
    let most = option["max_length"].as_u64().unwrap_or(6000);
    if !(least..=most).contains(&(count as u64)) {
        return Err(wrong(name, &format!("{least} to {most} characters long")));
    }
    Ok(json!(text))
}

fn number(option: &Value, name: &str, value: &Value, whole: bool) -> Result<Value, Refusal> {
    if let Some(value) = chosen(option, name, value)? {
        return Ok(value);
    }
    let parsed: Value = match value.as_str() {
        Some(text) => serde_json::from_str(text.trim()).unwrap_or(Value::Null),
        None => value.clone(),
    };
    let Some(number) = parsed.as_f64().filter(|_| !whole || parsed.is_i64()) else {
        return Err(wrong(name, if whole { "a whole number" } else { "a number" }));
    };
    let least = option["min_value"].as_f64().unwrap_or(-9_007_199_254_740_992.0);
    let most = option["max_value"].as_f64().unwrap_or(9_007_199_254_740_992.0);
    if number < least || number > most {
        return Err(wrong(name, &format!("between {least} and {most}")));
    }
    Ok(parsed)
}

/// A file to hand in: `{"filename", "content"}` with a text, or `{"filename", "base64"}`. Answers its id.
pub(super) fn file(
    cx: &mut Cx<'_>,
    name: &str,
    value: &Value,
    resolved: &mut Value,
) -> Result<Value, Refusal> {
    let shape = || wrong(name, "an object with \"filename\", and \"content\" or \"base64\"");
    let filename = value["filename"].as_str().ok_or_else(shape)?;
    let bytes = match (value["content"].as_str(), value["base64"].as_str()) {
        (Some(text), None) => Bytes::copy_from_slice(text.as_bytes()),
        (None, Some(text)) => Bytes::from(BASE64_STANDARD.decode(text).map_err(|_| shape())?),
        _ => return Err(shape()),
    };
    if bytes.len() > FILE_MAX {
        let sentence = "Your files are too powerful. Max file size: 10 MB.".to_owned();
        return Err(Refusal { status: 413, sentence });
    }
    let upload = Upload {
        slot: 0,
        filename: filename.to_owned(),
        content_type: value["content_type"].as_str().map(str::to_owned),
        bytes,
    };
    let stored = compose::store(cx, &upload, filename.to_owned(), None);
    let id = stored.id.to_string();
    put(resolved, "attachments", &id, wire::attachment(&cx.s.base, &stored, true));
    Ok(json!(id))
}

fn put(resolved: &mut Value, kind: &str, id: &str, value: Value) {
    if !resolved[kind].is_object() {
        resolved[kind] = json!({});
    }
    resolved[kind][id] = value;
}

/// A user, channel or role, by id or by name.
fn mention(
    cx: &Cx<'_>,
    place: Place,
    option: &Value,
    name: &str,
    value: &Value,
    resolved: &mut Value,
) -> Result<Value, Refusal> {
    let kind = option["type"].as_u64().unwrap_or(0);
    let typed = value.as_str().unwrap_or("").trim_start_matches(['@', '#']);
    let id = snowflake(value);
    if matches!(kind, 6 | 9)
        && let Some(person) = cx.s.people.values().find(|one| Some(one.id) == id || one.username == typed)
    {
        resolve_user(cx, place, person.id, resolved);
        return Ok(json!(person.id.to_string()));
    }
    let guild = place.guild.and_then(|id| cx.s.guilds.get(&id));
    if matches!(kind, 8 | 9)
        && let Some(role) = guild.and_then(|guild| {
            guild.roles.values().find(|one| Some(one.id) == id || one.name.trim_start_matches('@') == typed)
        })
    {
        put(resolved, "roles", &role.id.to_string(), wire::role(role));
        return Ok(json!(role.id.to_string()));
    }
    if kind == 7
        && let Some(channel) = cx.s.channels.values().find(|one| {
            let here = one.guild.is_some() && one.guild == place.guild && sees(cx, place.user, one);
            here && (Some(one.id) == id || one.name == typed)
        })
    {
        let types = option["channel_types"].as_array().filter(|types| !types.is_empty());
        if types.is_some_and(|types| !types.contains(&json!(channel.kind))) {
            return Err(wrong(name, "a channel of another type"));
        }
        put(resolved, "channels", &channel.id.to_string(), wire::partial_channel(cx, channel, place.user));
        return Ok(json!(channel.id.to_string()));
    }
    Err(wrong(name, "somebody or something that exists here"))
}

/// A user with their membership.
pub(super) fn resolve_user(cx: &Cx<'_>, place: Place, user: Id, resolved: &mut Value) {
    put(resolved, "users", &user.to_string(), wire::user(&cx.s, user));
    let guild = place.guild.and_then(|id| cx.s.guilds.get(&id));
    let Some((guild, member)) = guild.and_then(|guild| Some((guild, guild.members.get(&user)?))) else {
        return;
    };
    let mut value = wire::bare_member(member);
    if let Some(object) = value.as_object_mut() {
        object.remove("deaf");
        object.remove("mute");
    }
    value["permissions"] = json!(rights::in_guild(guild, user).to_string());
    put(resolved, "members", &user.to_string(), value);
}

/// A role or channel picked in a menu.
pub(super) fn resolve_other(cx: &Cx<'_>, place: Place, id: Id, resolved: &mut Value) -> bool {
    let guild = place.guild.and_then(|id| cx.s.guilds.get(&id));
    if let Some(role) = guild.and_then(|guild| guild.roles.get(&id)) {
        put(resolved, "roles", &id.to_string(), wire::role(role));
        return true;
    }
    let channel = cx.s.channels.get(&id).filter(|one| one.guild.is_some() && one.guild == place.guild);
    if let Some(channel) = channel {
        put(resolved, "channels", &id.to_string(), wire::partial_channel(cx, channel, place.user));
    }
    channel.is_some()
}
