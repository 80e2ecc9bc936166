//! Reading a form field by field, noting what is wrong.

use crate::discord::{error::Problems, state::Id};
use serde_json::Value;
use std::ops::RangeInclusive;

/// Joins a dotted path.
pub(crate) fn at(path: &str, key: impl std::fmt::Display) -> String {
    if path.is_empty() { key.to_string() } else { format!("{path}.{key}") }
}

/// A snowflake as string or number.
pub(crate) fn snowflake(value: &Value) -> Option<Id> {
    value.as_u64().or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}

/// Length in code points.
pub(super) fn chars(text: &str) -> usize {
    text.chars().count()
}

/// Notes a length outside its limits.
pub(super) fn length(p: &mut Problems, path: &str, length: usize, limits: &RangeInclusive<usize>) {
    if limits.contains(&length) {
        return;
    }
    let (least, most) = (limits.start(), limits.end());
    if *least == 0 {
        p.add(path, "BASE_TYPE_MAX_LENGTH", &format!("Must be {most} or fewer in length."));
    } else {
        p.add(path, "BASE_TYPE_BAD_LENGTH", &format!("Must be between {least} and {most} in length."));
    }
}

/// A text that may be absent or null.
pub(super) fn text<'a>(
    p: &mut Problems,
    of: &'a Value,
    path: &str,
    key: &str,
    limits: &RangeInclusive<usize>,
) -> Option<&'a str> {
    match &of[key] {
        Value::Null => None,
        Value::String(text) => {
            length(p, &at(path, key), chars(text), limits);
            Some(text)
        }
        _ => {
            p.add(&at(path, key), "STRING_TYPE_CONVERT", "Could not interpret value as string.");
            None
        }
    }
}

/// A text that must be there.
pub(super) fn need<'a>(
    p: &mut Problems,
    of: &'a Value,
    path: &str,
    key: &str,
    limits: &RangeInclusive<usize>,
) -> Option<&'a str> {
    if of[key].is_null() {
        p.required(&at(path, key));
        return None;
    }
    text(p, of, path, key, limits)
}

/// A whole number within limits that may be absent.
pub(crate) fn int(
    p: &mut Problems,
    of: &Value,
    path: &str,
    key: &str,
    limits: RangeInclusive<i64>,
) -> Option<i64> {
    match &of[key] {
        Value::Null => None,
        value => {
            let number = value.as_i64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
            match number {
                Some(number) if limits.contains(&number) => return Some(number),
                Some(number) if number < *limits.start() => {
                    let least = limits.start();
                    p.add(
                        &at(path, key),
                        "NUMBER_TYPE_MIN",
                        &format!("int value should be greater than or equal to {least}."),
                    );
                }
                Some(_) => {
                    let most = limits.end();
                    p.add(
                        &at(path, key),
                        "NUMBER_TYPE_MAX",
                        &format!("int value should be less than or equal to {most}."),
                    );
                }
                None => p.add(&at(path, key), "NUMBER_TYPE_COERCE", &format!("Value {value} is not int.")),
            }
            None
        }
    }
}

/// A boolean that may be absent.
pub(super) fn boolean(p: &mut Problems, of: &Value, path: &str, key: &str) -> bool {
    match &of[key] {
        Value::Null => false,
        Value::Bool(value) => *value,
        _ => {
            p.add(&at(path, key), "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
            false
        }
    }
}

/// A list; empty when absent or null.
pub(super) fn list<'a>(
    p: &mut Problems,
    of: &'a Value,
    path: &str,
    key: &str,
    limits: &RangeInclusive<usize>,
) -> &'a [Value] {
    match &of[key] {
        Value::Null if *limits.start() == 0 => &[],
        Value::Null => {
            p.required(&at(path, key));
            &[]
        }
        Value::Array(items) => {
            length(p, &at(path, key), items.len(), limits);
            items
        }
        _ => {
            p.add(&at(path, key), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.");
            &[]
        }
    }
}

/// Different ids; empty when absent or null.
pub(crate) fn snowflakes(
    p: &mut Problems,
    of: &Value,
    path: &str,
    key: &str,
    limits: &RangeInclusive<usize>,
) -> Vec<Id> {
    let mut ids = Vec::new();
    for (n, item) in list(p, of, path, key, limits).iter().enumerate() {
        let path = at(&at(path, key), n);
        match snowflake(item) {
            Some(id) if ids.contains(&id) => twice(p, &path),
            Some(id) => ids.push(id),
            None => p.add(&path, "NUMBER_TYPE_COERCE", &format!("Value {item} is not snowflake.")),
        }
    }
    ids
}

/// Notes a value that its list has already.
pub(super) fn twice(p: &mut Problems, path: &str) {
    p.add(path, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value");
}

/// Notes everything that isn't an object.
pub(crate) fn object(p: &mut Problems, path: &str, value: &Value) -> bool {
    if !value.is_object() {
        p.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
    }
    value.is_object()
}

/// An address with one of these beginnings.
pub(super) fn address(p: &mut Problems, path: &str, url: &str, schemes: &[&str]) {
    let fits = schemes.iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    if !fits || url.contains(char::is_whitespace) {
        p.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    }
}
