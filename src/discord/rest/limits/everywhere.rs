//! The limit over all calls: 50 a second and bot, interactions left out.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::VecDeque;

/// Discord's documentation: "all bots can make up to 50 requests per second".
const CALLS: usize = 50;
/// A tenth more than that second, since not every call takes equally long to get there.
const SPAN: TimeDelta = TimeDelta::milliseconds(1_100);

/// When the last calls went.
#[derive(Debug, Default)]
pub(super) struct Everywhere {
    sent: VecDeque<DateTime<Utc>>,
    blocked_until: Option<DateTime<Utc>>,
    banned_until: Option<DateTime<Utc>>,
}

impl Everywhere {
    /// Takes one call, or says when to ask again.
    pub(super) fn take(&mut self, now: DateTime<Utc>, interaction: bool) -> Option<DateTime<Utc>> {
        if let Some(until) = self.banned_until.filter(|until| now < *until) {
            return Some(until);
        }
        if interaction {
            return None;
        }
        if let Some(until) = self.blocked_until.filter(|until| now < *until) {
            return Some(until);
        }
        while self.sent.front().is_some_and(|first| *first + SPAN <= now) {
            self.sent.pop_front();
        }
        if self.sent.len() >= CALLS {
            return self.sent.front().map(|first| *first + SPAN);
        }
        self.sent.push_back(now);
        None
    }

    /// Holds back all calls but interactions'.
    pub(super) fn block(&mut self, until: DateTime<Utc>) {
        self.blocked_until = self.blocked_until.max(Some(until));
    }

    /// Holds back everything: this address is blocked.
    pub(super) fn ban(&mut self, until: DateTime<Utc>) {
        self.banned_until = self.banned_until.max(Some(until));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_a_second_and_interactions_beside_them() {
        let (mut all, start) = (Everywhere::default(), DateTime::UNIX_EPOCH);
        for call in 0..50 {
            assert_eq!(all.take(start + TimeDelta::milliseconds(call), false), None);
        }
        assert_eq!(all.take(start + TimeDelta::seconds(1), false), Some(start + SPAN));
        assert_eq!(all.take(start + TimeDelta::seconds(1), true), None);
        assert_eq!(all.take(start + SPAN, false), None);
        assert_eq!(all.take(start + SPAN, false), Some(start + SPAN + TimeDelta::milliseconds(1)));
    }

    #[test]
    fn a_global_limit_leaves_interactions_alone_and_a_ban_does_not() {
        let (mut all, start) = (Everywhere::default(), DateTime::UNIX_EPOCH);
        let (soon, later) = (start + TimeDelta::seconds(5), start + TimeDelta::seconds(9));
        all.block(soon);
        assert_eq!((all.take(start, false), all.take(start, true)), (Some(soon), None));
        all.ban(later);
        assert_eq!((all.take(start, false), all.take(start, true)), (Some(later), Some(later)));
        assert_eq!(all.take(later, false), None);
    }
}
