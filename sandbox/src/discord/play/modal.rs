//! Filling in a modal and sending it.

use super::{
    Refusal, at, id_of, options, person,
    start::{Start, start},
};
use crate::discord::state::{Cx, Id};
use serde_json::{Map, Value, json};

/// Submits the modal that an interaction opened.
pub(crate) fn submit(cx: &mut Cx<'_>, body: &Value) -> Result<Id, Refusal> {
    let user = person(cx, body)?;
    let opener = id_of(body, "interaction")?;
    let none = || Refusal::missing(format!("The interaction {opener} opened no modal that is still open."));
    let of = cx.s.interactions.get(&opener).filter(|of| of.user == user).ok_or_else(none)?.clone();
    let modal = of.modal.clone().ok_or_else(none)?;
    let force = body["force"] == json!(true);
    let empty = Map::new();
    let values = body["values"].as_object().unwrap_or(&empty);
    let (mut used, mut resolved) = (0, json!({}));
    let mut components = Vec::new();
    for top in modal["components"].as_array().into_iter().flatten() {
        let mut sent = json!({"type": top["type"], "id": top["id"]});
        match top["type"].as_u64() {
            Some(1) => sent["components"] = json!([field(&top["components"][0], values, force, &mut used)?]),
            Some(18) if top["component"]["type"] == json!(19) => {
                sent["component"] = upload(cx, &top["component"], values, &mut used, &mut resolved)?;
            }
            Some(18) => sent["component"] = field(&top["component"], values, force, &mut used)?,
            _ => {}
        }
        components.push(sent);
    }
    if used < values.len() && !force {
        return Err(Refusal::bad("The modal has no field of one of these names."));
    }
    let place = at(cx, user, of.channel)?;
    let custom_id =
        body["custom_id"].as_str().filter(|_| force).map_or(modal["custom_id"].clone(), |id| json!(id));
    let mut data = json!({"custom_id": custom_id, "components": components});
    if resolved.as_object().is_some_and(|resolved| !resolved.is_empty()) {
        data["resolved"] = resolved;
    }
    let metadata = json!({"triggering_interaction_metadata": of.metadata});
    if let Some(of) = cx.s.interactions.get_mut(&opener) {
        of.modal = None;
    }
    let locale = body["locale"].as_str().map(str::to_owned);
    let owners = of.owners.clone();
    let (source, command) = (of.source, None);
    Ok(start(cx, Start { kind: 5, place, data, owners, source, metadata, focused: 0, locale, command }))
}

/// A field of files: the person hands them in, the bot gets their ids and what they are.
fn upload(
    cx: &mut Cx<'_>,
    of: &Value,
    values: &Map<String, Value>,
    used: &mut usize,
    resolved: &mut Value,
) -> Result<Value, Refusal> {
    let name = of["custom_id"].as_str().unwrap_or("");
    let given = values.get(name);
    *used += usize::from(given.is_some());
    let files = given.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let required = of["required"].as_bool().unwrap_or(true);
    let least = of["min_values"].as_u64().unwrap_or(1);
    let most = of["max_values"].as_u64().unwrap_or(1);
    let count = files.len() as u64;
    if count > most || count < least && (required || count > 0) {
        return Err(Refusal::bad(format!("The field \"{name}\" takes {least} to {most} files.")));
    }
    let ids = files.iter().map(|file| options::file(cx, name, file, resolved));
    let ids = ids.collect::<Result<Vec<Value>, Refusal>>()?;
    Ok(json!({"type": of["type"], "id": of["id"], "custom_id": name, "values": ids}))
}

/// One filled field.
fn field(of: &Value, values: &Map<String, Value>, force: bool, used: &mut usize) -> Result<Value, Refusal> {
    let name = of["custom_id"].as_str().unwrap_or("");
    let given = values.get(name);
    *used += usize::from(given.is_some());
    let mut sent = json!({"type": of["type"], "id": of["id"], "custom_id": name});
    let required = of["required"].as_bool().unwrap_or(true);
    if matches!(of["type"].as_u64(), Some(21 | 23)) {
        // A radio group has one value or none, a checkbox is on or off.
        let none = if of["type"] == json!(23) { json!(false) } else { Value::Null };
        let value = given.cloned().unwrap_or(none);
        if required && !force && value.is_null() {
            return Err(Refusal::bad(format!("The field \"{name}\" is required.")));
        }
        sent["value"] = value;
        return Ok(sent);
    }
    if of["type"] != json!(4) {
        let list = given.cloned().unwrap_or(json!([]));
        if required && !force && list.as_array().is_none_or(Vec::is_empty) {
            return Err(Refusal::bad(format!("The field \"{name}\" is required.")));
        }
        sent["values"] = list;
        return Ok(sent);
    }
    let text = given.or(Some(&of["value"])).and_then(Value::as_str).unwrap_or("");
    let count = text.chars().count() as u64;
    let least = of["min_length"].as_u64().unwrap_or(0);
    let most = of["max_length"].as_u64().unwrap_or(4000);
    if !force {
        if count == 0 && required {
            return Err(Refusal::bad(format!("The field \"{name}\" is required.")));
        }
        if count > 0 && !(least..=most).contains(&count) {
            return Err(Refusal::bad(format!("The field \"{name}\" takes {least} to {most} characters.")));
        }
    }
    sent["value"] = json!(text);
    Ok(sent)
}
