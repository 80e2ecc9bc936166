//! Who may do what where: Discord's permission bits and how they are computed.

use super::state::{Channel, Guild, Id, State};
use chrono::{DateTime, Utc};

pub(crate) const KICK_MEMBERS: u64 = 1 << 1;
pub(crate) const ADMINISTRATOR: u64 = 1 << 3;
pub(crate) const MANAGE_GUILD: u64 = 1 << 5;
pub(crate) const ADD_REACTIONS: u64 = 1 << 6;
pub(crate) const VIEW_CHANNEL: u64 = 1 << 10;
pub(crate) const SEND_MESSAGES: u64 = 1 << 11;
pub(crate) const SEND_TTS: u64 = 1 << 12;
pub(crate) const MANAGE_MESSAGES: u64 = 1 << 13;
pub(crate) const EMBED_LINKS: u64 = 1 << 14;
pub(crate) const ATTACH_FILES: u64 = 1 << 15;
pub(crate) const READ_MESSAGE_HISTORY: u64 = 1 << 16;
pub(crate) const MENTION_EVERYONE: u64 = 1 << 17;
pub(crate) const USE_EXTERNAL_EMOJIS: u64 = 1 << 18;
pub(crate) const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
pub(crate) const MANAGE_THREADS: u64 = 1 << 34;
pub(crate) const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
pub(crate) const CREATE_PRIVATE_THREADS: u64 = 1 << 36;
pub(crate) const SEND_IN_THREADS: u64 = 1 << 38;
pub(crate) const USE_EXTERNAL_APPS: u64 = 1 << 50;
/// Every bit that Discord knows today.
pub(crate) const ALL: u64 = (1 << 53) - 1;
/// What an app may do where no role of its own applies: in DMs and as a guest of a person.
pub(crate) const GUEST: u64 = ATTACH_FILES | EMBED_LINKS | MENTION_EVERYONE | USE_EXTERNAL_EMOJIS;

const OF_SENDING: u64 = MENTION_EVERYONE | SEND_TTS | ATTACH_FILES | EMBED_LINKS;

/// A person's rights in a server, before any channel is asked.
pub(crate) fn in_guild(guild: &Guild, user: Id) -> u64 {
    if guild.owner == user {
        return ALL;
    }
    let Some(member) = guild.members.get(&user) else { return 0 };
    let everyone = guild.roles.get(&guild.id).map_or(0, |role| role.permissions);
    let rights = member
        .roles
        .iter()
        .filter_map(|id| guild.roles.get(id))
        .fold(everyone, |rights, role| rights | role.permissions);
    if rights & ADMINISTRATOR != 0 { ALL } else { rights }
}

/// A person's rights in a channel; in a thread those of its parent count.
pub(crate) fn in_channel(
    state: &State,
    guild: &Guild,
    user: Id,
    channel: &Channel,
    now: DateTime<Utc>,
) -> u64 {
    let base = in_guild(guild, user);
    let Some(member) = guild.members.get(&user) else { return 0 };
    if base & ADMINISTRATOR != 0 {
        return ALL;
    }
    let thread = channel.is_thread();
    let holder = channel.parent.filter(|_| thread).and_then(|id| state.channels.get(&id)).unwrap_or(channel);
    let mut rights = base;
    let of = |id: Id| holder.overwrites.iter().find(move |over| over.id == id);
    if let Some(over) = of(guild.id) {
        rights = rights & !over.deny | over.allow;
    }
    let (mut allow, mut deny) = (0, 0);
    for over in member.roles.iter().filter_map(|role| of(*role)) {
        allow |= over.allow;
        deny |= over.deny;
    }
    rights = rights & !deny | allow;
    if let Some(over) = of(user) {
        rights = rights & !over.deny | over.allow;
    }
    if rights & VIEW_CHANNEL == 0 {
        return 0;
    }
    if member.timeout_until.is_some_and(|until| until > now) {
        rights &= VIEW_CHANNEL | READ_MESSAGE_HISTORY;
    }
    let sending = if thread { SEND_IN_THREADS } else { SEND_MESSAGES };
    if rights & sending == 0 {
        rights &= !OF_SENDING;
    }
    rights
}

/// A right by its documented name.
pub(crate) fn named(name: &str) -> Option<u64> {
    Some(match name {
        "KICK_MEMBERS" => KICK_MEMBERS,
        "ADMINISTRATOR" => ADMINISTRATOR,
        "MANAGE_GUILD" => MANAGE_GUILD,
        "ADD_REACTIONS" => ADD_REACTIONS,
        "VIEW_CHANNEL" => VIEW_CHANNEL,
        "SEND_MESSAGES" => SEND_MESSAGES,
        "SEND_TTS_MESSAGES" => SEND_TTS,
        "MANAGE_MESSAGES" => MANAGE_MESSAGES,
        "EMBED_LINKS" => EMBED_LINKS,
        "ATTACH_FILES" => ATTACH_FILES,
        "READ_MESSAGE_HISTORY" => READ_MESSAGE_HISTORY,
        "MENTION_EVERYONE" => MENTION_EVERYONE,
        "USE_EXTERNAL_EMOJIS" => USE_EXTERNAL_EMOJIS,
        "USE_APPLICATION_COMMANDS" => USE_APPLICATION_COMMANDS,
        "MANAGE_THREADS" => MANAGE_THREADS,
        "CREATE_PUBLIC_THREADS" => CREATE_PUBLIC_THREADS,
        "CREATE_PRIVATE_THREADS" => CREATE_PRIVATE_THREADS,
        "SEND_MESSAGES_IN_THREADS" => SEND_IN_THREADS,
        "USE_EXTERNAL_APPS" => USE_EXTERNAL_APPS,
        _ => return None,
    })
}
