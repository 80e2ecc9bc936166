//! Why a rule found nothing, with the numbers that it compared.

use super::{figures::amount, found::ranked_at, glitch::glitch, tried::first};
use crate::{
    domain::watch::{Glitch, Metric, Quiet, Ranked, Rule, WatchSettings},
    text::Words,
};

/// Why a rule of a watch found nothing, as a sentence.
pub(super) fn quiet(words: Words, settings: &WatchSettings, rule: &Rule, quiet: &Quiet) -> String {
    let metric = rule.metric().unwrap_or_else(|| first(settings));
    let shown = |name, value| (name, amount(words, metric, value).into());
    match quiet {
        Quiet::NoReading => words.say("watch-quiet-no-reading"),
        Quiet::Corrected(correction) => glitch(words, &Glitch::TotalFell { metric, correction: *correction }),
        Quiet::FirstReading => words.say("watch-quiet-first"),
        Quiet::TooFewDays { days, needed } => {
            let args = [("days", i64::from(*days).into()), ("needed", i64::from(*needed).into())];
            words.say_with("watch-quiet-few", &args)
        }
        Quiet::BelowFloor { value, floor } => {
            words.say_with("watch-quiet-floor", &[shown("amount", *value), shown("floor", *floor)])
        }
        Quiet::BelowPercent { value, needed, baseline } => {
            let args = [shown("amount", *value), shown("needed", *needed), shown("usual", baseline.expected)];
            words.say_with("watch-quiet-percent", &args)
        }
        Quiet::WithinSpread { value, needed, baseline } => {
            let args = [shown("amount", *value), shown("needed", *needed), shown("usual", baseline.expected)];
            words.say_with("watch-quiet-spread", &args)
        }
        Quiet::NoClimb { climb, needed } => {
            let args = [
                shown("before", climb.before),
                shown("now", climb.now),
                shown("needed", *needed),
                shown("then", climb.then),
                ("day", words.short_day(climb.since).into()),
            ];
            words.say_with("watch-quiet-climb", &args)
        }
        Quiet::SameOrder { mine, theirs } => {
            words.say_with("watch-quiet-same-order", &[shown("mine", *mine), shown("theirs", *theirs)])
        }
        Quiet::NotSilent { days, needed } => {
            let args = [("days", i64::from(*days).into()), ("needed", i64::from(*needed).into())];
            words.say_with("watch-quiet-not-silent", &args)
        }
        Quiet::NeverSold => words.say("watch-quiet-never-sold"),
        Quiet::NotInTop { .. }
        | Quiet::AlreadyInTop { .. }
        | Quiet::RankBeforeUnknown { .. }
        | Quiet::FewPlaces { .. } => of_ranks(words, quiet),
    }
}

fn of_ranks(words: Words, quiet: &Quiet) -> String {
    let ranked = |rank: Ranked| ranked_at(words, rank).into();
    match quiet {
        Quiet::NotInTop { rank, top } => {
            words.say_with("watch-quiet-not-top", &[("rank", ranked(*rank)), ("top", i64::from(*top).into())])
        }
        Quiet::AlreadyInTop { rank, before } => {
            words.say_with("watch-quiet-in-top", &[("rank", (*rank).into()), ("before", (*before).into())])
        }
        Quiet::RankBeforeUnknown { rank } => {
            words.say_with("watch-quiet-before-unknown", &[("rank", (*rank).into())])
        }
        Quiet::FewPlaces { rank, before, needed } => {
            let needed = u32::try_from(*needed).unwrap_or(u32::MAX);
            let args = [
                ("rank", (*rank).into()),
                ("before", ranked(*before)),
                ("places", amount(words, Metric::Rank, needed.into()).into()),
            ];
            words.say_with("watch-quiet-few-places", &args)
        }
        _ => String::new(),
    }
}
