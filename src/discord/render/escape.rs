//! Names are free text of their owners: made harmless before they stand in a message.

use crate::text::width;

/// The widest name where nothing stands beside it.
const COLUMNS: usize = 24;
/// The most characters a column, for marks without a width must not fill the message.
const DENSEST: usize = 2;

/// A name for Discord's Markdown: cut to its width, every sign of Markdown escaped, mentions broken, and
/// isolated, so that right-to-left letters can't turn the numbers beside them around.
pub(super) fn name(text: &str) -> String {
    name_in(text, COLUMNS)
}

/// A name as [`name`] writes it, of at most so many columns.
pub(super) fn name_in(text: &str, columns: usize) -> String {
    let mut safe = String::from(ISOLATE);
    for sign in visible(text, columns).chars() {
        match sign {
            '@' | '#' | '<' | ':' => {
                // A zero-width space after it: no mention, no channel, no emoji, no link is recognised.
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
    visible(text, COLUMNS)
}

fn visible(text: &str, columns: usize) -> String {
    let visible: String = text.chars().filter(|sign| !is_hidden(*sign)).collect();
    width::cut(&width::fit(&visible, columns), DENSEST * columns)
}

/// Whether nothing of a name can be seen.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|sign| sign.is_whitespace() || is_hidden(sign) || BLANK.contains(&sign))
}

/// Signs that show nothing by themselves: joiners, fillers, choosers of a variant.
const BLANK: [char; 11] = [
    '\u{ad}', '\u{34f}', '\u{115f}', '\u{1160}', '\u{180e}', '\u{200c}', '\u{200d}', '\u{2800}', '\u{3164}',
    '\u{fe0f}', '\u{ffa0}',
];

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
    fn what_hangs_together_stays_together() {
        for text in ["👩\u{200d}👩\u{200d}👧\u{200d}👦 Family", "می\u{200c}خواهم"] {
            assert_eq!((inner(text).as_str(), plain(text).as_str()), (text, text));
        }
    }

    #[test]
    fn a_name_of_which_nothing_can_be_seen_is_blank() {
        for text in ["", " \t", "\u{200b}\u{202e}", "\u{200d}", "\u{3164}\u{2800}", "\u{fe0f}"] {
            assert!(is_blank(text), "{text:?}");
        }
        assert!(!is_blank(".") && !is_blank("\u{200d}👦"));
    }

    #[test]
    fn piled_up_marks_do_not_fill_the_message() {
        let pile = format!("e{}", "\u{301}".repeat(40)).repeat(40);
        assert!(inner(&pile).chars().count() <= DENSEST * COLUMNS);
    }

    #[test]
    fn a_very_long_name_is_cut() {
        assert!(inner(&"a".repeat(500)).chars().count() <= COLUMNS);
        assert!(inner(&"*".repeat(500)).chars().count() <= 2 * COLUMNS);
    }
}
