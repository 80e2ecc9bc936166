//! Pressing buttons and choosing from menus.

use super::{
    Place, Refusal, at, id_of, options, person,
    start::{Start, owners, start},
};
use crate::discord::state::{Cx, Id, Message};
use serde_json::{Value, json};

/// The message of a request and the person's place.
fn message(cx: &Cx<'_>, body: &Value) -> Result<(Place, Message), Refusal> {
    let user = person(cx, body)?;
    let id = id_of(body, "message")?;
    let found =
        cx.s.messages.values().find_map(|list| list.get(&id)).filter(|message| message.visible_to(user));
    let message =
        found.ok_or_else(|| Refusal::missing(format!("This person sees no message {id}.")))?.clone();
    Ok((at(cx, user, message.channel)?, message))
}

/// A component by its `custom_id`, wherever it is nested.
fn component<'a>(list: &'a [Value], custom_id: &str) -> Option<&'a Value> {
    list.iter().find_map(|one| {
        if one["custom_id"] == custom_id {
            return Some(one);
        }
        let inner = one["components"].as_array().and_then(|list| component(list, custom_id));
        inner.or_else(|| Some(&one["accessory"]).filter(|one| one["custom_id"] == custom_id))
    })
}

fn custom_id(body: &Value) -> Result<&str, Refusal> {
    body["custom_id"].as_str().ok_or_else(|| Refusal::bad("\"custom_id\" must be a string."))
}

fn begin(cx: &mut Cx<'_>, place: Place, message: &Message, data: Value, body: &Value) -> Id {
    let kept = message.metadata.as_ref().map(|metadata| metadata["authorizing_integration_owners"].clone());
    let owners = kept.unwrap_or_else(|| owners(cx, place, &[0]));
    let metadata = json!({"interacted_message_id": message.id.to_string()});
    let locale = body["locale"].as_str().map(str::to_owned);
    let (source, command) = (Some(message.id), None);
    start(cx, Start { kind: 3, place, data, owners, source, metadata, focused: 0, locale, command })
}

/// Presses a button; with `force` any `custom_id` is sent.
pub(crate) fn press(cx: &mut Cx<'_>, body: &Value) -> Result<Id, Refusal> {
    let (place, message) = message(cx, body)?;
    let custom_id = custom_id(body)?;
    let found = component(&message.components, custom_id).filter(|one| one["type"] == json!(2));
    let force = body["force"] == json!(true);
    if !force {
        let button =
            found.ok_or_else(|| Refusal::bad(format!("The message has no button \"{custom_id}\".")))?;
        if button["disabled"] == json!(true) {
            return Err(Refusal::bad(format!("The button \"{custom_id}\" is disabled.")));
        }
    }
    let id = found.map_or(json!(1), |button| button["id"].clone());
    let data = json!({"custom_id": custom_id, "component_type": 2, "id": id});
    Ok(begin(cx, place, &message, data, body))
}

/// Chooses from a menu; with `force` any `custom_id` and values are sent.
pub(crate) fn choose(cx: &mut Cx<'_>, body: &Value) -> Result<Id, Refusal> {
    let (place, message) = message(cx, body)?;
    let custom_id = custom_id(body)?;
    let values: Vec<String> = body["values"].as_array().map_or(vec![], |values| {
        values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect()
    });
    let menu = component(&message.components, custom_id);
    let menu = menu.filter(|one| matches!(one["type"].as_u64(), Some(3 | 5..=8)));
    let force = body["force"] == json!(true);
    let mut resolved = json!({});
    if let Some(menu) = menu.filter(|_| !force) {
        fits(cx, place, menu, &values, &mut resolved)?;
    } else if !force {
        return Err(Refusal::bad(format!("The message has no menu \"{custom_id}\".")));
    }
    let kind = menu.and_then(|menu| menu["type"].as_u64()).unwrap_or(3);
    let id = menu.map_or(json!(1), |menu| menu["id"].clone());
    let mut data = json!({"custom_id": custom_id, "component_type": kind, "id": id, "values": values});
    if kind != 3 {
        data["resolved"] = resolved;
    }
    Ok(begin(cx, place, &message, data, body))
}

fn fits(
    cx: &Cx<'_>,
    place: Place,
    menu: &Value,
    values: &[String],
    resolved: &mut Value,
) -> Result<(), Refusal> {
    if menu["disabled"] == json!(true) {
        return Err(Refusal::bad("The menu is disabled."));
    }
    let least = menu["min_values"].as_u64().unwrap_or(1);
    let most = menu["max_values"].as_u64().unwrap_or(1);
    if !(least..=most).contains(&(values.len() as u64)) {
        return Err(Refusal::bad(format!("The menu takes {least} to {most} values.")));
    }
    for value in values {
        let known = if menu["type"] == json!(3) {
            menu["options"]
                .as_array()
                .is_some_and(|options| options.iter().any(|one| one["value"] == value.as_str()))
        } else {
            value.parse().is_ok_and(|id: Id| {
                let user = matches!(menu["type"].as_u64(), Some(5 | 7)) && cx.s.people.contains_key(&id);
                if user {
                    options::resolve_user(cx, place, id, resolved);
                }
                user || options::resolve_other(cx, place, id, resolved)
            })
        };
        if !known {
            return Err(Refusal::bad(format!("The menu has no option \"{value}\".")));
        }
    }
    Ok(())
}
