//! The line to Discord: how many shards of how many are connected.

use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, PoisonError};

/// What is known of the line. Cheap to clone; all clones are of one line.
#[derive(Clone, Debug)]
pub struct Line(Arc<Mutex<Shards>>);

/// The shards of the line at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shards {
    /// How many there are to be; 0 while that isn't known.
    pub wanted: u32,
    /// How many have a session.
    pub connected: u32,
    /// Since when it has been as well, or as badly, connected as now: all, or not all.
    pub since: DateTime<Utc>,
}

impl Shards {
    /// Whether all have a session.
    pub const fn are_connected(&self) -> bool {
        self.wanted > 0 && self.connected >= self.wanted
    }
}

impl Line {
    /// A line that isn't connected to anything at `now`.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(Shards { wanted: 0, connected: 0, since: now })))
    }

    /// Notes what was seen at `now`.
    pub fn note(&self, wanted: u32, connected: u32, now: DateTime<Utc>) {
        let mut shards = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = Shards { wanted, connected, since: shards.since };
        let since = if seen.are_connected() == shards.are_connected() { shards.since } else { now };
        *shards = Shards { since, ..seen };
    }

    /// What was seen last.
    pub fn shards(&self) -> Shards {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_when_it_is_cut_stays_while_it_is_cut() {
        let at = |seconds: i64| DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap();
        let line = Line::new(at(0));
        line.note(2, 1, at(5));
        assert_eq!(line.shards(), Shards { wanted: 2, connected: 1, since: at(0) });
        line.note(2, 2, at(10));
        assert!(line.shards().are_connected() && line.shards().since == at(10));
        line.note(2, 1, at(20));
        line.note(2, 0, at(30));
        assert_eq!(line.shards(), Shards { wanted: 2, connected: 0, since: at(20) });
    }
}
