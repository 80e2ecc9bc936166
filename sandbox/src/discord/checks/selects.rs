//! Select menus.

use super::{
    components::{Walk, emoji},
    read::{at, boolean, int, list, need, object, text},
};
use crate::discord::error::Problems;
use serde_json::{Value, json};
use std::{collections::BTreeSet, ops::RangeInclusive};

/// A select of any type.
pub(super) fn select(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    kept["custom_id"] = walk.custom_id(p, of, path);
    if let Some(placeholder) = text(p, of, path, "placeholder", &(0..=150)) {
        kept["placeholder"] = json!(placeholder);
    }
    let least = int(p, of, path, "min_values", 0..=25).unwrap_or(1);
    let most = int(p, of, path, "max_values", 1..=25).unwrap_or(1);
    if least > most {
        p.add(&at(path, "min_values"), "BASE_TYPE_BAD_LENGTH", "min_values must not exceed max_values.");
    }
    kept["min_values"] = json!(least);
    kept["max_values"] = json!(most);
    if boolean(p, of, path, "disabled") {
        if walk.modal {
            p.add(&at(path, "disabled"), "BASE_TYPE_CHOICES", "A modal's components can't be disabled.");
        }
        kept["disabled"] = json!(true);
    }
    if of["type"] == json!(3) {
        let count = options(p, of, path, &(1..=25), &mut kept);
        if usize::try_from(most).is_ok_and(|most| most > count) {
            p.add(
                &at(path, "max_values"),
                "SELECT_COMPONENT_MAX_VALUES",
                "max_values exceeds the number of options.",
            );
        }
    } else {
        for key in ["channel_types", "default_values"] {
            if of[key].is_array() {
                kept[key] = of[key].clone();
            }
        }
    }
    kept
}

/// The options of a menu, or of a radio or checkbox group; answers how many there are.
pub(super) fn options(
    p: &mut Problems,
    of: &Value,
    path: &str,
    limits: &RangeInclusive<usize>,
    kept: &mut Value,
) -> usize {
    let list = list(p, of, path, "options", limits);
    let path = at(path, "options");
    let mut values = BTreeSet::new();
    let mut options = Vec::new();
    for (n, option) in list.iter().enumerate() {
        let path = at(&path, n);
        if !object(p, &path, option) {
            continue;
        }
        let mut one = json!({});
        for key in ["label", "value"] {
            one[key] = json!(need(p, option, &path, key, &(1..=100)));
        }
        if let Some(description) = text(p, option, &path, "description", &(0..=100)) {
            one["description"] = json!(description);
        }
        emoji(p, option, &path, &mut one);
        if boolean(p, option, &path, "default") {
            one["default"] = json!(true);
        }
        if !values.insert(one["value"].to_string()) {
            p.add(
                &at(&path, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            );
        }
        options.push(one);
    }
    let chosen = options.iter().filter(|option| option["default"] == json!(true)).count();
    let most = kept["max_values"].as_u64().and_then(|most| usize::try_from(most).ok());
    if most.is_some_and(|most| chosen > most) {
        p.add(&path, "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More defaults than max_values.");
    }
    kept["options"] = json!(options);
    list.len()
}
