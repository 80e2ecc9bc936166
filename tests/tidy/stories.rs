//! Every command has its story.

use crate::{
    paths::places,
    source::{Strings, code},
    tree::{hold, root, rust_files},
};

/// The name of the command that a file of `src/commands` defines, if it does: it builds a `Spec`.
fn command<'a>(path: &'a str, text: &str) -> Option<&'a str> {
    let inner = path.strip_prefix("src/commands/")?;
    let name = inner.strip_suffix("/mod.rs").or_else(|| inner.strip_suffix(".rs"))?;
    let bare = code(text, Strings::Blanked);
    let builds = places(&bare, "Spec").any(|at| {
        let before = bare[..at].trim_end();
        let rest = bare[at + "Spec".len()..].trim_start();
        let declares = ["struct", "impl", "for", "enum", "trait"].iter().any(|word| before.ends_with(word));
        !declares && (rest.starts_with('{') || rest.starts_with("::new"))
    });
    (builds && name != "mod" && !name.contains('/')).then_some(name)
}

#[test]
fn every_command_has_its_story() {
    let files = rust_files("src/commands");
    let commands = files.iter().filter_map(|file| command(&file.path, &file.text));
    let without = commands.filter(|name| !root().join(format!("tests/stories/{name}.rs")).exists());
    let faults: Vec<_> = without.map(|name| format!("tests/stories/{name}.rs is missing")).collect();
    hold("a command has no story", &faults);
}

#[test]
fn commands_are_told_from_their_helpers() {
    for text in ["pub const SPEC: Spec = Spec { name };", "fn spec() -> Spec {", "let spec = Spec::new();"] {
        assert_eq!(command("src/commands/help.rs", text), Some("help"), "{text}");
        assert_eq!(command("src/commands/board/mod.rs", text), Some("board"), "{text}");
        assert_eq!(command("src/commands/mod.rs", text), None);
        assert_eq!(command("src/domain/help.rs", text), None);
    }
    for text in
        ["pub struct Spec { name: Name }", "impl Spec {}", "fn register(all: &[Spec]) {}", "// Spec {"]
    {
        assert_eq!(command("src/commands/spec.rs", text), None, "{text}");
    }
}
