//! Setting boards up: what keeps one from being saved, what it will do and cost, and the deeds on it.

mod deeds;
mod draft;
mod outlook;

pub use deeds::{Deed, Done};
pub use draft::Plan;
use draft::Undo;
pub use outlook::{Cost, Hint, Outlook};

use super::Boards;
use crate::{
    domain::{Board, BoardSettings, Format, Payer, Trouble},
    places::{Hindrance, Person, Wish},
    rankings::Refusal,
    store::{By, StoreError},
};

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

/// On whose allowance somebody's preview is fetched.
fn payer(person: Person<'_>) -> Payer {
    Payer { person: Some(person.id), server: Some(person.server) }
}

/// What a board of these settings takes in its channel. A role that it `pinged` before may go on being pinged, whoever
/// changes the board.
fn wish(settings: &BoardSettings, pinged: Option<u64>) -> Wish {
    Wish {
        channel: settings.channel,
        embeds: settings.format == Format::Rich,
        files: false,
        role: settings.mention.filter(|role| Some(*role) != pinged),
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
        match self.places.hindrance(person, wish(settings, pinged)).await {
            Some(hindrance) => Err(Objection::Hindered(hindrance)),
            None => Ok(()),
        }
    }

    /// What keeps the bot from telling managers of troubles in a channel; none where nothing does.
    pub async fn alert_hindrance(&self, server: u64, channel: u64) -> Option<Hindrance> {
        self.places.open(server, Wish { channel, embeds: false, files: false, role: None }).await.err()
    }

    fn by(&self, person: Person<'_>) -> By {
        By { person: person.id, now: self.clock.now() }
    }
}
