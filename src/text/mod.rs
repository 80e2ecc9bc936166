//! Words, numbers and dates by locale: everything that people read is put together from here.

mod catalog;
pub mod choices;
pub mod date;
pub mod number;
pub mod schedule;
pub mod width;

use crate::domain::Language;

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

/// What stands in a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text, written as it is.
    Text(String),
    /// A whole number: chooses the plural form, and is written with grouping.
    Number(i64),
}

impl Words {
    /// The words of `language`.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// Whose words they are.
    pub const fn language(self) -> Language {
        self.language
    }

    /// The message of a key that has no placeholders.
    pub fn say(self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The message of a key, with its placeholders filled.
    ///
    /// A key that the language lacks is said in English; one that English lacks too is said as it stands.
    pub fn say_with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        catalog::say(self.language, key, args)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_chooses_the_plural_and_is_grouped() {
        let english = Words::new(Language::EnUs);
        assert_eq!(english.say_with("age-days", &[("count", 1_i64.into())]), "1 day");
        assert_eq!(english.say_with("age-days", &[("count", 12_345_usize.into())]), "12,345 days");
        let chinese = Words::new(Language::ZhCn);
        assert_eq!(chinese.say_with("age-days", &[("count", 12_345_i64.into())]), "12,345 天");
    }

    #[test]
    fn text_is_written_as_it_is() {
        let english = Words::new(Language::EnUs);
        assert_eq!(english.say_with("age-days", &[("count", "{ many }".into())]), "{ many } days");
    }

    #[test]
    fn a_key_that_nobody_has_is_said_as_it_stands() {
        for language in Language::ALL {
            let words = Words::new(language);
            assert_eq!(words.say("no-such-key"), "no-such-key");
        }
    }
}
