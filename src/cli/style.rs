//! How the terminal looks: its width, and sentences that fit in.

use console::Term;
use unicode_width::UnicodeWidthStr as _;

/// What every terminal is taken to have, and the widest that sentences are.
pub(super) const NARROW: usize = 80;
/// The width of tables where no terminal is: in files and pipes.
const UNSEEN: u16 = 120;

/// Columns that a table on standard output may take, at least 80.
pub(super) fn columns() -> u16 {
    let narrow = u16::try_from(NARROW).unwrap_or(UNSEEN);
    Term::stdout().size_checked().map_or(UNSEEN, |(_, columns)| columns.max(narrow))
}

/// Whether standard output is a terminal.
pub(super) fn is_seen() -> bool {
    Term::stdout().is_term()
}

/// Sentences in lines that are 80 columns wide with an indent before each but the first, which begins at `begun`. A
/// word that is longer, such as a link, stays whole.
pub(super) fn wrapped(text: &str, begun: usize, indent: usize) -> String {
    let gap = format!("\n{}", " ".repeat(indent));
    let (mut out, mut column) = (String::new(), begun);
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push_str(&gap);
            column = indent;
        }
        for (place, word) in line.split_whitespace().enumerate() {
            let width = word.width();
            if place > 0 && column + 1 + width > NARROW {
                out.push_str(&gap);
                column = indent;
            } else if place > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += width;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_eighty_columns_wide_and_words_stay_whole() {
        let link = "https://example.com/".repeat(5);
        let text = format!("{} {link} 直播 end\nnew line", "word ".repeat(30));
        let out = wrapped(&text, 10, 4);
        let lines: Vec<_> = out.lines().collect();
        assert_eq!(lines[0].width(), 69, "what stands before it counts: {out}");
        assert!(
            lines[1..].iter().all(|line| line.starts_with("    ") && !line.starts_with("     ")),
            "{out}"
        );
        assert!(lines.iter().all(|line| line.width() <= 80 || line.trim() == link), "{out}");
        assert_eq!(lines.last(), Some(&"    new line"));
        assert_eq!(out.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
    }
}
