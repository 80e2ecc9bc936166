//! Discord's rate-limit headers.

use reqwest::header::HeaderMap;
use std::{str::FromStr, time::Duration};

/// No wait that Discord names is taken for longer than a day.
const LONGEST: f64 = 86_400.0;

/// What an answer's `X-RateLimit-…` headers say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct RateHeaders {
    pub(in super::super) bucket: Option<String>,
    pub(in super::super) limit: Option<u32>,
    pub(in super::super) remaining: Option<u32>,
    pub(in super::super) reset_after: Option<Duration>,
    pub(in super::super) retry_after: Option<Duration>,
    pub(in super::super) scope: Option<String>,
    pub(in super::super) global: bool,
    /// Whether the answer passed Discord's own servers.
    pub(in super::super) via: bool,
}

impl RateHeaders {
    pub(in super::super) fn read(headers: &HeaderMap) -> Self {
        Self {
            bucket: text(headers, "x-ratelimit-bucket").map(|name| name.chars().take(64).collect()),
            limit: number(headers, "x-ratelimit-limit"),
            remaining: number(headers, "x-ratelimit-remaining"),
            reset_after: number(headers, "x-ratelimit-reset-after").and_then(seconds),
            retry_after: number(headers, "retry-after").and_then(seconds),
            scope: text(headers, "x-ratelimit-scope").map(str::to_owned),
            global: text(headers, "x-ratelimit-global") == Some("true"),
            via: headers.contains_key("via"),
        }
    }
}

/// A wait in seconds, if it is one.
pub(in super::super) fn seconds(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds.min(LONGEST)).ok()
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn number<T: FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    text(headers, name)?.trim().parse().ok()
}
