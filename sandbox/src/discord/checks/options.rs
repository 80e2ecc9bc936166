//! Options of commands and the choices of an autocomplete.

use super::{
    commands::{described, named, translations},
    read::{at, boolean, int, length, list, need, object},
};
use crate::discord::error::{ApiError, Problems};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The largest number that JavaScript counts to.
const SAFE: f64 = 9_007_199_254_740_991.0;

/// The options below `of`; `depth` 0 is the command, 1 a group, 2 a subcommand.
pub(super) fn options(p: &mut Problems, of: &Value, path: &str, depth: u8) -> Vec<Value> {
    let list = list(p, of, path, "options", &(0..=25));
    let path = at(path, "options");
    let (mut names, mut optional) = (BTreeSet::new(), false);
    let mut kept = Vec::new();
    let nested = list.iter().filter(|one| matches!(one["type"].as_u64(), Some(1 | 2))).count();
    if nested > 0 && nested < list.len() {
        p.add(
            &path,
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-commands and sub-command groups are mutually exclusive with other options",
        );
    }
    for (n, option) in list.iter().enumerate() {
        let path = at(&path, n);
        if !object(p, &path, option) {
            continue;
        }
        let one = self::option(p, option, &path, depth);
        if !names.insert(one["name"].to_string()) {
            p.add(
                &at(&path, "name"),
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                "Option name already exists",
            );
        }
        let required = one["required"] == json!(true);
        if required && optional {
            p.add(
                &path,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            );
        }
        optional |= !required;
        kept.push(one);
    }
    kept
}

fn option(p: &mut Problems, of: &Value, path: &str, depth: u8) -> Value {
    if of["type"].is_null() {
        p.required(&at(path, "type"));
    }
    let kind = int(p, of, path, "type", 1..=11).unwrap_or(3);
    let mut kept = json!({"type": kind});
    named(p, of, path, true, &mut kept);
    described(p, of, path, &mut kept);
    let deeper = match (kind, depth) {
        (1, 0 | 1) => Some(2),
        (2, 0) => Some(1),
        (1 | 2, _) => {
            p.add(&at(path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deep");
            None
        }
        _ => None,
    };
    if let Some(depth) = deeper {
        kept["options"] = json!(options(p, of, path, depth));
        return kept;
    }
    if boolean(p, of, path, "required") {
        kept["required"] = json!(true);
    }
    let autocomplete = boolean(p, of, path, "autocomplete");
    if autocomplete {
        kept["autocomplete"] = json!(true);
        if !matches!(kind, 3 | 4 | 10) {
            p.add(
                &at(path, "autocomplete"),
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                "This type takes no autocomplete",
            );
        }
    }
    if !of["choices"].is_null() {
        if autocomplete && of["choices"] != json!([]) {
            p.add(
                path,
                "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
                "autocomplete and choices are mutually exclusive",
            );
        }
        kept["choices"] = json!(choice_list(p, of, path, kind));
    }
    limits(p, of, path, kind, &mut kept);
    kept
}

fn safe(value: &Value) -> bool {
    // From 2^53 on, a float no longer tells whole numbers apart.
    value.as_f64().is_some_and(|number| number.abs() <= SAFE)
}

fn limits(p: &mut Problems, of: &Value, path: &str, kind: i64, kept: &mut Value) {
    match kind {
        3 => {
            let least = int(p, of, path, "min_length", 0..=6000);
            let most = int(p, of, path, "max_length", 1..=6000);
            for (key, value) in [("min_length", least), ("max_length", most)] {
                if let Some(value) = value {
                    kept[key] = json!(value);
                }
            }
            if least.zip(most).is_some_and(|(least, most)| least > most) {
                p.add(
                    &at(path, "min_length"),
                    "BASE_TYPE_BAD_LENGTH",
                    "min_length must not exceed max_length.",
                );
            }
        }
        4 | 10 => {
            let bound = |key: &str| of[key].as_f64();
            if bound("min_value").zip(bound("max_value")).is_some_and(|(least, most)| least > most) {
                p.add(
                    &at(path, "min_value"),
                    "APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID",
                    "min_value must not exceed max_value.",
                );
            }
            for key in ["min_value", "max_value"] {
                let value = &of[key];
                if value.is_null() {
                    continue;
                }
                if !safe(value) || kind == 4 && !value.is_i64() {
                    p.add(&at(path, key), "NUMBER_TYPE_COERCE", &format!("Value {value} does not fit."));
                }
                kept[key] = value.clone();
            }
        }
        7 if of["channel_types"].is_array() => kept["channel_types"] = of["channel_types"].clone(),
        _ => {}
    }
}

fn choice_list(p: &mut Problems, of: &Value, path: &str, kind: i64) -> Vec<Value> {
    let list = list(p, of, path, "choices", &(0..=25));
    let path = at(path, "choices");
    let mut names = BTreeSet::new();
    let mut kept = Vec::new();
    for (n, choice) in list.iter().enumerate() {
        let path = at(&path, n);
        let Some(one) = self::choice(p, choice, &path, kind) else { continue };
        if !names.insert(one["name"].to_string()) {
            p.add(
                &at(&path, "name"),
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS",
                "Option choice name already exists",
            );
        }
        kept.push(one);
    }
    kept
}

fn choice(p: &mut Problems, of: &Value, path: &str, kind: i64) -> Option<Value> {
    if !object(p, path, of) {
        return None;
    }
    let name = need(p, of, path, "name", &(1..=100));
    let localized = translations(p, of, path, "name_localizations", 100, false);
    let value = &of["value"];
    match (kind, value) {
        (_, Value::Null) => p.required(&at(path, "value")),
        (3, Value::String(text)) => length(p, &at(path, "value"), text.chars().count(), &(0..=100)),
        (4, Value::Number(number)) if number.is_i64() && safe(value) => {}
        (10, Value::Number(_)) if safe(value) => {}
        _ => p.add(
            &at(path, "value"),
            "APPLICATION_COMMAND_OPTIONS_VALUE_INVALID",
            "The value doesn't fit the option's type.",
        ),
    }
    let mut kept = json!({"name": name, "value": value});
    if !localized.is_null() {
        kept["name_localizations"] = localized;
    }
    Some(kept)
}

/// The choices of an autocomplete answer, for an option of this type.
pub(crate) fn choices(data: &Value, kind: i64) -> Result<Vec<Value>, ApiError> {
    let mut p = Problems::default();
    if !object(&mut p, "data", data) {
        return Err(p.into_error());
    }
    let list = list(&mut p, data, "data", "choices", &(0..=25));
    let kept = list
        .iter()
        .enumerate()
        .filter_map(|(n, one)| choice(&mut p, one, &format!("data.choices.{n}"), kind));
    let kept = kept.collect();
    p.into_result().map(|()| kept)
}
