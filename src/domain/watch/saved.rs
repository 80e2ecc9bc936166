//! A watch as it is saved.

use super::{WatchId, WatchLog, WatchSettings};
use crate::domain::Creator;
use chrono::{DateTime, NaiveDate, Utc};

/// A watch of a creator in a server.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch {
    /// Among all servers.
    pub id: WatchId,
    /// The server.
    pub server: u64,
    /// What people call it by, from 1 in each server, never given twice.
    pub number: u32,
    /// The creator, as last seen.
    pub creator: Creator,
    /// What is set.
    pub settings: WatchSettings,
    /// What it remembers.
    pub log: WatchLog,
    /// Its last evaluation.
    pub evaluated: Option<Evaluated>,
    /// Who set it up.
    pub created_by: u64,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// When and how a watch was evaluated, so that it can be explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluated {
    /// The data date.
    pub date: NaiveDate,
    /// When.
    pub at: DateTime<Utc>,
    /// What it remembered before.
    pub before: WatchLog,
}
