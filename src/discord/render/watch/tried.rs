//! What a watch would have said.

use super::found::short;
use crate::{
    commands::Tried,
    domain::{
        UserId,
        watch::{Limits, Metric, WatchSettings},
    },
    text::Words,
};

/// So many alerts are named; the others are counted.
const NAMED: usize = 8;
/// Below this part of known days a back-test says little.
const LITTLE: u32 = 2;

/// How often it would have spoken, of what, and how much that says.
pub(super) fn lines(words: Words, tried: &Tried, watched: &UserId) -> Vec<String> {
    let (first, last) = tried.span;
    let span = [("first", words.short_day(first).into()), ("last", words.short_day(last).into())];
    if tried.known == 0 && tried.backtest.alerts.is_empty() {
        return vec![words.say_with("watch-tried-unknown", &span)];
    }
    let alerts = &tried.backtest.alerts;
    let [first, last] = span;
    let mut lines = Vec::new();
    if tried.known.saturating_mul(LITTLE) < tried.backtest.days {
        let args =
            [("days", i64::from(tried.backtest.days).into()), ("known", i64::from(tried.known).into())];
        lines.push(words.say_with("watch-tried-few", &args));
    }
    lines.push(words.say_with("watch-tried-alerts", &[("count", alerts.len().into()), first, last]));
    // The newest are remembered best.
    lines.extend(alerts.iter().rev().take(NAMED).map(|finding| {
        format!("• {} · {}", words.short_day(finding.date()), short(words, finding, watched))
    }));
    let more = alerts.len().saturating_sub(NAMED);
    lines.extend((more > 0).then(|| words.say_with("watch-tried-more", &[("count", more.into())])));
    lines
}

/// What the answer cost.
pub(super) fn credits(words: Words, credits: u32) -> String {
    words.say_with("watch-credits", &[("credits", i64::from(credits).into())])
}

/// `Fetch the missing days (3 credits)`
pub(super) fn backfill(words: Words, credits: u32) -> String {
    words.say_with("watch-button-backfill", &[("credits", i64::from(credits).into())])
}

/// `Use +75%: about once a week`; with the minimum where that would change, too.
pub(super) fn suggested(words: Words, settings: &WatchSettings, limits: Limits) -> String {
    let percent = ("percent", super::figures::percent(words, limits.percent()).into());
    let metric = first(settings);
    if settings.limits(metric).floor() == limits.floor() {
        return words.say_with("watch-button-suggested", &[percent]);
    }
    let floor = super::figures::amount(words, metric, limits.floor().into());
    words.say_with("watch-button-suggested-floor", &[percent, ("floor", floor.into())])
}

/// The metric that suggestions are for.
pub(super) fn first(settings: &WatchSettings) -> Metric {
    let first = settings.metrics.iter().find(|metric| **metric != Metric::Rank);
    first.copied().unwrap_or(Metric::Rank)
}
