//! Five-field cron expressions.

use serde::{Deserialize, Serialize};

/// A cron expression of five fields that fires at most once a local date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cron {
    text: String,
}

/// Why an expression is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadCron {
    /// It isn't five fields that can be read.
    Unreadable,
    /// It fires more than once on a date.
    TooOften,
    /// It never fires.
    Never,
}

impl Cron {
    /// Reads an expression.
    ///
    /// # Errors
    /// [`BadCron`]
    pub fn parse(typed: &str) -> Result<Self, BadCron> {
        Ok(Self { text: typed.trim().to_owned() })
    }

    /// The five fields.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl TryFrom<String> for Cron {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a cron expression of ours")
    }
}

impl From<Cron> for String {
    fn from(cron: Cron) -> Self {
        cron.text
    }
}
