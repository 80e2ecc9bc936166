//! The import table: every module of `src`, what of ours it may import, and what of others it must not name.

use crate::{
    paths,
    source::{Strings, code, is_test},
    tree::{hold, rust_files},
};

/// A module's line. It may also import itself; test code may import what it needs.
struct Module {
    name: &'static str,
    /// Modules, or single names of a module.
    may: &'static [&'static str],
    /// Crates, or paths of them.
    never: &'static [&'static str],
}

/// In an order in which each imports only what stands above it.
const MODULES: &[Module] = &[
    Module {
        name: "domain",
        may: &[],
        never: &[
            "axum",
            "reqwest",
            "serenity",
            "sqlx",
            "std::fs",
            "std::net",
            "std::thread",
            "tokio",
            "Local::now",
            "Utc::now",
        ],
    },
    Module { name: "telemetry", may: &[], never: &["reqwest", "serenity", "sqlx", "tokio", "Utc::now"] },
    Module { name: "clock", may: &["domain"], never: &["serenity", "sqlx"] },
    Module { name: "config", may: &["domain"], never: &["reqwest", "serenity", "sqlx", "tokio", "Utc::now"] },
    Module { name: "text", may: &["domain"], never: &["reqwest", "serenity", "sqlx", "tokio", "Utc::now"] },
    Module {
        name: "chart",
        may: &["domain", "text"],
        never: &["reqwest", "serenity", "sqlx", "tokio", "Utc::now"],
    },
    Module { name: "store", may: &["domain", "telemetry"], never: &["reqwest", "serenity", "Utc::now"] },
    Module {
        name: "rankings",
        may: &["domain", "telemetry", "store", "clock"],
        never: &["reqwest", "serenity", "sqlx", "Utc::now"],
    },
    Module {
        name: "keyapi",
        may: &[
            "domain",
            "telemetry",
            "clock",
            "rankings::Failure",
            "rankings::Names",
            "rankings::Page",
            "rankings::Source",
            "rankings::SourceError",
            "rankings::TrendPage",
            "rankings::Wanted",
        ],
        never: &["serenity", "sqlx", "Utc::now"],
    },
    Module { name: "places", may: &["domain"], never: &["reqwest", "serenity", "sqlx", "Utc::now"] },
    Module {
        name: "boards",
        may: &["domain", "telemetry", "store", "rankings", "clock", "places"],
        never: &["reqwest", "serenity", "sqlx", "Utc::now"],
    },
    Module {
        name: "watches",
        may: &["domain", "telemetry", "store", "rankings", "clock", "places"],
        never: &["reqwest", "serenity", "sqlx", "Utc::now"],
    },
    Module {
        name: "delivery",
        may: &["domain", "telemetry", "store", "clock"],
        never: &["reqwest", "serenity", "sqlx", "Utc::now"],
    },
    Module {
        name: "commands",
        may: &["domain", "telemetry", "store", "rankings", "boards", "watches", "clock", "places"],
        never: &["reqwest", "serenity", "sqlx", "Utc::now"],
    },
    Module {
        name: "discord",
        may: &[
            "domain",
            "telemetry",
            "commands",
            "text",
            "chart",
            "clock",
            "delivery::Content",
            "delivery::Post",
            "delivery::Sink",
            "places::Guilds",
            "places::Unseen",
        ],
        never: &["sqlx", "Utc::now"],
    },
    Module {
        name: "http",
        may: &["domain", "telemetry", "clock", "store"],
        never: &["serenity", "sqlx", "Utc::now"],
    },
    Module {
        name: "app",
        may: &[
            "domain",
            "telemetry",
            "clock",
            "config",
            "text",
            "chart",
            "store",
            "rankings",
            "keyapi",
            "places",
            "boards",
            "watches",
            "delivery",
            "commands",
            "discord",
            "http",
        ],
        never: &["sqlx", "Utc::now"],
    },
    Module {
        name: "cli",
        may: &[
            "domain",
            "telemetry",
            "clock",
            "config",
            "text",
            "chart",
            "store",
            "rankings",
            "keyapi",
            "places",
            "boards",
            "watches",
            "delivery",
            "commands",
            "discord",
            "http",
            "app",
        ],
        never: &["sqlx", "Utc::now"],
    },
];

