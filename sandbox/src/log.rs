//! The traffic log: one JSON line per REST exchange with Discord and per Gateway dispatch.

use crate::{
    news::{News, Topic},
    ring::{Numbered, Ring},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, value::RawValue};
use std::{
    fs::File,
    io::{self, Write},
    path::Path,
    sync::{Mutex, PoisonError},
};

/// One REST exchange, as it is written to the log.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Exchange<'a> {
    pub(crate) method: &'a str,
    /// Path with query, as it was sent.
    pub(crate) path: &'a str,
    /// The JSON body, or `payload_json` of a multipart body.
    pub(crate) body: &'a Value,
    /// Name and size in bytes of each file.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) files: &'a [(String, usize)],
    pub(crate) status: u16,
    pub(crate) response: &'a Value,
    /// The request's User-Agent.
    pub(crate) agent: &'a str,
    /// Named where the answer was tampered with on purpose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fault: Option<&'a str>,
}

/// An exchange or dispatch as pages show it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Shown {
    at: DateTime<Utc>,
    #[serde(flatten)]
    what: What,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum What {
    Exchange { rest: Box<RawValue> },
    Dispatch { gateway: String, d: Box<RawValue> },
}

/// Where the traffic is written: the last of it is kept, all of it goes to a file where one was given.
#[derive(Debug)]
pub(crate) struct TrafficLog {
    file: Option<Mutex<File>>,
    shown: Ring<Shown>,
    news: News,
}

impl TrafficLog {
    /// Opens `path` for appending.
    pub(crate) fn open(path: Option<&Path>, news: News) -> io::Result<Self> {
        let file = path.map(|path| File::options().create(true).append(true).open(path)).transpose()?;
        Ok(Self { file: file.map(Mutex::new), shown: Ring::default(), news })
    }

    pub(crate) fn exchange(&self, at: DateTime<Utc>, exchange: &Exchange<'_>) {
        if let Some(rest) = raw(exchange) {
            self.line(rest.get());
            self.show(Shown { at, what: What::Exchange { rest } });
        }
    }

    pub(crate) fn dispatch(&self, at: DateTime<Utc>, event: &str, d: &Value) {
        if let Some(d) = raw(d) {
            self.line(&format!("{{\"gateway\":{},\"d\":{d}}}", Value::from(event)));
            self.show(Shown { at, what: What::Dispatch { gateway: event.to_owned(), d } });
        }
    }

    /// What came after the line with this number, oldest first.
    pub(crate) fn after(&self, n: u64) -> Vec<Numbered<Shown>> {
        self.shown.after(n)
    }

    fn show(&self, shown: Shown) {
        self.shown.push(shown);
        self.news.tell(Topic::Traffic);
    }

    fn line(&self, line: &str) {
        if let Some(file) = &self.file {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(error) = writeln!(file, "{line}") {
                tracing::error!(%error, "the traffic log can't be written");
            }
        }
    }
}

/// Written down once, for the file and for pages alike.
fn raw(what: &impl Serialize) -> Option<Box<RawValue>> {
    serde_json::value::to_raw_value(what)
        .inspect_err(|error| tracing::error!(%error, "traffic that is no JSON isn't logged"))
        .ok()
}
