//! Messages: new, edited, and as answers to interactions.

use super::{
    components, embeds,
    files::{self, Upload, Wanted},
    read::{at, boolean, chars, int, length, list, object, snowflake, snowflakes, text},
    v2,
};
use crate::discord::{
    error::{ApiError, Problems},
    state::{Id, Message, flags},
};
use serde_json::Value;

/// What the message is for: it decides which flags are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Post,
    Edit,
    /// The first answer to an interaction, or a follow-up.
    Answer,
    /// The first message of a forum post.
    Forum,
}

/// Which mentions ping.
#[derive(Clone, Debug, Default)]
pub(crate) struct Allowed {
    pub(crate) everyone: bool,
    pub(crate) all_users: bool,
    pub(crate) all_roles: bool,
    pub(crate) users: Vec<Id>,
    pub(crate) roles: Vec<Id>,
}

/// A message's form after the checks; what is absent stays as it is.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) content: Option<String>,
    pub(crate) embeds: Option<Vec<Value>>,
    pub(crate) components: Option<Vec<Value>>,
    pub(crate) attachments: Option<Vec<Wanted>>,
    pub(crate) flags: Option<u64>,
    pub(crate) tts: bool,
    pub(crate) allowed: Allowed,
    pub(crate) nonce: Option<Value>,
    pub(crate) enforce_nonce: bool,
    /// The message it replies to, and whether it fails when that is gone.
    pub(crate) reply_to: Option<(Id, bool)>,
}

/// Checks a message's form; `existing` is the message that is edited.
pub(crate) fn message(
    body: &Value,
    path: &str,
    uploads: &[Upload],
    purpose: Purpose,
    existing: Option<&Message>,
) -> Result<Draft, ApiError> {
    files::sizes(uploads)?;
    let mut p = Problems::default();
    if !object(&mut p, path, body) {
        return Err(p.into_error());
    }
    let given = |key: &str| body.get(key).is_some();
    let content = text(&mut p, body, path, "content", &(0..=2000)).unwrap_or("").to_owned();
    let bits = self::flags(&mut p, body, path, purpose);
    let is_v2 = bits.unwrap_or(0) & flags::COMPONENTS_V2 != 0 || existing.is_some_and(Message::is_v2);
    let own: Vec<Id> = existing.map_or(vec![], |of| of.attachments.iter().map(|file| file.id).collect());
    let draft = Draft {
        content: given("content").then_some(content),
        embeds: {
            let embeds = embeds::embeds(&mut p, body, path);
            given("embeds").then_some(embeds)
        },
        components: {
            let components = components::components(&mut p, body, path, is_v2);
            given("components").then_some(components)
        },
        attachments: files::attachments(&mut p, body, path, uploads, &own),
        flags: bits,
        tts: boolean(&mut p, body, path, "tts"),
        allowed: allowed(&mut p, body, path),
        nonce: nonce(&mut p, body, path),
        enforce_nonce: boolean(&mut p, body, path, "enforce_nonce"),
        reply_to: reference(&mut p, body, path),
    };
    list(&mut p, body, path, "sticker_ids", &(0..=3));
    if is_v2 {
        legacy_fields(&mut p, body, path, &draft, existing);
    }
    p.into_result()?;
    if is_v2 && draft.components.as_deref().is_some_and(v2::too_heavy) {
        return Err(ApiError::new(500, 0, "500: Internal Server Error"));
    }
    if empty(&draft, existing, body) {
        return Err(ApiError::new(400, 50006, "Cannot send an empty message"));
    }
    Ok(draft)
}

fn flags(p: &mut Problems, body: &Value, path: &str, purpose: Purpose) -> Option<u64> {
    let given = int(p, body, path, "flags", 0..=i64::from(i32::MAX))?;
    let given = u64::try_from(given).unwrap_or(0);
    let allowed = match purpose {
        Purpose::Post => {
            flags::SUPPRESS_EMBEDS
                | flags::SUPPRESS_NOTIFICATIONS
                | flags::VOICE_MESSAGE
                | flags::COMPONENTS_V2
        }
        Purpose::Edit => flags::SUPPRESS_EMBEDS | flags::COMPONENTS_V2,
        Purpose::Answer => {
            flags::SUPPRESS_EMBEDS | flags::EPHEMERAL | flags::SUPPRESS_NOTIFICATIONS | flags::COMPONENTS_V2
        }
        Purpose::Forum => flags::SUPPRESS_EMBEDS | flags::SUPPRESS_NOTIFICATIONS | flags::COMPONENTS_V2,
    };
    // An edit may carry the flags that the message has: only its own bits count.
    if purpose != Purpose::Edit && given & !allowed != 0 {
        p.add(
            &at(path, "flags"),
            "BASE_TYPE_CHOICES",
            &format!("Flags {} may not be set here.", given & !allowed),
        );
    }
    Some(given & allowed)
}

