//! What the operator can set about watches.

use chrono::TimeDelta;
use std::time::Duration;

/// How watches go about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Watches a server may have. Default 200.
    pub max_per_server: u32,
    /// Between two looks at what is new. Default 5 min.
    pub evaluate_interval: Duration,
    /// Pages of ten rows of a region's board, 1 to 10, that are walked a day where the source doesn't offer
    /// details. Default 10.
    pub pages: u32,
    /// After so many days without a word of a creator it is told. Default 7.
    pub vanished_days: u32,
    /// How long after it was queued an alert that can't be sent is given up. Default 6 h.
    pub expiry: TimeDelta,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            max_per_server: 200,
            evaluate_interval: Duration::from_secs(300),
            pages: 10,
            vanished_days: 7,
            expiry: TimeDelta::hours(6),
        }
    }
}
