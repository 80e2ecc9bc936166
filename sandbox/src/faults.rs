//! Faults that are switched on and off by the control API: which requests they hit and what they do.

use crate::news::{News, Topic};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::{Mutex, PoisonError};

/// Which half of the world a fault lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    /// Discord's REST interface.
    Discord,
    /// The data source.
    Keyapi,
}

/// What a fault does to the exchange it hits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Effect {
    /// Answers this status and body; nothing is done. `headers` are added to the answer.
    Status {
        /// HTTP status.
        status: u16,
        /// The answer's body; a string is sent as text/html, anything else as JSON.
        #[serde(default)]
        body: Value,
        /// Names and values of added headers.
        #[serde(default)]
        headers: Vec<(String, String)>,
    },
    /// The request is carried out, then this status is answered (500 after storing).
    StatusAfter {
        /// HTTP status.
        status: u16,
    },
    /// The request is carried out, then the connection is closed without an answer.
    LostAnswer,
    /// The connection is closed before anything is done.
    Refused,
    /// The answer is right, but comes late by this many milliseconds of real time.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// The request is carried out; half of the answer's body arrives, then the connection closes.
    CutBody,
    /// The answer is a body of this many bytes.
    Huge {
        /// Bytes.
        bytes: usize,
    },
    /// KeyAPI only: one of the quirks of its data, by name (see `sandbox/README.md`).
    Quirk {
        /// The quirk's name.
        name: String,
    },
}

/// A fault: whom it hits, how often, and what it does.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Fault {
    /// What whoever set it calls it, to take it away again.
    #[serde(default)]
    pub label: Option<String>,
    /// Which half of the world.
    pub side: Side,
    /// Only requests of this method; all when absent.
    #[serde(default)]
    pub method: Option<String>,
    /// Only requests whose path (with query) contains this; all when absent.
    #[serde(default)]
    pub path: Option<String>,
    /// How many requests it still hits; without limit when absent.
    #[serde(default)]
    pub times: Option<u32>,
    /// What it does.
    #[serde(flatten)]
    pub effect: Effect,
}

/// The faults that are switched on, oldest first.
#[derive(Debug)]
pub(crate) struct Faults {
    list: Mutex<Vec<Fault>>,
    news: News,
}

impl Faults {
    pub(crate) fn new(news: News) -> Self {
        Self { list: Mutex::default(), news }
    }

    pub(crate) fn add(&self, fault: Fault) {
        self.list().push(fault);
        self.news.tell(Topic::Faults);
    }

    /// Takes those with this label away; all of them without one.
    pub(crate) fn clear(&self, label: Option<&str>) {
        self.list().retain(|fault| label.is_some() && fault.label.as_deref() != label);
        self.news.tell(Topic::Faults);
    }

    pub(crate) fn all(&self) -> Vec<Fault> {
        self.list().clone()
    }

    /// The first fault that hits this request; counts it down and drops it when it is used up.
    pub(crate) fn hit(&self, side: Side, method: &str, path: &str) -> Option<Effect> {
        let mut list = self.list();
        let at = list.iter().position(|fault| {
            fault.side == side
                && fault.method.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
                && fault.path.as_deref().is_none_or(|part| path.contains(part))
        })?;
        let effect = list[at].effect.clone();
        if let Some(times) = &mut list[at].times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                list.remove(at);
            }
            self.news.tell(Topic::Faults);
        }
        Some(effect)
    }

    fn list(&self) -> std::sync::MutexGuard<'_, Vec<Fault>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
