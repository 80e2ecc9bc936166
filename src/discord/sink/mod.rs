//! Where posts go: the sink of the outbox, over Discord's REST interface.

mod classify;
mod find;
mod kinds;
#[cfg(test)]
mod tests;

use super::{
    custom_id, render,
    rest::{Rest, RestError, id},
};
use crate::{
    delivery::{Content, Post, Sink},
    domain::{Format, Found, MessageRef, PlaceKind, Right, Sent, Target, Trouble},
    places::{Guilds, Unseen},
};
use chrono::{DateTime, Utc};
use classify::{Deed, classify};
use kinds::{Kind, Kinds, Tag};
use moka::future::Cache;
use serde_json::{Value, json};
use std::sync::Arc;

/// As many channels of direct messages are remembered.
const PEOPLE: u64 = 10_000;

/// Posts to Discord.
#[derive(Debug)]
pub struct DiscordSink {
    rest: Arc<Rest>,
    guilds: Arc<dyn Guilds>,
    kinds: Kinds,
    /// The channel of the direct messages with a person.
    dms: Cache<u64, u64>,
}

impl DiscordSink {
    /// A sink that asks `guilds` which rights are missing, and whether a history can be read.
    pub fn new(rest: Arc<Rest>, guilds: Arc<dyn Guilds>) -> Self {
        Self { rest, guilds, kinds: Kinds::new(), dms: Cache::new(PEOPLE) }
    }

    /// Learns a channel's type, Discord's number, so that it needn't be asked for.
    pub async fn learn(&self, channel: u64, kind: u64) {
        self.kinds.learn(channel, kind).await;
    }

    /// Learns the types of all channels of a server.
    pub async fn learn_all(&self, server: u64, channels: impl IntoIterator<Item = (u64, u64)> + Send) {
        for (channel, kind) in channels.into_iter().collect::<Vec<_>>() {
            self.kinds.learn(channel, kind).await;
        }
        self.kinds.learned_all(server).await;
    }

    async fn create(&self, post: &Post, channel: u64) -> Result<Sent, Sent> {
        let kind = self.kinds.of(&self.rest, post.server, channel).await;
        let kind = kind.map_err(|error| classify(&error, Deed::Look))?;
        if kind == Kind::Forum {
            return self.begin_thread(post, channel).await;
        }
        let message = render::post(post);
        let send = || self.rest.create_message(channel, message.body.clone(), post.mark.0, &message.files);
        let answer = match self.opening(channel, send).await {
            Err(error) if error.is_a_forum() => {
                self.kinds.forget(post.server, channel).await;
                return Err(classify(&error, Deed::Create));
            }
            answer => answer.map_err(|error| classify(&error, Deed::Create))?,
        };
        Ok(Sent::Posted { message: reference(&answer), announcement: kind == Kind::Announcement })
    }

    async fn begin_thread(&self, post: &Post, forum: u64) -> Result<Sent, Sent> {
        let found = self.rest.channel(forum).await.map_err(|error| classify(&error, Deed::Look))?;
        let tags = match Tag::of(&found) {
            Tag::None => json!([]),
            Tag::First(tag) => json!([tag.to_string()]),
            // Who manages threads may use the others, too.
            Tag::Missing => match self.guilds.place(post.server, forum).await.map(|place| place.kind) {
                Ok(PlaceKind::Forum { tag: Some(tag), .. }) => json!([tag.to_string()]),
                _ => return Err(Sent::Blocked(Trouble::TagRequired)),
            },
        };
        let message = render::post(post);
        let name = render::thread_name(post);
        let thread = json!({ "name": name, "message": message.body, "applied_tags": tags });
        let answer = self.rest.create_thread(forum, thread, &message.files).await;
        let answer = answer.map_err(|error| classify(&error, Deed::Create))?;
        // Its first message has the id of the thread.
        let message = id(&answer["id"]).map(|thread| MessageRef { channel: thread, message: thread });
        Ok(Sent::Posted { message, announcement: false })
    }

    async fn edit(&self, post: &Post, old: MessageRef) -> Result<Sent, Sent> {
        let message = render::post(post);
        let send = || self.rest.edit_message(old.channel, old.message, message.body.clone(), &message.files);
        let edited = self.opening(old.channel, send).await;
        match edited {
            // A forum's next post begins a thread of its own.
            Err(closed) if closed.thread_is_closed() && post.target != Target::Channel(old.channel) => {
                return Err(Sent::EditLost);
            }
            edited => edited.map_err(|error| classify(&error, Deed::Edit))?,
        };
        Ok(Sent::Posted { message: Some(old), announcement: false })
    }

