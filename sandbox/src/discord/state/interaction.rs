//! Interactions: who asked what, and how far the app's answer has come.

use super::{Id, Settings};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

/// An interaction, from the press of a key to its last follow-up.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: Id,
    pub(crate) token: String,
    /// 2 command, 3 component, 4 autocomplete, 5 modal.
    pub(crate) kind: u8,
    pub(crate) user: Id,
    pub(crate) channel: Id,
    pub(crate) guild: Option<Id>,
    pub(crate) created: DateTime<Utc>,
    /// What it is installed by: server ("0") and person ("1").
    pub(crate) owners: Value,
    /// A person's own app in a place where the app itself isn't.
    pub(crate) guest: bool,
    /// The message whose component was used, also for a modal opened from it.
    pub(crate) source: Option<Id>,
    /// The type of the first answer and its moment.
    pub(crate) first: Option<(u64, DateTime<Utc>)>,
    /// `@original`.
    pub(crate) original: Option<Id>,
    pub(crate) original_deleted: bool,
    pub(crate) follow_ups: Vec<Id>,
    /// Has a deferral of type 6 been followed by anything?
    pub(crate) resolved: bool,
    pub(crate) modal: Option<Value>,
    pub(crate) choices: Option<Vec<Value>>,
    /// A command's full name, such as `board add`.
    pub(crate) command: Option<String>,
    /// `interaction_metadata` of its messages.
    pub(crate) metadata: Value,
    /// The type of the option that is being completed.
    pub(crate) focused: i64,
    /// The language of the person's client.
    pub(crate) locale: String,
}

/// How far an interaction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// No answer yet; still in time.
    Waiting,
    /// A deferral waits for its content.
    Thinking,
    Answered,
    /// `@original` was deleted and nothing followed.
    Deleted,
    Failed,
}

impl Phase {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Waiting | Self::Thinking => "thinking",
            Self::Answered => "answered",
            Self::Deleted => "deleted",
            Self::Failed => "failed",
        }
    }
}

impl Interaction {
    /// Is the first answer too late by now?
    pub(crate) fn late(&self, settings: &Settings, now: DateTime<Utc>) -> bool {
        now - self.created > TimeDelta::milliseconds(settings.interaction_deadline_ms)
    }

    /// Is the token dead by now?
    pub(crate) fn expired(&self, settings: &Settings, now: DateTime<Utc>) -> bool {
        now - self.created > TimeDelta::seconds(settings.interaction_token_s)
    }

    pub(crate) fn phase(&self, settings: &Settings, now: DateTime<Utc>) -> Phase {
        let Some((kind, _)) = self.first else {
            return if self.late(settings, now) { Phase::Failed } else { Phase::Waiting };
        };
        if matches!(kind, 5 | 6) && !self.resolved {
            return if self.expired(settings, now) { Phase::Failed } else { Phase::Thinking };
        }
        if self.original_deleted && self.follow_ups.is_empty() { Phase::Deleted } else { Phase::Answered }
    }
}
