//! What is set of a watch, in a line or two.

use super::figures::{amount, percent};
use super::picture::by;
use crate::{
    domain::{
        Creator, UserId,
        watch::{Metric, Rule, WatchSettings},
    },
    text::Words,
};

/// What counts from where on, in which market; and how often, with whom, for whom.
pub(super) fn manner(words: Words, settings: &WatchSettings) -> [String; 2] {
    let counts = settings.metrics.iter().map(|metric| counted(words, settings, *metric));
    let region = settings.region.name(words.language()).to_owned();
    let what = std::iter::once(region).chain(counts).collect::<Vec<_>>().join(" · ");
    let hours = [("hours", i64::from(settings.cooldown_hours).into())];
    let mut how = vec![words.say_with("watch-cooldown", &hours)];
    if !settings.rivals.is_empty() {
        how.push(words.say_with("watch-rivals", &[("count", settings.rivals.len().into())]));
    }
    how.extend(
        settings.silent_days.map(|days| words.say_with("watch-silence", &[("days", i64::from(days).into())])),
    );
    how.extend(settings.mention.map(|role| {
        let role = format!("<@&{role}>");
        words.say_with("watch-mentions", &[("role", role.into())])
    }));
    [what, how.join(" · ")]
}

/// `units sold (+50%, at least 50 units)`
fn counted(words: Words, settings: &WatchSettings, metric: Metric) -> String {
    let limits = settings.limits(metric);
    let percent = ("percent", percent(words, limits.percent()).into());
    let floor = ("floor", amount(words, metric, limits.floor().into()).into());
    match metric {
        Metric::Rank => {
            words.say_with("watch-counts-rank", &[percent, floor, ("top", i64::from(settings.top).into())])
        }
        metric => words.say_with("watch-counts", &[percent, floor, ("metric", words.say(by(metric)).into())]),
    }
}

/// What a watch counts, in few words: `units sold, rank`.
pub(super) fn metrics(words: Words, settings: &WatchSettings) -> String {
    let names = settings.metrics.iter().map(|metric| words.say(by(*metric)));
    let both = |one, two| super::super::notice::both(words, "enumeration", one, two);
    names.reduce(both).unwrap_or_default()
}

/// A rule, as something that can be told of: `a jump in units sold`.
pub(super) fn rule(words: Words, settings: &WatchSettings, rule: &Rule) -> String {
    let of = |key, metric: &Metric| words.say_with(key, &[("metric", metric.word().into())]);
    match rule {
        Rule::Spike(metric) => of("watch-rule-spike", metric),
        Rule::Climb(metric) => of("watch-rule-climb", metric),
        Rule::EnteredTop => words.say_with("watch-rule-top", &[("top", i64::from(settings.top).into())]),
        Rule::RankJump => words.say("watch-rule-rank"),
        Rule::Overtaken(rival) => {
            words.say_with("watch-rule-overtaken", &[("whom", by_id(words, rival).into())])
        }
        Rule::FellSilent => words.say("watch-rule-silent"),
    }
}

/// A creator of whom only the id is at hand.
fn by_id(words: Words, user_id: &UserId) -> String {
    let creator = Creator { user_id: user_id.clone(), handle: None, name: None, region: None };
    super::who(words, &creator)
}
