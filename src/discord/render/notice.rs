//! Notices in words.

use super::escape;
use crate::{
    commands::{COMMANDS, Ceiling, Failure, Notice, Refusal, Spec},
    domain::{DataDate, Period, Unknown, table::Table},
    text::{Arg, Words},
};
use chrono::{DateTime, Utc};

/// A notice as a sentence for its reader; `when` writes a moment as the surface shows it best.
pub fn sentence(words: Words, notice: &Notice, when: impl Fn(DateTime<Utc>) -> String) -> String {
    let day = |date: &DataDate| Arg::from(date.first().to_string());
    match notice {
        Notice::UnknownRegion(unknown) => unknown_entry(words, "notice-unknown-region", unknown),
        Notice::UnknownCategory(unknown) => unknown_entry(words, "notice-unknown-category", unknown),
        Notice::UnknownProduct(unknown) => unknown_entry(words, "notice-unknown-product", unknown),
        Notice::UnknownWord { option, typed, allowed } => {
            let allowed = allowed.iter().map(|word| format!("`{word}`"));
            let allowed = allowed.reduce(|all, word| both(words, "enumeration", all, word));
            let args = [
                ("option", self::option(words, option).into()),
                ("typed", escape::typed(typed).into()),
                ("allowed", allowed.unwrap_or_default().into()),
            ];
            words.say_with("notice-unknown-word", &args)
        }
        Notice::OutOfRange { option, least, most } => {
            let option = self::option(words, option);
            let args = [("option", option.into()), ("least", (*least).into()), ("most", (*most).into())];
            words.say_with("notice-out-of-range", &args)
        }
        Notice::BadDate { typed, example } => words.say_with(
            "notice-bad-date",
            &[("typed", escape::typed(typed).into()), ("example", day(example))],
        ),
        Notice::TooEarly { year, newest } => {
            let args = [("year", year.to_string().into()), ("newest", day(newest))];
            words.say_with("notice-too-early", &args)
        }
        Notice::Misaligned { nearest } => {
            let key = if nearest.period() == Period::Week {
                "notice-misaligned-week"
            } else {
                "notice-misaligned-month"
            };
            words.say_with(key, &[("nearest", day(nearest))])
        }
        Notice::NotClosed { asked, newest } => {
            let key = match asked.period() {
                Period::Day => "notice-not-closed-day",
                Period::Week => "notice-not-closed-week",
                Period::Month => "notice-not-closed-month",
            };
            words.say_with(key, &[("asked", words.period(*asked).into()), ("newest", day(newest))])
        }
        Notice::NoSuchPage { pages } => words.say_with("notice-no-such-page", &[("pages", (*pages).into())]),
        Notice::NoSuchCreator => words.say("notice-no-such-creator"),
        Notice::Refused(refusal) => refused(words, refusal, when),
        Notice::Watch(notice) => super::watch::sentence(words, notice),
        Notice::UnknownButton => words.say("notice-unknown-button"),
        Notice::UnknownCommand => words.say("notice-unknown-command"),
        Notice::Stopping => words.say("notice-stopping"),
        Notice::OurFault { id } => words.say_with("notice-our-fault", &[("id", id.as_str().into())]),
        other => super::board::sentence(words, other).unwrap_or_default(),
    }
}

/// Why the numbers can't be had, without what to do about it.
pub(super) fn reason(words: Words, refusal: &Refusal) -> String {
    words.say(match refusal {
        Refusal::Source { failure, .. } => match failure {
            Failure::Unreachable => "notice-source-unreachable",
            Failure::Lost => "notice-source-lost",
            Failure::Unreadable => "notice-source-unreadable",
            Failure::BadRequest => "notice-source-bad-request",
            Failure::KeyRefused => "notice-source-key-refused",
            Failure::OutOfCredits => "notice-source-out-of-credits",
            Failure::TooFast => "notice-source-too-fast",
            Failure::Server => "notice-source-server",
        },
        Refusal::Ceiling { ceiling, .. } => match ceiling {
            Ceiling::Day => "notice-ceiling-day",
            Ceiling::Month => "notice-ceiling-month",
            Ceiling::Asking => "notice-ceiling-asking",
            Ceiling::Server => "notice-ceiling-server",
            Ceiling::Person => "notice-ceiling-person",
        },
        Refusal::Empty { .. } => "notice-empty",
        Refusal::FilterIgnored => "notice-filter-ignored",
        Refusal::Busy { .. } => "notice-busy",
        Refusal::Stopped => "notice-stopped",
        Refusal::Store => "notice-store",
    })
}

fn refused(words: Words, refusal: &Refusal, when: impl Fn(DateTime<Utc>) -> String) -> String {
    let retry = |moment: DateTime<Utc>| words.say_with("notice-retry-at", &[("when", when(moment).into())]);
    let what_to_do = match refusal {
        Refusal::Source {
            failure: Failure::KeyRefused | Failure::OutOfCredits | Failure::BadRequest,
            ..
        } => words.say("notice-stored-free"),
        Refusal::Source { retry_at: Some(moment), .. } => retry(*moment),
        Refusal::Busy { retry_at } => retry(*retry_at),
        Refusal::Source { retry_at: None, .. } | Refusal::Stopped | Refusal::Store => {
            words.say("notice-retry-later")
        }
        Refusal::Ceiling { resets_at, .. } => {
            both(words, "sentences", retry(*resets_at), words.say("notice-stored-free"))
        }
        Refusal::Empty { newest: Some(newest) } => {
            return words.say_with("notice-empty-newest", &[("newest", newest.first().to_string().into())]);
        }
        Refusal::Empty { newest: None } => words.say("notice-empty-try"),
        Refusal::FilterIgnored => return reason(words, refusal),
    };
    both(words, "sentences", reason(words, refusal), what_to_do)
}

/// What an option is called in the reader's client. What boards share with `/ranking` is called alike.
fn option(words: Words, option: &str) -> String {
    let takes = |spec: &&Spec| {
        let below = spec.subcommands.iter().flat_map(|below| below.options);
        spec.options.iter().chain(below).any(|known| known.name == option)
    };
    let command = COMMANDS.iter().find(takes).map_or("board", |spec| spec.name);
    words.say(&format!("{command}-option-{option}"))
}

/// Two texts, one after the other: what stands between them differs by language.
pub(super) fn both(words: Words, key: &str, one: String, two: String) -> String {
    words.say_with(key, &[("one", one.into()), ("two", two.into())])
}

fn unknown_entry<T: Table>(words: Words, key: &'static str, unknown: &Unknown<T>) -> String {
    let typed = ("typed", Arg::from(escape::typed(&unknown.typed)));
    match unknown.nearest {
        Some(named) => {
            let entry = match (named.key(), named.name(words.language())) {
                (key, name) if key == name => format!("`{key}`"),
                (key, name) => format!("`{key}` · {name}"),
            };
            words.say_with(key, &[typed, ("entry", entry.into())])
        }
        None => words.say_with(&format!("{key}-far"), &[typed]),
    }
}
