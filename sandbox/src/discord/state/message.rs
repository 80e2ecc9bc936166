//! Messages and their files.

use super::Id;
use axum::body::Bytes;
use chrono::{DateTime, Utc};
use serde_json::Value;

pub(crate) const CROSSPOSTED: u64 = 1;
pub(crate) const SUPPRESS_EMBEDS: u64 = 4;
pub(crate) const HAS_THREAD: u64 = 32;
pub(crate) const EPHEMERAL: u64 = 64;
pub(crate) const LOADING: u64 = 128;
pub(crate) const SUPPRESS_NOTIFICATIONS: u64 = 4096;
pub(crate) const VOICE_MESSAGE: u64 = 8192;
pub(crate) const COMPONENTS_V2: u64 = 32768;

/// The bytes behind an attachment.
#[derive(Clone, Debug)]
pub(crate) struct StoredFile {
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
}

/// A file on a message.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) id: Id,
    pub(crate) filename: String,
    pub(crate) description: Option<String>,
    pub(crate) size: usize,
    pub(crate) content_type: String,
    /// Width and height of a picture.
    pub(crate) dimensions: Option<(u32, u32)>,
}

/// A message.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: Id,
    pub(crate) channel: Id,
    pub(crate) author: Id,
    pub(crate) kind: u8,
    pub(crate) content: String,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) flags: u64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) edited: Option<DateTime<Utc>>,
    pub(crate) tts: bool,
    pub(crate) mentions: Vec<Id>,
    pub(crate) mention_roles: Vec<Id>,
    pub(crate) mention_everyone: bool,
    pub(crate) nonce: Option<Value>,
    /// Channel and id of the message it replies to.
    pub(crate) reference: Option<(Id, Id)>,
    /// An ephemeral message is seen by this person only.
    pub(crate) seen_by: Option<Id>,
    /// The full name of the command that it answers.
    pub(crate) command: Option<String>,
    /// `interaction_metadata`, where an interaction made it.
    pub(crate) metadata: Option<Value>,
}

impl Message {
    pub(crate) fn new(id: Id, channel: Id, author: Id, now: DateTime<Utc>) -> Self {
        Self {
            id,
            channel,
            author,
            kind: 0,
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            attachments: Vec::new(),
            flags: 0,
            created: now,
            edited: None,
            tts: false,
            mentions: Vec::new(),
            mention_roles: Vec::new(),
            mention_everyone: false,
            nonce: None,
            reference: None,
            seen_by: None,
            command: None,
            metadata: None,
        }
    }

    pub(crate) fn visible_to(&self, user: Id) -> bool {
        self.seen_by.is_none_or(|only| only == user)
    }

    pub(crate) fn is_v2(&self) -> bool {
        self.flags & COMPONENTS_V2 != 0
    }
}
