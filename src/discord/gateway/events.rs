//! What the Gateway hands on. serenity runs every event in a task of its own, so that two events
//! that come close together may change places.

use super::{recent::Recent, unreadable};
use crate::{
    clock::Clock,
    discord::{ended, rest::id},
    telemetry::Timer,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use serenity::{
    all::{ChannelId, Context, Event, GuildChannel, GuildId, Interaction, RawEventHandler},
    async_trait,
};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc::{Sender, error::TrySendError};

/// When an interaction came.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// The moment: 3 s later it is too late for a first answer.
    pub at: DateTime<Utc>,
    /// Measures since then.
    pub timer: Timer,
}

impl Arrival {
    pub(super) fn now(clock: &dyn Clock) -> Self {
        Self { at: clock.now(), timer: Timer::start() }
    }
}

/// Something happened at Discord.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// Somebody wants something.
    Interaction(Box<Interaction>, Arrival),
    /// An interaction that serenity can't read. Its `id` and `token` lie in the JSON.
    Unreadable(Value, Arrival),
    /// A shard has a new session.
    Ready {
        /// The bot's application.
        application_id: u64,
        /// The servers on this shard; their details follow.
        guilds: Vec<u64>,
        /// Which shard.
        shard: u32,
        /// Of how many.
        shards: u32,
    },
    /// A server is there: the bot joined it, a session began, or its outage is over.
    GuildHere {
        /// Its id.
        id: u64,
        /// Its name.
        name: String,
        /// Its language, as Discord calls it.
        locale: String,
        /// Its channels and their types, Discord's numbers.
        channels: Vec<(u64, u64)>,
    },
    /// A server has another name, language or owner.
    GuildChanged {
        /// Its id.
        id: u64,
        /// Its name.
        name: String,
        /// Its language, as Discord calls it.
        locale: String,
    },
    /// The bot was removed from a server.
    GuildLeft(u64),
    /// A server is out of order at Discord's; the bot is still in it.
    GuildOutage(u64),
    /// A channel or thread is gone.
    ChannelGone {
        /// Its server.
        guild: u64,
        /// Which.
        channel: u64,
    },
    /// A channel or thread is new, or changed.
    ChannelChanged {
        /// Its server.
        guild: u64,
        /// Which, and its type.
        channel: (u64, u64),
    },
    /// Roles changed in a server, or the bot's own.
    RolesChanged(u64),
    /// A shard's session goes on after its connection was cut.
    Resumed {
        /// Which shard.
        shard: u32,
    },
}

/// Turns serenity's events into ours.
pub(super) struct Handler {
    pub(super) sender: Sender<Incoming>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) recent: Mutex<Recent>,
}

#[async_trait]
impl RawEventHandler for Handler {
    async fn raw_event(&self, context: Context, event: Event) {
        let shard = context.shard_id.0;
        let incoming = match event {
            Event::InteractionCreate(event) => {
                let (id, arrival) = (event.interaction.id().get(), Arrival::now(&*self.clock));
                return self.interaction(id, Incoming::Interaction(Box::new(event.interaction), arrival));
            }
            Event::Unknown(event) if event.kind == "INTERACTION_CREATE" => {
                let id = id(&event.value["id"]).unwrap_or_default();
                return self.interaction(id, Incoming::Unreadable(event.value, Arrival::now(&*self.clock)));
            }
            Event::Unknown(event) => match unreadable::read(&event.kind, &event.value) {
                Some(incoming) => incoming,
                None => {
                    let kind = event.kind;
                    tracing::debug!(kind, "an event from Discord is of no interest or can't be read");
                    return;
                }
            },
            Event::Ready(event) => Incoming::Ready {
                application_id: event.ready.application.id.get(),
                guilds: event.ready.guilds.iter().map(|guild| guild.id.get()).collect(),
                shard,
                shards: event.ready.shard.map_or(1, |info| info.total),
            },
            Event::Resumed(_) => Incoming::Resumed { shard },
            Event::GuildCreate(event) => Incoming::GuildHere {
                id: event.guild.id.get(),
                name: event.guild.name,
                locale: event.guild.preferred_locale,
                channels: event.guild.channels.values().map(channel).collect(),
            },
            Event::GuildUpdate(event) => Incoming::GuildChanged {
                id: event.guild.id.get(),
                name: event.guild.name,
                locale: event.guild.preferred_locale,
            },
            Event::GuildDelete(event) if event.guild.unavailable => {
                Incoming::GuildOutage(event.guild.id.get())
            }
            Event::GuildDelete(event) => Incoming::GuildLeft(event.guild.id.get()),
            Event::ChannelDelete(event) => gone(event.channel.guild_id, event.channel.id),
            Event::ThreadDelete(event) => gone(event.thread.guild_id, event.thread.id),
            Event::ChannelCreate(event) => changed(&event.channel),
            Event::ChannelUpdate(event) => changed(&event.channel),
            Event::ThreadCreate(event) => changed(&event.thread),
            Event::ThreadUpdate(event) => changed(&event.thread),
            Event::GuildRoleCreate(event) => Incoming::RolesChanged(event.role.guild_id.get()),
            Event::GuildRoleUpdate(event) => Incoming::RolesChanged(event.role.guild_id.get()),
            Event::GuildRoleDelete(event) => Incoming::RolesChanged(event.guild_id.get()),
            // Without the intent for members, Discord tells only of the bot itself.
            Event::GuildMemberUpdate(event) => Incoming::RolesChanged(event.guild_id.get()),
            _ => return,
        };
        if self.sender.send(incoming).await.is_err() {
            tracing::debug!("an event came after everything stopped");
        }
    }
}

impl Handler {
    /// An interaction can't wait: when the queue is full, it would be too late anyway.
    fn interaction(&self, id: u64, incoming: Incoming) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if !recent.is_new(id) {
            tracing::debug!(interaction = id, "an interaction came again");
            return;
        }
        drop(recent);
        match self.sender.try_send(incoming) {
            Ok(()) => {}
            Err(TrySendError::Full(Incoming::Interaction(interaction, arrival))) => {
                ended::drop_one(&interaction, arrival.timer);
            }
            Err(TrySendError::Full(_)) => {
                tracing::warn!(id, "an interaction that can't be read is dropped: too many are waiting");
            }
            Err(TrySendError::Closed(_)) => tracing::debug!("an interaction came after everything stopped"),
        }
    }
}

fn channel(channel: &GuildChannel) -> (u64, u64) {
    (channel.id.get(), u8::from(channel.kind).into())
}

fn gone(guild: GuildId, channel: ChannelId) -> Incoming {
    Incoming::ChannelGone { guild: guild.get(), channel: channel.get() }
}

fn changed(of: &GuildChannel) -> Incoming {
    Incoming::ChannelChanged { guild: of.guild_id.get(), channel: channel(of) }
}
