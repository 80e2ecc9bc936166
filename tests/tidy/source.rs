//! Rust text without what isn't meant: comments, the insides of strings, test code. Lengths stay, so that
//! a place in one form is the same place in another.

/// What becomes of string literals.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Strings {
    Kept,
    Blanked,
}

/// The code of a file without comments and without what is under `#[cfg(test)]`.
pub(crate) fn code(text: &str, strings: Strings) -> String {
    let bare = stripped(text, Strings::Blanked);
    let mut code = stripped(text, strings).into_bytes();
    let mut from = 0;
    while let Some(at) = bare[from..].find("#[cfg(test)]") {
        let start = from + at;
        let end = item_end(&bare, start);
        blank(&mut code[start..end]);
        from = end;
    }
    String::from_utf8(code).unwrap()
}

/// Whether a file of `src` is test code as a whole: it stands in a module named `tests`.
pub(crate) fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

/// Whether a character belongs to a name.
pub(crate) fn in_name(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// The string literals of a text without comments; escapes stay as they are written.
pub(crate) fn literals(code: &str) -> Vec<&str> {
    let bare = stripped(code, Strings::Blanked);
    let quotes: Vec<_> = bare.match_indices('"').map(|(at, _)| at).collect();
    quotes.chunks_exact(2).map(|pair| &code[pair[0] + 1..pair[1]]).collect()
}

/// Where the item that an attribute at `start` belongs to ends: behind its block or its semicolon.
fn item_end(bare: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, char) in bare[start..].char_indices() {
        match char {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(char, '}' | ';') {
            return start + at + 1;
        }
    }
    bare.len()
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte != b'\n') {
        *byte = b' ';
    }
}

fn stripped(text: &str, strings: Strings) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (length, inside) = token(rest, text[..at].chars().next_back());
        match inside {
            Inside::Comment => blank(&mut bytes[at..at + length]),
            Inside::Text(open, close) if strings == Strings::Blanked => {
                blank(&mut bytes[at + open..at + length - close]);
            }
            _ => {}
        }
        at += length;
    }
    String::from_utf8(bytes).unwrap()
}

enum Inside {
    Code,
    Comment,
    /// A literal, with so many bytes before and behind what it says.
    Text(usize, usize),
}

/// The length of the next token, and what it is.
fn token(rest: &str, before: Option<char>) -> (usize, Inside) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), Inside::Comment);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), Inside::Comment);
    }
    if !before.is_some_and(in_name)
        && let Some((length, open, close)) = raw_string(rest)
    {
        return (length, Inside::Text(open, close));
    }
    if rest.starts_with('"') {
        return (quoted(rest, '"'), Inside::Text(1, 1));
    }
    if rest.starts_with('\'') && is_char(rest) {
        return (quoted(rest, '\''), Inside::Text(1, 1));
    }
    (rest.chars().next().map_or(1, char::len_utf8), Inside::Code)
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a raw string, and how much of it stands before and behind its inside.
fn raw_string(rest: &str) -> Option<(usize, usize, usize)> {
    let behind = rest.trim_start_matches(['b', 'c']).strip_prefix('r')?;
    let hashes = behind.len() - behind.trim_start_matches('#').len();
    behind[hashes..].strip_prefix('"')?;
    let open = rest.len() - behind.len() + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    let length = rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len());
    Some((length, open, close.len()))
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if char == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Whether a `'` begins a character, not a lifetime.
fn is_char(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    match chars.next() {
        Some('\\') => true,
        Some(_) => chars.next() == Some('\''),
        None => false,
    }
}

#[test]
fn comments_strings_and_tests_are_told_from_code() {
    let text = "//! crate::a\nfn f<'a>(x: &'a str) { g('\"', \"say \\\"b\\\"\"); } /* /* c */ */\n#[cfg(test)]\nmod tests {\n    use d;\n    fn h() {}\n}\nlet e = r#\"an \"f\" \"#;";
    let kept = code(text, Strings::Kept);
    let bare = code(text, Strings::Blanked);
    assert_eq!((kept.len(), bare.len()), (text.len(), text.len()));
    for gone in ["crate::a", "/*", "use d", "fn h", "mod tests"] {
        assert!(!kept.contains(gone), "{gone}");
    }
    assert!(kept.contains("\"say \\\"b\\\"\"") && kept.contains("r#\"an \"f\" \"#"));
    assert!(!bare.contains("say") && !bare.contains("an"));
    assert!(bare.contains("fn f<'a>(x: &'a str) { g(") && bare.contains("let e = r#\""));
}

#[test]
fn only_the_item_under_the_attribute_is_test_code() {
    let text = "#[cfg(test)]\nuse crate::a;\nuse crate::b;\n#[cfg(test)]\nmod tests;\nfn c() {}";
    let bare = code(text, Strings::Blanked);
    assert!(!bare.contains("crate::a") && !bare.contains("tests"));
    assert!(bare.contains("crate::b") && bare.contains("fn c"));
    assert!(is_test("src/a/tests.rs") && is_test("src/a/tests/b.rs") && !is_test("src/a/contests.rs"));
}

#[test]
fn literals_are_found() {
    assert_eq!(literals("f(\"a\", 'b', \"c \\\" d\", x)"), ["a", "c \\\" d"]);
}
