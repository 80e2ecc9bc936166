//! The page: what anybody wrote never becomes markup, nothing is loaded from elsewhere, and both languages of
//! the page say the same.

use crate::tree::{File, files, hold};
use std::collections::{BTreeMap, BTreeSet};

/// What turns text into markup or code, or keeps it in a place where it could become some.
const NEVER: [&str; 15] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "createContextualFragment",
    "DOMParser",
    "parseFromString",
    "setHTML",
    "srcdoc",
    "eval(",
    "new Function",
    "javascript:",
    "setTimeout(\"",
    "setInterval(\"",
    "import(",
];

/// What reaches for another server; a namespace is a name, not an address.
const ELSEWHERE: [&str; 4] = ["http://", "https://", "ws://", "wss://"];
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

fn faults(file: &File) -> Vec<String> {
    let text = file.text.replace(NAMESPACE, "");
    let comment = |line: &&str| ["//", "/*", "*"].iter().any(|start| line.trim_start().starts_with(start));
    let code = text.lines().filter(|line| !comment(line)).collect::<Vec<_>>().join("\n");
    let named = NEVER.iter().chain(&ELSEWHERE).filter(|name| code.contains(**name));
    let mut faults: Vec<_> = named.map(|name| format!("{} has `{name}`", file.path)).collect();
    if file.path.ends_with(".html") {
        let inline = ["<style", " style=", " onclick=", " onload=", " onerror="];
        faults.extend(
            inline
                .iter()
                .filter(|part| text.contains(**part))
                .map(|part| format!("{} has `{part}`", file.path)),
        );
        let scripts = text.matches("<script").count();
        if scripts != text.matches("<script type=\"module\" src=\"/page/js/").count() {
            faults.push(format!("{} has a script that is no module of its own", file.path));
        }
    }
    faults
}

fn page() -> Vec<File> {
    let files = files("sandbox/src/page");
    files.into_iter().filter(|file| !file.path.ends_with(".rs")).collect()
}

#[test]
fn the_page_makes_no_markup_of_text_and_asks_nobody_else() {
    let files = page();
    assert!(files.len() > 30, "{}", files.len());
    let faults: Vec<_> = files.iter().flat_map(faults).collect();
    hold("the page could be made to act", &faults);
}

#[test]
fn markup_of_text_is_found() {
    for (path, text) in [
        ("a.js", "element.innerHTML = text;"),
        ("a.js", "const page = fetch('https://example.com');"),
        ("a.css", "body { background: url(http://example.com/a.png) }"),
        ("a.html", "<p style=\"color: red\">"),
        ("a.html", "<script>alert(1)</script>"),
    ] {
        let file = File { path: path.to_owned(), text: text.to_owned() };
        assert_eq!(faults(&file).len(), 1, "{text}");
    }
    let fine = File { path: "a.js".to_owned(), text: "// never innerHTML\nelement.append(text);".to_owned() };
    assert_eq!(faults(&fine), [""; 0]);
}

/// The words of a file by language: key and text.
fn words(text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut languages = BTreeMap::<String, BTreeMap<String, String>>::new();
    let (mut language, mut key) = (String::new(), String::new());
    for line in text.lines().map(str::trim) {
        if let Some(tag) = line.strip_prefix('"').and_then(|rest| rest.strip_suffix("\": {")) {
            tag.clone_into(&mut language);
        } else if let Some((name, rest)) = line.strip_prefix('"').and_then(|rest| rest.split_once("\":")) {
            name.clone_into(&mut key);
            languages.entry(language.clone()).or_default().insert(key.clone(), rest.to_owned());
        } else if let Some(rest) = line.strip_prefix("+ ").or_else(|| line.strip_prefix('"')) {
            languages.entry(language.clone()).or_default().entry(key.clone()).or_default().push_str(rest);
        }
    }
    languages
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// What the languages of a file don't share.
fn differences(path: &str, text: &str) -> Vec<String> {
    let languages = words(text);
    let all: BTreeSet<_> = languages.values().flat_map(|words| words.keys()).collect();
    let mut faults = Vec::new();
    for key in all {
        let texts: Vec<_> = languages.values().map(|words| words.get(key)).collect();
        if texts.iter().any(Option::is_none) {
            faults.push(format!("{path}: a language lacks `{key}`"));
        } else if texts
            .windows(2)
            .any(|pair| pair[0].map(|text| placeholders(text)) != pair[1].map(|text| placeholders(text)))
        {
            faults.push(format!("{path}: other placeholders in `{key}`"));
        }
    }
    faults
}

#[test]
fn both_languages_of_the_page_say_everything() {
    let files = files("sandbox/src/page/js/words");
    assert!(files.iter().all(|file| words(&file.text).keys().eq(["en-US", "zh-CN"])));
    assert!(
        files.iter().flat_map(|file| words(&file.text)).map(|(_, words)| words.len()).sum::<usize>() > 300
    );
    let faults: Vec<_> = files.iter().flat_map(|file| differences(&file.path, &file.text)).collect();
    hold("the page says less in one language", &faults);
}

/// How keys that are put together begin (`tour.${name}`), and how they end (`${key}-title`).
fn built(code: &str) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let (mut starts, mut ends) = (BTreeSet::new(), BTreeSet::new());
    for (at, _) in code.match_indices('`') {
        let template = &code[at + 1..];
        let Some((start, rest)) = template.split_once("${").filter(|(start, _)| !start.contains('`')) else {
            continue;
        };
        match rest.split_once('}').and_then(|(_, rest)| rest.split_once('`')) {
            _ if start.contains('.') => _ = starts.insert(start),
            Some((end, _)) if start.is_empty() && end.starts_with('-') => _ = ends.insert(end),
            _ => {}
        }
    }
    (starts, ends)
}

#[test]
fn every_word_of_the_page_is_written_and_said() {
    let files = page();
    let (words_of, code): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.path.contains("/js/words/"));
    let written: BTreeSet<String> =
        words_of.iter().flat_map(|file| words(&file.text)).flat_map(|(_, words)| words.into_keys()).collect();
    let code: String =
        code.iter().filter(|file| file.path.ends_with(".js")).map(|file| &*file.text).collect();
    let said: BTreeSet<_> = code.split('"').skip(1).step_by(2).collect();
    let (starts, ends) = built(&code);
    let unsaid = |key: &&String| {
        let ended = |end: &&str| key.strip_suffix(end).is_some_and(|key| said.contains(key));
        !said.contains(key.as_str())
            && !starts.iter().any(|start| key.starts_with(start))
            && !ends.iter().any(ended)
    };
    let faults: Vec<_> = written.iter().filter(unsaid).map(|key| format!("nothing says `{key}`")).collect();
    hold("the page has words that it never says", &faults);
}

#[test]
fn a_missing_word_is_found() {
    let text = "export const words = {\n  \"en-US\": {\n    \"a\": \"one {x}\",\n    \"b\": \"two\"\n      + \" {y}\",\n  },\n  \
                \"zh-CN\": {\n    \"a\": \"一\",\n    \"b\": \"二 {y}\",\n    \"c\": \"三\",\n  },\n};";
    assert_eq!(differences("w.js", text), ["w.js: other placeholders in `a`", "w.js: a language lacks `c`"]);
}
