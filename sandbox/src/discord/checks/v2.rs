//! Components V2: text, sections, pictures, files, containers.

use super::{
    components::{Walk, button, row},
    read::{address, at, boolean, chars, int, list, need, object, text},
};
use crate::discord::error::Problems;
use serde_json::{Value, json};

/// A top-level component, or one inside a container.
pub(super) fn component(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str, inside: bool) -> Value {
    match of["type"].as_u64() {
        Some(1) => row(p, walk, of, path),
        Some(9) => section(p, walk, of, path),
        Some(10) => text_display(p, walk, of, path),
        Some(12) => gallery(p, walk, of, path),
        Some(13) => file(p, walk, of, path),
        Some(14) => separator(p, walk, of, path),
        Some(17) if !inside => container(p, walk, of, path),
        _ => {
            let allowed = if inside { "(1, 9, 10, 12, 13, 14)" } else { "(1, 9, 10, 12, 13, 14, 17)" };
            p.add(
                &at(path, "type"),
                "BASE_TYPE_CHOICES",
                &format!("Value of field \"type\" must be one of {allowed}."),
            );
            Value::Null
        }
    }
}

fn container(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    kept["accent_color"] = json!(int(p, of, path, "accent_color", 0..=0xFF_FFFF));
    kept["spoiler"] = json!(boolean(p, of, path, "spoiler"));
    let list = list(p, of, path, "components", &(1..=40));
    let path = at(path, "components");
    let mut children = Vec::new();
    for (n, child) in list.iter().enumerate() {
        if object(p, &at(&path, n), child) {
            children.push(component(p, walk, child, &at(&path, n), true));
        }
    }
    kept["components"] = json!(children);
    kept
}

fn section(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    let list = list(p, of, path, "components", &(1..=3));
    let mut children = Vec::new();
    for (n, child) in list.iter().enumerate() {
        let path = at(&at(path, "components"), n);
        if child["type"] == json!(10) {
            children.push(text_display(p, walk, child, &path));
        } else {
            p.add(&at(&path, "type"), "BASE_TYPE_CHOICES", "Value of field \"type\" must be one of (10,).");
        }
    }
    kept["components"] = json!(children);
    let accessory = &of["accessory"];
    let path = at(path, "accessory");
    kept["accessory"] = match accessory["type"].as_u64() {
        Some(2) => button(p, walk, accessory, &path),
        Some(11) => {
            let mut kept = walk.start(p, accessory, &path);
            kept["media"] =
                media(p, &accessory["media"], &at(&path, "media"), &["http://", "https://", "attachment://"]);
            described(p, accessory, &path, &mut kept);
            kept
        }
        _ => {
            p.required(&path);
            Value::Null
        }
    };
    kept
}

fn text_display(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    let content = need(p, of, path, "content", &(1..=4000)).unwrap_or("");
    walk.text += chars(content);
    kept["content"] = json!(content);
    kept
}

fn gallery(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    let list = list(p, of, path, "items", &(1..=10));
    let mut items = Vec::new();
    for (n, item) in list.iter().enumerate() {
        let path = at(&at(path, "items"), n);
        let media = media(p, &item["media"], &at(&path, "media"), &["http://", "https://", "attachment://"]);
        let mut one = json!({"media": media});
        described(p, item, &path, &mut one);
        items.push(one);
    }
    kept["items"] = json!(items);
    kept
}

fn file(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    kept["file"] = media(p, &of["file"], &at(path, "file"), &["attachment://"]);
    kept["spoiler"] = json!(boolean(p, of, path, "spoiler"));
    kept["name"] = json!(of["file"]["url"].as_str().unwrap_or("").trim_start_matches("attachment://"));
    kept["size"] = json!(0);
    kept
}

fn separator(p: &mut Problems, walk: &mut Walk, of: &Value, path: &str) -> Value {
    let mut kept = walk.start(p, of, path);
    kept["divider"] = json!(of["divider"].as_bool().unwrap_or(true));
    kept["spacing"] = json!(int(p, of, path, "spacing", 1..=2).unwrap_or(1));
    kept
}

fn media(p: &mut Problems, of: &Value, path: &str, schemes: &[&str]) -> Value {
    let url = need(p, of, path, "url", &(1..=2048)).unwrap_or("");
    address(p, &at(path, "url"), url, schemes);
    json!({"id": "0", "url": url, "proxy_url": url, "width": null, "height": null, "content_type": null})
}

fn described(p: &mut Problems, of: &Value, path: &str, kept: &mut Value) {
    kept["description"] = json!(text(p, of, path, "description", &(0..=1024)));
    kept["spoiler"] = json!(boolean(p, of, path, "spoiler"));
}

/// Discord breaks on these without saying why: too many bytes of text, too many media.
pub(super) fn too_heavy(components: &[Value]) -> bool {
    let (mut bytes, mut media) = (0, 0);
    components.iter().for_each(|one| weigh(one, &mut bytes, &mut media));
    bytes > 10_170 || media > 64
}

fn weigh(one: &Value, bytes: &mut usize, media: &mut usize) {
    match one["type"].as_u64() {
        Some(10) => *bytes += one["content"].as_str().map_or(0, str::len) + 12,
        Some(11 | 13) => *media += 1,
        Some(12) => *media += one["items"].as_array().map_or(0, Vec::len),
        _ => {}
    }
    for key in ["components", "accessory"] {
        match &one[key] {
            Value::Array(list) => list.iter().for_each(|one| weigh(one, bytes, media)),
            inner @ Value::Object(_) => weigh(inner, bytes, media),
            _ => {}
        }
    }
}
