//! Text within bounds: cut on the borders of graphemes, to characters or to columns of a terminal.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The characters that one grapheme may have: enough for any emoji, not for piled-up marks.
const GRAPHEME_CHARS: usize = 16;

const MORE: char = '…';

/// Text of at most `most` characters; what was longer ends with `…`.
pub fn cut(text: &str, most: usize) -> String {
    // No character is shorter than a byte.
    if text.len() <= most {
        return text.to_owned();
    }
    bounded(text, most, |grapheme| grapheme.chars().count())
}

/// Text of one line, at most `columns` wide; what was wider ends with `…`.
///
/// It has at most 16 characters a column, so that marks without a width can't make it long.
pub fn fit(text: &str, columns: usize) -> String {
    // As most names are: then a byte is a column.
    if text.len() <= columns && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let most = columns.saturating_mul(GRAPHEME_CHARS);
    let text: String = text.graphemes(true).take(most.saturating_add(1)).map(plain).collect();
    bounded(&cut(&text, most), columns, |grapheme| grapheme.width())
}

/// A grapheme without control characters, without a turn of the writing's direction that would reach into
/// what follows, and without a pile of marks.
fn plain(grapheme: &str) -> Cow<'_, str> {
    if grapheme.contains(turns_direction) {
        return "".into();
    }
    if grapheme.chars().any(char::is_control) {
        return " ".into();
    }
    match grapheme.char_indices().nth(GRAPHEME_CHARS) {
        Some((end, _)) => grapheme[..end].into(),
        None => grapheme.into(),
    }
}

fn turns_direction(char: char) -> bool {
    matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The graphemes from the start that measure at most `most`, where `…` measures 1.
fn bounded(text: &str, most: usize, measure: impl Fn(&str) -> usize) -> String {
    let mut size = 0;
    let mut end = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        size += measure(grapheme);
        if size > most {
            let mut text = text[..end].trim_end().to_owned();
            text.extend((most > 0).then_some(MORE));
            return text;
        }
        if size < most {
            end = at + grapheme.len();
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAMILY: &str = "👨\u{200d}👩\u{200d}👧\u{200d}👦";

    #[test]
    fn text_is_cut_to_its_columns() {
        for (text, columns, fitted) in [
            ("", 5, ""),
            ("hello", 5, "hello"),
            ("hello!", 5, "hell…"),
            ("to be", 4, "to…"),
            ("美妆个护", 8, "美妆个护"),
            ("美妆个护", 7, "美妆个…"),
            ("美妆个护", 6, "美妆…"),
            ("a\nb\tc", 5, "a b c"),
            ("a\u{202e}b", 5, "ab"),
            ("cafe\u{301}s", 5, "cafe\u{301}s"),
            ("cafe\u{301}s", 4, "caf…"),
            ("anything", 1, "…"),
            ("anything", 0, ""),
        ] {
            assert_eq!(fit(text, columns), fitted, "{text} in {columns}");
        }
        assert_eq!(fit(&format!("{FAMILY}{FAMILY}"), 4), format!("{FAMILY}{FAMILY}"));
        assert_eq!(fit(&format!("{FAMILY}{FAMILY}"), 3), format!("{FAMILY}…"));
    }

    #[test]
    fn piled_up_marks_are_bounded() {
        let zalgo = format!("e{}", "\u{301}".repeat(200));
        let fitted = fit(&zalgo.repeat(3), 3);
        assert_eq!(fitted.width(), 3);
        assert_eq!(fitted.chars().count(), 3 * GRAPHEME_CHARS);
        assert!(fit(&"\u{200b}".repeat(5_000), 4).chars().count() <= 4 * GRAPHEME_CHARS);
        assert_eq!(cut(&format!("ab{zalgo}"), 100), "ab…");
    }

    #[test]
    fn a_cut_counts_characters() {
        assert_eq!(cut("美妆个护", 4), "美妆个护");
        assert_eq!(cut("美妆个护", 3), "美妆…");
        assert_eq!(cut(&format!("{FAMILY}{FAMILY}"), 10), format!("{FAMILY}…"));
        assert_eq!(cut("ab", 0), "");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_stays_within_its_columns(text in "\\PC{0,40}|.{0,40}", columns in 0_usize..30) {
            let fitted = fit(&text, columns);
            assert!(fitted.width() <= columns, "{fitted:?}");
            assert!(fitted.chars().count() <= columns * (GRAPHEME_CHARS + 1));
            assert!(!fitted.contains(char::is_control));
        }
    }
}
