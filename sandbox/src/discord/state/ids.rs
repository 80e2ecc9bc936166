//! Snowflakes: ids that carry their time and only grow.

use super::Id;
use chrono::{DateTime, Utc};

const EPOCH_MS: i64 = 1_420_070_400_000;

/// Gives out ids.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    last: Id,
}

impl Ids {
    /// A new id of this moment, greater than every id before.
    pub(crate) fn next(&mut self, now: DateTime<Utc>) -> Id {
        let ms = u64::try_from(now.timestamp_millis() - EPOCH_MS).unwrap_or(0);
        self.last = (ms << 22).max(self.last + 1);
        self.last
    }
}

/// The moment an id was made.
pub(crate) fn created_at(id: Id) -> DateTime<Utc> {
    let ms = i64::try_from(id >> 22).unwrap_or(0) + EPOCH_MS;
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}
