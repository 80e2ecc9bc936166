//! What is told to a person in place of an answer: what happened, why, and what to do.

use crate::{
    domain::{CreatorCategories, DataDate, ProductCategories, Regions, Unknown},
    rankings::Refusal,
};

/// Why there is no answer; always said in private.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// No such region.
    UnknownRegion(Unknown<Regions>),
    /// No such account category.
    UnknownCategory(Unknown<CreatorCategories>),
    /// No such product category.
    UnknownProduct(Unknown<ProductCategories>),
    /// Not a word that this option takes.
    UnknownWord {
        /// The option's name.
        option: &'static str,
        /// What was typed.
        typed: String,
        /// What it takes.
        allowed: Vec<&'static str>,
    },
    /// A number outside its bounds.
    OutOfRange {
        /// The option's name.
        option: &'static str,
        /// The least that is allowed.
        least: usize,
        /// The most that is allowed.
        most: usize,
    },
    /// Not a date.
    BadDate {
        /// What was typed.
        typed: String,
        /// A date that would do.
        example: DataDate,
    },
    /// A date before there was anything to rank.
    TooEarly {
        /// The first year that has rankings.
        year: i32,
        /// The newest that is over.
        newest: DataDate,
    },
    /// A date on which no such period begins.
    Misaligned {
        /// The data date of the period in which it lies.
        nearest: DataDate,
    },
    /// The period isn't over.
    NotClosed {
        /// What was asked for.
        asked: DataDate,
        /// The newest that is over.
        newest: DataDate,
    },
    /// The page doesn't exist.
    NoSuchPage {
        /// How many there are.
        pages: usize,
    },
    /// The creator isn't in the ranking any more.
    NoSuchCreator,
    /// The numbers can't be had.
    Refused(Refusal),
    /// A button that we didn't make, or of a version that is no more.
    UnknownButton,
    /// A command that isn't ours (any more).
    UnknownCommand,
    /// The bot is being stopped or restarted, and the answer isn't ready.
    Stopping,
    /// Something went wrong on our side; the id stands in the log.
    OurFault {
        /// Tells this failure from others.
        id: String,
    },
}

impl From<Unknown<Regions>> for Notice {
    fn from(unknown: Unknown<Regions>) -> Self {
        Self::UnknownRegion(unknown)
    }
}

impl From<Unknown<CreatorCategories>> for Notice {
    fn from(unknown: Unknown<CreatorCategories>) -> Self {
        Self::UnknownCategory(unknown)
    }
}

impl From<Unknown<ProductCategories>> for Notice {
    fn from(unknown: Unknown<ProductCategories>) -> Self {
        Self::UnknownProduct(unknown)
    }
}

impl From<Refusal> for Notice {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
