//! What the operator is told to look for stands in the program: at night a sentence is searched for by its words.

use crate::markdown::{Document, document, hold, root};
use std::{fs, path::Path};

/// Quoted there, and said by others: SQLite, and Discord's developer portal.
const FOREIGN: [&str; 4] = [
    "Interactions Endpoint URL",
    "database or disk is full",
    "database disk image is malformed",
    "file is not a database",
];

/// The part of the program's text that it can say: without its tests, broken lines joined.
fn said(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            text += &said(&path);
        } else if path.is_file() && name != "tests" {
            let file = fs::read_to_string(&path).unwrap();
            text += file.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        }
    }
    joined(&text)
}

/// A literal may go on behind `\` and an indent.
fn joined(text: &str) -> String {
    let mut pieces = text.split("\\\n");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.trim_start())
}

/// What is quoted in the prose of the section for the night.
fn quoted(document: &Document) -> Vec<String> {
    let lines = document.prose().into_iter().skip_while(|line| *line != "## At three in the morning").skip(1);
    let lines: Vec<_> = lines.take_while(|line| !line.starts_with("## ")).collect();
    let text = lines.join("\n");
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let words = paragraph.split('`').step_by(2).collect::<String>();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    paragraphs
        .flat_map(|words| words.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn unsaid(document: &Document, said: &str) -> Vec<String> {
    let known = |sentence: &String| said.contains(sentence.as_str()) || FOREIGN.contains(&sentence.as_str());
    quoted(document).into_iter().filter(|sentence| !known(sentence)).collect()
}

#[test]
fn quoted_sentences_of_the_night_are_said() {
    let said = ["src", "locales"].map(|folder| said(&root().join(folder))).concat();
    let operating = document("docs/operating.md");
    assert!(quoted(&operating).len() > 8);
    hold("docs/operating.md quotes what nobody says", &unsaid(&operating, &said));
}

#[test]
fn a_sentence_that_nobody_says_is_found() {
    let document = Document::made_up(
        "\"day\"\n\n## At three in the morning\n\n**See**: \"a b\nc\" or `x \"code\"`.\n\n| \"d\" | \"e f\" |\n\n## Else\n\n\"g\"\n",
    );
    assert_eq!(unsaid(&document, &joined("\"a b \\\n      c\", \"d\"")), ["e f"]);
}
