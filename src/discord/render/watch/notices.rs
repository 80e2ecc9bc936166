//! Notices about watches as sentences: what happened, why, and what to do.

use super::{
    super::{escape, notice::both},
    figures::amount,
};
use crate::{
    commands::WatchNotice,
    domain::watch::{BadLimits, BadSettings, Limits, WatchSettings},
    text::Words,
};

/// So many numbers of watches are named.
const NUMBERS: usize = 25;

/// A notice about watches as a sentence.
pub(in super::super) fn sentence(words: Words, notice: &WatchNotice) -> String {
    let typed = |key, typed: &str| words.say_with(key, &[("typed", escape::name_in(typed, TYPED).into())]);
    match notice {
        WatchNotice::Unreadable { typed: text } => typed("watch-unreadable", text),
        WatchNotice::Unknown { typed: text } => typed("watch-unknown", text),
        WatchNotice::Unasked { typed: text } => typed("watch-unasked", text),
        WatchNotice::Settings(bad) => settings(words, *bad),
        WatchNotice::Metrics { typed: text } => typed("watch-bad-metrics", text),
        WatchNotice::TooHigh { floor, best, metric } => {
            let shown = |value| amount(words, *metric, value).into();
            words.say_with("watch-too-high", &[("floor", shown((*floor).into())), ("best", shown(*best))])
        }
        WatchNotice::Watched { number } => {
            words.say_with("watch-watched", &[("number", number.to_string().into())])
        }
        WatchNotice::Full { most } => words.say_with("watch-full", &[("most", i64::from(*most).into())]),
        WatchNotice::NoSuchWatch { typed, numbers } => no_such(words, typed, numbers),
        WatchNotice::Gone => words.say("watch-gone"),
        WatchNotice::ForgottenAlert => words.say("watch-forgotten"),
        WatchNotice::NoDays => words.say("watch-no-days"),
        WatchNotice::BadFile { most } => {
            words.say_with("watch-bad-file", &[("most", most.div_ceil(1000).into())])
        }
        WatchNotice::TooMany { count, most } => {
            words.say_with("watch-too-many", &[("count", (*count).into()), ("most", (*most).into())])
        }
        WatchNotice::NobodyNamed => words.say("watch-nobody-named"),
    }
}

/// The widest that is quoted: a profile's link has room.
const TYPED: usize = 60;

fn settings(words: Words, bad: BadSettings) -> String {
    let most = |key, most: usize| words.say_with(key, &[("most", most.into())]);
    let up_to = |key, number: u32| words.say_with(key, &[("most", i64::from(number).into())]);
    match bad {
        BadSettings::NoMetric => words.say("watch-no-metric"),
        BadSettings::Limits(BadLimits::Percent) => up_to("watch-bad-percent", Limits::MOST_PERCENT),
        BadSettings::Limits(BadLimits::Floor) => up_to("watch-bad-minimum", Limits::MOST_FLOOR),
        BadSettings::Cooldown => up_to("watch-bad-cooldown", WatchSettings::MOST_COOLDOWN_HOURS),
        BadSettings::Top => words.say("watch-bad-top"),
        BadSettings::Rivals => most("watch-bad-rivals", WatchSettings::MOST_RIVALS),
        BadSettings::SilentDays => words.say("watch-bad-silence"),
    }
}

fn no_such(words: Words, typed: &str, numbers: &[u32]) -> String {
    let numbers = numbers.iter().take(NUMBERS).map(|number| format!("`{number}`"));
    match numbers.reduce(|all, one| both(words, "enumeration", all, one)) {
        Some(numbers) => {
            let args = [("typed", escape::typed(typed).into()), ("numbers", numbers.into())];
            words.say_with("watch-no-such", &args)
        }
        None => words.say("watch-none-yet"),
    }
}
