//! What kinds of channels there are: told by the Gateway where it can be, else asked and remembered.

use crate::discord::rest::{Rest, RestError, id};
use moka::future::Cache;
use serde_json::Value;

/// As many channels and servers are remembered.
const CHANNELS: u64 = 200_000;
const SERVERS: u64 = 100_000;
/// Discord's numbers of the types that take posts in their own way.
const ANNOUNCEMENT: u64 = 5;
const FORUM: u64 = 15;
const MEDIA: u64 = 16;
/// `REQUIRE_TAG`
const REQUIRES_TAG: u64 = 1 << 4;

/// How a channel takes posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As messages.
    Plain,
    /// As messages that are published then.
    Announcement,
    /// Each as a thread.
    Forum,
}

/// The tag that a forum's thread gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// None is required.
    None,
    /// One is required: the first that the bot may use.
    First(u64),
    /// One is required, and there is none that the bot may use.
    Missing,
}

/// What is known of channels.
#[derive(Debug)]
pub(super) struct Kinds {
    room: u64,
    /// Those that aren't plain, and those that were asked about.
    channels: Cache<u64, Kind>,
    /// Servers of which the Gateway told all channels: what isn't above is plain there.
    servers: Cache<u64, ()>,
}

impl Kinds {
    pub(super) fn new() -> Self {
        Self::with_room(CHANNELS)
    }

    fn with_room(room: u64) -> Self {
        Self { room, channels: Cache::new(room), servers: Cache::new(SERVERS) }
    }

    /// The kind of a channel of a server.
    ///
    /// # Errors
    /// When Discord had to be asked and didn't say.
    pub(super) async fn of(&self, rest: &Rest, server: u64, channel: u64) -> Result<Kind, RestError> {
        if let Some(kind) = self.channels.get(&channel).await {
            return Ok(kind);
        }
        if self.servers.contains_key(&server) {
            return Ok(Kind::Plain);
        }
        let kind = Kind::of(&rest.channel(channel).await?["type"]);
        self.channels.insert(channel, kind).await;
        Ok(kind)
    }

    /// Learns a channel's type, Discord's number.
    pub(super) async fn learn(&self, channel: u64, number: u64) {
        match Kind::of(&number.into()) {
            Kind::Plain => self.channels.invalidate(&channel).await,
            kind => self.channels.insert(channel, kind).await,
        }
    }

    /// From now on what isn't known of a server is plain; unless there is no room for all that aren't: then Discord is
    /// asked.
    pub(super) async fn learned_all(&self, server: u64) {
        self.channels.run_pending_tasks().await;
        if self.channels.entry_count() < self.room {
            self.servers.insert(server, ()).await;
        } else {
            self.servers.invalidate_all();
        }
    }

    /// Forgets a channel, so that Discord is asked.
    pub(super) async fn forget(&self, server: u64, channel: u64) {
        self.channels.invalidate(&channel).await;
        self.servers.invalidate(&server).await;
    }
}

impl Kind {
    fn of(number: &Value) -> Self {
        match number.as_u64() {
            Some(ANNOUNCEMENT) => Self::Announcement,
            Some(FORUM | MEDIA) => Self::Forum,
            _ => Self::Plain,
        }
    }
}

impl Tag {
    /// By a forum as Discord tells it.
    pub(super) fn of(forum: &Value) -> Self {
        if forum["flags"].as_u64().unwrap_or_default() & REQUIRES_TAG == 0 {
            return Self::None;
        }
        let tags = forum["available_tags"].as_array().into_iter().flatten();
        let mut usable = tags.filter(|tag| tag["moderated"] != true).filter_map(|tag| id(&tag["id"]));
        usable.next().map_or(Self::Missing, Self::First)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_first_tag_that_may_be_used_is_taken_where_one_is_required() {
        let tags = json!([{"id": "7", "moderated": true}, {"id": "8", "moderated": false}, {"id": "9"}]);
        assert_eq!(Tag::of(&json!({"flags": 16, "available_tags": tags})), Tag::First(8));
        assert_eq!(Tag::of(&json!({"flags": 0, "available_tags": tags})), Tag::None);
        assert_eq!(Tag::of(&json!({"available_tags": tags})), Tag::None);
        assert_eq!(Tag::of(&json!({"flags": 18, "available_tags": [tags[0]]})), Tag::Missing);
        assert_eq!(Tag::of(&json!({"flags": 16})), Tag::Missing);
    }

    #[tokio::test]
    async fn where_there_is_no_room_for_all_channels_discord_is_asked() {
        let kinds = Kinds::with_room(2);
        kinds.learn(1, ANNOUNCEMENT).await;
        kinds.learned_all(7).await;
        assert!(kinds.servers.contains_key(&7));
        for channel in 2..9 {
            kinds.learn(channel, ANNOUNCEMENT).await;
        }
        kinds.learned_all(8).await;
        assert!(!kinds.servers.contains_key(&7) && !kinds.servers.contains_key(&8));
    }

    #[test]
    fn types_that_take_messages_are_plain() {
        for (number, kind) in [
            (0, Kind::Plain),
            (2, Kind::Plain),
            (11, Kind::Plain),
            (5, Kind::Announcement),
            (15, Kind::Forum),
            (16, Kind::Forum),
        ] {
            assert_eq!(Kind::of(&json!(number)), kind);
        }
    }
}
