//! Places at Discord where something can be posted, and what one may do there.

use serde::{Deserialize, Serialize};

/// A right, "Permissions" in Discord's documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Everything, everywhere.
    Administrator,
    /// What makes somebody a manager.
    ManageServer,
    /// `VIEW_CHANNEL`
    ViewChannel,
    /// `SEND_MESSAGES`
    SendMessages,
    /// `SEND_MESSAGES_IN_THREADS`
    SendInThreads,
    /// `EMBED_LINKS`
    EmbedLinks,
    /// `ATTACH_FILES`
    AttachFiles,
    /// `READ_MESSAGE_HISTORY`: without it the answer is an empty list, and no error.
    ReadHistory,
    /// `MANAGE_THREADS`: opens a locked thread again.
    ManageThreads,
    /// `MENTION_EVERYONE`: pings roles that aren't mentionable by all.
    MentionEveryone,
}

impl Right {
    /// Its bit in Discord's numbers.
    pub const fn bit(self) -> u64 {
        match self {
            Self::Administrator => 1 << 3,
            Self::ManageServer => 1 << 5,
            Self::ViewChannel => 1 << 10,
            Self::SendMessages => 1 << 11,
            Self::EmbedLinks => 1 << 14,
            Self::AttachFiles => 1 << 15,
            Self::ReadHistory => 1 << 16,
            Self::MentionEveryone => 1 << 17,
            Self::ManageThreads => 1 << 34,
            Self::SendInThreads => 1 << 38,
        }
    }
}

/// Rights that somebody has somewhere: Discord's number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights(pub u64);

impl Rights {
    /// Whether a right is among them; an administrator has all.
    pub const fn has(self, right: Right) -> bool {
        self.0 & (right.bit() | Right::Administrator.bit()) != 0
    }

    /// Those that are missing.
    pub fn missing(self, needed: &[Right]) -> Vec<Right> {
        needed.iter().copied().filter(|right| !self.has(*right)).collect()
    }
}

/// What kind of place a channel is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// An ordinary text channel (or the text of a voice channel).
    Text,
    /// An announcement channel: what is posted is published to its followers.
    Announcement,
    /// A thread, also one in a forum.
    Thread {
        /// Whether it is archived: a message opens it again, unless it is locked.
        archived: bool,
        /// Whether it is locked: only who manages threads opens it.
        locked: bool,
    },
    /// A forum or media channel: each post is a thread.
    Forum {
        /// The tag that a post gets: none where none is required.
        tag: Option<u64>,
        /// Whether a tag is required and there is none that the bot may use.
        lacks_tag: bool,
    },
    /// A category, stage or whatever takes no messages.
    Other,
}

/// A channel as the bot sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Discord's id of the channel.
    pub channel: u64,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// What the bot may do there.
    pub rights: Rights,
}

impl Place {
    /// The rights that posting here takes.
    pub fn needed(&self, embeds: bool, files: bool) -> Vec<Right> {
        let send = match self.kind {
            PlaceKind::Thread { .. } => Right::SendInThreads,
            _ => Right::SendMessages,
        };
        let mut needed = vec![Right::ViewChannel, send];
        needed.extend(embeds.then_some(Right::EmbedLinks));
        needed.extend(files.then_some(Right::AttachFiles));
        needed.push(Right::ReadHistory);
        if matches!(self.kind, PlaceKind::Thread { locked: true, .. }) {
            needed.push(Right::ManageThreads);
        }
        needed
    }
}
