//! What can be chosen while one types.

use super::board as boards;
use crate::{
    commands::Choice,
    domain::{
        Board, Creator, DataDate, Firing, Period, Schedule, Timing,
        table::{Named, Table},
    },
    text::{Words, choices::Entry},
};

/// A choice as it is offered.
pub(in super::super) fn choice(words: Words, choice: Choice) -> Entry {
    match choice {
        Choice::Region(region) => named(words, region),
        Choice::Category(category) => named(words, category),
        Choice::Product(product) => named(words, product),
        Choice::All => exact("all".to_owned(), words.say("board-choice-all"), Vec::new()),
        Choice::Date { date, newest, found_by } => self::date(words, date, newest, found_by),
        Choice::Board { board, channel } => {
            let label = self::board(words, &board, channel.as_deref());
            exact(board.number.to_string(), label, Vec::new())
        }
        Choice::Zone { zone, now } => {
            let city = zone.city().replace('_', " ");
            let value = zone.name().to_owned();
            Entry { value, label: words.zone(zone, now), words: vec![city], may_be_like: true }
        }
        Choice::Time { time, typed } => {
            let time = time.format("%H:%M").to_string();
            exact(time.clone(), time, typed.into_iter().collect())
        }
        Choice::Days { days, typed } => {
            let label = format!("{} · {}", days.word(), words.days(days));
            exact(days.word(), label, typed.into_iter().collect())
        }
        Choice::Cron { cron, schedule, next } => {
            let label = format!("{cron} · {}", meaning(words, &schedule, next.as_ref()));
            exact(cron, label, Vec::new())
        }
        Choice::Creator(creator) => self::creator(creator),
        Choice::Watch(watch) => {
            let label = format!(
                "#{} · {} · {}",
                watch.number,
                named_creator(&watch.creator),
                watch.settings.region.key()
            );
            exact(watch.number.to_string(), label, Vec::new())
        }
        Choice::Metrics(metrics) => {
            let value = metrics.iter().map(|metric| metric.word()).collect::<Vec<_>>().join(",");
            let names = metrics.iter().map(|metric| words.say(&format!("watch-metric-{}", metric.word())));
            exact(value, names.collect::<Vec<_>>().join(" + "), Vec::new())
        }
    }
}

/// A creator by handle, or by id where none is known; found by the name, too.
fn creator(creator: Creator) -> Entry {
    let region = creator.region.map(|region| format!(" · {}", region.key())).unwrap_or_default();
    let label = format!("{}{region}", named_creator(&creator));
    let handle = creator.handle.as_ref().map(|handle| format!("@{}", handle.as_str()));
    let value = handle.unwrap_or_else(|| creator.user_id.as_str().to_owned());
    Entry { value, label, words: creator.name.into_iter().collect(), may_be_like: true }
}

/// `@handle · Name`
fn named_creator(creator: &Creator) -> String {
    let handle = creator.handle.as_ref().map(|handle| format!("@{}", handle.as_str()));
    let handle = handle.unwrap_or_else(|| creator.user_id.as_str().to_owned());
    match &creator.name {
        Some(name) => format!("{handle} · {name}"),
        None => handle,
    }
}

/// What is merely like a date, a time or a number is another one.
const fn exact(value: String, label: String, words: Vec<String>) -> Entry {
    Entry { value, label, words, may_be_like: false }
}

fn named<T: Table>(words: Words, named: Named<T>) -> Entry {
    let (key, name) = (named.key(), named.name(words.language()));
    let label = if key == name { name.to_owned() } else { format!("{key} · {name}") };
    let words = named.words().map(str::to_owned).collect();
    Entry { value: key.to_owned(), label, words, may_be_like: true }
}

fn date(words: Words, date: DataDate, newest: bool, found_by: Vec<String>) -> Entry {
    let first = date.first().to_string();
    let key = match date.period() {
        _ if !newest => "ranking-date",
        Period::Day => "ranking-date-yesterday",
        Period::Week => "ranking-date-last-week",
        Period::Month => "ranking-date-last-month",
    };
    let args = [("first", first.as_str().into()), ("period", words.period(date).into())];
    exact(first.clone(), words.say_with(key, &args), found_by)
}

/// `3 · United States · units sold · daily · #rankings`
fn board(words: Words, board: &Board, channel: Option<&str>) -> String {
    let place = channel.map(|name| format!(" · #{name}")).unwrap_or_default();
    format!("{} · {}{place}", board.number, boards::what(words, &board.settings))
}

/// What an expression means: its days, or when it comes next.
fn meaning(words: Words, schedule: &Schedule, next: Option<&Firing>) -> String {
    match (&schedule.timing, next) {
        (Timing::Cron(cron), Some(next)) if cron.days().is_none() => {
            words.say_with("board-list-next", &[("when", words.firing(next, schedule.zone).into())])
        }
        _ => words.schedule(schedule),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cron, Language, Zone, schedule::time_of_day};
    use chrono::{DateTime, Utc};

    fn label(choice: Choice) -> [String; 2] {
        Language::ALL.map(|language| super::choice(Words::new(language), choice.clone()).label)
    }

    #[test]
    fn labels_say_what_they_mean() {
        let zone = Zone::parse("Asia/Shanghai").unwrap();
        let now: DateTime<Utc> = "2026-11-23T12:00:00Z".parse().unwrap();
        assert_eq!(label(Choice::Zone { zone, now })[0], "Asia/Shanghai (UTC+8)");
        let time = time_of_day("9:30").unwrap();
        assert_eq!(label(Choice::Time { time, typed: None }), ["09:30", "09:30"]);
        let cron = |text: &str| {
            let schedule = Schedule { timing: Timing::Cron(Cron::parse(text).unwrap()), zone };
            label(Choice::Cron { next: schedule.next(now, None), schedule, cron: text.to_owned() })
        };
        assert_eq!(
            cron("0 9 * * 1-5"),
            [
                "0 9 * * 1-5 · on weekdays at 09:00, Asia/Shanghai",
                "0 9 * * 1-5 · 工作日 09:00，Asia/Shanghai"
            ]
        );
        assert_eq!(cron("0 9 1 * *")[0], "0 9 1 * * · next Tue, 1 Dec 2026 09:00 (UTC+8)");
    }
}
