//! Numbers of watches with what they count, and who they are of.

use super::super::{escape, lines};
use crate::{
    domain::{
        Creator, DataDate, Period,
        watch::{Day, Metric},
    },
    text::Words,
};
use chrono::NaiveDate;

/// The widest handle with its `@`.
const COLUMNS: usize = 25;

/// `1,240 units`, `+1.2K followers`, `$73.4K est. GMV`, `12 places`
pub(in super::super) fn amount(words: Words, metric: Metric, value: f64) -> String {
    match metric {
        Metric::Sales => counted(words, "ranking-units", value),
        Metric::Followers => counted(words, "alert-followers", value),
        Metric::Gmv => lines::estimated(words, value),
        Metric::Rank => counted(words, "alert-places", value),
    }
}

fn counted(words: Words, key: &str, value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
    let count = value.round() as i64;
    lines::counted(words, key, count)
}

/// A day's value; of several days that are known only together it says so.
pub(super) fn of_day(words: Words, metric: Metric, day: &Day) -> String {
    let amount = amount(words, metric, day.value);
    if day.days < 2 {
        return amount;
    }
    words.say_with("alert-average", &[("amount", amount.into()), ("days", i64::from(day.days).into())])
}

/// How many times the usual: `4.8`; from ten on without decimals.
pub(super) fn times(words: Words, times: f64) -> String {
    let rounded = if times.abs() < 9.95 { (times * 10.0).round() / 10.0 } else { times.round() };
    words.compact(rounded)
}

/// `50%`
pub(super) fn percent(words: Words, percent: u32) -> String {
    words.count(percent.into()) + "%"
}

/// `Sun, 22 Nov 2026`
pub(super) fn full_day(words: Words, date: NaiveDate) -> String {
    words.period(DataDate::containing(Period::Day, date))
}

/// What a creator is called: the handle, else the name, else the id. Free text: to be escaped.
pub fn called(words: Words, creator: &Creator) -> String {
    let handle = creator.handle.as_ref().map(|handle| format!("@{}", handle.as_str()));
    let name = || creator.name.clone().filter(|name| !escape::is_blank(name));
    let id = || words.say_with("alert-nameless", &[("id", creator.user_id.as_str().into())]);
    handle.or_else(name).unwrap_or_else(id)
}

/// What a creator is called, made harmless.
pub(in super::super) fn who(words: Words, creator: &Creator) -> String {
    escape::name_in(&called(words, creator), COLUMNS)
}

/// The same, linked to the profile where the handle is known: for embeds, since in plain text Discord would show a
/// preview of what a link leads to.
pub(in super::super) fn linked(words: Words, creator: &Creator) -> String {
    let who = who(words, creator);
    match creator.profile() {
        Some(profile) => format!("[{who}]({profile})"),
        None => who,
    }
}
