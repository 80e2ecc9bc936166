//! The traffic log: one JSON line per REST exchange with Discord and per Gateway dispatch.

use serde_json::Value;
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

/// Where the traffic is written; nowhere when no file was given.
#[derive(Debug)]
pub(crate) struct TrafficLog(Option<Mutex<File>>);

impl TrafficLog {
    /// Opens `path` for appending.
    pub(crate) fn open(path: Option<&Path>) -> io::Result<Self> {
        let file = path.map(|path| File::options().create(true).append(true).open(path)).transpose()?;
        Ok(Self(file.map(Mutex::new)))
    }

    pub(crate) fn exchange(&self, exchange: &Exchange<'_>) {
        self.line(&serde_json::json!(exchange));
    }

    pub(crate) fn dispatch(&self, event: &str, d: &Value) {
        self.line(&serde_json::json!({"gateway": event, "d": d}));
    }

    fn line(&self, line: &Value) {
        if let Some(file) = &self.0 {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(error) = writeln!(file, "{line}") {
                tracing::error!(%error, "the traffic log can't be written");
            }
        }
    }
}
