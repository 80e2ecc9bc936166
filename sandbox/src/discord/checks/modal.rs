//! Modals.

use super::{
    components::Walk,
    read::{at, boolean, int, list, need, object, text},
    selects,
};
use crate::discord::error::{ApiError, Problems};
use serde_json::{Value, json};

/// Checks a modal below `data` and answers it with ids.
pub(crate) fn modal(data: &Value) -> Result<Value, ApiError> {
    let mut p = Problems::default();
    if !object(&mut p, "data", data) {
        return Err(p.into_error());
    }
    let mut walk = Walk::of_modal();
    let title = need(&mut p, data, "data", "title", &(1..=45));
    let custom_id = need(&mut p, data, "data", "custom_id", &(1..=100));
    let components = list(&mut p, data, "data", "components", &(1..=5));
    let mut kept = Vec::new();
    for (n, one) in components.iter().enumerate() {
        let path = format!("data.components.{n}");
        if object(&mut p, &path, one) {
            kept.push(top(&mut p, &mut walk, one, &path));
        }
    }
    walk.number(&mut kept);
    let modal = json!({"title": title, "custom_id": custom_id, "components": kept});
    p.into_result().map(|()| modal)
}

fn top(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    match of["type"].as_u64() {
        Some(1) => {
            let inner = list(p, of, path, "components", &(1..=1));
            let path = at(&at(path, "components"), 0);
            let first = inner.first().map_or(Value::Null, |one| {
                if one["type"] != json!(4) {
                    p.add(
                        &at(&path, "type"),
                        "BASE_TYPE_CHOICES",
                        "Value of field \"type\" must be one of (4,).",
                    );
                }
                if one["label"].is_null() {
                    p.required(&at(&path, "label"));
                }
                text_input(p, walk, one, &path)
            });
            kept["components"] = json!([first]);
        }
        Some(10) => kept["content"] = json!(need(p, of, path, "content", &(1..=4000))),
        Some(18) => {
            kept["label"] = json!(need(p, of, path, "label", &(1..=45)));
            kept["description"] = json!(text(p, of, path, "description", &(0..=100)));
            let inner = &of["component"];
            kept["component"] = labelled(p, walk, inner, &at(path, "component"));
        }
        _ => p.add(
            &at(path, "type"),
            "BASE_TYPE_CHOICES",
            "Value of field \"type\" must be one of (1, 10, 18).",
        ),
    }
    kept
}

fn labelled(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    match of["type"].as_u64() {
        Some(4) => {
            if !of["label"].is_null() {
                p.add(&at(path, "label"), "BASE_TYPE_CHOICES", "A text input inside a Label takes no label.");
            }
            text_input(p, walk, of, path)
        }
        Some(3 | 5..=8) => {
            let mut kept = selects::select(p, walk, of, path);
            kept["required"] = json!(of["required"].as_bool().unwrap_or(true));
            kept
        }
        Some(19 | 21 | 22 | 23) => {
            let mut kept = walk.start(p, of, path);
            kept["custom_id"] = walk.custom_id(p, of, path);
            kept["required"] = json!(of["required"].as_bool().unwrap_or(true));
            if !of["disabled"].is_null() {
                p.add(&at(path, "disabled"), "BASE_TYPE_CHOICES", "A modal's components can't be disabled.");
            }
            let many = matches!(of["type"].as_u64(), Some(19 | 22));
            kept["min_values"] = json!(int(p, of, path, "min_values", 0..=10).filter(|_| many));
            kept["max_values"] = json!(int(p, of, path, "max_values", 1..=10).filter(|_| many));
            match of["type"].as_u64() {
                Some(21) => drop(selects::options(p, of, path, &(2..=10), &mut kept)),
                Some(22) => drop(selects::options(p, of, path, &(1..=10), &mut kept)),
                _ => {}
            }
            kept
        }
        _ => {
            p.required(path);
            Value::Null
        }
    }
}

fn text_input(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    kept["custom_id"] = walk.custom_id(p, of, path);
    if !of["label"].is_null() {
        kept["label"] = json!(text(p, of, path, "label", &(1..=45)));
    }
    if of["style"].is_null() {
        p.required(&at(path, "style"));
    }
    kept["style"] = json!(int(p, of, path, "style", 1..=2).unwrap_or(1));
    let least = int(p, of, path, "min_length", 0..=4000);
    let most = int(p, of, path, "max_length", 1..=4000);
    if let (Some(least), Some(most)) = (least, most)
        && least > most
    {
        p.add(&at(path, "min_length"), "BASE_TYPE_BAD_LENGTH", "min_length must not exceed max_length.");
    }
    kept["min_length"] = json!(least);
    kept["max_length"] = json!(most);
    kept["required"] = json!(of["required"].is_null() || boolean(p, of, path, "required"));
    for (key, limit) in [("value", 4000), ("placeholder", 100)] {
        if let Some(text) = text(p, of, path, key, &(0..=limit)) {
            kept[key] = json!(text);
        }
    }
    kept
}
