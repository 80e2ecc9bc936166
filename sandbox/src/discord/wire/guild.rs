//! Servers, roles, channels.

use super::{maybe, member, time, user};
use crate::discord::{
    APPLICATION_ID,
    rights::{self, VIEW_CHANNEL},
    state::{Channel, Guild, Id, Role, State, Thread},
};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

pub(crate) fn role(role: &Role) -> Value {
    let mut value = json!({
        "id": role.id.to_string(), "name": role.name, "color": 0,
        "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
        "hoist": false, "icon": null, "unicode_emoji": null, "position": role.position,
        "permissions": role.permissions.to_string(), "managed": role.bot.is_some(),
        "mentionable": role.mentionable, "flags": 0,
    });
    if let Some(bot) = role.bot {
        value["tags"] = json!({"bot_id": bot.to_string()});
    }
    value
}

/// A channel of any type.
pub(crate) fn channel(state: &State, channel: &Channel) -> Value {
    if let Some(recipient) = channel.recipient {
        return json!({
            "id": channel.id.to_string(), "type": 1, "flags": 0, "last_message_id": maybe(channel.last_message),
            "recipients": [user(state, recipient)],
        });
    }
    if let Some(of) = &channel.thread {
        return thread(channel, of);
    }
    let overwrites: Vec<Value> = channel
        .overwrites
        .iter()
        .map(|over| {
            json!({"id": over.id.to_string(), "type": over.kind, "allow": over.allow.to_string(), "deny": over.deny.to_string()})
        })
        .collect();
    let mut value = json!({
        "id": channel.id.to_string(), "type": channel.kind, "guild_id": maybe(channel.guild), "name": channel.name,
        "position": channel.position, "permission_overwrites": overwrites, "parent_id": maybe(channel.parent),
        "flags": channel.flags, "nsfw": false,
    });
    if channel.kind != 4 {
        value["topic"] = json!(channel.topic);
        value["last_message_id"] = maybe(channel.last_message);
        value["rate_limit_per_user"] = json!(0);
    }
    if channel.is_forum() {
        value["available_tags"] = channel.tags.iter().map(tag).collect();
        value["default_reaction_emoji"] = Value::Null;
        value["default_sort_order"] = Value::Null;
        value["default_forum_layout"] = json!(0);
    }
    value
}

fn tag((id, name): &(Id, String)) -> Value {
    json!({"id": id.to_string(), "name": name, "moderated": false, "emoji_id": null, "emoji_name": null})
}

fn thread(channel: &Channel, thread: &Thread) -> Value {
    let mut value = json!({
        "id": channel.id.to_string(), "type": channel.kind, "guild_id": maybe(channel.guild), "name": channel.name,
        "parent_id": maybe(channel.parent), "owner_id": thread.owner.to_string(), "flags": channel.flags,
        "last_message_id": maybe(channel.last_message), "rate_limit_per_user": 0,
        "message_count": thread.messages, "total_message_sent": thread.messages, "member_count": 1,
        "thread_metadata": {
            "archived": thread.archived, "archive_timestamp": time(thread.changed),
            "auto_archive_duration": thread.auto_archive, "locked": thread.locked,
            "create_timestamp": time(thread.created),
        },
    });
    if !thread.tags.is_empty() {
        value["applied_tags"] = thread.tags.iter().map(|tag| json!(tag.to_string())).collect();
    }
    value
}

/// What THREAD_DELETE carries.
pub(crate) fn thread_delete(channel: &Channel) -> Value {
    json!({
        "id": channel.id.to_string(), "guild_id": maybe(channel.guild), "parent_id": maybe(channel.parent),
        "type": channel.kind,
    })
}

fn common(guild: &Guild) -> Value {
    json!({
        "id": guild.id.to_string(), "name": guild.name, "icon": null, "splash": null, "discovery_splash": null,
        "description": null, "banner": null, "owner_id": guild.owner.to_string(), "afk_channel_id": null,
        "afk_timeout": 300, "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null,
        "public_updates_channel_id": null, "safety_alerts_channel_id": null, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0,
        "nsfw": false, "premium_tier": 0, "premium_subscription_count": 0, "premium_progress_bar_enabled": false,
        "preferred_locale": guild.locale, "vanity_url_code": null, "application_id": null, "features": [],
        "emojis": [], "stickers": [], "max_presences": null, "max_members": 500_000,
        "max_video_channel_users": 25, "max_stage_video_channel_users": 50, "widget_enabled": false,
        "widget_channel_id": null, "region": "deprecated", "incidents_data": null,
        "roles": guild.roles.values().map(role).collect::<Vec<_>>(),
    })
}

/// `GET /guilds/{id}`.
pub(crate) fn guild_response(guild: &Guild) -> Value {
    let mut value = common(guild);
    value["home_header"] = Value::Null;
    value
}

/// GUILD_CREATE: with the members, and of channels and threads those that the bot can see.
pub(crate) fn guild_create(state: &State, guild: &Guild, now: DateTime<Utc>) -> Value {
    let mut value = common(guild);
    let joined = guild.members.get(&APPLICATION_ID).map_or(now, |bot| bot.joined);
    let all: Vec<&Channel> =
        state.channels.values().filter(|channel| channel.guild == Some(guild.id)).collect();
    let sees = |channel: &Channel| {
        rights::in_channel(state, guild, APPLICATION_ID, channel, now) & VIEW_CHANNEL != 0
    };
    let listed: Vec<Value> = all.iter().filter(|of| !of.is_thread()).map(|of| channel(state, of)).collect();
    let active =
        all.iter().filter(|of| of.thread.as_ref().is_some_and(|thread| !thread.archived) && sees(of));
    let members: Vec<Value> = guild.members.iter().map(|(id, of)| member(state, *id, of)).collect();
    for (key, part) in [
        ("hub_type", Value::Null),
        ("joined_at", json!(time(joined))),
        ("large", json!(false)),
        ("unavailable", json!(false)),
        ("member_count", json!(guild.members.len())),
        ("voice_states", json!([])),
        ("members", json!(members)),
        ("threads", active.map(|of| channel(state, of)).collect()),
        ("channels", json!(listed)),
        ("presences", json!([])),
        ("stage_instances", json!([])),
        ("guild_scheduled_events", json!([])),
        ("soundboard_sounds", json!([])),
    ] {
        value[key] = part;
    }
    value
}
