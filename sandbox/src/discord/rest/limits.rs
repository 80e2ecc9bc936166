//! Rate limits: 50 a second for the bot, a bucket a route and channel, and the ban for too many invalid
//! requests.

use crate::discord::error::{ApiError, RateRefusal};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, VecDeque};

const INVALID_MAX: usize = 10_000;

/// A route's bucket: its name, what it is counted by, how many in how many milliseconds.
#[derive(Clone, Debug)]
pub(super) struct Bucket {
    pub(super) route: &'static str,
    key: String,
    limit: u32,
    window_ms: i64,
    global: bool,
}

/// What was used in a window.
#[derive(Clone, Copy, Debug)]
struct Window {
    start: DateTime<Utc>,
    used: u32,
}

/// The counters.
#[derive(Debug, Default)]
pub(crate) struct RateLimits {
    windows: BTreeMap<String, (Window, i64)>,
    invalid: VecDeque<DateTime<Utc>>,
    banned_until: Option<DateTime<Utc>>,
}

/// The bucket of a request; None for an unknown route. Interaction callbacks have none that could be full.
pub(super) fn bucket(method: &str, segments: &[&str]) -> Option<Bucket> {
    let (route, major, limit, window_ms) = match (method, segments) {
        ("GET", ["gateway"] | ["gateway", "bot"]) => ("gateway", "", 10, 5_000),
        ("GET", ["users", "@me" | _])
        | ("GET", ["applications", "@me"] | ["oauth2", "applications", "@me"]) => ("me", "", 30, 30_000),
        ("GET", ["users", "@me", "guilds"]) => ("my-guilds", "", 10, 5_000),
        ("POST", ["users", "@me", "channels"]) => ("open-dm", "", 10, 10_000),
        (_, ["applications", _, "commands", ..] | ["applications", _, "guilds", _, "commands", ..]) => {
            ("commands", "", 20, 20_000)
        }
        ("POST", ["interactions", _, _, "callback"]) => ("callback", "", u32::MAX, 1),
        ("POST", ["webhooks", _, token]) => ("follow-up", *token, 5, 2_000),
        ("GET" | "PATCH" | "DELETE", ["webhooks", _, token, "messages", _]) => match method {
            "GET" => ("webhook-get", *token, 5, 2_000),
            "PATCH" => ("webhook-edit", *token, 5, 2_000),
            _ => ("webhook-delete", *token, 5, 2_000),
        },
        ("GET" | "PATCH", ["channels", id]) => ("channel", *id, 10, 10_000),
        ("GET", ["channels", id, "messages"]) => ("history", *id, 5, 5_000),
        ("POST", ["channels", id, "messages"]) => ("post", *id, 5, 5_000),
        ("GET", ["channels", id, "messages", _]) => ("message", *id, 5, 5_000),
        ("PATCH", ["channels", id, "messages", _]) => ("edit", *id, 5, 5_000),
        ("DELETE", ["channels", id, "messages", _]) => ("delete", *id, 5, 1_000),
        ("POST", ["channels", id, "messages", _, "crosspost"]) => ("crosspost", *id, 5, 5_000),
        ("POST", ["channels", id, "typing"]) => ("typing", *id, 5, 5_000),
        ("POST", ["channels", id, "threads"] | ["channels", id, "messages", _, "threads"]) => {
            ("threads", *id, 50, 300_000)
        }
        ("GET", ["channels", id, "threads", "archived", "public"]) => ("archived", *id, 5, 5_000),
        ("GET", ["guilds", id]) => ("guild", *id, 10, 10_000),
        ("GET", ["guilds", id, "channels" | "roles"] | ["guilds", id, "threads", "active"]) => {
            ("guild-parts", *id, 10, 10_000)
        }
        ("GET", ["guilds", id, "members"] | ["guilds", id, "members", _]) => ("members", *id, 10, 10_000),
        ("DELETE", ["users", "@me", "guilds", _]) => ("leave", "", 5, 5_000),
        _ => return None,
    };
    let global = !matches!(segments, ["interactions" | "webhooks", ..]);
    Some(Bucket { route, key: format!("{route}:{major}"), limit, window_ms, global })
}

