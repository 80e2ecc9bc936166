//! What is told to a person in place of an answer: what happened, why, and what to do.

use crate::{
    commands::{Hindrance, WatchNotice},
    domain::{
        BadCron, BadHours, CreatorCategories, DataDate, ProductCategories, Regions, Trouble, Unknown,
        UnknownZone,
    },
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
    /// Only in a server of which the bot is a member.
    ServerOnly,
    /// Only for managers: who may manage the server, or has the role of the settings, if one is set.
    ManagersOnly {
        /// That role.
        role: Option<u64>,
    },
    /// No zone of that name.
    UnknownZone(UnknownZone),
    /// Not a time of day.
    BadTime {
        /// What was typed.
        typed: String,
    },
    /// Not days of the week.
    BadDays {
        /// What was typed.
        typed: String,
    },
    /// A cron expression that can't be used.
    BadCron {
        /// What was typed.
        typed: String,
        /// Why.
        why: BadCron,
    },
    /// Not the hours of a day.
    BadQuietHours {
        /// What was typed.
        typed: String,
        /// Why.
        why: BadHours,
    },
    /// A schedule whose times are closer than the shortest interval, in days.
    TooOften {
        /// The least days between two posts.
        days: u32,
    },
    /// Both a time or days and a cron expression.
    TimeAndCron,
    /// Something about the channel keeps it from being saved.
    Hindered(Hindrance),
    /// The server has as many boards as it may.
    TooManyBoards {
        /// How many that is.
        most: u32,
    },
    /// The server has no board of this number.
    NoSuchBoard {
        /// What was typed.
        typed: String,
        /// Those that there are.
        numbers: Vec<u32>,
    },
    /// Nothing to change was named.
    NothingToEdit,
    /// The draft's time is over, or it was saved or thrown away.
    DraftGone,
    /// The draft is somebody else's.
    NotYourDraft,
    /// Somebody else changed a board since it was looked at.
    ChangedSince,
    /// A post that isn't remembered any more.
    ForgottenPost,
    /// The board is in that state already.
    AlreadyPaused,
    /// It posts already.
    AlreadyActive,
    /// It can't be resumed by hand: it resumes by itself when this is mended.
    StillBlocked(Trouble),
    /// Something about watches.
    Watch(WatchNotice),
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

impl Notice {
    /// A word for the log, which says what it is without what was typed.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::UnknownRegion(_) => "unknown_region",
            Self::UnknownCategory(_) => "unknown_category",
            Self::UnknownProduct(_) => "unknown_product",
            Self::UnknownWord { .. } => "unknown_word",
            Self::OutOfRange { .. } => "out_of_range",
            Self::BadDate { .. } => "bad_date",
            Self::TooEarly { .. } => "too_early",
            Self::Misaligned { .. } => "misaligned",
            Self::NotClosed { .. } => "not_closed",
            Self::NoSuchPage { .. } => "no_such_page",
            Self::NoSuchCreator => "no_such_creator",
            Self::Refused(refusal) => refusal.word(),
            Self::ServerOnly => "server_only",
            Self::ManagersOnly { .. } => "managers_only",
            Self::UnknownZone(_) => "unknown_zone",
            Self::BadTime { .. } => "bad_time",
            Self::BadDays { .. } => "bad_days",
            Self::BadCron { .. } => "bad_cron",
            Self::BadQuietHours { .. } => "bad_quiet_hours",
            Self::TooOften { .. } => "too_often",
            Self::TimeAndCron => "time_and_cron",
            Self::Hindered(_) => "hindered",
            Self::TooManyBoards { .. } => "too_many_boards",
            Self::NoSuchBoard { .. } => "no_such_board",
            Self::NothingToEdit => "nothing_to_edit",
            Self::DraftGone => "draft_gone",
            Self::NotYourDraft => "not_your_draft",
            Self::ChangedSince => "changed_since",
            Self::ForgottenPost => "forgotten_post",
            Self::AlreadyPaused => "already_paused",
            Self::AlreadyActive => "already_active",
            Self::StillBlocked(_) => "still_blocked",
            Self::Watch(_) => "watch",
            Self::UnknownButton => "unknown_button",
            Self::UnknownCommand => "unknown_command",
            Self::Stopping => "stopping",
            Self::OurFault { .. } => "our_fault",
        }
    }
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

impl From<UnknownZone> for Notice {
    fn from(unknown: UnknownZone) -> Self {
        Self::UnknownZone(unknown)
    }
}
