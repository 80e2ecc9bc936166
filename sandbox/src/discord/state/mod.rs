//! What the simulated Discord knows: people, servers, channels, messages, commands, interactions.

mod command;
mod guild;
mod ids;
mod interaction;
mod message;
pub(crate) mod seed;

pub(crate) use command::Command;
pub(crate) use guild::{Channel, Guild, Member, Overwrite, Person, Role, Thread};
pub(crate) use ids::{Ids, created_at};
pub(crate) use interaction::{Interaction, Phase};
pub(crate) use message::{Attachment, Message, StoredFile};
pub(crate) mod flags {
    //! Message flags.
    pub(crate) use super::message::{
        COMPONENTS_V2, CROSSPOSTED, EPHEMERAL, HAS_THREAD, LOADING, SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS,
        VOICE_MESSAGE,
    };
}

use super::{APPLICATION_ID, error::ApiError, gateway::Gateway, rest::RateLimits, rights};
use crate::{
    news::{News, Topic},
    world::World,
};
use chrono::{DateTime, Utc};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::MutexGuard,
};

/// A snowflake.
pub(crate) type Id = u64;

/// Messages kept in a channel; older ones are forgotten.
const MESSAGES_A_CHANNEL: usize = 2000;
/// Files kept; older ones are forgotten.
const FILES: usize = 2000;
/// Interactions kept; older ones are forgotten.
const INTERACTIONS: usize = 5000;

/// What the control API may set.
#[derive(Clone, Debug, serde::Serialize)]
pub(crate) struct Settings {
    /// How long an enforced nonce is remembered; 0 = not at all.
    pub(crate) nonce_window_s: i64,
    /// Are rate limits in force?
    pub(crate) rate_limits: bool,
    /// How long an app has for its first answer.
    pub(crate) interaction_deadline_ms: i64,
    /// How long an interaction's token lives.
    pub(crate) interaction_token_s: i64,
    /// Privileged intents that are granted to the app.
    pub(crate) privileged_intents: bool,
    /// What anybody may write in a channel in a minute.
    pub(crate) channel_writes_a_minute: u32,
    /// IDENTIFYs in a day; beyond them the token is reset.
    pub(crate) identifies_a_day: u64,
    /// Is the bot token good?
    pub(crate) token_valid: bool,
    /// IDENTIFYs in 5 s.
    pub(crate) max_concurrency: u64,
    /// What HELLO asks for.
    pub(crate) heartbeat_interval_ms: u64,
}

/// An enforced nonce and the message it made.
#[derive(Debug)]
pub(crate) struct Nonce {
    pub(crate) nonce: String,
    pub(crate) channel: Id,
    pub(crate) message: Id,
    pub(crate) at: DateTime<Utc>,
}

/// Everything that changes.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) base: String,
    pub(crate) ids: Ids,
    pub(crate) people: BTreeMap<Id, Person>,
    pub(crate) guilds: BTreeMap<Id, Guild>,
    pub(crate) channels: BTreeMap<Id, Channel>,
    pub(crate) messages: BTreeMap<Id, BTreeMap<Id, Message>>,
    pub(crate) files: BTreeMap<Id, StoredFile>,
    pub(crate) commands: Vec<Command>,
    pub(crate) interactions: BTreeMap<Id, Interaction>,
    pub(crate) nonces: VecDeque<Nonce>,
    pub(crate) gateway: Gateway,
    pub(crate) limits: RateLimits,
    pub(crate) settings: Settings,
    pub(crate) news: News,
}

