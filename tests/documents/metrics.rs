//! Metrics that the operator's document names are counted by the bot, and it names each.

use crate::markdown::{Document, document, hold, root};
use std::{collections::BTreeSet, fs, path::Path};

/// The names of metrics in a text: of a histogram without what Prometheus hangs on it.
fn named(text: &str) -> BTreeSet<String> {
    let starts = text.match_indices("rankwatch_").map(|(at, _)| &text[at..]);
    let words = starts.map(|rest| {
        &rest[..rest.find(|char: char| !char.is_ascii_lowercase() && char != '_').unwrap_or(rest.len())]
    });
    let bare = words
        .map(|word| ["_bucket", "_count", "_sum"].iter().fold(word, |word, end| word.trim_end_matches(end)));
    bare.filter(|word| *word != "rankwatch_").map(str::to_owned).collect()
}

/// The text of all files in a folder of the source.
fn source(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        text += &if path.is_dir() { source(&path) } else { fs::read_to_string(&path).unwrap() };
    }
    text
}

/// What the bot counts and measures.
fn counted() -> BTreeSet<String> {
    let text = ["src/telemetry", "src/http"].map(|folder| source(&root().join(folder))).concat();
    // Only whole literals are names.
    let literals = text.split('"').filter(|piece| piece.starts_with("rankwatch_"));
    literals.flat_map(named).filter(|name| name != "rankwatch_sandbox").collect()
}

fn differences(document: &Document, counted: &BTreeSet<String>) -> Vec<String> {
    let named = named(&document.text);
    let unknown = named.difference(counted).map(|name| format!("{name} isn't counted"));
    let missing = counted.difference(&named).map(|name| format!("{name} isn't explained"));
    unknown.chain(missing).collect()
}

#[test]
fn the_operators_metrics_are_those_that_are_counted() {
    assert!(counted().len() > 10);
    hold("docs/operating.md and the bot differ", &differences(&document("docs/operating.md"), &counted()));
}

#[test]
fn a_metric_that_is_not_counted_is_found() {
    let document = Document::made_up(
        "`rankwatch_posts_total{kind=\"a\"}`, rankwatch_post_seconds_bucket, `rankwatch_colour`",
    );
    let counted =
        ["rankwatch_posts_total", "rankwatch_post_seconds", "rankwatch_ready"].map(str::to_owned).into();
    assert_eq!(
        differences(&document, &counted),
        ["rankwatch_colour isn't counted", "rankwatch_ready isn't explained"]
    );
}
