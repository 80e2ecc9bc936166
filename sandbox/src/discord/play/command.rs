//! Running a command and asking for suggestions.

use super::{
    Place, Refusal, options, place,
    start::{Start, owners, start},
};
use crate::discord::{
    rights,
    state::{Command, Cx, Id},
};
use serde_json::{Map, Value, json};

/// A command found by what was typed: itself, the path below it, and the options of that level.
struct Found {
    command: Command,
    /// Subcommand group and subcommand, with their types.
    path: Vec<(String, u64)>,
    options: Vec<Value>,
}

/// Runs a command as somebody.
pub(crate) fn run(cx: &mut Cx<'_>, body: &Value) -> Result<Id, Refusal> {
    let place = place(cx, body)?;
    let found = find(cx, place, body)?;
    let given = given(body)?;
    let mut resolved = json!({});
    let values = options::filled(cx, place, &found.options, &given, &mut resolved)?;
    let mut data = data(&found, values);
    if resolved.as_object().is_some_and(|resolved| !resolved.is_empty()) {
        data["resolved"] = resolved;
    }
    Ok(begin(cx, place, &found, data, 2, 0, body))
}

/// Asks for suggestions as somebody; the choices come with the answer.
pub(crate) fn autocomplete(cx: &mut Cx<'_>, body: &Value) -> Result<Id, Refusal> {
    let place = place(cx, body)?;
    let found = find(cx, place, body)?;
    let focused = body["focused"].as_str().ok_or_else(|| Refusal::bad("\"focused\" must name an option."))?;
    let option = found.options.iter().find(|option| option["name"] == focused);
    let option = option.ok_or_else(|| Refusal::bad(format!("The command has no option \"{focused}\".")))?;
    if option["autocomplete"] != json!(true) {
        return Err(Refusal::bad(format!("The option \"{focused}\" has no autocomplete.")));
    }
    let kind = option["type"].as_i64().unwrap_or(3);
    let values = options::partial(&found.options, &given(body)?, focused)?;
    let data = data(&found, values);
    Ok(begin(cx, place, &found, data, 4, kind, body))
}

fn given(body: &Value) -> Result<Map<String, Value>, Refusal> {
    match &body["options"] {
        Value::Null => Ok(Map::new()),
        Value::Object(options) => Ok(options.clone()),
        _ => Err(Refusal::bad("\"options\" must be an object of names and values.")),
    }
}

fn begin(
    cx: &mut Cx<'_>,
    place: Place,
    found: &Found,
    data: Value,
    kind: u8,
    focused: i64,
    body: &Value,
) -> Id {
    let owners = owners(cx, place, &types(&found.command));
    let locale = body["locale"].as_str().map(str::to_owned);
    let (source, metadata) = (None, json!({}));
    let path = found.path.iter().map(|(name, _)| name.as_str());
    let command = std::iter::once(found.command.name.as_str()).chain(path).collect::<Vec<_>>().join(" ");
    let command = Some(command);
    start(cx, Start { kind, place, data, owners, source, metadata, focused, locale, command })
}

/// Nests the values below group and subcommand.
fn data(found: &Found, values: Vec<Value>) -> Value {
    let mut inner = values;
    for (name, kind) in found.path.iter().rev() {
        inner = vec![json!({"name": name, "type": kind, "options": inner})];
    }
    let command = &found.command;
    let mut data =
        json!({"id": command.id.to_string(), "name": command.name, "type": command.kind, "options": inner});
    if let Some(guild) = command.guild {
        data["guild_id"] = json!(guild.to_string());
    }
    data
}

fn numbers(value: &Value) -> Option<Vec<u64>> {
    Some(value.as_array()?.iter().filter_map(Value::as_u64).collect())
}

fn types(command: &Command) -> Vec<u64> {
    numbers(&command.body["integration_types"]).unwrap_or_else(|| vec![0])
}

fn find(cx: &Cx<'_>, place: Place, body: &Value) -> Result<Found, Refusal> {
    let typed = body["command"].as_str().unwrap_or("").trim().trim_start_matches('/');
    let mut words = typed.split_whitespace();
    let name = words.next().unwrap_or("");
    let of = |guild: Option<Id>| {
        cx.s.commands.iter().find(|one| one.kind == 1 && one.guild == guild && one.name == name)
    };
    let own = place.guild.filter(|_| place.bot_here).and_then(|guild| of(Some(guild)));
    let command = own
        .or_else(|| of(None))
        .ok_or_else(|| Refusal::missing(format!("There is no command \"/{name}\".")))?;
    available(cx, place, command)?;
    let mut level = Command::options(&command.body);
    let mut path = Vec::new();
    for word in words {
        let next =
            level.iter().find(|one| one["name"] == word && matches!(one["type"].as_u64(), Some(1 | 2)));
        let next = next.ok_or_else(|| Refusal::missing(format!("There is no command \"/{typed}\".")))?;
        path.push((word.to_owned(), next["type"].as_u64().unwrap_or(1)));
        level = Command::options(next);
    }
    if level.iter().any(|one| matches!(one["type"].as_u64(), Some(1 | 2))) {
        return Err(Refusal::bad(format!("\"/{typed}\" can't be run by itself: choose a subcommand.")));
    }
    Ok(Found { command: command.clone(), path, options: level.to_vec() })
}

/// Would the client show this command here?
fn available(cx: &Cx<'_>, place: Place, command: &Command) -> Result<(), Refusal> {
    let name = &command.name;
    let context = u64::from(place.guild.is_none());
    if numbers(&command.body["contexts"]).is_some_and(|contexts| !contexts.contains(&context)) {
        return Err(Refusal::bad(format!("\"/{name}\" can't be used here.")));
    }
    let types = types(command);
    let installed = cx.s.people.get(&place.user).is_some_and(|person| person.installed);
    if !(place.bot_here && types.contains(&0) || installed && types.contains(&1)) {
        return Err(Refusal::bad(format!("\"/{name}\" is not installed here.")));
    }
    let Some(channel) = cx.s.channels.get(&place.channel).filter(|_| place.guild.is_some()) else {
        return Ok(());
    };
    let theirs = cx.s.rights(place.user, channel, cx.now).unwrap_or(0);
    if theirs & rights::USE_APPLICATION_COMMANDS == 0 {
        return Err(Refusal { status: 403, sentence: "This person may not use commands here.".to_owned() });
    }
    let wanted =
        command.body["default_member_permissions"].as_str().and_then(|bits| bits.parse::<u64>().ok());
    let refused = match wanted {
        Some(0) => theirs & rights::ADMINISTRATOR == 0,
        Some(bits) => theirs & bits != bits,
        None => false,
    };
    if refused && place.bot_here {
        return Err(Refusal { status: 403, sentence: format!("This person may not use \"/{name}\".") });
    }
    Ok(())
}
