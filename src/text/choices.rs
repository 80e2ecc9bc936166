//! Choices: which of many entries are offered while a person types.

use super::width::cut;

/// Discord offers at most so many.
pub const MOST: usize = 25;

/// Discord shows at most so many characters of a label.
const LABEL_CHARS: usize = 100;

/// No more of what was typed is looked at.
const TYPED_CHARS: usize = 100;

/// How alike, from 0 to 1, a word must be to what was typed.
const LIKENESS: f64 = 0.6;

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What people see, at most 100 characters.
    pub label: String,
    /// What is sent.
    pub value: String,
}

/// How well an entry fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Same,
    Begins,
    Contains,
    Like,
}

/// What may be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is sent.
    pub value: String,
    /// What people see.
    pub label: String,
    /// Other words that find it.
    pub words: Vec<String>,
    /// Whether what is only like it finds it, too: typos in names, but never in dates.
    pub may_be_like: bool,
}

/// The entries that fit what was typed, at most `most` and never over [`MOST`].
///
/// Nothing typed: in their order. Else those where the value, the label, a word of it or one of the other
/// words is or begins with it, then those that contain it, then those that are like it, in their order.
/// Nothing is like a number: one digit off is another one.
pub fn pick(typed: &str, entries: impl Iterator<Item = Entry>, most: usize) -> Vec<Choice> {
    let typed: String = typed.trim().to_lowercase().chars().take(TYPED_CHARS).collect();
    let most = most.min(MOST);
    let choice = |label: &str, value| Choice { label: cut(label, LABEL_CHARS), value };
    if typed.is_empty() {
        return entries.take(most).map(|Entry { value, label, .. }| choice(&label, value)).collect();
    }
    let has_letters = typed.chars().any(char::is_alphabetic);
    let mut fitting: Vec<_> = entries
        .filter_map(|Entry { value, label, words, may_be_like }| {
            let fit = |word: &String| fit(&typed, &word.to_lowercase());
            let best = [&value, &label].into_iter().chain(&words).filter_map(fit).min()?;
            if best == Fit::Like && !(may_be_like && has_letters) {
                return None;
            }
            Some((best, choice(&label, value)))
        })
        .collect();
    fitting.sort_by_key(|(fit, _)| *fit);
    fitting.into_iter().take(most).map(|(_, choice)| choice).collect()
}

fn fit(typed: &str, text: &str) -> Option<Fit> {
    let words = || text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    let alike = |word: &str| strsim::normalized_damerau_levenshtein(typed, word) >= LIKENESS;
    if text == typed {
        Some(Fit::Same)
    } else if text.starts_with(typed) || words().any(|word| word.starts_with(typed)) {
        Some(Fit::Begins)
    } else if text.contains(typed) {
        Some(Fit::Contains)
    } else if alike(text) || words().any(alike) {
        Some(Fit::Like)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Language, Region};

    fn regions(typed: &str) -> Vec<String> {
        let entries = Region::all().map(|region| {
            let label = format!("{} · {}", region.key(), region.name(Language::EnUs));
            let words = region.words().map(str::to_owned).collect();
            Entry { value: region.key().to_owned(), label, words, may_be_like: true }
        });
        pick(typed, entries, MOST).into_iter().map(|choice| choice.value).collect()
    }

    fn entry(value: &str, label: &str) -> Entry {
        Entry { value: value.to_owned(), label: label.to_owned(), words: Vec::new(), may_be_like: true }
    }

    #[test]
    fn a_number_or_a_date_that_is_only_like_another_is_not_offered() {
        let found = |typed, entry: Entry| !pick(typed, [entry].into_iter(), 9).is_empty();
        assert!(found("shoos", entry("600154", "600154 · Shoes")));
        assert!(!found("6014", entry("600154", "600154 · Shoes")));
        assert!(found("2026-08", entry("2026-08-31", "31 Aug")));
        assert!(!found("2026-09", entry("2026-08-31", "31 Aug")));
        let may = Entry { may_be_like: false, ..entry("2026-03-01", "1 Mar") };
        assert!(!found("may", may.clone()) && found("mar", may));
    }

    #[test]
    fn nothing_typed_offers_all_in_order() {
        let all: Vec<_> = Region::all().map(|region| region.key().to_owned()).take(MOST).collect();
        assert_eq!(regions("  "), all);
    }

    #[test]
    fn what_begins_stands_before_what_contains_and_what_is_like() {
        assert_eq!(regions("it"), ["IT", "US", "GB", "AE"]);
    }

    #[test]
    fn other_words_and_other_languages_find_an_entry() {
        assert_eq!(regions("uk"), ["GB"]);
        assert_eq!(regions("英"), ["GB"]);
        assert_eq!(regions("arab"), ["SA", "AE"]);
        assert_eq!(regions("germnay"), ["DE"]);
        assert!(regions("zzzzzz").is_empty());
    }

    #[test]
    fn offers_and_labels_are_bounded() {
        let entries = || (0..60).map(|n| entry(&n.to_string(), &"long ".repeat(50)));
        for typed in ["", "long"] {
            assert_eq!(pick(typed, entries(), 1_000).len(), MOST);
            assert_eq!(pick(typed, entries(), 3).len(), 3);
            assert!(pick(typed, entries(), 1)[0].label.chars().count() <= LABEL_CHARS);
        }
    }

    #[test]
    fn the_order_of_equals_stays() {
        let entries = ["b", "a", "c"].map(|value| entry(value, &format!("{value} word")));
        let values: Vec<_> = pick("wo", entries.into_iter(), 9).into_iter().map(|one| one.value).collect();
        assert_eq!(values, ["b", "a", "c"]);
    }
}
