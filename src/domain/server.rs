//! Servers: what is set in them, and whether the bot is there.

use super::{Language, Region, schedule::Zone, watch::QuietHours};
use chrono::{DateTime, NaiveTime, Utc};

/// Whether the bot is in a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerState {
    /// It is.
    Here,
    /// It is, but the server is out of order at Discord's: nothing is posted, nothing is disabled.
    Outage,
    /// It was removed at that moment. What is set up is kept for 30 days.
    Left(DateTime<Utc>),
}

/// A server and its settings (`/settings`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Discord's id.
    pub id: u64,
    /// Its name, as last heard.
    pub name: String,
    /// Whether the bot is there.
    pub state: ServerState,
    /// The language that Discord says the server prefers, as one of ours.
    pub locale: Language,
    /// What is set.
    pub settings: ServerSettings,
}

/// What `/settings` sets. Nothing set: the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServerSettings {
    /// The zone of new boards; UTC when not set.
    pub zone: Option<Zone>,
    /// The language of new boards; by the server's locale when not set.
    pub language: Option<Language>,
    /// The region that is meant when none is named.
    pub region: Option<Region>,
    /// The channel where managers are told what went wrong; else whoever set it up is told by DM.
    pub alert_channel: Option<u64>,
    /// The role that makes a manager, besides the right to manage the server.
    pub manager_role: Option<u64>,
    /// From and to, by the clocks of the server's zone, to the minute, never the same: alerts of watches wait then.
    pub quiet: Option<(NaiveTime, NaiveTime)>,
}

impl Server {
    /// The language of new boards.
    pub fn language(&self) -> Language {
        self.settings.language.unwrap_or(self.locale)
    }

    /// The zone of new boards.
    pub fn zone(&self) -> Zone {
        self.settings.zone.unwrap_or_default()
    }

    /// The hours in which alerts of watches wait, by the server's zone.
    pub fn quiet_hours(&self) -> Option<QuietHours> {
        let (from, to) = self.settings.quiet?;
        QuietHours::new(from, to, self.zone())
    }
}

/// A change of one setting; none takes it back to the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerChange {
    /// The zone.
    Zone(Option<Zone>),
    /// The language.
    Language(Option<Language>),
    /// The region.
    Region(Option<Region>),
    /// The alert channel.
    AlertChannel(Option<u64>),
    /// The manager role.
    ManagerRole(Option<u64>),
    /// The quiet hours, which end at another minute than they begin.
    QuietHours(Option<(NaiveTime, NaiveTime)>),
}

/// A line of the audit: who changed what, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Discord's id of the person, or [`AuditLine::BY_ITSELF`].
    pub person: u64,
    /// `zone`, `language`, `region`, `alert_channel`, `manager_role`, `quiet_hours`, or a deed on a board such as `board_add`.
    pub what: String,
    /// What it was; empty where nothing was set. For a board its number.
    pub before: String,
    /// What it is now.
    pub after: String,
}

impl AuditLine {
    /// Nobody did it: the bot did, by itself.
    pub const BY_ITSELF: u64 = 0;
}
