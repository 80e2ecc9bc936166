//! Links within the repository lead somewhere, and files that are named exist.

use crate::markdown::{Document, documents, hold, root};
use std::path::Path;

/// Links of a document that lead nowhere.
fn broken(document: &Document) -> Vec<String> {
    let folder = Path::new(&document.path).parent().unwrap();
    let fault = |link: &String| {
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        if path.contains("://") {
            return false;
        }
        let file = root().join(folder).join(path);
        if !path.is_empty() && !file.exists() {
            return true;
        }
        let there = match path {
            "" => document.anchors(),
            _ if anchor.is_empty() => return false,
            _ => Document { text: std::fs::read_to_string(file).unwrap(), path: path.to_owned() }.anchors(),
        };
        !there.contains(&anchor.to_owned())
    };
    let faults = document.links().into_iter().filter(fault);
    faults.map(|link| format!("{}: {link}", document.path)).collect()
}

/// Files of the repository that a document names and that aren't there.
fn missing(document: &Document) -> Vec<String> {
    let folders = [
        "assets/",
        "benches/",
        "deploy/",
        "docs/",
        "examples/",
        "locales/",
        "migrations/",
        "sandbox/",
        "tests/",
    ];
    let named =
        document.spans().into_iter().filter(|span| folders.iter().any(|folder| span.starts_with(folder)));
    let named = named.filter(|span| !span.contains(['*', '<', ' ', '{', '…']));
    let missing = named.filter(|span| !root().join(span).exists());
    missing.map(|span| format!("{}: {span}", document.path)).collect()
}

#[test]
fn links_lead_somewhere() {
    let documents = documents();
    assert!(documents.iter().map(|document| document.links().len()).sum::<usize>() > 30);
    hold("a link leads nowhere", &documents.iter().flat_map(broken).collect::<Vec<_>>());
}

#[test]
fn files_that_are_named_are_there() {
    hold("a file that is named isn't there", &documents().iter().flat_map(missing).collect::<Vec<_>>());
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let text = "# Here\n[a](#here) [b](#there) [c](README.md#the-tests) [d](README.md#nothing) [e](gone.md) \
                [f](https://example.org/g#h) `docs/gone.md` `docs/csv.md`";
    let document = Document::made_up(text);
    assert_eq!(
        broken(&document),
        ["made-up.md: #there", "made-up.md: README.md#nothing", "made-up.md: gone.md"]
    );
    assert_eq!(missing(&document), ["made-up.md: docs/gone.md"]);
}
