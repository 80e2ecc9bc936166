//! The Gateway: sessions, what they are told, and how they are disturbed.

mod dispatch;
mod disturb;
mod members;
mod receive;
mod resume;
mod talk;

pub(crate) use dispatch::{Target, dispatch};
pub(crate) use talk::connect;

use super::state::Id;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use tokio::sync::mpsc::Sender;

/// Events kept for a RESUME.
const REPLAY: usize = 1_000;

/// What goes to a connection.
#[derive(Clone, Debug)]
pub(crate) enum Out {
    Text(String),
    Close(u16, &'static str),
    /// The line goes dead without a word.
    Cut,
}

/// A session, connected or waiting for a RESUME.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) shard: (u64, u64),
    pub(crate) intents: u64,
    pub(crate) seq: u64,
    replay: VecDeque<(u64, String)>,
    /// The connection it is on.
    pub(crate) connection: Option<u64>,
    dropped: Option<DateTime<Utc>>,
}

/// All connections and sessions.
#[derive(Debug, Default)]
pub(crate) struct Gateway {
    pub(crate) sessions: Vec<Session>,
    connections: BTreeMap<u64, Sender<Out>>,
    last: u64,
    /// No heartbeat is acknowledged.
    pub(crate) zombie: bool,
    identifies: VecDeque<DateTime<Utc>>,
    /// IDENTIFYs of a concurrency bucket.
    recent: BTreeMap<u64, VecDeque<DateTime<Utc>>>,
    /// When all members of a server were asked for.
    asked: BTreeMap<Id, DateTime<Utc>>,
}

impl Gateway {
    /// IDENTIFYs of the last day.
    pub(crate) fn identifies(&self, now: DateTime<Utc>) -> u64 {
        self.identifies.iter().filter(|at| now - **at < TimeDelta::days(1)).count() as u64
    }

    /// The session of a connection.
    fn of(&mut self, connection: u64) -> Option<&mut Session> {
        self.sessions.iter_mut().find(|session| session.connection == Some(connection))
    }

    fn tell(&self, connection: u64, out: Out) {
        if let Some(sender) = self.connections.get(&connection)
            && sender.try_send(out).is_err()
        {
            tracing::debug!(connection, "a gateway connection is gone or doesn't read");
        }
    }

    /// Drops every connection.
    pub(crate) fn hang_up(&mut self) {
        for sender in self.connections.values() {
            let _ = sender.try_send(Out::Cut);
        }
        self.connections.clear();
    }

    /// What the control API shows.
    pub(crate) fn shown(&self) -> Value {
        let sessions = self.sessions.iter().map(|session| {
            json!({
                "session": session.id, "shard": [session.shard.0, session.shard.1], "intents": session.intents,
                "seq": session.seq, "connected": session.connection.is_some(),
            })
        });
        json!({"sessions": sessions.collect::<Vec<_>>(), "connections": self.connections.len(),
               "zombie": self.zombie, "identifies": self.identifies.len()})
    }
}

impl Session {
    /// Does this shard serve the server (DMs: shard 0)?
    fn serves(&self, guild: Option<Id>) -> bool {
        guild.map_or(0, |id| (id >> 22) % self.shard.1.max(1)) == self.shard.0
    }

    /// Numbers an event, keeps it for a RESUME and answers its text.
    fn number(&mut self, event: &str, d: &Value) -> String {
        self.seq += 1;
        let text = json!({"op": 0, "t": event, "s": self.seq, "d": d}).to_string();
        self.replay.push_back((self.seq, text.clone()));
        if self.replay.len() > REPLAY {
            self.replay.pop_front();
        }
        text
    }
}

/// A frame that isn't an event.
fn frame(op: u8, d: &Value) -> Out {
    Out::Text(json!({"op": op, "d": d, "s": null, "t": null}).to_string())
}

/// The Gateway's address for a base address.
pub(crate) fn address(base: &str) -> String {
    format!("{}/gateway/ws", base.replacen("http", "ws", 1))
}