impl State {
    pub(crate) fn new(base: &str, now: DateTime<Utc>, news: News) -> Self {
        let mut state = Self {
            base: base.to_owned(),
            ids: Ids::default(),
            people: BTreeMap::new(),
            guilds: BTreeMap::new(),
            channels: BTreeMap::new(),
            messages: BTreeMap::new(),
            files: BTreeMap::new(),
            commands: Vec::new(),
            interactions: BTreeMap::new(),
            nonces: VecDeque::new(),
            gateway: Gateway::default(),
            limits: RateLimits::default(),
            settings: Settings {
                nonce_window_s: 120,
                rate_limits: true,
                interaction_deadline_ms: 3_000,
                interaction_token_s: 900,
                privileged_intents: true,
                channel_writes_a_minute: 120,
                identifies_a_day: 1_000,
                token_valid: true,
                max_concurrency: 1,
                heartbeat_interval_ms: 41_250,
            },
            news,
        };
        seed::fill(&mut state, now);
        state
    }

    /// The guild's part of the rights of somebody in a channel; None in a DM.
    pub(crate) fn rights(&self, user: Id, channel: &Channel, now: DateTime<Utc>) -> Option<u64> {
        let guild = self.guilds.get(&channel.guild?)?;
        Some(rights::in_channel(self, guild, user, channel, now))
    }

    pub(crate) fn message(&self, channel: Id, id: Id) -> Option<&Message> {
        self.messages.get(&channel)?.get(&id)
    }

    /// A message to be changed; pages are told.
    pub(crate) fn message_mut(&mut self, channel: Id, id: Id) -> Option<&mut Message> {
        self.news.tell(Topic::Messages(channel));
        self.messages.get_mut(&channel)?.get_mut(&id)
    }

    pub(crate) fn put_message(&mut self, message: Message) {
        self.news.tell(Topic::Messages(message.channel));
        let list = self.messages.entry(message.channel).or_default();
        if message.seen_by.is_none()
            && let Some(channel) = self.channels.get_mut(&message.channel)
        {
            channel.last_message = Some(message.id);
        }
        list.insert(message.id, message);
        if list.len() > MESSAGES_A_CHANNEL {
            list.pop_first();
        }
    }

    /// Puts a changed message back in its place.
    pub(crate) fn put_edited(&mut self, message: Message) {
        if let Some(old) = self.message_mut(message.channel, message.id) {
            *old = message;
        }
    }

    pub(crate) fn put_file(&mut self, id: Id, file: StoredFile) {
        self.files.insert(id, file);
        if self.files.len() > FILES {
            self.files.pop_first();
        }
    }

    pub(crate) fn put_interaction(&mut self, interaction: Interaction) {
        self.interactions.insert(interaction.id, interaction);
        if self.interactions.len() > INTERACTIONS {
            self.interactions.pop_first();
        }
    }

    /// The DM channel of the bot with somebody, opened when there is none.
    pub(crate) fn dm_with(&mut self, user: Id, now: DateTime<Utc>) -> Id {
        let found =
            self.channels.values().find(|channel| channel.recipient == Some(user)).map(|channel| channel.id);
        found.unwrap_or_else(|| {
            let id = self.ids.next(now);
            self.channels.insert(id, Channel::dm(id, user));
            self.news.tell(Topic::State);
            id
        })
    }

    /// Is the bot in this server?
    pub(crate) fn bot_in(&self, guild: Id) -> bool {
        self.guilds.get(&guild).is_some_and(|guild| guild.members.contains_key(&APPLICATION_ID))
    }
}

/// The world with its lock held: what every handler works with.
pub(crate) struct Cx<'w> {
    pub(crate) world: &'w World,
    pub(crate) now: DateTime<Utc>,
    pub(crate) s: MutexGuard<'w, State>,
}

impl<'w> Cx<'w> {
    pub(crate) fn of(world: &'w World) -> Self {
        let s = world.discord.lock();
        let mut cx = Self { world, now: world.clock.now(), s };
        cx.archive_idle();
        cx
    }

    pub(crate) fn next_id(&mut self) -> Id {
        let now = self.now;
        self.s.ids.next(now)
    }

    pub(crate) fn channel(&self, id: Id) -> Result<&Channel, ApiError> {
        self.s.channels.get(&id).ok_or_else(ApiError::channel)
    }
}
