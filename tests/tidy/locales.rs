//! Every language says everything, and nothing is said that nobody wrote.

use crate::{
    paths::places,
    source::{Strings, code, is_test, literals},
    tree::{files, hold, rust_files},
};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::collections::{BTreeMap, BTreeSet};

/// The language that the others are measured by.
const FIRST: &str = "en-US";

/// Languages that say one as they say many.
const WITHOUT_PLURAL: &[&str] = &["zh-CN"];

/// Keys that are put together with `format!`, as the code writes them.
const BUILT: &[&str] =
    &["{command}-choice-{}-{word}", "{command}-option-{}", "{key}-about", "{key}-command", "{key}-far"];

/// What a message needs and names, its placeholders and other messages, and how it is put.
#[derive(Debug, Default, PartialEq)]
struct Message {
    placeholders: BTreeSet<String>,
    messages: BTreeSet<String>,
    /// It ends as sentences do.
    is_sentence: bool,
    /// It says one in words of its own.
    has_one: bool,
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
    if let Some(PatternElement::TextElement { value }) = pattern.elements.last() {
        needs.is_sentence |= value.ends_with(['.', '?', '!', '。', '？', '！']);
    }
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
            for variant in variants {
                needs.has_one |= matches!(variant.key, VariantKey::Identifier { name: "one" });
                read_pattern(&variant.value, needs);
            }
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
        (Some(one), Some(two)) if one.is_sentence != two.is_sentence => {
            Some(format!("`{key}` is a sentence in {tag} or in {FIRST} only"))
        }
        (_, Some(two)) if two.has_one && WITHOUT_PLURAL.contains(&tag) => {
            Some(format!("{tag} never comes to the variant `one` of `{key}`"))
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

/// Keys that no literal of the code is, that isn't built like one of `built`, and that no message uses.
fn unused(catalogue: &Catalogue, literals: &BTreeSet<String>, built: &[&str]) -> Vec<String> {
    let of_messages: BTreeSet<_> = catalogue.values().flat_map(|message| &message.messages).collect();
    let used = |key: &&String| {
        literals.contains(*key) || of_messages.contains(key) || built.iter().any(|like| is_like(key, like))
    };
    catalogue.keys().filter(|key| !used(key)).map(|key| format!("nothing says `{key}`")).collect()
}

/// Whether a key may come from a format, of which any text may stand in the placeholders.
fn is_like(key: &str, format: &str) -> bool {
    let Some((start, rest)) = format.split_once('{') else { return key == format };
    let Some(mut left) = key.strip_prefix(start) else { return false };
    let mut parts = rest.split('{').map(|part| part.split_once('}').map_or("", |(_, text)| text)).peekable();
    while let Some(part) = parts.next() {
        let found = if parts.peek().is_none() {
            left.strip_suffix(part).filter(|filling| !filling.is_empty()).map(|_| "")
        } else {
            left.char_indices().skip(1).find_map(|(at, _)| left[at..].strip_prefix(part))
        };
        let Some(found) = found else { return false };
        left = found;
    }
    true
}

/// Formats that the code doesn't have, or that no key is like.
fn idle(built: &[&str], literals: &BTreeSet<String>, catalogue: &Catalogue) -> Vec<String> {
    let stands = |format: &str| literals.contains(format) && catalogue.keys().any(|key| is_like(key, format));
    let idle = built.iter().filter(|format| !stands(format));
    idle.map(|format| format!("no key is built like `{format}`")).collect()
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
    faults.extend(unused(&first, &all, BUILT));
    faults.extend(idle(BUILT, &all, &first));
    hold("keys and code differ", &faults);
}

#[test]
fn a_difference_is_found() {
    let first =
        catalogue("a = x { $n }\nb = { $n ->\n   *[other] { $m } of { NUMBER($o) }\n }\nc = { a }").unwrap();
    let other = catalogue("a = x { $m }\nb = { $n } { $m } { $o }\nd = d").unwrap();
    let expected = ["zz has other placeholders in `a`", "zz lacks `c`", "zz has `d`, en-US lacks it"];
    assert_eq!(differences("zz", &first, &other), expected);
    let first = catalogue("a = Done.\nb = Done\nc = { $n ->\n   [one] x.\n   *[other] x.\n }").unwrap();
    let other = catalogue("a = 好，\nb = 好\nc = { $n ->\n   [one] 好。\n   *[other] 好。\n }").unwrap();
    let expected =
        ["`a` is a sentence in zh-CN or in en-US only", "zh-CN never comes to the variant `one` of `c`"];
    assert_eq!(differences("zh-CN", &first, &other), expected);
    assert!(catalogue("a = x\na = y").is_err() && catalogue("a = { $").is_err());
}

#[test]
fn keys_are_found_in_code() {
    let code =
        "words.say(\"a\"); words.say_with(\n    \"b\", &[(\"n\", 1.into())]); say(key); hearsay(\"c\");";
    assert_eq!(said(code), ["a", "b"].map(str::to_owned).into());
    let catalogue = catalogue("a = a\nb = { d }\nd = d\nway-one = 1\ne = e").unwrap();
    let literals = ["a", "b", "way-{n}", "by-{}"].map(str::to_owned).into();
    assert_eq!(unused(&catalogue, &literals, &["way-{n}"]), ["nothing says `e`"]);
    assert_eq!(idle(&["way-{n}", "by-{}", "{a}-one"], &literals, &catalogue).len(), 2);
}

#[test]
fn a_key_is_like_its_format() {
    for (key, format) in [
        ("a-b", "a-b"),
        ("a-b", "a-{x}"),
        ("a-b-about", "{x}-about"),
        ("r-choice-by-gmv", "{c}-choice-{}-{w}"),
    ] {
        assert!(is_like(key, format), "{key} {format}");
    }
    for (key, format) in
        [("a-b", "a-c"), ("a-", "a-{x}"), ("b-b", "a-{x}"), ("a-about-b", "{x}-about"), ("-far", "{k}-far")]
    {
        assert!(!is_like(key, format), "{key} {format}");
    }
}
