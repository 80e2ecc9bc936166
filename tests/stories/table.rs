//! Reads answers as data: the lines of an embed, and the file.

use crate::{
    people::looks,
    world::{Outcome, Person, World, is_private},
};
use serde_json::Value;
use std::collections::HashMap;

/// A creator's line in an embed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) rank: usize,
    /// `▲3`, `▼2`, `–`, `new`; empty where nothing is shown.
    pub(crate) movement: String,
    pub(crate) value: String,
    /// As it looks, with what escapes it taken out.
    pub(crate) name: String,
    /// Where the name leads to; empty without a link.
    pub(crate) link: String,
    pub(crate) second: String,
}

/// The lines of an answer's embed.
pub(crate) fn rows(message: &Value) -> Vec<Row> {
    let description = message["embeds"][0]["description"].as_str().expect("a description");
    let lines: Vec<&str> = description.lines().collect();
    lines.windows(2).filter(|pair| pair[0].starts_with('`')).map(|pair| row(pair[0], pair[1])).collect()
}

fn row(line: &str, below: &str) -> Row {
    let (cells, name) = line[1..].split_once("` ").expect("cells and a name");
    let cells: Vec<&str> = cells.split_whitespace().collect();
    let (movement, value) = match cells[..] {
        [_, value] => ("", value),
        [_, movement, value] => (movement, value),
        _ => panic!("{line}"),
    };
    let (name, link) = match name.strip_prefix('[').and_then(|name| name.rsplit_once("](")) {
        Some((name, link)) => (name, link.strip_suffix(')').expect("a link's end")),
        None => (name, ""),
    };
    Row {
        rank: cells[0].parse().expect("a rank"),
        movement: movement.to_owned(),
        value: value.to_owned(),
        name: looks(name),
        link: link.to_owned(),
        second: below.strip_prefix("-# ").expect("small print").to_owned(),
    }
}

/// A file's lines, by the names of their columns.
pub(crate) type Table = Vec<HashMap<String, String>>;

/// A file's lines.
pub(crate) fn parsed(text: &str) -> Table {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    ::csv::Reader::from_reader(text.as_bytes()).deserialize().map(|line| line.expect("a line")).collect()
}

impl World {
    /// The file under a ranking.
    pub(crate) async fn table(&self, who: &Person, ranking: &Outcome) -> Table {
        let file = self.press(who, ranking.message(), "CSV").await;
        assert!(is_private(file.message()), "{file:?}");
        parsed(&self.file(file.message()).await)
    }

    /// The lines of all pages of a ranking, turned one by one; each answer is a page inside Discord's limits.
    pub(crate) async fn all_pages(&self, who: &Person, ranking: &Outcome) -> Vec<Row> {
        let mut all = rows(ranking.message());
        let mut message = ranking.message().clone();
        while let Some(next) = next(&message) {
            message = self.press_id(who, &message, &next).await.message().clone();
            let page = rows(&message);
            assert_eq!(page.first().map(|row| row.rank), Some(all.len() + 1));
            all.extend(page);
        }
        all
    }
}

/// The `custom_id` of ▶, where it can be pressed.
fn next(message: &Value) -> Option<Value> {
    let buttons = message["components"][0]["components"].as_array()?;
    let next = buttons.iter().find(|button| button["label"] == "▶" && button["disabled"] != true)?;
    Some(next["custom_id"].clone())
}