impl RateLimits {
    /// Takes one from the bucket and notes its headers; refuses when it is empty.
    pub(super) fn take(
        &mut self,
        bucket: &Bucket,
        now: DateTime<Utc>,
        headers: &mut Vec<(&'static str, String)>,
    ) -> Result<(), ApiError> {
        if bucket.limit == u32::MAX {
            return Ok(());
        }
        if bucket.global
            && let Err(wait) = self.count("global", 50, 1_000, now)
        {
            return Err(ApiError::rate_limited(wait, "global", 0, "You are being rate limited."));
        }
        let result = self.count(&bucket.key, bucket.limit, bucket.window_ms, now);
        let (reset_after, remaining) = match result {
            Ok(pair) => pair,
            Err(wait) => (wait, 0),
        };
        let reset = now + TimeDelta::milliseconds(whole(reset_after * 1000.0));
        headers.push(("x-ratelimit-limit", bucket.limit.to_string()));
        headers.push(("x-ratelimit-remaining", remaining.to_string()));
        let (seconds, ms) = (reset.timestamp(), reset.timestamp_subsec_millis());
        headers.push(("x-ratelimit-reset", format!("{seconds}.{ms:03}")));
        headers.push(("x-ratelimit-reset-after", format!("{reset_after:.3}")));
        headers.push(("x-ratelimit-bucket", format!("sandbox-{}", bucket.route)));
        match result {
            Ok(_) => Ok(()),
            Err(wait) => Err(ApiError::rate_limited(wait, "user", 0, "You are being rate limited.")),
        }
    }

    /// Counts one in a window: seconds to its reset and what remains, or the seconds to wait.
    pub(super) fn count(
        &mut self,
        key: &str,
        limit: u32,
        window_ms: i64,
        now: DateTime<Utc>,
    ) -> Result<(f64, u32), f64> {
        if self.windows.len() > 1_000 {
            self.windows.retain(|_, (window, ms)| now - window.start < TimeDelta::milliseconds(*ms));
        }
        let length = TimeDelta::milliseconds(window_ms);
        let fresh = Window { start: now, used: 0 };
        let (window, _) = self.windows.entry(key.to_owned()).or_insert((fresh, window_ms));
        if now - window.start >= length {
            *window = fresh;
        }
        let left = (window.start + length - now).as_seconds_f64().max(0.001);
        if window.used >= limit {
            return Err(left);
        }
        window.used += 1;
        Ok((left, limit - window.used))
    }

    /// Counts an invalid request (401, 403, 429); too many ban the address for a day.
    pub(super) fn judge(&mut self, status: u16, now: DateTime<Utc>) {
        if !matches!(status, 401 | 403 | 429) {
            return;
        }
        self.invalid.push_back(now);
        while self.invalid.front().is_some_and(|at| now - *at > TimeDelta::minutes(10)) {
            self.invalid.pop_front();
        }
        if self.invalid.len() >= INVALID_MAX {
            self.invalid.clear();
            self.banned_until = Some(now + TimeDelta::days(1));
        }
    }

    /// Invalid requests in the last ten minutes.
    pub(crate) fn invalid_count(&self) -> usize {
        self.invalid.len()
    }

    /// Forgets what was counted.
    pub(crate) fn reset(&mut self) {
        *self = Self::default();
    }

    pub(super) fn banned(&self, now: DateTime<Utc>) -> Option<String> {
        let banned = self.banned_until.is_some_and(|until| until > now);
        banned.then(|| "<html><body>Error 1015: You are being rate limited</body></html>".to_owned())
    }
}

/// The headers that only a 429 has.
pub(super) fn refusal_headers(rate: &RateRefusal, headers: &mut Vec<(&'static str, String)>) {
    let seconds = rate.header_s.map_or_else(|| whole(rate.retry_after), i64::from);
    headers.push(("retry-after", seconds.to_string()));
    headers.push(("x-ratelimit-scope", rate.scope.to_owned()));
    if rate.scope == "global" {
        headers.push(("x-ratelimit-global", "true".to_owned()));
    }
}

/// Milliseconds and seconds here are far below 2^53.
fn whole(number: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a few hours in milliseconds fit")]
    let whole = number.ceil() as i64;
    whole
}