fn module(name: &str) -> Option<&'static Module> {
    MODULES.iter().find(|module| module.name == name)
}

/// What is wrong with a file of `src`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let parts: Vec<_> = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    let bare = code(text, Strings::Blanked);
    match parts[0] {
        "lib" => return Vec::new(),
        "main" => {
            let imports = paths::below(&bare, "rankwatch").into_iter().filter(|import| top(import) != "cli");
            return imports.map(|import| format!("{path} imports `{import}`")).collect();
        }
        _ => {}
    }
    let Some(module) = module(parts[0]) else {
        return vec![format!("{path}: the module `{}` isn't in the table", parts[0])];
    };
    let depth = parts.len() - usize::from(parts.ends_with(&["mod"]));
    let above = paths::above(&bare, depth).into_iter().filter(|import| self::module(top(import)).is_some());
    let imports = paths::below(&bare, "crate").into_iter().chain(above);
    let imports = imports.filter(|import| !allowed(module, import));
    let imports = imports.map(|import| format!("{path} imports `{import}`"));
    let names = module.never.iter().filter(|name| paths::names(&bare, name));
    imports.chain(names.map(|name| format!("{path} names `{name}`"))).collect()
}

fn allowed(importer: &Module, import: &str) -> bool {
    let within = |whole: &str| import == whole || import.starts_with(&format!("{whole}::"));
    top(import) == importer.name || importer.may.iter().any(|may| within(may))
}

fn top(import: &str) -> &str {
    import.split("::").next().unwrap_or_default()
}

#[test]
fn imports_go_one_way() {
    let files = rust_files("src").into_iter().filter(|file| !is_test(&file.path));
    let faults: Vec<_> = files.flat_map(|file| faults(&file.path, &file.text)).collect();
    hold("an import goes the wrong way", &faults);
}

#[test]
fn the_table_itself_goes_one_way() {
    for (at, line) in MODULES.iter().enumerate() {
        for may in line.may {
            assert!(MODULES[..at].iter().any(|above| above.name == top(may)), "{} may {may}", line.name);
        }
    }
}

#[test]
fn a_wrong_import_is_found() {
    for (path, text) in [
        ("src/domain/row.rs", "use crate::store::Rows;"),
        ("src/domain/row.rs", "fn f() { chrono::Utc::now(); }"),
        ("src/domain/row.rs", "use crate::*;"),
        ("src/rankings/mod.rs", "use super::delivery::Sink;"),
        ("src/rankings/ledger.rs", "use crate::{domain::Row, keyapi::{Client}};"),
        ("src/keyapi/mod.rs", "use crate::rankings::{Source, Ask};"),
        ("src/commands/help.rs", "use serenity::all::*;"),
        ("src/commands/help.rs", "use crate::text::Words;"),
        ("src/discord/mod.rs", "let row = sqlx::query(text);"),
        ("src/text/mod.rs", "use crate::cli;"),
        ("src/novelty.rs", ""),
        ("src/main.rs", "use rankwatch::app;"),
    ] {
        assert_eq!(faults(path, text).len(), 1, "{path}: {text}");
    }
}

#[test]
fn a_right_import_is_let_pass() {
    for (path, text) in [
        ("src/domain/row.rs", "use super::store; // crate::store\n"),
        ("src/keyapi/mod.rs", "use crate::{clock::Clock, rankings::{Page, Source}};"),
        ("src/keyapi/wire.rs", "#[cfg(test)]\nmod tests {\n    use crate::store::Store;\n}"),
        ("src/discord/rest/mod.rs", "use crate::discord::custom_id; use super::super::commands;"),
        ("src/main.rs", "fn main() { rankwatch::cli::main() }"),
    ] {
        assert_eq!(faults(path, text), [""; 0], "{path}: {text}");
    }
}
