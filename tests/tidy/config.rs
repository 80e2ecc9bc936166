//! Every key of the example configuration says what it is.

use crate::tree::{files, hold, root};

/// Keys and sections of a configuration that have no comment: a key above itself, the file at its head.
fn unexplained(text: &str) -> Vec<String> {
    let mut before = "";
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        let is_key = line.contains('=') && !line.starts_with('#');
        if is_key && !before.starts_with('#') {
            found.push(line.to_owned());
        }
        before = line;
    }
    found
}

#[test]
fn every_key_has_a_comment_above_it() {
    let config = std::fs::read_to_string(root().join("config.toml")).unwrap();
    assert!(config.lines().filter(|line| line.contains(" = ")).count() > 15);
    hold("a key says nothing of itself", &unexplained(&config));
}

#[test]
fn a_key_without_a_comment_is_found() {
    assert_eq!(unexplained("[a]\n# What b is.\nb = 1\nc = 2\n"), ["c = 2"]);
}

#[test]
fn the_migrations_are_numbered_without_a_gap() {
    let paths = files("migrations");
    let numbers =
        paths.iter().map(|file| file.path.trim_start_matches("migrations/")[..4].parse::<usize>().unwrap());
    assert!(numbers.eq(1..=paths.len()), "{paths:?}");
}
