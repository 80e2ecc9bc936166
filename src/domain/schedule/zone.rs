//! IANA time zones.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A time zone by its IANA name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(Tz);

/// A name that is no zone's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone {
    /// What was typed.
    pub typed: String,
    /// The zones most alike, the best first, at most three.
    pub nearest: Vec<Zone>,
}

impl Default for Zone {
    fn default() -> Self {
        Self(Tz::UTC)
    }
}

impl Zone {
    /// The zone that typed text means: its name or its city, in any case.
    ///
    /// # Errors
    /// When none is meant; the nearest are named.
    pub fn parse(typed: &str) -> Result<Self, UnknownZone> {
        typed
            .trim()
            .parse()
            .map(Self)
            .map_err(|_| UnknownZone { typed: typed.to_owned(), nearest: Vec::new() })
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The zone itself.
    pub fn tz(self) -> Tz {
        self.0
    }
}

impl TryFrom<String> for Zone {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse().map(Self).map_err(|_| "no zone has this name")
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}
