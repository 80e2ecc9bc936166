//! INTERACTION_CREATE.

use super::{channel, member, message, user};
use crate::discord::{
    APPLICATION_ID, rights,
    state::{Channel, Cx, Interaction},
};
use serde_json::{Value, json};

/// What was asked: the interaction, its data and the form of the person's language.
pub(crate) struct Asked<'a> {
    pub(crate) interaction: &'a Interaction,
    pub(crate) data: Value,
}

/// A channel as interactions carry it, with the person's rights in it.
pub(crate) fn partial_channel(cx: &Cx<'_>, of: &Channel, who: u64) -> Value {
    let mut value = channel(&cx.s, of);
    if let Some(object) = value.as_object_mut() {
        object.remove("permission_overwrites");
    }
    if let Some(theirs) = cx.s.rights(who, of, cx.now) {
        value["permissions"] = json!(theirs.to_string());
        let ours = cx.s.rights(APPLICATION_ID, of, cx.now).unwrap_or(0);
        value["app_permissions"] = json!(ours.to_string());
    }
    value
}

/// The whole payload.
pub(crate) fn envelope(cx: &Cx<'_>, asked: Asked<'_>) -> Value {
    let of = asked.interaction;
    let channel = cx.s.channels.get(&of.channel);
    let mut value = json!({
        "id": of.id.to_string(), "application_id": APPLICATION_ID.to_string(), "type": of.kind,
        "data": asked.data, "channel_id": of.channel.to_string(), "token": of.token, "version": 1,
        "channel": channel.map_or(Value::Null, |channel| partial_channel(cx, channel, of.user)),
        "app_permissions": rights::GUEST.to_string(), "locale": of.locale, "entitlements": [],
        "authorizing_integration_owners": of.owners, "context": if of.guild.is_some() { 0 } else { 1 },
        "attachment_size_limit": 10_485_760,
    });
    let guild = of.guild.and_then(|id| cx.s.guilds.get(&id));
    if let (Some(guild), Some(channel)) = (guild, channel) {
        value["guild_id"] = json!(guild.id.to_string());
        value["guild"] = json!({"id": guild.id.to_string(), "locale": guild.locale, "features": []});
        value["guild_locale"] = json!(guild.locale);
        if !of.guest {
            let ours = rights::in_channel(&cx.s, guild, APPLICATION_ID, channel, cx.now);
            value["app_permissions"] = json!(ours.to_string());
        }
        if let Some(one) = guild.members.get(&of.user) {
            value["member"] = member(&cx.s, of.user, one);
            let theirs = rights::in_channel(&cx.s, guild, of.user, channel, cx.now);
            value["member"]["permissions"] = json!(theirs.to_string());
        }
    } else {
        value["user"] = user(&cx.s, of.user);
    }
    if let Some(source) = of.source.and_then(|id| cx.s.message(of.channel, id)) {
        value["message"] = message(&cx.s, source);
    }
    value
}
