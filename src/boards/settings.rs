//! What the operator can set about boards.

use chrono::TimeDelta;

/// How boards go about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Boards a server may have. Default 25.
    pub max_per_server: u32,
    /// The least number of days between two posts of a board, 1 to 31. Default 1.
    pub shortest_interval_days: u32,
    /// How long a turn waits for its list, and how late a missed one is caught up. Default 6 h.
    pub wait: TimeDelta,
    /// How long before a board falls due its list is looked for. Default 2 h.
    pub probe_lead: TimeDelta,
    /// How long after it was queued a post that can't be sent is given up. Default 6 h.
    pub expiry: TimeDelta,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            max_per_server: 25,
            shortest_interval_days: 1,
            wait: TimeDelta::hours(6),
            probe_lead: TimeDelta::hours(2),
            expiry: TimeDelta::hours(6),
        }
    }
}
