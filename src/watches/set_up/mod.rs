//! Setting watches up: what keeps one from being saved, what it would have said, and the deeds on it.

mod deeds;
mod draft;
mod import;
mod tried;

pub use deeds::{Deed, Done};
pub use draft::{Plan, Planned};
pub use import::{ImportDone, ImportPlan, Sorted};
pub use tried::Tried;

use super::Watches;
use crate::{
    domain::watch::{BadSettings, Metric, Watch, WatchSettings},
    places::{Hindrance, Person, Wish},
    rankings::Refusal,
    store::{By, StoreError},
};

/// Why something about a watch isn't done.
#[derive(Clone, Debug, PartialEq)]
pub enum Hurdle {
    /// What was typed names no creator.
    Unreadable {
        /// What was typed.
        typed: String,
    },
    /// The source knows no such handle or id: mistyped, renamed, private or deleted.
    Unknown {
        /// What was asked for.
        typed: String,
    },
    /// Nothing stored has this handle, and the source doesn't offer to look it up: by its id, or from a ranking, it
    /// works.
    Unasked {
        /// What was asked for.
        typed: String,
    },
    /// Something set is outside its bounds.
    Settings(BadSettings),
    /// Not something that can count.
    Metrics {
        /// What was typed.
        typed: String,
    },
    /// A minimum above any day that is known of the creator: it would never speak.
    TooHigh {
        /// The minimum.
        floor: u32,
        /// The best day known.
        best: f64,
        /// What it counts.
        metric: Metric,
    },
    /// The creator is watched in that channel already, by the watch of this number.
    Watched {
        /// Its number.
        number: u32,
    },
    /// The server has as many watches as it may.
    Full {
        /// How many that is.
        most: u32,
    },
    /// The server has no watch of this number.
    NoSuchWatch {
        /// What was typed.
        typed: String,
        /// Those that there are, at most 25.
        numbers: Vec<u32>,
    },
    /// It was removed.
    Gone,
    /// The alert isn't remembered any more.
    ForgottenAlert,
    /// No day is stored that could be drawn.
    NoDays,
    /// A file that can't be read as text, or is too large, in bytes.
    BadFile {
        /// The largest that is read.
        most: usize,
    },
    /// Too many handles at once.
    TooMany {
        /// How many there are.
        count: usize,
        /// How many may be.
        most: usize,
    },
    /// No line names a creator.
    NobodyNamed,
}

/// Why something isn't done.
#[derive(Clone, Debug, PartialEq)]
pub enum Objection {
    /// For a reason of watches' own.
    Hurdle(Hurdle),
    /// Something about the channel keeps it from being saved.
    Hindered(Hindrance),
    /// The draft isn't there any more.
    DraftGone,
    /// The draft is somebody else's.
    Foreign,
    /// Somebody changed the watch since it was looked at.
    Changed,
    /// The numbers can't be had, or the store can't be used.
    Refused(Refusal),
}

impl From<Hurdle> for Objection {
    fn from(hurdle: Hurdle) -> Self {
        Self::Hurdle(hurdle)
    }
}

impl From<Refusal> for Objection {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for Objection {
    fn from(error: StoreError) -> Self {
        Self::Refused(super::store_failed(error))
    }
}

/// What an alert takes in its channel. A role that was pinged before may go on being pinged.
pub(super) fn wish(settings: &WatchSettings, pinged: Option<u64>) -> Wish {
    let role = settings.mention.filter(|role| Some(*role) != pinged);
    Wish { channel: settings.channel, embeds: true, files: true, role }
}

impl Watches {
    /// Checks all that could keep a watch from being saved; `changed` is the one that is changed, none for a new one.
    pub(super) async fn check(
        &self,
        person: Person<'_>,
        settings: &WatchSettings,
        changed: Option<&Watch>,
    ) -> Result<(), Objection> {
        let others = self.store.watches(person.server).await?;
        let clashes = |other: &&Watch| {
            let (mine, theirs) = (settings, &other.settings);
            (&mine.user_id, mine.channel) == (&theirs.user_id, theirs.channel)
                && changed.is_none_or(|watch| watch.id != other.id)
        };
        if let Some(other) = others.iter().find(clashes) {
            return Err(Hurdle::Watched { number: other.number }.into());
        }
        let most = self.settings.max_per_server;
        if changed.is_none() && others.len() >= most as usize {
            return Err(Hurdle::Full { most }.into());
        }
        let pinged = changed.and_then(|watch| watch.settings.mention);
        match self.places.hindrance(person, wish(settings, pinged)).await {
            Some(hindrance) => Err(Objection::Hindered(hindrance)),
            None => Ok(()),
        }
    }

    pub(super) fn by(&self, person: Person<'_>) -> By {
        By { person: person.id, now: self.clock.now() }
    }
}
