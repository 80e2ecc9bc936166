//! Five-field cron expressions: `0 9 * * 1-5`. The crate reads the fields, which it wants with seconds in front; days
//! of the week, which it counts in its own way, are written as names before. As in every crontab, the two day
//! fields together mean either of them.

use super::days::{self, Days};
use chrono::{Datelike, NaiveDate, NaiveTime};
use cron::{Schedule as Fields, TimeUnitSpec};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A cron expression of five fields that fires at most once a local date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cron {
    text: String,
    time: NaiveTime,
    /// Bits by the numbers of months and days.
    months: u16,
    days_of_month: u32,
    days_of_week: Days,
    /// Whether a date needs only one of its two days to fit: where both fields are restricted.
    either: bool,
}

/// Why an expression is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCron {
    /// It isn't five fields that can be read.
    Unreadable,
    /// It fires more than once on a date.
    TooOften,
    /// It never fires.
    Never,
}

/// No longer expression is looked at.
const LONGEST: usize = 100;
const NAMES: [&str; 7] = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
/// 29 February comes again within eight years; with a year of each kind around them.
const FIRST: NaiveDate = match NaiveDate::from_ymd_opt(2024, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};
const DATES: usize = 366 * 9;

impl Cron {
    /// Reads an expression.
    ///
    /// # Errors
    /// [`BadCron`]
    pub fn parse(typed: &str) -> Result<Self, BadCron> {
        let parts: Vec<&str> = typed.split_whitespace().collect();
        let [minute, hour, day, month, weekday] = parts[..] else { return Err(BadCron::Unreadable) };
        if typed.len() > LONGEST {
            return Err(BadCron::Unreadable);
        }
        let days_of_week = weekdays(weekday).ok_or(BadCron::Unreadable)?;
        let days_of_week = Days::try_from(days_of_week).map_err(|_| BadCron::Unreadable)?;
        let names: Vec<&str> =
            days_of_week.iter().map(|day| NAMES[day.num_days_from_monday() as usize]).collect();
        let fields = format!("0 {minute} {hour} {day} {month} {}", names.join(","));
        let fields = Fields::from_str(&fields).map_err(|_| BadCron::Unreadable)?;
        let bits = |spec: &dyn Fn(u32) -> bool, last: u32| {
            (1..=last).filter(|number| spec(*number)).fold(0_u32, |bits, number| bits | 1 << number)
        };
        let (minutes, hours) = (fields.minutes(), fields.hours());
        let (Some(minute), Some(hour)) = (minutes.iter().next(), hours.iter().next()) else {
            return Err(BadCron::Unreadable);
        };
        if minutes.count() > 1 || hours.count() > 1 {
            return Err(BadCron::TooOften);
        }
        let months = bits(&|number| fields.months().includes(number), 12);
        let cron = Self {
            text: parts.join(" "),
            time: NaiveTime::from_hms_opt(hour, minute, 0).ok_or(BadCron::Unreadable)?,
            months: u16::try_from(months).map_err(|_| BadCron::Unreadable)?,
            days_of_month: bits(&|number| fields.days_of_month().includes(number), 31),
            days_of_week,
            either: !is_any(day) && !is_any(weekday),
        };
        if FIRST.iter_days().take(DATES).any(|date| cron.fires_on(date)) {
            Ok(cron)
        } else {
            Err(BadCron::Never)
        }
    }

    /// The five fields.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The time of day at which it fires.
    pub fn time(&self) -> NaiveTime {
        self.time
    }

    /// Whether it fires on a date.
    pub fn fires_on(&self, date: NaiveDate) -> bool {
        let of_month = self.days_of_month & (1 << date.day()) != 0;
        let of_week = self.days_of_week.contains(date.weekday());
        let of_day = if self.either { of_month || of_week } else { of_month && of_week };
        self.months & (1 << date.month()) != 0 && of_day
    }

    /// The days of the week on which it fires, where nothing else restricts it.
    pub fn days(&self) -> Option<Days> {
        let every_date = self.months == 0b1_1111_1111_1110 && self.days_of_month == u32::MAX - 1;
        (every_date && !self.either).then_some(self.days_of_week)
    }
}

/// Whether a day field leaves the day to the other one, as crontab has it: a star, with or without steps.
fn is_any(field: &str) -> bool {
    field.starts_with(['*', '?'])
}

