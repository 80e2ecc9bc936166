//! What was found of one thing, and how it is printed.

use crate::{
    cli::{print, style::wrapped},
    config::SecretError,
};
use console::style;
use serde::Serialize;

/// Columns that a state takes, and those before a mend.
const STATE: usize = 7;
const MEND: usize = 9;
const OF_A_SERVICE: &str = "If the bot runs under systemd, it has its secrets and this command wasn't handed them. The \
                            command that is: docs/operating.md, \"How to run a command\".";

/// How a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    /// As it should be.
    Fine,
    /// It works, but may be better otherwise.
    Advice,
    /// The bot can't work so, or not wholly.
    Wrong,
    /// Nobody knows: what it takes to look isn't there.
    NotChecked,
}

/// What was found of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    /// The thing.
    pub(super) check: &'static str,
    /// How it is.
    pub(super) state: State,
    /// What is there, or what happened and why.
    pub(super) says: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mend: Option<String>,
}

impl Finding {
    pub(super) fn fine(check: &'static str, says: impl Into<String>) -> Self {
        Self { check, state: State::Fine, says: says.into(), mend: None }
    }

    pub(super) fn advice(check: &'static str, says: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { check, state: State::Advice, says: says.into(), mend: Some(mend.into()) }
    }

    pub(super) fn wrong(check: &'static str, says: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { check, state: State::Wrong, says: says.into(), mend: Some(mend.into()) }
    }

    /// Of a secret that can't be had. A service's secrets are its own: who asks beside it doesn't have them.
    pub(super) fn no_secret(check: &'static str, error: &SecretError) -> Self {
        let error = error.to_string();
        let (says, mend) = error
            .split_once('\n')
            .unwrap_or((&error, "Correct that variable, or let this user read the file."));
        let mend = format!("{mend}\n{OF_A_SERVICE}");
        Self::wrong(check, says, mend)
    }

    pub(super) fn not_checked(check: &'static str, why: impl Into<String>) -> Self {
        Self { check, state: State::NotChecked, says: why.into(), mend: None }
    }

    /// Prints it: its state, the thing and what is said of it, the mend below; in colours on a terminal that has them.
    pub(super) fn print(&self) {
        let word = match self.state {
            State::Fine => style("ok").green(),
            State::Advice => style("advice").yellow(),
            State::Wrong => style("WRONG").red().bold(),
            State::NotChecked => style("–").dim(),
        };
        let gap = " ".repeat(STATE - self.word_width());
        let says = wrapped(&format!("{}: {}", self.check, self.says), STATE, STATE);
        print(format_args!("{word}{gap}{says}"));
        if let Some(mend) = &self.mend {
            print(format_args!("{}{}", " ".repeat(MEND), wrapped(mend, MEND, MEND)));
        }
    }

    const fn word_width(&self) -> usize {
        match self.state {
            State::Fine => 2,
            State::Advice => 6,
            State::Wrong => 5,
            State::NotChecked => 1,
        }
    }
}
