//! Setting boards up: what keeps one from being saved, what it will do and cost, and the deeds on it.

mod deeds;
mod draft;
mod outlook;
mod place;

pub use deeds::{Deed, Done};
pub use draft::Plan;
use draft::Undo;
pub use outlook::{Cost, Hint, Outlook};
pub use place::Hindrance;

use super::Boards;
use crate::{
    domain::{Board, BoardSettings, Payer, Trouble},
    rankings::Refusal,
    store::{By, StoreError},
};

/// Who sets something up, and where.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// Discord's id of the server.
    pub server: u64,
    /// Discord's id of the person.
    pub id: u64,
    /// The roles that the person has there.
    pub roles: &'a [u64],
}

/// Why something isn't done.
#[derive(Clone, Debug, PartialEq)]
pub enum Objection {
    /// Something about the channel keeps it from being saved.
    Hindered(Hindrance),
    /// The times are closer than the shortest interval, in days.
    TooOften {
        /// The least days between two posts.
        days: u32,
    },
    /// The server has as many boards as it may.
    Full {
        /// How many that is.
        most: u32,
    },
    /// The draft or what it is about isn't there any more.
    Gone,
    /// The draft is somebody else's.
    Foreign,
    /// Somebody changed the board since it was looked at.
    Changed,
    /// It is paused already.
    AlreadyPaused,
    /// It posts already.
    AlreadyActive,
    /// It resumes by itself when this is mended, and not before.
    StillBlocked(Trouble),
    /// The numbers can't be had, or the store can't be used.
    Refused(Refusal),
}

impl From<StoreError> for Objection {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a board can't be set up");
        Self::Refused(Refusal::Store)
    }
}

impl From<Refusal> for Objection {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Person<'_> {
    fn payer(self) -> Payer {
        Payer { person: Some(self.id), server: Some(self.server) }
    }
}

impl Boards {
    /// Checks all that could keep a board from being saved; `changed` is the one that is changed, none for a new one.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn check(
        &self,
        person: Person<'_>,
        settings: &BoardSettings,
        changed: Option<&Board>,
    ) -> Result<(), Objection> {
        let days = self.settings.shortest_interval_days;
        if settings.schedule.shortest_gap_days() < days {
            return Err(Objection::TooOften { days });
        }
        let most = self.settings.max_per_server;
        if changed.is_none() && self.store.boards(person.server).await?.len() >= most as usize {
            return Err(Objection::Full { most });
        }
        let pinged = changed.and_then(|board| board.settings.mention);
        match self.hindrance(person, settings, pinged).await {
            Some(hindrance) => Err(Objection::Hindered(hindrance)),
            None => Ok(()),
        }
    }

    fn by(&self, person: Person<'_>) -> By {
        By { person: person.id, now: self.clock.now() }
    }
}
