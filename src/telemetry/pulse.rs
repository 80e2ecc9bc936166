//! Signs of life: a loop says that it turns, and for how long it rests; whoever asks sees whether it still does.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A loop's signs of life. Cheap to clone; all clones are of one loop.
#[derive(Clone, Debug)]
pub struct Pulse {
    name: &'static str,
    patience: TimeDelta,
    beat: Arc<Mutex<Beat>>,
}

/// The last sign, and when the next one is due at the latest.
#[derive(Clone, Copy, Debug)]
struct Beat {
    at: DateTime<Utc>,
    due: DateTime<Utc>,
}

impl Pulse {
    /// Of a loop that begins at `now`; `patience` is the longest that it may ever work without a sign.
    pub fn new(name: &'static str, patience: TimeDelta, now: DateTime<Utc>) -> Self {
        Self { name, patience, beat: Arc::new(Mutex::new(Beat { at: now, due: now + patience })) }
    }

    /// The loop's name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// It works.
    pub fn beat(&self, now: DateTime<Utc>) {
        self.rest(TimeDelta::zero(), now);
    }

    /// It waits for so long, because there is nothing to do.
    pub fn rest(&self, wait: TimeDelta, now: DateTime<Utc>) {
        *self.last() = Beat { at: now, due: now + wait + self.patience };
    }

    /// When it gave its last sign.
    pub fn turned(&self) -> DateTime<Utc> {
        self.last().at
    }

    /// Whether it has given none for longer than it ever should.
    pub fn is_stuck(&self, now: DateTime<Utc>) -> bool {
        now > self.last().due
    }

    fn last(&self) -> MutexGuard<'_, Beat> {
        self.beat.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_is_stuck_when_it_works_or_rests_longer_than_it_said() {
        let at = |seconds: i64| DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap();
        let pulse = Pulse::new("posts", TimeDelta::seconds(60), at(0));
        assert!(!pulse.is_stuck(at(60)) && pulse.is_stuck(at(61)), "it never began");
        pulse.clone().beat(at(70));
        assert!(!pulse.is_stuck(at(130)) && pulse.is_stuck(at(131)), "its work doesn't end");
        pulse.rest(TimeDelta::seconds(300), at(131));
        assert!(!pulse.is_stuck(at(491)) && pulse.is_stuck(at(492)), "it doesn't wake");
        assert_eq!((pulse.name(), pulse.turned()), ("posts", at(131)));
    }
}
