//! Every language says everything, and nothing is said that nobody wrote.

use crate::{
    paths::places,
    source::{Strings, code, is_test, literals},
    tree::{files, hold, rust_files},
};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};

/// The language that the others are measured by.
const FIRST: &str = "en-US";

/// The beginnings of keys that are put together with `format!`, each with a hyphen at its end.
const PREFIXES: &[&str] = &[];

/// What a message needs and names: its placeholders, and other messages.
#[derive(Debug, Default, PartialEq)]
struct Message {
    placeholders: BTreeSet<String>,
    messages: BTreeSet<String>,
}

type Catalogue = BTreeMap<String, Message>;

fn catalogue(text: &str) -> Result<Catalogue, String> {
    let resource = fluent_syntax::parser::parse(text).map_err(|(_, errors)| format!("{errors:?}"))?;
    let mut catalogue = Catalogue::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut needs = Message::default();
        let attributes = message.attributes.iter().map(|attribute| &attribute.value);
        for pattern in message.value.iter().chain(attributes) {
            read_pattern(pattern, &mut needs);
        }
        if catalogue.insert(message.id.name.to_owned(), needs).is_some() {
            return Err(format!("{} stands twice", message.id.name));
        }
    }
    Ok(catalogue)
}

fn read_pattern(pattern: &Pattern<&str>, needs: &mut Message) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            read_expression(expression, needs);
        }
    }
}

fn read_expression(expression: &Expression<&str>, needs: &mut Message) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, needs),
        Expression::Select { selector, variants } => {
            read_inline(selector, needs);
            variants.iter().for_each(|variant| read_pattern(&variant.value, needs));
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, needs: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            needs.placeholders.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            needs.messages.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| read_inline(argument, needs));
        }
        InlineExpression::Placeable { expression } => read_expression(expression, needs),
        _ => {}
    }
}

/// Every language of `locales`, by its tag.
fn languages() -> BTreeMap<String, Catalogue> {
    let mut languages = BTreeMap::<String, Catalogue>::new();
    for file in files("locales") {
        let tag = file.path.split('/').nth(1).unwrap().to_owned();
        let catalogue = catalogue(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
        languages.entry(tag).or_default().extend(catalogue);
    }
    languages
}

/// How a language differs from the first.
fn differences(tag: &str, first: &Catalogue, other: &Catalogue) -> Vec<String> {
    let keys: BTreeSet<_> = first.keys().chain(other.keys()).collect();
    let differs = |key: &&String| match (first.get(*key), other.get(*key)) {
        (None, _) => Some(format!("{tag} has `{key}`, {FIRST} lacks it")),
        (_, None) => Some(format!("{tag} lacks `{key}`")),
        (Some(one), Some(two)) if one.placeholders != two.placeholders => {
            Some(format!("{tag} has other placeholders in `{key}`"))
        }
        _ => None,
    };
    keys.iter().filter_map(differs).collect()
}

/// The keys that code says: literals given to `say` and `say_with`.
fn said(code: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for call in ["say", "say_with"] {
        for at in places(code, call) {
            let rest = code[at + call.len()..].strip_prefix('(').unwrap_or_default().trim_start();
            if let Some((key, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                keys.insert(key.to_owned());
            }
        }
    }
    keys
}

/// Keys that no literal of the code is, that no prefix begins, and that no message uses.
fn unused(catalogue: &Catalogue, literals: &BTreeSet<String>, prefixes: &[&str]) -> Vec<String> {
    let of_messages: BTreeSet<_> = catalogue.values().flat_map(|message| &message.messages).collect();
    let used = |key: &&String| {
        literals.contains(*key)
            || of_messages.contains(key)
            || prefixes.iter().any(|prefix| key.starts_with(prefix))
    };
    catalogue.keys().filter(|key| !used(key)).map(|key| format!("nothing says `{key}`")).collect()
}

/// Prefixes that aren't whole words, or behind which no literal of the code puts a key together.
fn idle(prefixes: &[&str], literals: &BTreeSet<String>) -> Vec<String> {
    let built = |prefix: &str| literals.iter().any(|literal| literal.starts_with(&format!("{prefix}{{")));
    let idle = prefixes.iter().filter(|prefix| !prefix.ends_with('-') || !built(prefix));
    idle.map(|prefix| format!("no key is put together behind `{prefix}`")).collect()
}

/// The code of `src`, without comments and tests.
fn product() -> impl Iterator<Item = (String, String)> {
    let files = rust_files("src").into_iter().filter(|file| !is_test(&file.path));
    files.map(|file| (code(&file.text, Strings::Kept), file.path))
}

#[test]
fn every_language_has_every_key_and_placeholder() {
    let languages = languages();
    assert!(languages.len() >= 2 && !languages[FIRST].is_empty());
    let others = languages.iter().filter(|(tag, _)| *tag != FIRST);
    let faults: Vec<_> = others.flat_map(|(tag, other)| differences(tag, &languages[FIRST], other)).collect();
    hold("the languages differ", &faults);
}

#[test]
fn every_key_that_is_said_exists_and_every_key_is_said() {
    let first = languages().remove(FIRST).unwrap();
    let mut faults = Vec::new();
    let mut all = BTreeSet::new();
    for (code, path) in product() {
        let missing = said(&code).into_iter().filter(|key| !first.contains_key(key));
        faults.extend(missing.map(|key| format!("{path} says `{key}`, which no file has")));
        all.extend(literals(&code).into_iter().map(str::to_owned));
    }
    faults.extend(unused(&first, &all, PREFIXES));
    faults.extend(idle(PREFIXES, &all));
    hold("keys and code differ", &faults);
}

#[test]
fn a_difference_is_found() {
    let first =
        catalogue("a = x { $n }\nb = { $n ->\n   *[other] { $m } of { NUMBER($o) }\n }\nc = { a }").unwrap();
    let other = catalogue("a = x { $m }\nb = { $n } { $m } { $o }\nd = d").unwrap();
    let expected = ["zz has other placeholders in `a`", "zz lacks `c`", "zz has `d`, en-US lacks it"];
    assert_eq!(differences("zz", &first, &other), expected);
    assert!(catalogue("a = x\na = y").is_err() && catalogue("a = { $").is_err());
}

#[test]
fn keys_are_found_in_code() {
    let code =
        "words.say(\"a\"); words.say_with(\n    \"b\", &[(\"n\", 1.into())]); say(key); hearsay(\"c\");";
    assert_eq!(said(code), ["a", "b"].map(str::to_owned).into());
    let catalogue = catalogue("a = a\nb = { d }\nd = d\nway-one = 1\ne = e").unwrap();
    let literals = ["a", "b"].map(str::to_owned).into();
    assert_eq!(unused(&catalogue, &literals, &["way-"]), ["nothing says `e`"]);
    let literals = ["way-{}", "by{n}", "of-"].map(str::to_owned).into();
    assert_eq!(idle(&["way-", "by", "of-"], &literals).len(), 2);
}
