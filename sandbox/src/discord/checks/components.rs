//! Components of messages: rows, buttons, selects; Components V2 in its own file.

use super::{
    read::{address, at, boolean, chars, int, length, list, need, object, snowflake, text},
    selects, v2,
};
use crate::discord::error::Problems;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The walk through a message's components.
#[derive(Debug, Default)]
pub(super) struct Walk {
    custom_ids: BTreeSet<String>,
    taken: BTreeSet<u64>,
    /// Components so far, nested ones too.
    pub(super) count: usize,
    /// Characters of all text displays.
    pub(super) text: usize,
    pub(super) modal: bool,
}

impl Walk {
    /// The walk through a modal.
    pub(super) fn of_modal() -> Self {
        Self { modal: true, ..Self::default() }
    }

    /// Notes a `custom_id` and that it is unique.
    pub(super) fn custom_id(&mut self, p: &mut Problems, of: &Value, path: &str) -> Value {
        let Some(id) = need(p, of, path, "custom_id", &(1..=100)) else { return Value::Null };
        if !self.custom_ids.insert(id.to_owned()) {
            p.add(
                &at(path, "custom_id"),
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            );
        }
        json!(id)
    }

    /// Gives an id to every component that has none, in reading order.
    pub(super) fn number(&self, list: &mut [Value]) {
        let mut next = 1;
        list.iter_mut().for_each(|one| number(one, &self.taken, &mut next));
    }

    /// The start of a kept component: its type and, where given, its id.
    pub(super) fn start(&mut self, p: &mut Problems, of: &Value, path: &str) -> Value {
        self.count += 1;
        let mut kept = json!({"type": of["type"]});
        if let Some(id) = int(p, of, path, "id", 0..=i64::from(i32::MAX)).filter(|id| *id > 0) {
            if !self.taken.insert(id.unsigned_abs()) {
                p.add(&at(path, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated");
            }
            kept["id"] = json!(id);
        }
        kept
    }
}

/// Checks `components` and answers them with ids and defaults.
pub(super) fn components(p: &mut Problems, of: &Value, path: &str, v2: bool) -> Vec<Value> {
    let list = list(p, of, path, "components", &(0..=if v2 { 40 } else { 5 }));
    let path = at(path, "components");
    let mut walk = Walk::default();
    let mut kept = Vec::new();
    for (n, component) in list.iter().enumerate() {
        let path = at(&path, n);
        if !object(p, &path, component) {
            continue;
        }
        kept.push(match component["type"].as_u64() {
            Some(1) => row(p, &mut walk, component, &path),
            Some(_) if v2 => v2::component(p, &mut walk, component, &path, false),
            _ => {
                p.add(
                    &at(&path, "type"),
                    "BASE_TYPE_CHOICES",
                    "Value of field \"type\" must be one of (1,).",
                );
                Value::Null
            }
        });
    }
    if v2 && walk.count > 40 {
        length(p, &path, walk.count, &(1..=40));
    }
    if walk.text > 4000 {
        p.add(
            &path,
            "COMPONENT_MAX_TEXT_LENGTH",
            "The text of all text displays must be 4000 or fewer in length.",
        );
    }
    walk.number(&mut kept);
    kept
}

fn number(value: &mut Value, taken: &BTreeSet<u64>, next: &mut u64) {
    let Some(object) = value.as_object_mut() else { return };
    if !object.contains_key("id") {
        while taken.contains(next) {
            *next += 1;
        }
        object.insert("id".to_owned(), json!(*next));
        *next += 1;
    }
    for key in ["components", "accessory", "component"] {
        match object.get_mut(key) {
            Some(Value::Array(list)) => list.iter_mut().for_each(|value| number(value, taken, next)),
            Some(value) => number(value, taken, next),
            None => {}
        }
    }
}

/// An action row: up to five buttons, or one select.
pub(super) fn row(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    let list = list(p, of, path, "components", &(1..=5));
    let path = at(path, "components");
    let selects = list.iter().filter(|one| one["type"] != json!(2)).count();
    if selects > 0 && list.len() > 1 {
        p.add(&path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width");
    }
    let mut children = Vec::new();
    for (n, one) in list.iter().enumerate() {
        let path = at(&path, n);
        if !object(p, &path, one) {
            continue;
        }
        children.push(match one["type"].as_u64() {
            Some(2) => button(p, walk, one, &path),
            Some(3 | 5..=8) => selects::select(p, walk, one, &path),
            _ => {
                p.add(
                    &at(&path, "type"),
                    "BASE_TYPE_CHOICES",
                    "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).",
                );
                Value::Null
            }
        });
    }
    kept["components"] = json!(children);
    kept
}

pub(super) fn button(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    if of["style"].is_null() {
        p.required(&at(path, "style"));
    }
    let style = int(p, of, path, "style", 1..=6).unwrap_or(1);
    kept["style"] = json!(style);
    let (wanted, unwanted): (&str, &[&str]) = match style {
        5 => ("url", &["custom_id", "sku_id"]),
        6 => ("sku_id", &["custom_id", "url", "label", "emoji"]),
        _ => ("custom_id", &["url", "sku_id"]),
    };
    for key in unwanted.iter().filter(|key| !of[**key].is_null()) {
        let why = format!("A button of style {style} takes no {key}.");
        p.add(&at(path, key), "BUTTON_COMPONENT_INVALID_FIELD", &why);
    }
    match wanted {
        "url" => {
            if let Some(url) = need(p, of, path, "url", &(1..=512)) {
                address(p, &at(path, "url"), url, &["http://", "https://", "discord://"]);
                kept["url"] = json!(url);
            }
        }
        "sku_id" => kept["sku_id"] = json!(need(p, of, path, "sku_id", &(1..=20))),
        _ => kept["custom_id"] = walk.custom_id(p, of, path),
    }
    if let Some(label) = text(p, of, path, "label", &(0..=80)) {
        kept["label"] = json!(label);
    }
    emoji(p, of, path, &mut kept);
    let bare = kept["label"].as_str().is_none_or(|label| chars(label) == 0) && kept["emoji"].is_null();
    if style != 6 && bare {
        p.add(path, "BUTTON_COMPONENT_MISSING_LABEL_OR_EMOJI", "A button needs a label or an emoji.");
    }
    if boolean(p, of, path, "disabled") {
        kept["disabled"] = json!(true);
    }
    if let Some(object) = kept.as_object_mut() {
        object.retain(|_, value| !value.is_null());
    }
    kept
}

pub(super) fn emoji(p: &mut Problems, of: &Value, path: &str, kept: &mut Value) {
    let (given, path) = (&of["emoji"], at(path, "emoji"));
    if given.is_null() || !object(p, &path, given) {
        return;
    }
    let name = text(p, given, &path, "name", &(0..=32));
    let mut emoji = json!({"name": name.unwrap_or("")});
    if boolean(p, given, &path, "animated") {
        emoji["animated"] = json!(true);
    }
    match &given["id"] {
        Value::Null if name.is_none() => p.required(&at(&path, "name")),
        Value::Null => {}
        id if snowflake(id).is_some() => emoji["id"] = id.clone(),
        id => p.add(&at(&path, "id"), "NUMBER_TYPE_COERCE", &format!("Value {id} is not snowflake.")),
    }
    kept["emoji"] = emoji;
}
