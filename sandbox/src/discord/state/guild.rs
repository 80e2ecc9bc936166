//! People, servers, roles, channels, threads.

use super::Id;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

/// A user, the bot included.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: Id,
    pub(crate) username: String,
    pub(crate) global_name: Option<String>,
    pub(crate) locale: String,
    pub(crate) bot: bool,
    /// Has this person installed the app for themself?
    pub(crate) installed: bool,
    /// Does this person take messages from bots?
    pub(crate) dms_open: bool,
}

/// A member of a server.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) roles: Vec<Id>,
    pub(crate) nick: Option<String>,
    pub(crate) joined: DateTime<Utc>,
    pub(crate) timeout_until: Option<DateTime<Utc>>,
}

/// A role; the one with the server's id is @everyone.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) permissions: u64,
    pub(crate) position: usize,
    pub(crate) mentionable: bool,
    /// The bot whose own role this is.
    pub(crate) bot: Option<Id>,
}

/// A server.
#[derive(Clone, Debug)]
pub(crate) struct Guild {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) owner: Id,
    pub(crate) locale: String,
    pub(crate) roles: BTreeMap<Id, Role>,
    pub(crate) members: BTreeMap<Id, Member>,
    /// In an outage the server is "unavailable".
    pub(crate) outage: bool,
    /// What REST answers meanwhile: 503, 403, or 200 for as ever.
    pub(crate) outage_rest: u64,
}

/// An exception to the roles' rights in one channel.
#[derive(Clone, Debug)]
pub(crate) struct Overwrite {
    pub(crate) id: Id,
    /// 0 a role, 1 a member.
    pub(crate) kind: u8,
    pub(crate) allow: u64,
    pub(crate) deny: u64,
}

/// What a thread has beside its channel.
#[derive(Clone, Debug)]
pub(crate) struct Thread {
    pub(crate) owner: Id,
    pub(crate) archived: bool,
    pub(crate) locked: bool,
    pub(crate) auto_archive: u64,
    pub(crate) created: DateTime<Utc>,
    /// When it was archived or opened last.
    pub(crate) changed: DateTime<Utc>,
    /// The last message or opening: from then on the archive time runs.
    pub(crate) active: DateTime<Utc>,
    pub(crate) messages: u64,
    pub(crate) tags: Vec<Id>,
}

impl Thread {
    /// Archives the thread or opens it again.
    pub(crate) fn set_archived(&mut self, archived: bool, now: DateTime<Utc>) {
        if self.archived != archived {
            self.changed = now;
        }
        if self.archived && !archived {
            self.active = now;
        }
        self.archived = archived;
    }

    /// Has nobody written for the archive time?
    pub(crate) fn idle(&self, now: DateTime<Utc>) -> bool {
        let minutes = i64::try_from(self.auto_archive).unwrap_or(i64::MAX);
        !self.archived && TimeDelta::try_minutes(minutes).is_some_and(|limit| now - self.active >= limit)
    }
}

/// A channel of any type, DMs and threads included.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) id: Id,
    pub(crate) guild: Option<Id>,
    pub(crate) kind: u8,
    pub(crate) name: String,
    pub(crate) position: usize,
    pub(crate) parent: Option<Id>,
    pub(crate) topic: Option<String>,
    pub(crate) overwrites: Vec<Overwrite>,
    pub(crate) last_message: Option<Id>,
    /// The person at the other end of a DM.
    pub(crate) recipient: Option<Id>,
    pub(crate) thread: Option<Thread>,
    /// Forum tags: id and name.
    pub(crate) tags: Vec<(Id, String)>,
    pub(crate) flags: u64,
}

impl Channel {
    pub(crate) fn in_guild(id: Id, guild: Id, kind: u8, name: &str, position: usize) -> Self {
        Self {
            id,
            guild: Some(guild),
            kind,
            name: name.to_owned(),
            position,
            parent: None,
            topic: None,
            overwrites: Vec::new(),
            last_message: None,
            recipient: None,
            thread: None,
            tags: Vec::new(),
            flags: 0,
        }
    }

    pub(crate) fn dm(id: Id, user: Id) -> Self {
        Self { guild: None, recipient: Some(user), ..Self::in_guild(id, 0, 1, "", 0) }
    }

    pub(crate) fn is_thread(&self) -> bool {
        self.thread.is_some()
    }

    pub(crate) fn is_forum(&self) -> bool {
        matches!(self.kind, 15 | 16)
    }
}
