//! What commands are called and take. One spec registers at Discord, fills `/help` and is checked against
//! the languages: the words for `ranking` and its option `region` have the keys `ranking-command`,
//! `ranking-about`, `ranking-option-region` and `ranking-option-region-about`, a choice `day` of `period`
//! has `ranking-choice-period-day`.

/// A command.
#[derive(Debug)]
pub struct Spec {
    /// Its name, the same in every payload whatever the language.
    pub name: &'static str,
    /// Its options, required ones first.
    pub options: &'static [OptionSpec],
}

/// An option of a command.
#[derive(Debug)]
pub struct OptionSpec {
    /// Its name, the same in every payload whatever the language.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
}

/// What an option takes.
#[derive(Debug)]
pub enum Kind {
    /// Free text with suggestions as one types, of at most so many characters.
    Suggested(u16),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number within these bounds.
    Integer(i64, i64),
    /// True or false.
    Boolean,
}

/// Every command.
pub const COMMANDS: &[Spec] = &[super::ranking::SPEC, super::help::SPEC];
