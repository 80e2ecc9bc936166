//! Names are free text of their owners: made harmless before they stand in a message.

use crate::text::width;

/// The widest name in a line: keeps a row on one line of a phone.
const COLUMNS: usize = 24;

/// A name for Discord's Markdown: cut to its width, every sign of Markdown escaped, mentions broken, and
/// isolated, so that right-to-left letters can't turn the numbers beside them around.
pub(super) fn name(text: &str) -> String {
    let visible: String = text.chars().filter(|sign| !is_hidden(*sign)).collect();
    let mut safe = String::from(ISOLATE);
    for sign in width::fit(&visible, COLUMNS).chars() {
        match sign {
            '@' | '#' | '<' | ':' => {
                // A zero-width joiner after it: no mention, no channel, no emoji, no link is recognised.
                safe.push('\\');
                safe.push(sign);
                safe.push('\u{200b}');
            }
            _ if MARKDOWN.contains(sign) => {
                safe.push('\\');
                safe.push(sign);
            }
            _ => safe.push(sign),
        }
    }
    safe.push(END);
    safe
}

/// What a person typed, quoted back in a sentence.
pub(super) fn typed(text: &str) -> String {
    name(text)
}

/// A name for a menu's label: no Markdown there; cut, never empty.
pub(super) fn plain(text: &str) -> String {
    let visible: String = text.chars().filter(|sign| !is_hidden(*sign)).collect();
    width::fit(&visible, COLUMNS)
}

const MARKDOWN: &str = r"\*_~`|>[]()-+.!/";
const ISOLATE: char = '\u{2068}';
const END: char = '\u{2069}';

/// Controls, and marks that steer the direction of text beyond the name. Joiners stay: families of emoji and
/// Persian words are written with them.
fn is_hidden(sign: char) -> bool {
    let steers = matches!(sign,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    sign.is_control() || steers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> String {
        name(text).trim_matches([ISOLATE, END]).to_owned()
    }

    #[test]
    fn markdown_and_mentions_lose_their_meaning() {
        assert_eq!(inner("**bold** [x](y)"), r"\*\*bold\*\* \[x\]\(y\)");
        assert_eq!(inner("@everyone"), "\\@\u{200b}everyone");
        assert_eq!(inner("<@123>"), "\\<\u{200b}\\@\u{200b}123\\>");
        assert_eq!(inner("https://a.b"), "https\\:\u{200b}\\/\\/a\\.b");
    }

    #[test]
    fn direction_marks_are_taken_out_and_the_name_is_isolated() {
        assert_eq!(name("\u{202e}abc"), "\u{2068}abc\u{2069}");
        assert_eq!(inner("محمد"), "محمد");
    }

    #[test]
    fn a_very_long_name_is_cut() {
        assert!(inner(&"a".repeat(500)).chars().count() <= COLUMNS);
        assert!(inner(&"*".repeat(500)).chars().count() <= 2 * COLUMNS);
    }
}
