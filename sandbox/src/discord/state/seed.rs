//! The world at its start: two servers, six people and the bot.

use super::{Channel, Guild, Id, Member, Overwrite, Person, Role, State};
use crate::discord::{APPLICATION_ID, rights};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

/// The first id; a server's ids lie one shard step (2^22) apart, so that two shards get one each.
const FIRST: Id = 1_100_000_000_000_000_000;
const STEP: Id = 1 << 22;

/// What @everyone may do in a new server.
pub(crate) const EVERYONE: u64 = rights::VIEW_CHANNEL
    | rights::SEND_MESSAGES
    | rights::EMBED_LINKS
    | rights::ATTACH_FILES
    | rights::READ_MESSAGE_HISTORY
    | rights::ADD_REACTIONS
    | rights::USE_EXTERNAL_EMOJIS
    | rights::USE_APPLICATION_COMMANDS
    | rights::CREATE_PUBLIC_THREADS
    | rights::SEND_IN_THREADS
    | rights::USE_EXTERNAL_APPS;
/// What the bot's own role allows.
pub(crate) const BOT: u64 = rights::VIEW_CHANNEL
    | rights::SEND_MESSAGES
    | rights::EMBED_LINKS
    | rights::ATTACH_FILES
    | rights::READ_MESSAGE_HISTORY
    | rights::SEND_IN_THREADS
    | rights::CREATE_PUBLIC_THREADS
    | rights::MENTION_EVERYONE;

struct Plan<'a> {
    id: Id,
    name: &'a str,
    locale: &'a str,
    /// Owner, manager, member.
    people: [Id; 3],
    manager: &'a str,
    /// Type and name; the first is the category of the others.
    channels: &'a [(u8, &'a str)],
}

pub(super) fn fill(state: &mut State, now: DateTime<Utc>) {
    let people = [
        (1, "rankwatch", None, "en-US"),
        (2, "olivia", Some("Olivia"), "en-US"),
        (3, "mason", Some("Mason"), "en-US"),
        (4, "maya", Some("Maya"), "en-US"),
        (5, "lilei", Some("李雷"), "zh-CN"),
        (6, "xiaoming", Some("小明"), "zh-CN"),
        (7, "hanmeimei", Some("韩梅梅"), "zh-CN"),
    ];
    for (n, username, global_name, locale) in people {
        let id = FIRST + n;
        let person = Person {
            id,
            username: username.to_owned(),
            global_name: global_name.map(str::to_owned),
            locale: locale.to_owned(),
            bot: id == APPLICATION_ID,
            installed: n == 3,
            dms_open: true,
        };
        state.people.insert(id, person);
    }
    let joined = now - TimeDelta::days(200);
    let agency = Plan {
        id: FIRST + STEP,
        name: "Creator Agency",
        locale: "en-US",
        people: [FIRST + 2, FIRST + 4, FIRST + 3],
        manager: "Manager",
        channels: &[
            (4, "Text"),
            (0, "general"),
            (0, "rankings"),
            (0, "alerts"),
            (0, "staff"),
            (5, "news"),
            (15, "ideas"),
        ],
    };
    let live = Plan {
        id: FIRST + 2 * STEP,
        name: "直播运营群",
        locale: "zh-CN",
        people: [FIRST + 5, FIRST + 7, FIRST + 6],
        manager: "管理员",
        channels: &[
            (4, "文字"),
            (0, "综合"),
            (0, "榜单"),
            (0, "提醒"),
            (0, "内部"),
            (5, "公告"),
            (15, "讨论"),
        ],
    };
    server(state, &agency, joined);
    server(state, &live, joined);
}

fn server(state: &mut State, plan: &Plan<'_>, joined: DateTime<Utc>) {
    let Plan { id, name, locale, people: [owner, manager, member], .. } = *plan;
    let (manager_role, bot_role) = (id + 1, id + 2);
    let mut guild = bare(id, name, locale, owner, joined);
    let rights =
        rights::MANAGE_GUILD | rights::MANAGE_MESSAGES | rights::MANAGE_THREADS | rights::MENTION_EVERYONE;
    guild.roles.insert(manager_role, role(manager_role, plan.manager, rights, 2));
    guild.roles.insert(bot_role, Role { bot: Some(APPLICATION_ID), ..role(bot_role, "rankwatch", BOT, 1) });
    for (user, roles) in [(manager, vec![manager_role]), (member, vec![]), (APPLICATION_ID, vec![bot_role])] {
        guild.members.insert(user, Member { roles, nick: None, joined, timeout_until: None });
    }
    for (n, (kind, name)) in plan.channels.iter().enumerate() {
        let channel_id = id + 10 + n as u64;
        let mut channel = Channel::in_guild(channel_id, id, *kind, name, n);
        channel.parent = (n > 0).then_some(id + 10);
        if n == 4 {
            let hide = Overwrite { id, kind: 0, allow: 0, deny: rights::VIEW_CHANNEL };
            let show = Overwrite { id: manager_role, kind: 0, allow: rights::VIEW_CHANNEL, deny: 0 };
            channel.overwrites = vec![hide, show];
        }
        state.channels.insert(channel_id, channel);
    }
    state.guilds.insert(id, guild);
}

/// A server with its owner and @everyone, nothing else.
pub(crate) fn bare(id: Id, name: &str, locale: &str, owner: Id, joined: DateTime<Utc>) -> Guild {
    Guild {
        id,
        name: name.to_owned(),
        owner,
        locale: locale.to_owned(),
        roles: BTreeMap::from([(id, role(id, "@everyone", EVERYONE, 0))]),
        members: BTreeMap::from([(owner, Member { roles: vec![], nick: None, joined, timeout_until: None })]),
        outage: false,
        outage_rest: 200,
    }
}

/// A plain role.
pub(crate) fn role(id: Id, name: &str, permissions: u64, position: usize) -> Role {
    Role { id, name: name.to_owned(), permissions, position, mentionable: false, bot: None }
}
