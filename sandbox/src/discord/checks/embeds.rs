//! Embeds: their limits, and the form in which they are kept.

use super::read::{address, at, boolean, chars, int, length, list, object, text};
use crate::discord::error::Problems;
use chrono::DateTime;
use serde_json::{Map, Value, json};

const TOTAL: usize = 6000;
const WEB: &[&str] = &["http://", "https://"];
const MEDIA: &[&str] = &["http://", "https://", "attachment://"];
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "webp", "gif"];

/// Checks the embeds at `path` and answers them trimmed.
pub(super) fn embeds(p: &mut Problems, of: &Value, path: &str) -> Vec<Value> {
    let list = list(p, of, path, "embeds", &(0..=10));
    let path = at(path, "embeds");
    let mut total = 0;
    let kept = list.iter().enumerate().map(|(n, embed)| one(p, embed, &at(&path, n), &mut total)).collect();
    if total > TOTAL {
        p.add(&path, "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
    }
    kept
}

fn one(p: &mut Problems, embed: &Value, path: &str, total: &mut usize) -> Value {
    let mut kept = json!({"type": "rich"});
    if !object(p, path, embed) {
        return kept;
    }
    for (key, most) in [("title", 256), ("description", 4096)] {
        if let Some(text) = trimmed(p, embed, path, key, 0, most, total) {
            kept[key] = json!(text);
        }
    }
    if let Some(url) = text(p, embed, path, "url", &(0..=2048)) {
        address(p, &at(path, "url"), url, WEB);
        kept["url"] = json!(url);
    }
    if let Some(color) = int(p, embed, path, "color", 0..=0xFF_FFFF) {
        kept["color"] = json!(color);
    }
    if let Some(time) = text(p, embed, path, "timestamp", &(0..=100)) {
        match DateTime::parse_from_rfc3339(time) {
            Ok(_) => kept["timestamp"] = json!(time),
            Err(_) => p.add(&at(path, "timestamp"), "DATE_TIME_TYPE_PARSE", "Could not parse timestamp."),
        }
    }
    named(p, embed, path, ("footer", "text", 2048), total, &mut kept);
    named(p, embed, path, ("author", "name", 256), total, &mut kept);
    for key in ["image", "thumbnail"] {
        picture(p, embed, path, key, &mut kept);
    }
    let fields = fields(p, embed, path, total);
    if !fields.is_empty() {
        kept["fields"] = json!(fields);
    }
    if kept.as_object().is_none_or(|kept| kept.len() == 1) {
        p.required(&at(path, "description"));
    }
    kept
}

fn trimmed<'a>(
    p: &mut Problems,
    of: &'a Value,
    path: &str,
    key: &str,
    least: usize,
    most: usize,
    total: &mut usize,
) -> Option<&'a str> {
    let text = match &of[key] {
        Value::Null => return None,
        Value::String(text) => text.trim(),
        _ => {
            p.add(&at(path, key), "STRING_TYPE_CONVERT", "Could not interpret value as string.");
            return None;
        }
    };
    let count = chars(text);
    *total += count;
    if count == 0 && least > 0 {
        p.required(&at(path, key));
    } else {
        length(p, &at(path, key), count, &(0..=most));
    }
    (count > 0).then_some(text)
}

/// Footer and author: a text with an icon.
fn named(
    p: &mut Problems,
    embed: &Value,
    path: &str,
    (key, text_key, most): (&str, &str, usize),
    total: &mut usize,
    kept: &mut Value,
) {
    let of = &embed[key];
    if of.is_null() || !object(p, &at(path, key), of) {
        return;
    }
    let path = at(path, key);
    let mut part = Map::new();
    if let Some(text) = trimmed(p, of, &path, text_key, 1, most, total) {
        part.insert(text_key.to_owned(), json!(text));
    } else if of[text_key].is_null() {
        p.required(&at(&path, text_key));
    }
    for (key, schemes) in [("icon_url", MEDIA), ("url", WEB)] {
        if let Some(url) = text(p, of, &path, key, &(0..=2048)) {
            address(p, &at(&path, key), url, schemes);
            part.insert(key.to_owned(), json!(url));
        }
    }
    kept[key] = Value::Object(part);
}

fn picture(p: &mut Problems, embed: &Value, path: &str, key: &str, kept: &mut Value) {
    let of = &embed[key];
    if of.is_null() || !object(p, &at(path, key), of) {
        return;
    }
    let path = at(&at(path, key), "url");
    let Some(url) = of["url"].as_str() else {
        p.required(&path);
        return;
    };
    address(p, &path, url, MEDIA);
    if let Some(name) = url.strip_prefix("attachment://") {
        let ending = name.rsplit('.').next().unwrap_or("").to_lowercase();
        if !PICTURES.contains(&ending.as_str()) {
            p.add(
                &path,
                "URL_TYPE_INVALID_URL",
                "Attachments in embeds must be jpg, jpeg, png, webp or gif.",
            );
        }
    }
    kept[key] = json!({"url": url});
}

fn fields(p: &mut Problems, embed: &Value, path: &str, total: &mut usize) -> Vec<Value> {
    let list = list(p, embed, path, "fields", &(0..=25));
    let path = at(path, "fields");
    let mut kept = Vec::new();
    for (n, field) in list.iter().enumerate() {
        let path = at(&path, n);
        if !object(p, &path, field) {
            continue;
        }
        let mut part = json!({"inline": boolean(p, field, &path, "inline")});
        for (key, most) in [("name", 256), ("value", 1024)] {
            if field[key].is_null() {
                p.required(&at(&path, key));
            } else if let Some(text) = trimmed(p, field, &path, key, 1, most, total) {
                part[key] = json!(text);
            }
        }
        kept.push(part);
    }
    kept
}
