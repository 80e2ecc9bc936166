//! What the documents have people type in Discord is what the bot takes, and what they have them press is what it shows.

use crate::markdown::{Document, document, documents, hold, root};
use rankwatch::commands::{COMMANDS, Kind, OptionSpec};
use std::{collections::BTreeSet, fs};

/// Pages of the bot's own server, and a folder, which look alike.
const PAGES: [&str; 4] = ["backups", "healthz", "metrics", "readyz"];

/// The words of a slash command that somebody types; none where it is none.
fn typed(span: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = span.strip_prefix('/')?.split(' ').collect();
    let name = words.first()?;
    let is_name =
        name.chars().all(|char| char.is_ascii_lowercase()) && !name.is_empty() && !PAGES.contains(name);
    is_name.then_some(words)
}

/// Why the bot wouldn't take it.
fn refused(words: &[&str]) -> Option<String> {
    let Some(spec) = COMMANDS.iter().find(|spec| spec.name == words[0]) else {
        return Some("no such command".into());
    };
    let (options, rest) = match words.get(1) {
        Some(name) if !spec.subcommands.is_empty() => {
            let Some(below) = spec.subcommands.iter().find(|below| below.name == *name) else {
                return Some(format!("no subcommand {name}"));
            };
            (below.options, &words[2..])
        }
        _ => (spec.options, &words[1..]),
    };
    rest.iter().find_map(|word| bad_option(options, word))
}

fn bad_option(options: &[OptionSpec], word: &str) -> Option<String> {
    let (name, value) = word.split_once(':').unwrap_or((word, ""));
    let Some(option) = options.iter().find(|option| option.name == name) else {
        return Some(format!("no option {name}"));
    };
    let fits = match option.kind {
        Kind::Choice(words) => words.contains(&value),
        Kind::Integer(least, most) => value.parse().is_ok_and(|number| (least..=most).contains(&number)),
        Kind::Boolean => ["True", "False"].contains(&value),
        Kind::Suggested(most) => !value.is_empty() && value.len() <= most.into(),
        Kind::Channel | Kind::Role | Kind::Attachment => true,
    };
    (!fits).then(|| format!("{name} can't be “{value}”"))
}

fn wrong(document: &Document) -> Vec<String> {
    let spans = document.spans();
    let commands = spans.iter().filter_map(|span| Some((span, refused(&typed(span)?)?)));
    commands.map(|(span, why)| format!("{}: {span}: {why}", document.path)).collect()
}

/// Every command and option that there is, as documents name them.
fn all() -> BTreeSet<String> {
    let names =
        |options: &[OptionSpec]| options.iter().map(|option| option.name.to_owned()).collect::<Vec<_>>();
    let mut all = BTreeSet::new();
    for spec in COMMANDS {
        all.extend(names(spec.options));
        if spec.subcommands.is_empty() {
            all.insert(format!("/{}", spec.name));
        }
        for below in spec.subcommands {
            all.insert(format!("/{} {}", spec.name, below.name));
            all.extend(names(below.options));
        }
    }
    all
}

/// Those of them that a document names, by themselves or in what is to be typed.
fn named(document: &Document) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for span in document.spans() {
        let Some(words) = typed(&span) else {
            named.insert(span);
            continue;
        };
        let spec = COMMANDS.iter().find(|spec| spec.name == words[0]);
        let depth = if spec.is_some_and(|spec| !spec.subcommands.is_empty()) { 2 } else { 1 };
        named.insert(format!("/{}", words[..depth.min(words.len())].join(" ")));
        named.extend(words.iter().filter_map(|word| Some(word.split_once(':')?.0.to_owned())));
    }
    named
}

/// All words that the bot says in English.
fn words() -> String {
    let folder = root().join("locales/en-US");
    fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect()
}

#[test]
fn what_is_typed_is_taken() {
    let mut documents = documents();
    // The sandbox's own speaks of Discord's paths.
    documents.retain(|document| document.path != "sandbox/README.md");
    let count = documents.iter().flat_map(Document::spans).filter(|span| typed(span).is_some()).count();
    assert!(count > 40, "{count}");
    hold("the bot doesn't take that", &documents.iter().flat_map(wrong).collect::<Vec<_>>());
}

#[test]
fn the_managers_document_tells_of_every_command_and_option() {
    let named = named(&document("docs/using.md"));
    assert_eq!(all().difference(&named).collect::<Vec<_>>(), [""; 0], "docs/using.md doesn't name it");
}

#[test]
fn what_is_printed_bold_for_managers_is_what_the_bot_shows() {
    let (words, bold) = (words(), document("docs/using.md").bold());
    assert!(bold.len() > 20);
    let unknown: Vec<_> = bold.into_iter().filter(|shown| !words.contains(shown.as_str())).collect();
    hold("nothing of the bot's is called so", &unknown);
}

#[test]
fn what_the_bot_does_not_take_is_found() {
    let text = "`/ranking top:9`, `/ranking by:likes`, `/board ad`, `/rank`, `/watch add creator:@a colour:red`, `/metrics`, \
                `/etc/x`, `/ranking top:10 private:True`";
    let expected = [
        "made-up.md: /ranking top:9: top can't be “9”",
        "made-up.md: /ranking by:likes: by can't be “likes”",
        "made-up.md: /board ad: no subcommand ad",
        "made-up.md: /rank: no such command",
        "made-up.md: /watch add creator:@a colour:red: no option colour",
    ];
    let document = Document::made_up(text);
    assert_eq!(wrong(&document), expected);
    assert!(named(&document).is_superset(&["/ranking", "top", "colour"].map(str::to_owned).into()));
    assert!(!named(&document).contains("/board add") && !words().contains("No Such Button"));
}
