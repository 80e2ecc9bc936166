//! Commands: names, texts, options, and how large all may be.

use super::{
    options,
    read::{at, boolean, chars, int, length, list, need, object, twice},
};
use crate::discord::error::{ApiError, Problems};
use serde_json::{Value, json};

const LOCALES: &[&str] = &[
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl",
    "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja",
    "zh-TW", "ko",
];

/// Checks a command at `path` and answers it with Discord's defaults, still without ids.
pub(crate) fn command(body: &Value, path: &str, guild: bool) -> Result<Value, ApiError> {
    let mut p = Problems::default();
    if !object(&mut p, path, body) {
        return Err(p.into_error());
    }
    let kind = int(&mut p, body, path, "type", 1..=4).unwrap_or(1);
    let mut kept = json!({"type": kind, "nsfw": boolean(&mut p, body, path, "nsfw")});
    named(&mut p, body, path, kind == 1, &mut kept);
    if kind == 1 {
        described(&mut p, body, path, &mut kept);
        let list = options::options(&mut p, body, path, 0);
        if !list.is_empty() {
            kept["options"] = json!(list);
        }
    } else {
        kept["description"] = json!("");
        for key in ["description", "options"] {
            let given = &body[key];
            if !given.is_null() && *given != json!("") && *given != json!([]) {
                p.add(
                    &at(path, key),
                    "APPLICATION_COMMAND_INVALID_FIELD",
                    "Context menu commands cannot have this field.",
                );
            }
        }
    }
    kept["default_member_permissions"] = match &body["default_member_permissions"] {
        Value::Null => Value::Null,
        value => {
            let bits = value.as_u64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
            if bits.is_none_or(|bits| bits > i64::MAX.unsigned_abs()) {
                p.add(&at(path, "default_member_permissions"), "NUMBER_TYPE_COERCE", "Not a permission set.");
            }
            bits.map_or(Value::Null, |bits| json!(bits.to_string()))
        }
    };
    kept["contexts"] = numbers(&mut p, body, path, "contexts", 2).unwrap_or(if guild {
        Value::Null
    } else {
        json!([0, 1, 2])
    });
    kept["integration_types"] = numbers(&mut p, body, path, "integration_types", 1).unwrap_or(json!([0]));
    if !guild {
        kept["dm_permission"] = json!(body["dm_permission"].as_bool().unwrap_or(true));
    }
    if size(body) > 8000 {
        p.add(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
    }
    p.into_result().map(|()| kept)
}

fn numbers(p: &mut Problems, body: &Value, path: &str, key: &str, most: u64) -> Option<Value> {
    if body[key].is_null() {
        return None;
    }
    let list = list(p, body, path, key, &(1..=3));
    if list.iter().any(|one| one.as_u64().is_none_or(|one| one > most)) {
        p.add(&at(path, key), "BASE_TYPE_CHOICES", &format!("Values must be between 0 and {most}."));
    }
    if list.iter().enumerate().any(|(n, one)| list.iter().take(n).any(|other| other == one)) {
        twice(p, &at(path, key));
    }
    Some(json!(list))
}

/// A name with its translations.
pub(super) fn named(p: &mut Problems, of: &Value, path: &str, strict: bool, kept: &mut Value) {
    let name = need(p, of, path, "name", &(1..=32)).unwrap_or("");
    if strict && !name.is_empty() && !name_ok(name) {
        invalid_name(p, &at(path, "name"));
    }
    kept["name"] = json!(name);
    kept["name_localizations"] = translations(p, of, path, "name_localizations", 32, strict);
}

/// A description with its translations.
pub(super) fn described(p: &mut Problems, of: &Value, path: &str, kept: &mut Value) {
    kept["description"] = json!(need(p, of, path, "description", &(1..=100)).unwrap_or(""));
    kept["description_localizations"] = translations(p, of, path, "description_localizations", 100, false);
}

/// Translations of a text.
pub(super) fn translations(
    p: &mut Problems,
    of: &Value,
    path: &str,
    key: &str,
    most: usize,
    strict: bool,
) -> Value {
    let path = at(path, key);
    if of[key].is_null() {
        return Value::Null;
    }
    let Some(map) = of[key].as_object() else {
        p.add(&path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        return Value::Null;
    };
    for (locale, text) in map {
        let path = at(&path, locale);
        if !LOCALES.contains(&locale.as_str()) {
            p.add(&path, "BASE_TYPE_CHOICES", "Not a locale.");
        }
        match text.as_str() {
            Some(text) => {
                length(p, &path, chars(text), &(1..=most));
                if strict && !name_ok(text) {
                    invalid_name(p, &path);
                }
            }
            None if text.is_null() => {}
            None => p.add(&path, "STRING_TYPE_CONVERT", "Could not interpret value as string."),
        }
    }
    of[key].clone()
}

fn invalid_name(p: &mut Problems, path: &str) {
    p.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
}

/// Letters, digits, - _ ' and the marks of Devanagari and Thai; lower case where there is one.
fn name_ok(name: &str) -> bool {
    let fits = |c: char| {
        c.is_alphabetic()
            || c.is_numeric()
            || "-_'".contains(c)
            || ('\u{900}'..='\u{97F}').contains(&c)
            || ('\u{E00}'..='\u{E7F}').contains(&c)
    };
    name.chars().all(fits) && name.to_lowercase() == name
}

/// Characters of names, descriptions and values, each with its longest translation.
fn size(of: &Value) -> usize {
    let longest = |of: &Value, key: &str| {
        let own = of[key].as_str().map_or(0, chars);
        let other = of[format!("{key}_localizations")]
            .as_object()
            .map_or(0, |map| map.values().filter_map(Value::as_str).map(chars).max().unwrap_or(0));
        own.max(other)
    };
    let items = |key: &str| of[key].as_array().map_or(&[][..], Vec::as_slice);
    longest(of, "name")
        + longest(of, "description")
        + items("choices")
            .iter()
            .map(|one| longest(one, "name") + one["value"].as_str().map_or(0, chars))
            .sum::<usize>()
        + items("options").iter().map(size).sum::<usize>()
}