/// The bits of a field of weekdays: numbers from Sunday, 0 or 7, names, ranges also over the week's end, steps.
fn weekdays(field: &str) -> Option<u8> {
    let day = |text: &str| match text.parse::<u32>() {
        Ok(number @ 0..=7) => Some((number + 6) % 7),
        Ok(_) => None,
        Err(_) => days::day(&text.to_lowercase()),
    };
    let mut bits = 0;
    for item in field.split(',') {
        let (base, step) = match item.split_once('/') {
            Some((base, step)) => (base, step.parse().ok().filter(|step| (1..=7).contains(step))?),
            None => (item, 1),
        };
        let (first, count) = match (base, base.split_once('-')) {
            ("*" | "?", _) => (6, 7),
            (_, Some((first, last))) => {
                let (first, last) = (day(first)?, day(last)?);
                (first, (last + 7 - first) % 7 + 1)
            }
            (one, None) => (day(one)?, 1),
        };
        bits |= (0..count).step_by(step).fold(0, |bits, add| bits | 1 << ((first + add) % 7));
    }
    Some(bits)
}

impl TryFrom<String> for Cron {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a cron expression of ours")
    }
}

impl From<Cron> for String {
    fn from(cron: Cron) -> Self {
        cron.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(expression: &str, from: &str, count: usize) -> Vec<String> {
        let cron = Cron::parse(expression).unwrap_or_else(|why| panic!("{expression}: {why:?}"));
        let from: NaiveDate = from.parse().unwrap();
        from.iter_days()
            .filter(|date| cron.fires_on(*date))
            .take(count)
            .map(|date| date.to_string())
            .collect()
    }

    #[test]
    fn weekdays_are_counted_as_crontab_does() {
        // 2026-11-23 is a Monday.
        for (expression, expected) in [
            ("0 9 * * 1", ["2026-11-23", "2026-11-30"]),
            ("0 9 * * 0", ["2026-11-29", "2026-12-06"]),
            ("0 9 * * 7", ["2026-11-29", "2026-12-06"]),
            ("0 9 * * sun", ["2026-11-29", "2026-12-06"]),
            ("0 9 * * 6-1", ["2026-11-23", "2026-11-28"]),
            ("0 9 * * Mon,THU", ["2026-11-23", "2026-11-26"]),
            ("0 9 * * 1-5/2", ["2026-11-23", "2026-11-25"]),
            ("0 9 1 * *", ["2026-12-01", "2027-01-01"]),
            ("0 9 * jan *", ["2027-01-01", "2027-01-02"]),
            ("0 9 29 2 *", ["2028-02-29", "2032-02-29"]),
            ("30 6 */15 * *", ["2026-12-01", "2026-12-16"]),
        ] {
            assert_eq!(dates(expression, "2026-11-23", 2), expected, "{expression}");
        }
    }

    #[test]
    fn both_day_fields_mean_either_of_them() {
        assert_eq!(
            dates("0 9 1,25 * 1", "2026-11-23", 5),
            ["2026-11-23", "2026-11-25", "2026-11-30", "2026-12-01", "2026-12-07"]
        );
        // A field that begins with a star leaves the day to the other one.
        assert_eq!(dates("0 9 */2 * 1", "2026-11-23", 2), ["2026-11-23", "2026-12-07"]);
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_the_reason() {
        for (expression, why) in [
            ("", BadCron::Unreadable),
            ("every day", BadCron::Unreadable),
            ("0 9 * *", BadCron::Unreadable),
            ("0 0 9 * * *", BadCron::Unreadable),
            ("@daily", BadCron::Unreadable),
            ("60 9 * * *", BadCron::Unreadable),
            ("0 24 * * *", BadCron::Unreadable),
            ("0 9 * * 8", BadCron::Unreadable),
            ("0 9 * * 1-", BadCron::Unreadable),
            ("0 9 L * *", BadCron::Unreadable),
            ("0 9 * * 5#2", BadCron::Unreadable),
            ("*/5 * * * *", BadCron::TooOften),
            ("0 9,21 * * *", BadCron::TooOften),
            ("0 */12 * * *", BadCron::TooOften),
            ("0-59 9 * * *", BadCron::TooOften),
            ("0 9 30 2 *", BadCron::Never),
            ("0 9 31 4,6 *", BadCron::Never),
        ] {
            assert_eq!(Cron::parse(expression), Err(why), "{expression}");
        }
        assert_eq!(Cron::parse(&format!("0 9 * * {}", "1,".repeat(80))), Err(BadCron::Unreadable));
    }

    #[test]
    fn an_expression_is_kept_as_it_was_typed() {
        let cron = Cron::parse("  05 9  * *  1-5 ").unwrap();
        assert_eq!((cron.as_str(), cron.time().to_string()), ("05 9 * * 1-5", "09:05:00".to_owned()));
        assert_eq!(cron.days(), Some(Days::WEEKDAYS));
        assert_eq!(Cron::parse("0 9 1 * *").unwrap().days(), None);
        assert_eq!(serde_json::from_str::<Cron>(&serde_json::to_string(&cron).unwrap()).unwrap(), cron);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_does_no_harm(typed in "[0-9*/,LW#a-z -]{0,40}|.{0,40}") {
            let _ = Cron::parse(&typed);
        }
    }
}
