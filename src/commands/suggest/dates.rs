//! Data dates that can be typed.

use super::{
    super::{Args, ranking::NEWEST},
    Choice,
};
use crate::domain::{DataDate, Period, period::EARLIEST};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// How many data dates are offered before any is typed: two weeks, a quarter, a year.
const fn count(period: Period) -> usize {
    match period {
        Period::Day => 14,
        Period::Week => 13,
        Period::Month => 12,
    }
}

/// The newest data dates, and those that the typed text means.
pub(super) fn dates(args: &Args, now: DateTime<Utc>) -> Vec<Choice> {
    let period = args.text("period").and_then(Period::of_word).unwrap_or_default();
    let typed = args.text("date").unwrap_or_default();
    let newest = DataDate::newest_closed(period, now);
    let mut dates: Vec<_> =
        std::iter::successors(Some(newest), |date| Some(date.previous())).take(count(period)).collect();
    let meant = meant(typed, newest);
    let further: Vec<_> = meant.iter().copied().filter(|date| !dates.contains(date)).collect();
    dates.extend(further);
    let choice = |date| {
        let typed = meant.contains(&date).then_some(typed);
        let words = period.last_words().iter().chain(&NEWEST).copied().filter(|_| date == newest);
        Choice::Date {
            date,
            newest: date == newest,
            found_by: typed.into_iter().chain(words).map(str::to_owned).collect(),
        }
    };
    dates.into_iter().map(choice).collect()
}

/// The periods that a date (`2026-09-14`) or a month (`2026-09`) means, in any way of writing it: the one in
/// which the date lies, those that begin in the month; the newest first, none that isn't over.
fn meant(typed: &str, newest: DataDate) -> Vec<DataDate> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_written = typed.chars().all(|char| char.is_ascii_digit() || "-/.".contains(char));
    let day = |digits: &str| NaiveDate::parse_from_str(digits, "%Y%m%d").ok().filter(|_| is_written);
    let containing = |date| DataDate::containing(newest.period(), date);
    let can_be = |date: &DataDate| (EARLIEST..=newest.first()).contains(&date.first());
    match (digits.len(), typed.len()) {
        (8, 8 | 10) => day(&digits).map(containing).filter(can_be).into_iter().collect(),
        (6, 6 | 7) => {
            let Some(first) = day(&format!("{digits}01")) else { return Vec::new() };
            let mut begun: Vec<_> = std::iter::successors(Some(containing(first)), |date| Some(date.next()))
                .skip_while(|date| date.first() < first)
                .take_while(|date| date.first().month() == first.month())
                .filter(can_be)
                .collect();
            begun.reverse();
            begun
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::Value, *};

    fn further(period: &str, typed: &str) -> Vec<String> {
        let option = |(name, value): (&str, &str)| (name.to_owned(), Value::Text(value.to_owned()));
        let args = [("period", period), ("date", typed)].into_iter().map(option).collect();
        let now = "2026-11-23T12:00:00Z".parse().unwrap();
        let found = |choice| match choice {
            Choice::Date { date, found_by, .. } if found_by.contains(&typed.to_owned()) => Some(date),
            _ => None,
        };
        let dates = super::dates(&args, now).into_iter().filter_map(found);
        dates.map(|date| date.first().to_string()).collect()
    }

    #[test]
    fn a_typed_date_is_offered_as_the_period_in_which_it_lies() {
        for typed in ["2026-03-04", "2026/03/04", "20260304"] {
            assert_eq!(further("day", typed), ["2026-03-04"]);
            assert_eq!(further("week", typed), ["2026-03-02"]);
            assert_eq!(further("month", typed), ["2026-03-01"]);
        }
        assert_eq!(further("week", "2026-11-18"), ["2026-11-16"], "it is listed already");
        for typed in ["2026-11-23", "2019-01-01", "2026-13-01", "20260304x", "99999999", "2026-3-4", "é"] {
            assert!(further("day", typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn a_typed_month_offers_what_begins_in_it() {
        let days = further("day", "2026-09");
        assert_eq!((days.len(), days[0].as_str(), days[29].as_str()), (30, "2026-09-30", "2026-09-01"));
        assert_eq!(further("week", "202609"), ["2026-09-28", "2026-09-21", "2026-09-14", "2026-09-07"]);
        assert_eq!(further("month", "2026/09"), ["2026-09-01"]);
        assert_eq!(further("day", "2026-11").len(), 22, "what is over");
        assert!(further("month", "2026-11").is_empty());
    }

    #[test]
    fn words_find_the_newest() {
        for (period, typed) in
            [("day", "yesterday"), ("week", "上周"), ("month", "last month"), ("day", "最新")]
        {
            assert_eq!(further(period, typed).len(), 1, "{typed}");
        }
        assert!(further("day", "last week").is_empty());
    }
}
