//! Keys and variables that documents and packaging name are keys of the configuration, and the operator's document names
//! each with its default.

use crate::markdown::{Document, document, documents, hold, read};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Every key as `section.key`, with its default as the operator's table shows it.
fn keys() -> BTreeMap<String, String> {
    let config: Table = toml::from_str(&read("config.toml")).unwrap();
    let shown = |value: &Value| match value {
        Value::String(text) if text.is_empty() => "empty".to_owned(),
        Value::String(text) => format!("`{text}`"),
        other => other.to_string(),
    };
    let sections = config.iter().flat_map(|(section, keys)| {
        keys.as_table().unwrap().iter().map(move |(key, value)| (format!("{section}.{key}"), shown(value)))
    });
    sections.collect()
}

/// Whether a word in backticks is meant as a key: one of our sections, a dot, a name that is no file's.
fn is_key(word: &str, keys: &BTreeMap<String, String>) -> bool {
    let Some((section, key)) = word.split_once('.') else { return false };
    let is_name =
        |word: &str| !word.is_empty() && word.chars().all(|char| char.is_ascii_lowercase() || char == '_');
    is_name(key)
        && !["com", "ftl", "md", "rs"].contains(&key)
        && keys.keys().any(|known| known.split('.').next() == Some(section))
}

/// The variables that a text names.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices("RANKWATCH_").map(|(at, _)| &text[at..]);
    starts.map(|rest| {
        &rest[..rest.find(|char: char| !char.is_ascii_uppercase() && char != '_').unwrap_or(rest.len())]
    })
}

fn unknown(document: &Document) -> Vec<String> {
    let keys = keys();
    let words = document.spans().into_iter().filter(|word| is_key(word, &keys) && !keys.contains_key(word));
    let variables = variables(&document.text).filter(|name| {
        let key = name.trim_start_matches("RANKWATCH_").to_lowercase().replacen("__", ".", 1);
        *name != "RANKWATCH_" && !keys.contains_key(&key)
    });
    words.chain(variables.map(str::to_owned)).map(|word| format!("{}: {word}", document.path)).collect()
}

/// Keys that a document has no row of, or one with another default.
fn undocumented(document: &Document) -> Vec<String> {
    let rows = document.prose();
    let missing = keys().into_iter().filter(|(key, default)| {
        let row = format!("| `{key}` | {default} |");
        !rows.iter().any(|line| line.starts_with(&row))
    });
    missing.map(|(key, default)| format!("{key}, by default {default}")).collect()
}

#[test]
fn keys_that_are_named_are_there() {
    hold("no such key", &documents().iter().flat_map(unknown).collect::<Vec<_>>());
    let packaging = ["Dockerfile", "compose.yaml", "deploy/rankwatch.service"].map(document);
    assert!(packaging.iter().any(|file| variables(&file.text).count() > 0));
    hold("no such key", &packaging.iter().flat_map(unknown).collect::<Vec<_>>());
}

#[test]
fn every_key_stands_in_the_operators_table() {
    assert!(keys().len() > 25);
    hold("docs/operating.md has no row, or another default", &undocumented(&document("docs/operating.md")));
}

#[test]
fn a_key_that_is_not_there_is_found() {
    let text = "`log.level`, `log.colour`, `log.rs`, `x.y`, `RANKWATCH_LOG__JSON=true`, `RANKWATCH_LOG__COLOUR`, `RANKWATCH_…`";
    let document = Document::made_up(text);
    assert_eq!(unknown(&document), ["made-up.md: log.colour", "made-up.md: RANKWATCH_LOG__COLOUR"]);
    let rows = Document::made_up(
        "| `log.json` | false | x |\n| `http.ping_url` | empty | x |\n| `backup.keep` | 13 | x |\n",
    );
    let missing = undocumented(&rows);
    assert_eq!(missing.len(), keys().len() - 2);
    assert!(missing.contains(&"backup.keep, by default 14".to_owned()), "{missing:?}");
}
