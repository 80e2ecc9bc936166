//! What people see: channels, the state of an interaction, the whole world at a glance.

use super::{Refusal, at, person, sees};
use crate::{
    discord::{
        APPLICATION_ID,
        rest::{Hidden, begin, remove, wake_thread},
        rights,
        state::{Channel, Cx, Id, Interaction, Phase, created_at},
        wire,
    },
    world::World,
};
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

/// The world at a glance.
pub(crate) fn state(cx: &Cx<'_>) -> Value {
    let people = cx.s.people.values().map(|person| {
        let dm = cx.s.channels.values().find(|channel| channel.recipient == Some(person.id));
        json!({
            "dm": dm.map(|channel| channel.id.to_string()),
            "id": person.id.to_string(), "username": person.username, "global_name": person.global_name,
            "locale": person.locale, "bot": person.bot, "installed": person.installed, "dms_open": person.dms_open,
        })
    });
    let commands: Vec<&Value> = cx.s.commands.iter().map(|command| &command.body).collect();
    json!({
        "now": wire::time(cx.now), "application_id": APPLICATION_ID.to_string(),
        "guilds": cx.s.guilds.keys().map(|id| guild(cx, *id)).collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(), "commands": commands, "gateway": cx.s.gateway.shown(),
        "settings": cx.s.settings, "invalid_requests": cx.s.limits.invalid_count(),
    })
}

fn guild(cx: &Cx<'_>, id: Id) -> Value {
    let Some(guild) = cx.s.guilds.get(&id) else { return Value::Null };
    let channels = cx.s.channels.values().filter(|channel| channel.guild == Some(id)).map(|channel| {
        let mut value = wire::channel(&cx.s, channel);
        let bot = cx.s.rights(APPLICATION_ID, channel, cx.now).unwrap_or(0);
        value["bot_permissions"] = json!(bot.to_string());
        value["created"] = json!(wire::time(created_at(channel.id)));
        let who = |may: &dyn Fn(Id) -> bool| -> Value {
            guild.members.keys().filter(|user| may(**user)).map(|user| json!(user.to_string())).collect()
        };
        value["visible_to"] = who(&|user| sees(cx, user, channel));
        value["writable_by"] = who(&|user| writes(cx, user, channel));
        value
    });
    let members = guild.members.iter().map(|(id, member)| {
        let mut value = wire::member(&cx.s, *id, member);
        let theirs = rights::in_guild(guild, *id);
        value["permissions"] = json!(theirs.to_string());
        value["manager"] = json!(theirs & rights::MANAGE_GUILD != 0);
        value
    });
    json!({
        "id": id.to_string(), "name": guild.name, "locale": guild.locale, "owner": guild.owner.to_string(),
        "bot": cx.s.bot_in(id), "outage": guild.outage, "channels": channels.collect::<Vec<_>>(),
        "roles": guild.roles.values().map(wire::role).collect::<Vec<_>>(), "members": members.collect::<Vec<_>>(),
    })
}

/// The newest messages of a channel as somebody sees them, oldest first; None is the all-seeing view.
pub(crate) fn messages(cx: &Cx<'_>, channel: Id, viewer: Option<Id>, limit: usize) -> Result<Value, Refusal> {
    if let Some(user) = viewer {
        at(cx, user, channel)?;
    } else if !cx.s.channels.contains_key(&channel) {
        return Err(Refusal::missing(format!("There is no channel {channel}.")));
    }
    let all = cx.s.messages.get(&channel).into_iter().flat_map(|list| list.values());
    let seen = all.filter(|message| viewer.is_none_or(|user| message.visible_to(user)));
    let mut newest: Vec<_> = seen.rev().take(limit).map(|message| wire::message(&cx.s, message)).collect();
    newest.reverse();
    Ok(newest.into())
}

/// The DM of somebody with the bot; empty before the first word.
pub(crate) fn dm(cx: &Cx<'_>, user: Id, limit: usize) -> Result<Value, Refusal> {
    if !cx.s.people.contains_key(&user) {
        return Err(Refusal::missing(format!("There is no person {user}.")));
    }
    let channel = cx.s.channels.values().find(|channel| channel.recipient == Some(user));
    channel.map_or(Ok(json!([])), |channel| messages(cx, channel.id, Some(user), limit))
}

/// Somebody writes to the bot in their DM, which this opens.
pub(crate) fn write_dm(cx: &mut Cx<'_>, user: Id, body: &Value) -> Result<Value, Refusal> {
    let mut body = body.clone();
    body["as"] = json!(user.to_string());
    let user = person(cx, &body)?;
    let now = cx.now;
    let channel = cx.s.dm_with(user, now);
    write(cx, channel, &body)
}

