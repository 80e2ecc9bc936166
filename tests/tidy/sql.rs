//! SQL stands in `src/store` only.

use crate::{
    paths::{names, places},
    source::{Strings, code, is_test, literals},
    tree::{hold, rust_files},
};

/// How a statement begins.
const STATEMENTS: [&str; 11] = [
    "ALTER TABLE ",
    "BEGIN IMMEDIATE",
    "CREATE ",
    "DELETE FROM ",
    "DROP ",
    "INSERT ",
    "PRAGMA ",
    "REPLACE INTO ",
    "SELECT ",
    "UPDATE ",
    "WITH ",
];

const CALLS: [&str; 4] = ["query", "query_as", "query_scalar", "raw_sql"];

fn faults(path: &str, text: &str) -> Vec<String> {
    let bare = code(text, Strings::Blanked);
    let code = code(text, Strings::Kept);
    let sqlx = names(&bare, "sqlx").then(|| format!("{path} names `sqlx`"));
    let calls = CALLS.into_iter().filter(|call| called(&bare, call));
    let calls = calls.map(|call| format!("{path} calls `{call}`"));
    let statements = literals(&code).into_iter().filter(|text| is_statement(text));
    let statements = statements.map(|text| format!("{path} holds SQL: {text}"));
    sqlx.into_iter().chain(calls).chain(statements).collect()
}

/// Whether a function is called: neither a method (reqwest has a `.query()`) nor a function of that name.
fn called(bare: &str, function: &str) -> bool {
    places(bare, function).any(|at| {
        let before = bare[..at].trim_end();
        let rest = &bare[at + function.len()..];
        (rest.starts_with('(') || rest.starts_with("::<"))
            && !before.ends_with('.')
            && !before.ends_with("fn")
    })
}

fn is_statement(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches("\\n").trim_start();
    STATEMENTS.iter().any(|statement| text.starts_with(statement))
}

#[test]
fn sql_stands_in_the_store_only() {
    let files = rust_files("src").into_iter();
    let files = files.filter(|file| !file.path.starts_with("src/store") && !is_test(&file.path));
    let faults: Vec<_> = files.flat_map(|file| faults(&file.path, &file.text)).collect();
    hold("SQL stands outside the store", &faults);
}

#[test]
fn sql_is_found() {
    for text in [
        "use sqlx::Row;",
        "let rows = query(text);",
        "let rows = query_as::<_, Row>(text);",
        "const A: &str = \"SELECT 1\";",
        "const A: &str = \"\n    UPDATE boards SET x = 1\";",
        "const A: &str = r\"DELETE FROM boards\";",
    ] {
        assert_eq!(faults("src/a.rs", text).len(), 1, "{text}");
    }
    for text in [
        "request.query(&[(\"a\", 1)]);",
        "fn query() {}",
        "// sqlx::query(\"SELECT 1\")",
        "say(\"Select a region\");",
        "#[cfg(test)]\nmod tests { fn f() { sqlx::query(\"SELECT 1\"); } }",
    ] {
        assert_eq!(faults("src/a.rs", text), [""; 0], "{text}");
    }
}
