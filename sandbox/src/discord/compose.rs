//! From a checked draft to a message: files stored, pictures linked, mentions found.

use super::{
    checks::{Allowed, Draft, Upload, Wanted},
    rights::MENTION_EVERYONE,
    state::{Attachment, Cx, Id, Message, StoredFile, flags},
};
use serde_json::{Value, json};

/// Puts what the draft names into the message; what it doesn't name stays.
pub(crate) fn compose(cx: &mut Cx<'_>, message: &mut Message, draft: Draft) {
    if let Some(wanted) = draft.attachments {
        let old = std::mem::take(&mut message.attachments);
        for one in wanted {
            match one {
                Wanted::Kept(id) => {
                    message.attachments.extend(old.iter().find(|file| file.id == id).cloned())
                }
                Wanted::New { upload, filename, description } => {
                    message.attachments.push(store(cx, &upload, filename, description));
                }
            }
        }
    }
    if let Some(bits) = draft.flags {
        let sticky =
            flags::EPHEMERAL | flags::LOADING | flags::HAS_THREAD | flags::CROSSPOSTED | flags::COMPONENTS_V2;
        message.flags = message.flags & sticky | bits;
    }
    if let Some(content) = draft.content {
        message.content = content;
        mentions(cx, message, &draft.allowed);
    }
    if let Some(embeds) = draft.embeds {
        message.embeds = embeds;
    }
    if let Some(components) = draft.components {
        message.components = components;
    }
    link(cx, message);
}

/// Keeps a file's bytes and answers its attachment.
pub(crate) fn store(
    cx: &mut Cx<'_>,
    upload: &Upload,
    filename: String,
    description: Option<String>,
) -> Attachment {
    let id = cx.next_id();
    let content_type = upload.content_type.clone().unwrap_or_else(|| guess(&filename).to_owned());
    cx.s.put_file(id, StoredFile { content_type: content_type.clone(), bytes: upload.bytes.clone() });
    let dimensions = dimensions(&upload.bytes);
    Attachment { id, filename, description, size: upload.bytes.len(), content_type, dimensions }
}

fn guess(filename: &str) -> &'static str {
    match filename.rsplit('.').next().unwrap_or("").to_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

/// Width and height of a PNG.
fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..16)?;
    let (width, height) = rest.split_at_checked(4)?;
    Some((u32::from_be_bytes(width.try_into().ok()?), u32::from_be_bytes(height.try_into().ok()?)))
}

/// Replaces `attachment://name` by the file's address.
fn link(cx: &Cx<'_>, message: &mut Message) {
    let base = cx.s.base.clone();
    let files = message.attachments.clone();
    message
        .embeds
        .iter_mut()
        .chain(message.components.iter_mut())
        .for_each(|value| walk(value, &base, &files));
}

fn walk(value: &mut Value, base: &str, files: &[Attachment]) {
    match value {
        Value::Object(object) => {
            let name =
                object.get("url").and_then(Value::as_str).and_then(|url| url.strip_prefix("attachment://"));
            let file = name.and_then(|name| files.iter().find(|file| file.filename == name));
            if let Some(file) = file {
                let url = format!("{base}/files/{}/{}", file.id, file.filename);
                object.insert("proxy_url".to_owned(), json!(url));
                object.insert("url".to_owned(), json!(url));
                object.insert("content_type".to_owned(), json!(file.content_type));
                if let Some((width, height)) = file.dimensions {
                    object.insert("width".to_owned(), json!(width));
                    object.insert("height".to_owned(), json!(height));
                }
            }
            object.values_mut().for_each(|value| walk(value, base, files));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| walk(value, base, files)),
        _ => {}
    }
}

/// Finds who is mentioned in the content and may be pinged.
fn mentions(cx: &Cx<'_>, message: &mut Message, allowed: &Allowed) {
    let channel = cx.s.channels.get(&message.channel);
    let guild = channel.and_then(|channel| cx.s.guilds.get(&channel.guild?));
    let rights = channel.and_then(|channel| cx.s.rights(message.author, channel, cx.now)).unwrap_or(0);
    let everyone = rights & MENTION_EVERYONE != 0;
    let text = &message.content;
    let users = named(text, "<@").chain(named(text, "<@!"));
    let mut users: Vec<Id> = users.filter(|id| allowed.all_users || allowed.users.contains(id)).collect();
    users.retain(|id| cx.s.people.contains_key(id));
    let mut roles: Vec<Id> =
        named(text, "<@&").filter(|id| allowed.all_roles || allowed.roles.contains(id)).collect();
    roles.retain(|id| {
        guild.and_then(|guild| guild.roles.get(id)).is_some_and(|role| everyone || role.mentionable)
    });
    for list in [&mut users, &mut roles] {
        list.sort_unstable();
        list.dedup();
    }
    message.mention_everyone =
        everyone && allowed.everyone && (text.contains("@everyone") || text.contains("@here"));
    message.mentions = users;
    message.mention_roles = roles;
}

fn named(text: &str, opening: &str) -> impl Iterator<Item = Id> {
    text.split(opening).skip(1).filter_map(|rest| rest.split_once('>')?.0.parse().ok())
}