fn nonce(p: &mut Problems, body: &Value, path: &str) -> Option<Value> {
    match &body["nonce"] {
        Value::Null => None,
        Value::String(nonce) => {
            length(p, &at(path, "nonce"), chars(nonce), &(0..=25));
            Some(body["nonce"].clone())
        }
        Value::Number(number) if number.is_i64() => Some(body["nonce"].clone()),
        _ => {
            p.add(&at(path, "nonce"), "BASE_TYPE_CHOICES", "A nonce is an integer or a string.");
            None
        }
    }
}

fn reference(p: &mut Problems, body: &Value, path: &str) -> Option<(Id, bool)> {
    let of = body.get("message_reference").filter(|of| !of.is_null())?;
    let path = at(path, "message_reference");
    if !object(p, &path, of) {
        return None;
    }
    let Some(id) = snowflake(&of["message_id"]) else {
        p.required(&at(&path, "message_id"));
        return None;
    };
    let must_exist = of["fail_if_not_exists"].is_null() || boolean(p, of, &path, "fail_if_not_exists");
    Some((id, must_exist))
}

fn allowed(p: &mut Problems, body: &Value, path: &str) -> Allowed {
    let of = &body["allowed_mentions"];
    let path = at(path, "allowed_mentions");
    if of.is_null() {
        return Allowed { everyone: true, all_users: true, all_roles: true, ..Allowed::default() };
    }
    if !object(p, &path, of) {
        return Allowed::default();
    }
    let parse = list(p, of, &path, "parse", &(0..=3)).iter();
    let parse: Vec<&str> = parse.map(|kind| kind.as_str().unwrap_or("")).collect();
    if parse.iter().any(|kind| !["everyone", "users", "roles"].contains(kind)) {
        p.add(
            &at(&path, "parse"),
            "BASE_TYPE_CHOICES",
            "Value must be one of ('everyone', 'users', 'roles').",
        );
    }
    let mut ids = |key: &str| -> Vec<Id> {
        let ids = snowflakes(p, of, &path, key, &(0..=100));
        if parse.contains(&key) && !ids.is_empty() {
            let both = format!("parse:[\"{key}\"] and {key}: [ids...] are mutually exclusive.");
            p.add(&path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", &both);
        }
        ids
    };
    let (users, roles) = (ids("users"), ids("roles"));
    Allowed {
        everyone: parse.contains(&"everyone"),
        all_users: parse.contains(&"users"),
        all_roles: parse.contains(&"roles"),
        users,
        roles,
    }
}

/// With Components V2 there is no content and no embed, neither given nor left over.
fn legacy_fields(p: &mut Problems, body: &Value, path: &str, draft: &Draft, existing: Option<&Message>) {
    let code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2";
    let why = "The 'content', 'embeds', 'stickers' and 'poll' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2";
    let content = draft.content.as_deref().or(existing.map(|of| of.content.as_str())).unwrap_or("");
    let embeds = draft.embeds.as_ref().or(existing.map(|of| &of.embeds));
    if !content.is_empty() {
        p.add(&at(path, "content"), code, why);
    }
    if embeds.is_some_and(|embeds| !embeds.is_empty()) {
        p.add(&at(path, "embeds"), code, why);
    }
    for key in ["sticker_ids", "poll"] {
        if !body[key].is_null() && body[key] != serde_json::json!([]) {
            p.add(&at(path, key), code, why);
        }
    }
}

fn empty(draft: &Draft, existing: Option<&Message>, body: &Value) -> bool {
    fn none<T>(new: Option<&Vec<T>>, kept: bool) -> bool {
        new.map_or(!kept, Vec::is_empty)
    }
    let has = |test: fn(&Message) -> bool| existing.is_some_and(test);
    let content = draft.content.as_deref().or(existing.map(|of| of.content.as_str())).unwrap_or("");
    content.trim().is_empty()
        && none(draft.embeds.as_ref(), has(|of| !of.embeds.is_empty()))
        && none(draft.components.as_ref(), has(|of| !of.components.is_empty()))
        && none(draft.attachments.as_ref(), has(|of| !of.attachments.is_empty()))
        && body["sticker_ids"].as_array().is_none_or(Vec::is_empty)
}
