//! What commands are called and take. One spec registers at Discord, fills `/help` and is checked against
//! the languages: the words for `ranking` and its option `region` have the keys `ranking-command`,
//! `ranking-about`, `ranking-option-region` and `ranking-option-region-about`, a choice `day` of `period`
//! has `ranking-choice-period-day`, and `/board add` has `board-add-command` and `board-add-about`. An option that
//! `/ranking` takes, too, has the words that it has there.

/// A command.
#[derive(Debug)]
pub struct Spec {
    /// Its name, the same in every payload whatever the language.
    pub name: &'static str,
    /// Whether it is only for servers of which the bot is a member.
    pub servers_only: bool,
    /// Its options, required ones first.
    pub options: &'static [OptionSpec],
    /// Its subcommands; a command that has some takes nothing itself.
    pub subcommands: &'static [Subcommand],
}

/// A command below a command: `/board add`.
#[derive(Debug)]
pub struct Subcommand {
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
    /// Whether it has to be given.
    pub required: bool,
}

impl OptionSpec {
    /// An option that may be left out.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, required: false }
    }

    /// An option that has to be given.
    pub const fn required(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, required: true }
    }
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
    /// A channel in which messages are written, or a thread or a forum.
    Channel,
    /// A role.
    Role,
    /// A file.
    Attachment,
}

/// Every command.
pub const COMMANDS: &[Spec] =
    &[super::ranking::SPEC, super::board::SPEC, super::settings::SPEC, super::help::SPEC];
