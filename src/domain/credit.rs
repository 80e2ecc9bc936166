//! Credits: what a request to the source is for, for whom, and what may be spent.

mod forecast;

pub use forecast::Forecast;

use super::{DataDate, Period};
use chrono::{DateTime, NaiveTime, Utc};

/// Why a credit is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A person asked.
    Ask,
    /// A board is due.
    Board,
    /// A watch is evaluated.
    Watch,
    /// History is fetched.
    Backfill,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 4] = [Self::Ask, Self::Board, Self::Watch, Self::Backfill];

    /// The word that the store keeps.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Board => "board",
            Self::Watch => "watch",
            Self::Backfill => "backfill",
        }
    }

    /// The purpose of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }
}

/// On whose allowance a credit is spent; nobody's for the bot's own work and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Payer {
    /// Discord id of the person.
    pub person: Option<u64>,
    /// Discord id of the server.
    pub server: Option<u64>,
}

/// The limits of spending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceiling {
    /// Credits a day, all purposes.
    Day,
    /// Credits a month, all purposes.
    Month,
    /// The part of a day's credits that asking may use.
    Asking,
    /// Credits a day and server for fresh lists.
    Server,
    /// Credits a day and person for fresh lists.
    Person,
}

/// What may be spent, in credits. Days and months are UTC. None: no limit; 0: nothing may be spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// A day, all purposes.
    pub per_day: Option<u32>,
    /// A calendar month, all purposes.
    pub per_month: Option<u32>,
    /// Percent of `per_day` that [`Purpose::Ask`] may use; without effect where `per_day` is none.
    pub ask_share: Option<u32>,
    /// A day, on the allowance of one server.
    pub per_server_per_day: Option<u32>,
    /// A day, on the allowance of one person.
    pub per_person_per_day: Option<u32>,
}

impl Limits {
    /// How many credits a ceiling allows; none where it isn't set.
    pub fn of(&self, ceiling: Ceiling) -> Option<u32> {
        match ceiling {
            Ceiling::Day => self.per_day,
            Ceiling::Month => self.per_month,
            Ceiling::Asking => {
                let share = u64::from(self.per_day?) * u64::from(self.ask_share?.min(100)) / 100;
                u32::try_from(share).ok()
            }
            Ceiling::Server => self.per_server_per_day,
            Ceiling::Person => self.per_person_per_day,
        }
    }
}

impl Ceiling {
    /// When the time that a ceiling counts over began, for a moment within it.
    pub fn began_at(self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.span(now).first().and_time(NaiveTime::MIN).and_utc()
    }

    /// When a ceiling begins anew.
    pub fn resets_at(self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.span(now).closes_at()
    }

    fn span(self, now: DateTime<Utc>) -> DataDate {
        let period = if self == Self::Month { Period::Month } else { Period::Day };
        DataDate::containing(period, now.date_naive())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ceilings_begin_anew_with_the_utc_day_and_month() {
        let now = "2026-12-31T23:59:59Z".parse().unwrap();
        assert_eq!(Ceiling::Person.resets_at(now).to_rfc3339(), "2027-01-01T00:00:00+00:00");
        assert_eq!(Ceiling::Month.began_at(now).to_rfc3339(), "2026-12-01T00:00:00+00:00");
        assert_eq!(Ceiling::Month.resets_at(now).to_rfc3339(), "2027-01-01T00:00:00+00:00");
    }

    #[test]
    fn the_share_for_asking_is_a_part_of_the_day() {
        let limits = Limits { per_day: Some(25), ask_share: Some(50), ..Limits::default() };
        assert_eq!(limits.of(Ceiling::Asking), Some(12));
        assert_eq!(Limits { per_day: None, ..limits }.of(Ceiling::Asking), None);
        assert_eq!(limits.of(Ceiling::Server), None);
    }
}
