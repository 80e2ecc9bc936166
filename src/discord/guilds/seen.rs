//! What is remembered of Discord's objects: a server's JSON would take a hundred times as much.

use crate::discord::rest::id;
use chrono::{DateTime, Utc};
use serde_json::Value;

/// A server, "Guild Object" in Discord's documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Guild {
    pub(super) id: u64,
    pub(super) owner: Option<u64>,
    pub(super) roles: Vec<Role>,
}

/// A role; the one with the server's id is everybody's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) id: u64,
    pub(super) rights: u64,
    pub(super) mentionable: bool,
}

/// A member of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) id: u64,
    /// Without `@everyone`.
    pub(super) roles: Vec<u64>,
    /// In a time-out until then.
    pub(super) silenced_until: Option<DateTime<Utc>>,
}

/// A channel or thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Channel {
    pub(super) guild: Option<u64>,
    pub(super) parent: Option<u64>,
    pub(super) name: String,
    /// Discord's number of its type.
    pub(super) kind: u64,
    pub(super) archived: bool,
    pub(super) locked: bool,
    pub(super) requires_tag: bool,
    pub(super) tags: Vec<Tag>,
    pub(super) exceptions: Vec<Exception>,
}

/// A tag of a forum; a moderated one is for those who manage threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) id: u64,
    pub(super) moderated: bool,
}

/// What a role or a member may and may not do in one channel, "Overwrite Object".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exception {
    pub(super) of: u64,
    pub(super) is_member: bool,
    pub(super) allow: u64,
    pub(super) deny: u64,
}

/// `REQUIRE_TAG`
const REQUIRES_TAG: u64 = 1 << 4;

impl Guild {
    pub(super) fn read(guild: u64, value: &Value) -> Self {
        let role = |role: &Value| {
            let (rights, mentionable) = (number(&role["permissions"]), role["mentionable"] == true);
            id(&role["id"]).map(|id| Role { id, rights, mentionable })
        };
        Self { id: guild, owner: id(&value["owner_id"]), roles: all(&value["roles"], role) }
    }
}

impl Member {
    pub(super) fn read(member: u64, value: &Value) -> Self {
        let until = value["communication_disabled_until"].as_str().and_then(|text| text.parse().ok());
        Self { id: member, roles: all(&value["roles"], id), silenced_until: until }
    }
}

impl Channel {
    pub(super) fn read(value: &Value) -> Self {
        let state = &value["thread_metadata"];
        let tag = |tag: &Value| id(&tag["id"]).map(|id| Tag { id, moderated: tag["moderated"] == true });
        let exception = |one: &Value| {
            let (allow, deny) = (number(&one["allow"]), number(&one["deny"]));
            id(&one["id"]).map(|of| Exception { of, is_member: one["type"] == 1, allow, deny })
        };
        Self {
            guild: id(&value["guild_id"]),
            parent: id(&value["parent_id"]),
            name: value["name"].as_str().unwrap_or_default().to_owned(),
            // A type that isn't there is none that takes messages.
            kind: value["type"].as_u64().unwrap_or(u64::MAX),
            archived: state["archived"] == true,
            locked: state["locked"] == true,
            requires_tag: value["flags"].as_u64().unwrap_or_default() & REQUIRES_TAG != 0,
            tags: all(&value["available_tags"], tag),
            exceptions: all(&value["permission_overwrites"], exception),
        }
    }

    /// A thread has no exceptions of its own: those of the channel above it hold.
    pub(super) const fn is_thread(&self) -> bool {
        matches!(self.kind, 10..=12)
    }
}

/// All of a list that can be read.
fn all<T>(list: &Value, read: impl Fn(&Value) -> Option<T>) -> Vec<T> {
    list.as_array().into_iter().flatten().filter_map(read).collect()
}

/// Discord writes rights as decimal text.
fn number(value: &Value) -> u64 {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_default()
}
