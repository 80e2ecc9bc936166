//! Servers as Discord tells of them when it is asked: channels, and who may do what there.
//!
//! A cache of all servers would cost tens of kilobytes each and be wrong after a missed event. What is asked here is
//! asked rarely, and kept for a minute at most.

mod rights;
mod seen;
#[cfg(test)]
mod tests;

use super::rest::{Rest, RestError, id};
use crate::{
    clock::Clock,
    domain::{Place, PlaceKind, Right, Rights},
    places::{Guilds, Unseen},
};
use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;
use rights::rights_in;
use seen::{Channel, Guild, Member};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::OnceCell;

/// How long what Discord said is believed.
const BELIEVED: TimeDelta = TimeDelta::seconds(60);
/// As many servers are remembered, and as many channels of one.
const SERVERS: u64 = 1_000;
const CHANNELS: usize = 200;

/// Discord's servers.
#[derive(Debug)]
pub struct DiscordGuilds {
    rest: Arc<Rest>,
    clock: Arc<dyn Clock>,
    me: OnceCell<u64>,
    servers: Cache<u64, Arc<Known>>,
}

/// What Discord said of a server.
#[derive(Debug)]
struct Known {
    until: DateTime<Utc>,
    guild: OnceCell<Guild>,
    me: OnceCell<Member>,
    channels: Mutex<HashMap<u64, Arc<OnceCell<Arc<Channel>>>>>,
}

impl DiscordGuilds {
    /// Servers that are asked about by `rest`.
    pub fn new(rest: Arc<Rest>, clock: Arc<dyn Clock>) -> Self {
        Self { rest, clock, me: OnceCell::new(), servers: Cache::new(SERVERS) }
    }

    /// What is remembered of a server, or place for it: whoever asks at the same time shares it.
    fn known(&self, server: u64) -> Arc<Known> {
        let now = self.clock.now();
        let fresh = || {
            let (guild, me) = (OnceCell::new(), OnceCell::new());
            Arc::new(Known { until: now + BELIEVED, guild, me, channels: Mutex::default() })
        };
        self.servers.entry(server).or_insert_with_if(fresh, |known| known.until <= now).into_value()
    }

    /// The bot's own id.
    async fn me(&self) -> Result<u64, RestError> {
        let ask = async || {
            let user = self.rest.current_user().await?;
            id(&user["id"]).ok_or_else(|| RestError::unreadable("the bot has no id"))
        };
        self.me.get_or_try_init(ask).await.copied()
    }

    async fn guild<'a>(&self, known: &'a Known, server: u64) -> Result<&'a Guild, Unseen> {
        let ask = async || self.rest.guild(server).await.map(|value| Guild::read(server, &value));
        known.guild.get_or_try_init(ask).await.map_err(|error| unseen(&error))
    }

    async fn bot<'a>(&self, known: &'a Known, server: u64) -> Result<&'a Member, Unseen> {
        let ask = async || {
            let me = self.me().await?;
            self.rest.guild_member(server, me).await.map(|value| Member::read(me, &value))
        };
        known.me.get_or_try_init(ask).await.map_err(|error| unseen(&error))
    }

    /// A channel, and the one whose exceptions hold in it: of a thread, the one above it.
    async fn channel(&self, known: &Known, server: u64, channel: u64) -> Result<[Arc<Channel>; 2], Unseen> {
        let of = async |channel: u64| {
            let cell = {
                let mut channels = known.channels.lock().unwrap_or_else(PoisonError::into_inner);
                if channels.len() >= CHANNELS {
                    channels.clear();
                }
                Arc::clone(channels.entry(channel).or_default())
            };
            let ask = async || self.rest.channel(channel).await.map(|value| Arc::new(Channel::read(&value)));
            cell.get_or_try_init(ask).await.cloned().map_err(|error| unseen(&error))
        };
        let found = of(channel).await?;
        if found.guild != Some(server) {
            return Err(Unseen::Foreign);
        }
        let above = match found.parent {
            Some(parent) if found.is_thread() => of(parent).await?,
            _ => Arc::clone(&found),
        };
        Ok([found, above])
    }
}

#[async_trait::async_trait]
impl Guilds for DiscordGuilds {
    async fn place(&self, server: u64, channel: u64) -> Result<Place, Unseen> {
        let known = self.known(server);
        let [found, above] = self.channel(&known, server, channel).await?;
        let guild = self.guild(&known, server).await?;
        let rights = rights_in(guild, &above, self.bot(&known, server).await?, self.clock.now());
        Ok(Place { channel, name: found.name.clone(), kind: kind(&found, rights), rights })
    }

    async fn rights_of(
        &self,
        server: u64,
        channel: u64,
        person: u64,
        roles: &[u64],
    ) -> Result<Rights, Unseen> {
        let known = self.known(server);
        let [_, above] = self.channel(&known, server, channel).await?;
        let guild = self.guild(&known, server).await?;
        // Nobody uses a bot while in a time-out.
        let member = Member { id: person, roles: roles.to_vec(), silenced_until: None };
        Ok(rights_in(guild, &above, &member, self.clock.now()))
    }

    async fn role_is_mentionable(&self, server: u64, role: u64) -> Result<bool, Unseen> {
        let known = self.known(server);
        let guild = self.guild(&known, server).await?;
        guild.roles.iter().find(|one| one.id == role).map(|role| role.mentionable).ok_or(Unseen::Gone)
    }

    async fn file(&self, url: &str, most: usize) -> Result<Vec<u8>, Unseen> {
        self.rest.file(url, most).await.map_err(|error| unseen(&error))?.ok_or(Unseen::Foreign)
    }

    fn forget(&self, server: u64) {
        self.servers.invalidate(&server);
    }
}

/// What a channel is, by Discord's types.
fn kind(channel: &Channel, rights: Rights) -> PlaceKind {
    match channel.kind {
        0 | 2 => PlaceKind::Text,
        5 => PlaceKind::Announcement,
        10..=12 => PlaceKind::Thread { archived: channel.archived, locked: channel.locked },
        15 | 16 => {
            let mut usable =
                channel.tags.iter().filter(|tag| !tag.moderated || rights.has(Right::ManageThreads));
            let tag = usable.next().map(|tag| tag.id).filter(|_| channel.requires_tag);
            PlaceKind::Forum { tag, lacks_tag: channel.requires_tag && tag.is_none() }
        }
        _ => PlaceKind::Other,
    }
}

fn unseen(error: &RestError) -> Unseen {
    match (error.status, error.code) {
        (_, 10003 | 10004) | (Some(404), _) => Unseen::Gone,
        (_, 50001) => Unseen::Hidden,
        _ => Unseen::Unreachable(error.to_string()),
    }
}