/// Somebody writes a message.
pub(crate) fn write(cx: &mut Cx<'_>, channel: Id, body: &Value) -> Result<Value, Refusal> {
    let user = person(cx, body)?;
    at(cx, user, channel)?;
    let content = body["content"].as_str().filter(|text| !text.trim().is_empty());
    let content = content.ok_or_else(|| Refusal::bad("\"content\" must be a text."))?.to_owned();
    let of = cx.s.channels.get(&channel).ok_or_else(|| Refusal::missing("There is no such channel."))?;
    if !writes(cx, user, of) {
        return Err(Refusal { status: 403, sentence: "This person may not write here.".to_owned() });
    }
    cx.limit(Hidden::Writes, channel)
        .map_err(|full| Refusal { status: 429, sentence: format!("{}.", full.message) })?;
    let mut message = begin(cx, channel, user);
    message.content = content;
    let mentioned = [format!("<@{APPLICATION_ID}>"), format!("<@!{APPLICATION_ID}>")];
    if mentioned.iter().any(|name| message.content.contains(name)) {
        message.mentions.push(APPLICATION_ID);
    }
    let id = message.id;
    wake_thread(cx, channel);
    cx.s.put_message(message);
    cx.message_event("MESSAGE_CREATE", channel, id);
    Ok(cx.s.message(channel, id).map_or(Value::Null, |message| wire::message(&cx.s, message)))
}

/// May this person write a message here? In a DM everybody may.
fn writes(cx: &Cx<'_>, user: Id, channel: &Channel) -> bool {
    let wanted = if channel.is_thread() { rights::SEND_IN_THREADS } else { rights::SEND_MESSAGES };
    !channel.is_forum() && cx.s.rights(user, channel, cx.now).is_none_or(|theirs| theirs & wanted != 0)
}

/// Somebody deletes a message.
pub(crate) fn delete(cx: &mut Cx<'_>, channel: Id, id: Id) -> Result<(), Refusal> {
    if cx.s.message(channel, id).is_none() {
        return Err(Refusal::missing(format!("There is no message {id} in this channel.")));
    }
    remove(cx, channel, id);
    Ok(())
}

fn missing(id: Id) -> Refusal {
    Refusal::missing(format!("There is no interaction {id}."))
}

/// How far an interaction is, and what its person sees of it.
pub(crate) fn interaction(cx: &Cx<'_>, id: Id) -> Result<(Phase, Value), Refusal> {
    let of = cx.s.interactions.get(&id).ok_or_else(|| missing(id))?;
    let phase = of.phase(&cx.s.settings, cx.now);
    let mut value = json!({"interaction": id.to_string(), "type": of.kind, "state": phase.name(), "messages": shown(cx, of)});
    if phase == Phase::Failed {
        value["reason"] = json!("The application did not respond");
    }
    if let Some(modal) = &of.modal {
        value["modal"] = modal.clone();
    }
    if let Some(choices) = &of.choices {
        value["choices"] = json!(choices);
    }
    Ok((phase, value))
}

fn shown(cx: &Cx<'_>, of: &Interaction) -> Value {
    let ids = of.original.iter().chain(&of.follow_ups);
    let messages = ids.filter_map(|id| cx.s.message(of.channel, *id));
    messages
        .filter(|message| message.visible_to(of.user))
        .map(|message| wire::message(&cx.s, message))
        .collect()
}

/// The same once it is settled, or after `wait` of real time. After a deleted first answer a follow-up often
/// comes at once: it is waited for a moment longer.
pub(crate) async fn settled(world: &Arc<World>, id: Id, wait: Duration) -> Result<Value, Refusal> {
    const GRACE: u32 = 20;
    let mut changes = world.discord.changes.subscribe();
    let end = world.clock.pause(wait);
    tokio::pin!(end);
    let mut deleted_for = 0;
    loop {
        let (phase, value) = interaction(&Cx::of(world), id)?;
        match phase {
            Phase::Answered | Phase::Failed => return Ok(value),
            Phase::Deleted if deleted_for >= GRACE => return Ok(value),
            Phase::Deleted => deleted_for += 1,
            Phase::Waiting | Phase::Thinking => {}
        }
        tokio::select! {
            () = &mut end => return Ok(interaction(&Cx::of(world), id)?.1),
            () = world.clock.pause(Duration::from_millis(25)) => {}
            _ = changes.changed(), if phase != Phase::Deleted => {}
        }
    }
}
