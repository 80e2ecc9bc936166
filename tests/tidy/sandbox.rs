//! The sandbox knows nothing of the bot: a mistake that both shared would be seen by neither.

use crate::{
    paths::places,
    source::{Strings, code, literals},
    tree::{hold, root, rust_files},
};
use std::fs;
use toml::{Table, Value};

/// The macros that read a file into the code.
const READERS: [&str; 4] = ["include", "include_bytes", "include_dir", "include_str"];

fn manifest_faults(manifest: &Table) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, value) in manifest {
        let Value::Table(table) = value else { continue };
        if !name.ends_with("dependencies") {
            faults.extend(manifest_faults(table));
            continue;
        }
        for (dependency, how) in table {
            let package = how.get("package").and_then(Value::as_str).unwrap_or(dependency);
            if package.starts_with("rankwatch") || how.get("path").is_some() {
                faults.push(format!("{name} has `{dependency}`"));
            }
        }
    }
    faults
}

/// What is wrong with a file of the sandbox.
fn source_faults(path: &str, text: &str) -> Vec<String> {
    let code = code(text, Strings::Kept);
    let bare = crate::source::code(text, Strings::Blanked);
    let named = places(&bare, "rankwatch").next().map(|_| format!("{path} names `rankwatch`"));
    let reads =
        READERS.iter().any(|reader| places(&bare, reader).next().is_some()) || bare.contains("#[path");
    let parts = path.split('/').count() - 2;
    let outside = |literal: &&str| literal.matches("../").count() > parts;
    let outside =
        literals(&code).into_iter().filter(outside).map(|literal| format!("{path} reads {literal}"));
    named.into_iter().chain(outside.filter(|_| reads)).collect()
}

#[test]
fn the_sandbox_depends_on_nothing_of_the_bot() {
    let manifest = fs::read_to_string(root().join("sandbox/Cargo.toml")).unwrap();
    hold("the sandbox depends on the bot", &manifest_faults(&manifest.parse().unwrap()));
    let files = rust_files("sandbox");
    assert!(!files.is_empty());
    let faults: Vec<_> = files.iter().flat_map(|file| source_faults(&file.path, &file.text)).collect();
    hold("the sandbox uses the bot", &faults);
}

#[test]
fn a_dependency_is_found() {
    for manifest in [
        "[dependencies]\nrankwatch = { path = \"..\" }",
        "[dev-dependencies]\nbot = { package = \"rankwatch\", version = \"1\" }",
        "[target.'cfg(unix)'.dependencies]\nother = { path = \"../other\" }",
    ] {
        assert_eq!(manifest_faults(&manifest.parse().unwrap()).len(), 1, "{manifest}");
    }
    let fine = "[package]\nname = \"rankwatch-sandbox\"\n[dependencies]\ntokio.workspace = true";
    assert_eq!(manifest_faults(&fine.parse().unwrap()), [""; 0]);
}

#[test]
fn a_use_is_found() {
    for text in [
        "use rankwatch::domain::Row;",
        "const A: &str = include_str!(\"../../src/domain/row.rs\");",
        "#[cfg(test)]\nmod tests;\n#[path = \"../../src/clock.rs\"]\nmod clock;",
    ] {
        assert_eq!(source_faults("sandbox/src/a.rs", text).len(), 1, "{text}");
    }
    for text in
        ["use rankwatch_sandbox::World; // rankwatch", "const A: &str = include_str!(\"../page/a.js\");"]
    {
        assert_eq!(source_faults("sandbox/src/a.rs", text), [""; 0], "{text}");
    }
}
