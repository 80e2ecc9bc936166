//! Messages.

use super::{bare_member, channel, maybe, time, user};
use crate::discord::{
    APPLICATION_ID,
    state::{Attachment, Id, Message, State, flags},
};
use serde_json::{Value, json};

pub(crate) fn attachment(base: &str, file: &Attachment, ephemeral: bool) -> Value {
    let url = format!("{base}/files/{}/{}", file.id, file.filename);
    let mut value = json!({
        "id": file.id.to_string(), "filename": file.filename, "size": file.size, "url": url, "proxy_url": url,
        "content_type": file.content_type,
    });
    if let Some(description) = &file.description {
        value["description"] = json!(description);
    }
    if let Some((width, height)) = file.dimensions {
        value["width"] = json!(width);
        value["height"] = json!(height);
    }
    if ephemeral {
        value["ephemeral"] = json!(true);
    }
    value
}

/// A message as REST answers it.
pub(crate) fn message(state: &State, message: &Message) -> Value {
    let mut value = basic(state, message);
    if let Some((channel_id, id)) = message.reference {
        let target = state.message(channel_id, id);
        value["referenced_message"] = target.map_or(Value::Null, |target| basic(state, target));
    }
    value
}

fn basic(state: &State, message: &Message) -> Value {
    let files =
        message.attachments.iter().map(|file| attachment(&state.base, file, message.seen_by.is_some()));
    let mut value = json!({
        "id": message.id.to_string(), "channel_id": message.channel.to_string(),
        "author": user(state, message.author), "content": message.content, "timestamp": time(message.created),
        "edited_timestamp": message.edited.map(time), "tts": message.tts,
        "mention_everyone": message.mention_everyone,
        "mentions": message.mentions.iter().map(|id| user(state, *id)).collect::<Vec<_>>(),
        "mention_roles": message.mention_roles.iter().map(Id::to_string).collect::<Vec<_>>(),
        "attachments": files.collect::<Vec<_>>(),
        "embeds": if message.flags & flags::SUPPRESS_EMBEDS == 0 { json!(message.embeds) } else { json!([]) },
        "pinned": false, "type": message.kind, "flags": message.flags, "components": message.components,
    });
    if let Some((channel_id, id)) = message.reference {
        let guild = state.channels.get(&channel_id).and_then(|channel| channel.guild);
        value["message_reference"] =
            json!({"type": 0, "channel_id": channel_id.to_string(), "message_id": id.to_string()});
        if guild.is_some() {
            value["message_reference"]["guild_id"] = maybe(guild);
        }
    }
    if let Some(metadata) = &message.metadata {
        if let Some(name) = &message.command {
            value["interaction"] =
                json!({"id": metadata["id"], "type": 2, "name": name, "user": metadata["user"]});
        }
        value["interaction_metadata"] = metadata.clone();
        value["webhook_id"] = json!(APPLICATION_ID.to_string());
        value["application_id"] = value["webhook_id"].clone();
    }
    if message.flags & flags::HAS_THREAD != 0
        && let Some(thread) = state.channels.get(&message.id)
    {
        value["thread"] = channel(state, thread);
    }
    value
}

/// MESSAGE_CREATE and MESSAGE_UPDATE: with the server and the author's membership, save for ephemeral ones.
pub(crate) fn message_create(state: &State, of: &Message) -> Value {
    let mut value = message(state, of);
    let channel = state.channels.get(&of.channel);
    value["channel_type"] = json!(channel.map_or(0, |channel| channel.kind));
    if let Some(nonce) = &of.nonce {
        value["nonce"] = nonce.clone();
    }
    if of.seen_by.is_none()
        && let Some(guild) = channel.and_then(|channel| state.guilds.get(&channel.guild?))
    {
        value["guild_id"] = json!(guild.id.to_string());
        if let Some(member) = guild.members.get(&of.author).filter(|_| of.metadata.is_none()) {
            value["member"] = bare_member(member);
        }
    }
    value
}

/// The same without what only the intent MESSAGE_CONTENT shows.
pub(crate) fn without_content(mut value: Value) -> Value {
    value["content"] = json!("");
    for key in ["embeds", "attachments", "components"] {
        value[key] = json!([]);
    }
    value
}
