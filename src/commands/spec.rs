//! What commands are called and take. One spec registers at Discord, fills `/help` and is checked against
//! the languages: the words for `ranking` and its option `region` have the keys `ranking-command`,
//! `ranking-about`, `ranking-option-region` and `ranking-option-region-about`, a choice `day` of `period`
//! has `ranking-choice-period-day`, and `/board add` has `board-add-command` and `board-add-about`. An option that
//! `/ranking` takes, too, has the words that it has there.

use std::sync::LazyLock;

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
#[derive(Clone, Copy, Debug)]
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
#[derive(Clone, Copy, Debug)]
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

/// A command's full name, such as `board add`, as one of a fixed set; none where there is no such command.
pub fn known(name: &str) -> Option<&'static str> {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| COMMANDS.iter().flat_map(full_names).collect());
    NAMES.iter().map(String::as_str).find(|known| *known == name)
}

fn full_names(spec: &Spec) -> Vec<String> {
    match spec.subcommands {
        [] => vec![spec.name.to_owned()],
        below => below.iter().map(|below| format!("{} {}", spec.name, below.name)).collect(),
    }
}

/// Every command.
pub const COMMANDS: &[Spec] =
    &[super::ranking::SPEC, super::board::SPEC, super::watch::SPEC, super::settings::SPEC, super::help::SPEC];
