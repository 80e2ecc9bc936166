//! What the operator can set about fetching.

use crate::domain::{Limits, Period};
use chrono::TimeDelta;

/// How fetching goes about it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What may be spent.
    pub limits: Limits,
    /// How long a question without rows isn't asked again; doubles with each vain ask. Default 30 min.
    pub probe_interval: TimeDelta,
    /// The longest that `probe_interval` grows to. Default 6 h.
    pub probe_longest: TimeDelta,
    /// The same while a board waits for the list, which it does for six hours only. Default 1 h.
    pub probe_longest_for_boards: TimeDelta,
    /// The same while watches wait for it, every day in each region. Default 2 h.
    pub probe_longest_for_watches: TimeDelta,
    /// How far back "latest" looks for rows.
    pub walk_back: WalkBack,
    /// How long after its first sight a provisional list is asked once more. Default 6 h.
    pub settle_after: TimeDelta,
    /// How long one question, its turn and its retries included, may last for a person who waits. Default 20 s.
    pub patience: TimeDelta,
    /// The same for boards and watches: what takes longer is put off to their next turn. Default 2 min.
    pub job_patience: TimeDelta,
    /// The least wait before a retry; up to as much again is added by chance. Default 2.5 s.
    pub server_error_wait: TimeDelta,
    /// The wait after "too fast" where the source names none. Default 60 s, as the vendor advises.
    pub too_fast_wait: TimeDelta,
    /// Lists kept in memory. Default 256, at most about 15 MB.
    pub lists_in_memory: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            probe_interval: TimeDelta::minutes(30),
            probe_longest: TimeDelta::hours(6),
            probe_longest_for_boards: TimeDelta::hours(1),
            probe_longest_for_watches: TimeDelta::hours(2),
            walk_back: WalkBack::default(),
            settle_after: TimeDelta::hours(6),
            patience: TimeDelta::seconds(20),
            job_patience: TimeDelta::minutes(2),
            server_error_wait: TimeDelta::milliseconds(2500),
            too_fast_wait: TimeDelta::seconds(60),
            lists_in_memory: 256,
        }
    }
}

/// How many periods before the newest closed one are looked at for the latest list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WalkBack {
    /// Days; default 7, for lags of several days happen.
    pub days: u32,
    /// Weeks; default 2.
    pub weeks: u32,
    /// Months; default 2.
    pub months: u32,
}

impl Default for WalkBack {
    fn default() -> Self {
        Self { days: 7, weeks: 2, months: 2 }
    }
}

impl WalkBack {
    /// Periods of a kind.
    pub fn of(self, period: Period) -> u32 {
        match period {
            Period::Day => self.days,
            Period::Week => self.weeks,
            Period::Month => self.months,
        }
    }
}