    async fn tell(&self, post: &Post, person: u64) -> Result<Sent, Sent> {
        let channel = self.dm(person).await.map_err(|error| classify(&error, Deed::Tell))?;
        let message = render::post(post);
        match self.rest.create_message(channel, message.body, post.mark.0, &message.files).await {
            Ok(answer) => Ok(Sent::Posted { message: reference(&answer), announcement: false }),
            Err(error) => {
                // It may be another one by now.
                self.dms.invalidate(&person).await;
                Err(classify(&error, Deed::Tell))
            }
        }
    }

    async fn dm(&self, person: u64) -> Result<u64, RestError> {
        if let Some(channel) = self.dms.get(&person).await {
            return Ok(channel);
        }
        let channel = self.rest.open_dm(person).await?;
        self.dms.insert(person, channel).await;
        Ok(channel)
    }

    async fn crosspost(&self, message: MessageRef) -> Result<Sent, Sent> {
        let published = self.rest.crosspost(message.channel, message.message).await;
        published.map_err(|error| classify(&error, Deed::Crosspost))?;
        Ok(Sent::Posted { message: Some(message), announcement: false })
    }

    /// Does something in a thread that may be archived: then it is opened once, where that is allowed.
    async fn opening<F>(&self, channel: u64, send: impl Fn() -> F + Send) -> Result<Value, RestError>
    where
        F: Future<Output = Result<Value, RestError>> + Send,
    {
        match send().await {
            Err(closed) if closed.thread_is_closed() => match self.rest.reopen_thread(channel).await {
                Ok(()) => send().await,
                Err(error) if error.is_passing() || error.token_is_bad() => Err(error.undone()),
                Err(_) => Err(closed),
            },
            answer => answer,
        }
    }

    /// Names the rights that are missing, where rights are, and where that can be known.
    async fn named(&self, post: &Post, failed: Sent) -> Sent {
        let unnamed = Sent::Blocked(Trouble::NoAccess { missing: Vec::new() });
        let Target::Channel(channel) = post.target else { return failed };
        if failed != unnamed {
            return failed;
        }
        self.guilds.forget(post.server);
        let missing = match self.guilds.place(post.server, channel).await {
            Ok(place) => place.rights.missing(&place.needed(embeds(post), files(post))),
            Err(Unseen::Hidden) => vec![Right::ViewChannel],
            Err(Unseen::Gone | Unseen::Foreign | Unseen::Unreachable(_)) => return unnamed,
        };
        Sent::Blocked(Trouble::NoAccess { missing })
    }
}

#[async_trait::async_trait]
impl Sink for DiscordSink {
    async fn send(&self, post: &Post) -> Sent {
        let sent = match (&post.content, post.target, post.edit) {
            (Content::Crosspost(message), ..) => self.crosspost(*message).await,
            (_, _, Some(old)) => self.edit(post, old).await,
            (_, Target::Person(person), None) => self.tell(post, person).await,
            (_, Target::Channel(channel), None) => self.create(post, channel).await,
        };
        match sent {
            Ok(posted) => posted,
            Err(failed) => self.named(post, failed).await,
        }
    }

    async fn find(&self, post: &Post, since: DateTime<Utc>) -> Found {
        match self.look(post, since).await {
            Ok(found) => found,
            Err(failed) => Found::Failed(Box::new(self.named(post, failed).await)),
        }
    }
}

fn embeds(post: &Post) -> bool {
    match &post.content {
        Content::Board(page) => !post.plain && page.settings.format == Format::Rich,
        Content::Watch(_) => !post.plain,
        Content::Notice(_) | Content::Muffled(_) | Content::Crosspost(_) => false,
    }
}

/// Whether pictures come along.
fn files(post: &Post) -> bool {
    matches!(post.content, Content::Watch(_)) && !post.plain
}

/// Where a message stands, as Discord answered.
fn reference(message: &Value) -> Option<MessageRef> {
    Some(MessageRef { channel: id(&message["channel_id"])?, message: id(&message["id"])? })
}
