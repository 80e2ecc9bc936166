//! Servers as Discord tells of them when it is asked: channels, and who may do what there.
//!
//! A cache of all servers would cost tens of kilobytes each and be wrong after a missed event. What is asked here is
//! asked rarely, and kept for a minute at most.

mod rights;
#[cfg(test)]
mod tests;

use super::rest::{Rest, RestError, id};
use crate::{
    boards::{Guilds, Unseen},
    clock::Clock,
    domain::{Place, PlaceKind, Right, Rights},
};
use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;
use rights::{Member, rights_in};
use serde_json::Value;
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
    guild: OnceCell<Value>,
    me: OnceCell<Member>,
    channels: Mutex<HashMap<u64, Arc<OnceCell<Value>>>>,
}

impl DiscordGuilds {
    /// Servers that are asked about by `rest`.
    pub fn new(rest: Arc<Rest>, clock: Arc<dyn Clock>) -> Self {
        Self { rest, clock, me: OnceCell::new(), servers: Cache::new(SERVERS) }
    }

    fn known(&self, server: u64) -> Arc<Known> {
        let now = self.clock.now();
        let fresh = || {
            let (guild, me) = (OnceCell::new(), OnceCell::new());
            Arc::new(Known { until: now + BELIEVED, guild, me, channels: Mutex::default() })
        };
        let known = self.servers.get_with(server, fresh);
        if known.until > now {
            return known;
        }
        let known = fresh();
        self.servers.insert(server, Arc::clone(&known));
        known
    }

    /// The bot's own id.
    async fn me(&self) -> Result<u64, RestError> {
        let ask = async || {
            let user = self.rest.current_user().await?;
            id(&user["id"]).ok_or_else(|| RestError::unreadable("the bot has no id"))
        };
        self.me.get_or_try_init(ask).await.copied()
    }

    async fn guild<'a>(&self, known: &'a Known, server: u64) -> Result<&'a Value, Unseen> {
        known.guild.get_or_try_init(|| self.rest.guild(server)).await.map_err(|error| unseen(&error))
    }

    async fn bot<'a>(&self, known: &'a Known, server: u64) -> Result<&'a Member, Unseen> {
        let ask = async || {
            let me = self.me().await?;
            let member = self.rest.guild_member(server, me).await?;
            let roles = member["roles"].as_array().into_iter().flatten().filter_map(id).collect();
            Ok(Member { id: me, roles })
        };
        known.me.get_or_try_init(ask).await.map_err(|error| unseen(&error))
    }

    /// A channel, and the one whose exceptions hold in it: of a thread, the one above it.
    async fn channel(&self, known: &Known, server: u64, channel: u64) -> Result<[Value; 2], Unseen> {
        let of = async |channel: u64| {
            let cell = {
                let mut channels = known.channels.lock().unwrap_or_else(PoisonError::into_inner);
                if channels.len() >= CHANNELS {
                    channels.clear();
                }
                Arc::clone(channels.entry(channel).or_default())
            };
            let value = cell.get_or_try_init(|| self.rest.channel(channel)).await;
            value.cloned().map_err(|error| unseen(&error))
        };
        let found = of(channel).await?;
        if id(&found["guild_id"]) != Some(server) {
            return Err(Unseen::Foreign);
        }
        let parent = match (found["type"].as_u64(), id(&found["parent_id"])) {
            (Some(10..=12), Some(parent)) => of(parent).await?,
            _ => found.clone(),
        };
        Ok([found, parent])
    }
}

#[async_trait::async_trait]
impl Guilds for DiscordGuilds {
    async fn place(&self, server: u64, channel: u64) -> Result<Place, Unseen> {
        let known = self.known(server);
        let [found, parent] = self.channel(&known, server, channel).await?;
        let guild = self.guild(&known, server).await?;
        let rights = rights_in(guild, &parent, self.bot(&known, server).await?);
        Ok(Place {
            channel,
            name: found["name"].as_str().unwrap_or_default().to_owned(),
            kind: kind(&found, rights),
            rights,
        })
    }

    async fn rights_of(
        &self,
        server: u64,
        channel: u64,
        person: u64,
        roles: &[u64],
    ) -> Result<Rights, Unseen> {
        let known = self.known(server);
        let [_, parent] = self.channel(&known, server, channel).await?;
        let guild = self.guild(&known, server).await?;
        Ok(rights_in(guild, &parent, &Member { id: person, roles: roles.to_vec() }))
    }

    async fn role_is_mentionable(&self, server: u64, role: u64) -> Result<bool, Unseen> {
        let known = self.known(server);
        let guild = self.guild(&known, server).await?;
        let mut roles = guild["roles"].as_array().into_iter().flatten();
        let found = roles.find(|one| id(&one["id"]) == Some(role)).ok_or(Unseen::Gone)?;
        Ok(found["mentionable"] == true)
    }

    fn forget(&self, server: u64) {
        self.servers.invalidate(&server);
    }
}

/// What a channel is, by Discord's types.
fn kind(channel: &Value, rights: Rights) -> PlaceKind {
    let state = &channel["thread_metadata"];
    match channel["type"].as_u64() {
        Some(0 | 2) => PlaceKind::Text,
        Some(5) => PlaceKind::Announcement,
        Some(10..=12) => {
            PlaceKind::Thread { archived: state["archived"] == true, locked: state["locked"] == true }
        }
        Some(15 | 16) => {
            let requires = channel["flags"].as_u64().unwrap_or_default() & REQUIRES_TAG != 0;
            let tags = channel["available_tags"].as_array().into_iter().flatten();
            let mut usable = tags.filter(|tag| tag["moderated"] != true || rights.has(Right::ManageThreads));
            let tag = usable.find_map(|tag| id(&tag["id"])).filter(|_| requires);
            PlaceKind::Forum { tag, lacks_tag: requires && tag.is_none() }
        }
        _ => PlaceKind::Other,
    }
}

/// `REQUIRE_TAG`
const REQUIRES_TAG: u64 = 1 << 4;

fn unseen(error: &RestError) -> Unseen {
    match (error.status, error.code) {
        (_, 10003 | 10004) | (Some(404), _) => Unseen::Gone,
        (_, 50001) => Unseen::Hidden,
        _ => Unseen::Unreachable(error.to_string()),
    }
}
