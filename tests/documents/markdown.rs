//! Documents taken apart: headings, links, code.

use std::{fs, path::PathBuf};

/// A document, by its path from the root.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the repository.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A document.
pub(crate) fn document(path: &str) -> Document {
    Document { path: path.to_owned(), text: read(path) }
}

/// Every document that people read.
pub(crate) fn documents() -> Vec<Document> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut docs: Vec<_> = docs.map(|name| format!("docs/{}", name.to_str().unwrap())).collect();
    docs.retain(|path| path.ends_with(".md"));
    docs.sort();
    let others = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "sandbox/README.md"];
    others.into_iter().map(document).chain(docs.iter().map(|path| document(path))).collect()
}

/// Fails with all that is wrong, a line each.
pub(crate) fn hold(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

impl Document {
    /// A text that stands nowhere, for tests of the tests.
    pub(crate) fn made_up(text: &str) -> Self {
        Self { path: "made-up.md".to_owned(), text: text.to_owned() }
    }

    /// The lines of fenced blocks in these languages, and those that are indented as code.
    pub(crate) fn code(&self, languages: &[&str]) -> Vec<&str> {
        let mut within: Option<&str> = None;
        let mut code = Vec::new();
        for line in self.text.lines() {
            match (line.trim_start().strip_prefix("```"), within) {
                (Some(language), None) => within = Some(language.trim()),
                (Some(_), Some(_)) => within = None,
                (None, Some(language)) if languages.contains(&language) => code.push(line.trim()),
                (None, None) if line.starts_with("    ") => code.push(line.trim()),
                _ => {}
            }
        }
        code
    }

    /// The lines that aren't in fenced blocks.
    pub(crate) fn prose(&self) -> Vec<&str> {
        let mut within = false;
        let lines = self.text.lines().filter(|line| {
            let is_fence = line.trim_start().starts_with("```");
            within ^= is_fence;
            !is_fence && !within
        });
        lines.collect()
    }

    /// Prose by paragraph, cut at its backticks: every second piece, from the second on, is code.
    fn pieces(&self) -> Vec<Vec<String>> {
        let prose = self.prose().join("\n");
        let cut = |paragraph: &str| {
            paragraph.split('`').map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
        };
        prose.split("\n\n").map(cut).collect()
    }

    /// What stands in backticks in the prose.
    pub(crate) fn spans(&self) -> Vec<String> {
        self.pieces().into_iter().flat_map(|pieces| pieces.into_iter().skip(1).step_by(2)).collect()
    }

    /// What is printed bold.
    pub(crate) fn bold(&self) -> Vec<String> {
        let words = self.pieces().into_iter().map(|pieces| pieces.into_iter().step_by(2).collect::<String>());
        let cut = |words: String| words.split("**").skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        words.flat_map(cut).collect()
    }

    /// What its links lead to.
    pub(crate) fn links(&self) -> Vec<String> {
        let words = self.pieces().into_iter().map(|pieces| pieces.into_iter().step_by(2).collect::<String>());
        let targets = |words: String| {
            let behind = words.split("](").skip(1);
            behind.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect::<Vec<_>>()
        };
        words.flat_map(targets).collect()
    }

    /// The anchors of its headings, as GitHub makes them.
    pub(crate) fn anchors(&self) -> Vec<String> {
        let headings = self.prose().into_iter().filter(|line| line.starts_with('#'));
        headings.map(|line| anchor(line.trim_start_matches('#').trim())).collect()
    }
}

fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_'));
    kept.map(|char| if char == ' ' { '-' } else { char }).collect()
}

#[test]
fn a_document_is_taken_apart() {
    let document = Document::made_up(
        "# A, b & `c`\n\nSee [it](x.md#y), **D** or `e\nf`.\n\n```sh\ng h\n```\n\n    i\n\n```\n# no **J** `k` [l](m)\n```\n",
    );
    assert_eq!(document.anchors(), ["a-b--c"]);
    assert_eq!(document.links(), ["x.md#y"]);
    assert_eq!(document.bold(), ["D"]);
    assert_eq!(document.spans(), ["c", "e f"]);
    assert_eq!(document.code(&["sh"]), ["g h", "i"]);
    assert!(documents().iter().any(|document| document.path == "docs/operating.md"));
}
