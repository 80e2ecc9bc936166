//! One bucket's window: how many calls it has left, and until when.

use super::RateHeaders;
use chrono::{DateTime, TimeDelta, Utc};

/// Two answers belong to one window when their resets lie closer than this: a reset is told as a
/// distance, which an answer's way here stretches.
const SAME_WINDOW: TimeDelta = TimeDelta::milliseconds(250);

/// Whether a call may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Go,
    /// Nothing is known yet: the call under way will tell.
    AfterAnswer,
    Until(DateTime<Utc>),
}

/// What is known of a bucket. It starts with nothing: then calls go one by one.
#[derive(Debug, Default)]
pub(super) struct Window {
    rate: Rate,
    under_way: u32,
    blocked_until: Option<DateTime<Utc>>,
}

#[derive(Debug, Default)]
enum Rate {
    #[default]
    Unknown,
    /// An answer came without limits.
    Free,
    Known {
        limit: u32,
        remaining: u32,
        resets_at: DateTime<Utc>,
    },
}

impl Window {
    /// Takes one call out of the window, if there is one.
    pub(super) fn take(&mut self, now: DateTime<Utc>) -> Verdict {
        if let Some(until) = self.blocked_until {
            if now < until {
                return Verdict::Until(until);
            }
            self.blocked_until = None;
        }
        match &mut self.rate {
            Rate::Unknown if self.under_way > 0 => return Verdict::AfterAnswer,
            Rate::Unknown | Rate::Free => {}
            Rate::Known { limit, remaining, resets_at } => {
                if now >= *resets_at {
                    *remaining = *limit;
                }
                if *remaining <= self.under_way {
                    // After the reset only answers can tell more; before it, waiting is enough.
                    return if now < *resets_at { Verdict::Until(*resets_at) } else { Verdict::AfterAnswer };
                }
            }
        }
        self.under_way += 1;
        Verdict::Go
    }

    /// A call is over.
    pub(super) fn give_back(&mut self) {
        self.under_way = self.under_way.saturating_sub(1);
    }

    /// Learns from an answer. Answers of one window may come in another order than they were made:
    /// the smallest rest counts.
    pub(super) fn learn(&mut self, headers: &RateHeaders, now: DateTime<Utc>) {
        let (Some(limit), Some(rest), Some(after)) = (headers.limit, headers.remaining, headers.reset_after)
        else {
            if matches!(self.rate, Rate::Unknown) {
                self.rate = Rate::Free;
            }
            return;
        };
        let mut remaining = rest;
        let mut resets_at = now + after;
        if let Rate::Known { remaining: old, resets_at: old_reset, .. } = self.rate
            && now < old_reset
            && resets_at < old_reset + SAME_WINDOW
        {
            remaining = rest.min(old);
            resets_at = resets_at.max(old_reset);
        }
        self.rate = Rate::Known { limit: limit.max(1), remaining, resets_at };
    }

    /// Lets nothing go before `until`.
    pub(super) fn block(&mut self, until: DateTime<Utc>) {
        self.blocked_until = self.blocked_until.max(Some(until));
    }

    /// Whether a call is under way.
    pub(super) fn is_under_way(&self) -> bool {
        self.under_way > 0
    }

    /// Whether forgetting it changes nothing.
    pub(super) fn is_idle(&self, now: DateTime<Utc>) -> bool {
        let reset = match self.rate {
            Rate::Known { resets_at, .. } => now >= resets_at,
            Rate::Unknown | Rate::Free => true,
        };
        reset && self.under_way == 0 && self.blocked_until.is_none_or(|until| now >= until)
    }
}
