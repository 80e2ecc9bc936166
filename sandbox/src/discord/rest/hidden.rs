//! Limits that no header announces: a client meets them by being refused.

use crate::discord::{error::ApiError, state::Cx};
use std::fmt::Display;

/// Such a limit.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Hidden {
    /// Follow-ups of all interactions in a channel.
    FollowUps,
    /// Edits of messages older than an hour, in a channel.
    OldEdits,
    /// Edits of a crossposted message.
    NewsEdits,
    /// Crossposts in a channel.
    Crossposts,
    /// Everything that anybody writes in a channel.
    Writes,
    /// New commands of a server, or global ones.
    Creates,
}

/// How many in how many milliseconds, and the refusal beyond them.
struct Rule {
    limit: u32,
    window_ms: i64,
    scope: &'static str,
    code: u32,
    message: &'static str,
}

const HOUR: i64 = 3_600_000;

fn rule(cx: &Cx<'_>, hidden: Hidden) -> Rule {
    let (limit, window_ms, scope, code, message) = match hidden {
        Hidden::FollowUps => (30, 60_000, "shared", 0, "The resource is being rate limited."),
        Hidden::OldEdits => (
            3,
            6_000,
            "user",
            30046,
            "Maximum number of edits to messages older than 1 hour reached. Try again later",
        ),
        Hidden::NewsEdits => {
            (3, HOUR, "user", 20022, "This message cannot be edited due to announcement rate limits")
        }
        Hidden::Crossposts => (10, HOUR, "user", 0, "You are being rate limited."),
        Hidden::Writes => (
            cx.s.settings.channel_writes_a_minute,
            60_000,
            "shared",
            20028,
            "The write action you are performing on the channel has hit the write rate limit",
        ),
        Hidden::Creates => (
            200,
            24 * HOUR,
            "user",
            30034,
            "Max number of daily application command creates has been reached (200)",
        ),
    };
    Rule { limit, window_ms, scope, code, message }
}

impl Cx<'_> {
    /// Counts one against a hidden limit of this channel, message or server; refuses when it is used up.
    pub(crate) fn limit(&mut self, hidden: Hidden, of: impl Display) -> Result<(), ApiError> {
        if !self.s.settings.rate_limits {
            return Ok(());
        }
        let (rule, now) = (rule(self, hidden), self.now);
        let key = format!("{hidden:?}:{of}");
        let Err(wait) = self.s.limits.count(&key, rule.limit, rule.window_ms, now) else { return Ok(()) };
        let mut refusal = ApiError::rate_limited(wait, rule.scope, rule.code, rule.message);
        match (hidden, &mut refusal.rate) {
            // No wait is named: the day has to pass.
            (Hidden::Creates, _) => return Err(ApiError::new(400, rule.code, rule.message)),
            // The header speaks of the route's bucket, only the body of the hour.
            (Hidden::Crossposts, Some(rate)) => rate.header_s = Some(1),
            _ => {}
        }
        Err(refusal)
    }
}
