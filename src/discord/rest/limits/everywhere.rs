//! The limit over all calls: 50 a second and bot unless Discord granted more, interactions left out.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::VecDeque;

/// More than a second, since not every call takes equally long to get there.
const SPAN: TimeDelta = TimeDelta::milliseconds(1_030);
/// A call that goes this little after its moment counts from that moment: else each timer's delay would slow down
/// all that follow.
const TARDY: TimeDelta = TimeDelta::milliseconds(10);

/// When the last calls went.
#[derive(Debug)]
pub(super) struct Everywhere {
    /// So many in a span.
    calls: usize,
    /// So many go at once; those after them are spread over the span, so that few meet its edge together.
    at_once: usize,
    apart: TimeDelta,
    sent: VecDeque<DateTime<Utc>>,
    blocked_until: Option<DateTime<Utc>>,
    banned_until: Option<DateTime<Utc>>,
}

impl Everywhere {
    /// Lets so many calls pass in a second, at least one.
    pub(super) fn new(calls: u32) -> Self {
        let calls = calls.max(1);
        Self {
            calls: calls as usize,
            at_once: calls as usize * 2 / 5,
            apart: SPAN / i32::try_from(calls).unwrap_or(i32::MAX),
            sent: VecDeque::new(),
            blocked_until: None,
            banned_until: None,
        }
    }

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
        if self.sent.len() >= self.calls {
            return self.sent.front().map(|first| *first + SPAN);
        }
        let turn =
            self.sent.back().filter(|_| self.sent.len() >= self.at_once).map(|last| *last + self.apart);
        if let Some(turn) = turn.filter(|turn| now < *turn) {
            return Some(turn);
        }
        self.sent.push_back(turn.filter(|turn| now - *turn < TARDY).unwrap_or(now));
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

    /// "All bots can make up to 50 requests per second", says Discord's documentation.
    const CALLS: usize = 50;

    fn fifty() -> Everywhere {
        Everywhere::new(50)
    }

    /// When so many calls go whose timers ring up to `late` ms after their moment.
    fn calls(count: usize, late: i64) -> Vec<DateTime<Utc>> {
        let (mut all, mut now, mut went) = (fifty(), DateTime::UNIX_EPOCH, Vec::new());
        while went.len() < count {
            match all.take(now, false) {
                None => went.push(now),
                Some(until) => {
                    let at = i64::try_from(went.len()).unwrap();
                    now = until + TimeDelta::milliseconds(at % (late + 1));
                }
            }
        }
        went
    }

    #[test]
    fn the_pace_is_near_fifty_a_second_and_never_above() {
        for late in [0, 1, 9] {
            let went = calls(1_000, late);
            for pair in went.windows(CALLS + 1) {
                assert!(pair[CALLS] - pair[0] > TimeDelta::seconds(1), "{late} {pair:?}");
            }
            let pace = 1_000.0 / (went[999] - went[0]).as_seconds_f64();
            assert!((48.0..50.0).contains(&pace), "{late} ms late: {pace} a second");
        }
    }

    #[test]
    fn the_first_go_at_once_and_the_rest_apart() {
        let (went, Everywhere { at_once, apart, .. }) = (calls(60, 0), fifty());
        assert_eq!((at_once, went[at_once - 1]), (20, went[0]));
        assert!(went[at_once..].windows(2).all(|pair| pair[1] - pair[0] >= apart), "{went:?}");
    }

    #[test]
    fn a_bot_that_was_granted_more_goes_faster() {
        let (mut all, now) = (Everywhere::new(2_000), DateTime::UNIX_EPOCH);
        assert!((0..800).all(|_| all.take(now, false).is_none()));
        assert!(all.take(now, false).is_some_and(|turn| turn - now < TimeDelta::milliseconds(1)));
    }

    #[test]
    fn interactions_are_not_counted() {
        let (mut all, now) = (fifty(), DateTime::UNIX_EPOCH);
        while all.take(now, false).is_none() {}
        assert_eq!(all.take(now, true), None);
    }

    #[test]
    fn a_global_limit_leaves_interactions_alone_and_a_ban_does_not() {
        let (mut all, start) = (fifty(), DateTime::UNIX_EPOCH);
        let (soon, later) = (start + TimeDelta::seconds(5), start + TimeDelta::seconds(9));
        all.block(soon);
        assert_eq!((all.take(start, false), all.take(start, true)), (Some(soon), None));
        all.ban(later);
        assert_eq!((all.take(start, false), all.take(start, true)), (Some(later), Some(later)));
        assert_eq!(all.take(later, false), None);
    }
}
