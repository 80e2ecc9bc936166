//! Paths in Rust code: what of this crate, and what of others, a file names.

use crate::source::in_name;

/// The paths below `root::` that code names, braces unfolded.
pub(crate) fn below(bare: &str, root: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for at in places(bare, root) {
        if let Some(rest) = bare[at + root.len()..].trim_start().strip_prefix("::") {
            tree(rest, "", &mut paths);
        }
    }
    paths
}

/// The paths that `super::` leads to in the root, from a file that is `depth` modules below it.
pub(crate) fn above(bare: &str, depth: usize) -> Vec<String> {
    let mut paths = Vec::new();
    for at in places(bare, "super").filter(|at| !follows_super(bare, *at)) {
        let mut rest = &bare[at..];
        let mut ups = 0;
        while let Some(behind) = up(rest) {
            (rest, ups) = (behind, ups + 1);
        }
        if ups > 0 && ups >= depth {
            tree(rest, "", &mut paths);
        }
    }
    paths
}

/// Whether code names a crate, or another path such as `Utc::now`, as a whole and not as a part of a longer one.
pub(crate) fn names(bare: &str, wanted: &str) -> bool {
    places(bare, wanted).any(|at| {
        let before = bare[..at].trim_end();
        let rest = bare[at + wanted.len()..].trim_start();
        let inner = before.strip_suffix("::").is_some_and(|before| before.ends_with(in_name));
        let used = ["use", "extern crate"].iter().any(|word| before.ends_with(word));
        wanted.contains("::") || !inner && (used || rest.starts_with("::"))
    })
}

/// Where a word stands, as a whole word.
pub(crate) fn places(bare: &str, word: &str) -> impl Iterator<Item = usize> {
    bare.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |at| !bare[..*at].ends_with(in_name) && !bare[at + word.len()..].starts_with(in_name))
}

fn up(rest: &str) -> Option<&str> {
    rest.strip_prefix("super")?.trim_start().strip_prefix("::").map(str::trim_start)
}

fn follows_super(bare: &str, at: usize) -> bool {
    bare[..at].trim_end().strip_suffix("::").is_some_and(|before| before.trim_end().ends_with("super"))
}

/// Reads a path or a tree of paths, and gives what stands behind it.
fn tree<'a>(rest: &'a str, prefix: &str, paths: &mut Vec<String>) -> &'a str {
    let rest = rest.trim_start();
    if let Some(mut rest) = rest.strip_prefix('{') {
        loop {
            rest = rest.trim_start().trim_start_matches(',').trim_start();
            if let Some(behind) = rest.strip_prefix('}') {
                return behind;
            }
            let before = rest.len();
            rest = tree(rest, prefix, paths);
            rest = rest.find([',', '}']).map_or("", |at| &rest[at..]);
            if rest.is_empty() || rest.len() == before {
                return rest;
            }
        }
    }
    let end = rest.find(|char| !in_name(char)).unwrap_or(rest.len());
    let (name, behind) = if rest.starts_with('*') { rest.split_at(1) } else { rest.split_at(end) };
    let path = match (prefix, name) {
        (_, "" | "self") => prefix.to_owned(),
        ("", _) => name.to_owned(),
        _ => format!("{prefix}::{name}"),
    };
    match behind.trim_start().strip_prefix("::") {
        Some(rest) if rest.trim_start().starts_with(|char| in_name(char) || char == '{' || char == '*') => {
            tree(rest, &path, paths)
        }
        _ => {
            paths.push(path);
            behind
        }
    }
}

#[test]
fn trees_are_unfolded() {
    let code = "use crate::{a, b::{self, c as d, e::{f, g::*}}, h};\nlet x = crate::i::J::<u8>::new();\npub(crate) y: $crate::k,";
    let expected = ["a", "b", "b::c", "b::e::f", "b::e::g::*", "h", "i::J", "k"];
    assert_eq!(below(code, "crate"), expected);
    assert_eq!(below("use crate::{\n    a::B,\n};\nuse mycrate::z; crates::y;", "crate"), ["a::B"]);
}

#[test]
fn super_that_leads_to_the_root_is_followed() {
    assert_eq!(above("use super::a::b;", 1), ["a::b"]);
    assert_eq!(above("use super::a::b;", 2), [""; 0]);
    assert_eq!(above("use super::super::{a, b};", 2), ["a", "b"]);
}

#[test]
fn a_crate_is_named_by_a_whole_word() {
    for code in ["sqlx::query(x)", "use sqlx::{a};", "use sqlx;", "(::sqlx::a)", "use sqlx as s;"] {
        assert!(names(code, "sqlx"), "{code}");
    }
    for code in ["mysqlx::a", "crate::sqlx::a", "let sqlx = 1;", "sqlx_core::a"] {
        assert!(!names(code, "sqlx"), "{code}");
    }
    assert!(names("chrono::Utc::now()", "Utc::now") && !names("Utc::nowhere()", "Utc::now"));
}
