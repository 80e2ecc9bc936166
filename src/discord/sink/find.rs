//! The look for a post by its mark, in what came to its target since.

use super::{
    DiscordSink, MessageRef, Post, Unseen,
    classify::{Deed, classify},
    custom_id,
    kinds::Kind,
};
use crate::{
    discord::rest::{MESSAGES_AT_ONCE, RestError, id},
    domain::{Found, Right, Sent, Target, Trouble},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

/// Discord's clock and ours may differ by less than this.
const MARGIN: TimeDelta = TimeDelta::minutes(5);
/// At most so many pages of messages, and so many threads of a forum, are looked at.
const PAGES: usize = 20;
const THREADS: usize = 200;
/// Milliseconds of the first snowflake, "Snowflakes" in Discord's documentation.
const EPOCH_MS: i64 = 1_420_070_400_000;

/// What was seen of a place.
enum Seen {
    There(MessageRef),
    Nowhere,
    /// There was more than is looked at.
    TooMuch,
}

impl DiscordSink {
    pub(super) async fn look(&self, post: &Post, since: DateTime<Utc>) -> Result<Found, Sent> {
        let looked = |error: RestError| classify(&error, Deed::Look);
        let (after, mark) = (snowflake(since - MARGIN), custom_id::about(post.mark));
        let channel = match post.target {
            Target::Channel(channel) => channel,
            Target::Person(person) => {
                let channel = self.dm(person).await.map_err(|error| classify(&error, Deed::Tell))?;
                let seen = self.in_history(channel, after, &mark).await;
                // The bot always reads its direct messages.
                return Ok(found(seen.map_err(|error| classify(&error, Deed::Tell))?, false));
            }
        };
        let kind = self.kinds.of(&self.rest, post.server, channel).await.map_err(looked)?;
        let seen = match kind {
            // Archived threads are refused without the right; that is about this look, and doesn't block the board.
            Kind::Forum if !self.reads_history(post.server, channel).await? => return Ok(Found::Unreadable),
            Kind::Forum => self.in_threads(post.server, channel, after, &mark).await,
            Kind::Plain | Kind::Announcement => self.in_history(channel, after, &mark).await,
        };
        match seen.map_err(looked)? {
            // Without the right to read the history the list is empty, too, and it is no error.
            Seen::Nowhere if !self.reads_history(post.server, channel).await? => Ok(Found::Unreadable),
            seen => Ok(found(seen, kind == Kind::Announcement)),
        }
    }

    async fn in_history(&self, channel: u64, after: u64, mark: &str) -> Result<Seen, RestError> {
        let mut after = after;
        for _ in 0..PAGES {
            let messages = self.rest.messages_after(channel, after).await?;
            if let Some(message) = messages.iter().find(|message| bears(message, mark)) {
                let there = id(&message["id"]).map(|message| MessageRef { channel, message });
                return Ok(there.map_or(Seen::TooMuch, Seen::There));
            }
            let newest = messages.iter().filter_map(|message| id(&message["id"])).max();
            match newest {
                Some(newest) if messages.len() >= MESSAGES_AT_ONCE => after = newest,
                _ => return Ok(Seen::Nowhere),
            }
        }
        Ok(Seen::TooMuch)
    }

    /// A thread of a forum has the id of its first message, which tells when it began.
    async fn in_threads(&self, server: u64, forum: u64, after: u64, mark: &str) -> Result<Seen, RestError> {
        let active = self.rest.active_threads(server).await?;
        let active = active.iter().filter(|thread| id(&thread["parent_id"]) == Some(forum));
        let archived = self.rest.archived_threads(forum).await?;
        let threads = active.chain(&archived).filter_map(|thread| id(&thread["id"]));
        let threads: Vec<_> = threads.filter(|thread| *thread > after).collect();
        for thread in threads.iter().take(THREADS) {
            match self.rest.message(*thread, *thread).await {
                Ok(first) if bears(&first, mark) => {
                    return Ok(Seen::There(MessageRef { channel: *thread, message: *thread }));
                }
                Ok(_) => {}
                // Deleted, the message or the whole thread.
                Err(error) if error.is_unknown() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(if threads.len() > THREADS { Seen::TooMuch } else { Seen::Nowhere })
    }

    async fn reads_history(&self, server: u64, channel: u64) -> Result<bool, Sent> {
        // What is remembered may be older than what was just read.
        self.guilds.forget(server);
        match self.guilds.place(server, channel).await {
            Ok(place) => Ok(place.rights.missing(&[Right::ViewChannel, Right::ReadHistory]).is_empty()),
            Err(Unseen::Gone | Unseen::Foreign) => Err(Sent::Blocked(Trouble::ChannelGone)),
            Err(Unseen::Hidden) => {
                Err(Sent::Blocked(Trouble::NoAccess { missing: vec![Right::ViewChannel] }))
            }
            Err(Unseen::Unreachable(why)) => Err(Sent::Broken { unclear: false, why }),
        }
    }
}

fn found(seen: Seen, announcement: bool) -> Found {
    match seen {
        Seen::There(message) => Found::Here { message, announcement },
        Seen::Nowhere => Found::Absent,
        Seen::TooMuch => Found::Unreadable,
    }
}

/// Whether a button of a message bears the mark, however deep it lies.
fn bears(message: &Value, mark: &str) -> bool {
    fn within(components: &Value, mark: &str) -> bool {
        components
            .as_array()
            .into_iter()
            .flatten()
            .any(|component| component["custom_id"] == mark || within(&component["components"], mark))
    }
    within(&message["components"], mark)
}

/// The id that a message of that moment would have at least.
fn snowflake(moment: DateTime<Utc>) -> u64 {
    let ms = u64::try_from(moment.timestamp_millis() - EPOCH_MS).unwrap_or_default();
    ms << 22
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_mark_is_found_in_any_button() {
        let row = json!({"type": 1, "components": [{"type": 2, "custom_id": "d1|a"}, {"custom_id": "d1|b"}]});
        let message = json!({"components": [{"type": 1, "components": []}, row]});
        assert!(bears(&message, "d1|b"));
        assert!(!bears(&message, "d1|"));
        assert!(bears(&json!({"components": [{"type": 17, "components": [row]}]}), "d1|a"));
        assert!(!bears(&json!({}), "d1|a"));
    }

    #[test]
    fn a_moment_is_an_id() {
        // Discord's own example: 175928847299117063 was made on 2016-04-30 11:18:25.796 UTC.
        let moment: DateTime<Utc> = "2016-04-30T11:18:25.796Z".parse().unwrap();
        assert_eq!(snowflake(moment), 175_928_847_299_117_063 >> 22 << 22);
        assert_eq!(snowflake("2014-01-01T00:00:00Z".parse().unwrap()), 0);
    }
}
