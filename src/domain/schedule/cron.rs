//! Five-field cron expressions: `0 9 * * 1-5`. The crate reads the fields, which it wants with seconds in front, but
//! for the days of the week, which it counts in its own way. As in every crontab, the two day fields together mean
//! either of them.

use super::{Days, days, typed::plain};
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use cron::{Schedule as Fields, TimeUnitSpec};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A cron expression of five fields that fires at most once a local date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cron {
    text: String,
    time: NaiveTime,
    months: Numbers,
    days_of_month: Numbers,
    days_of_week: Days,
    /// Whether a date needs only one of its two days to fit: where both fields are restricted.
    either: bool,
}

/// Numbers from 1 to 31, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Numbers(u32);

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
        let text = plain(typed).ok_or(BadCron::Unreadable)?;
        let parts: Vec<&str> = text.split(' ').collect();
        let [minute, hour, day, month, weekday] = parts[..] else { return Err(BadCron::Unreadable) };
        let days_of_week = weekdays(weekday).ok_or(BadCron::Unreadable)?;
        let fields = format!("0 {minute} {hour} {day} {month} *");
        let fields = Fields::from_str(&fields).map_err(|_| BadCron::Unreadable)?;
        let (Some(hour), Some(minute)) = (once(fields.hours()), once(fields.minutes())) else {
            return Err(BadCron::TooOften);
        };
        let mut cron = Self {
            time: NaiveTime::from_hms_opt(hour, minute, 0).ok_or(BadCron::Unreadable)?,
            months: Numbers::of(fields.months()),
            days_of_month: Numbers::of(fields.days_of_month()),
            days_of_week,
            either: !is_any(day) && !is_any(weekday),
            text,
        };
        if cron.either && (cron.days_of_month == Numbers::DAYS || days_of_week == Days::ALL) {
            (cron.days_of_month, cron.days_of_week, cron.either) = (Numbers::DAYS, Days::ALL, false);
        }
        if FIRST.iter_days().take(DATES).any(|date| cron.fires_on(date)) {
            Ok(cron)
        } else {
            Err(BadCron::Never)
        }
    }

    /// The five fields, in lower case, with single spaces.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The time of day at which it fires.
    pub fn time(&self) -> NaiveTime {
        self.time
    }

    /// Whether it fires on a date.
    pub fn fires_on(&self, date: NaiveDate) -> bool {
        let of_month = self.days_of_month.contains(date.day());
        let of_week = self.days_of_week.contains(date.weekday());
        let of_day = if self.either { of_month || of_week } else { of_month && of_week };
        self.months.contains(date.month()) && of_day
    }

    /// The days of the week on which it fires, where nothing else restricts it.
    pub fn days(&self) -> Option<Days> {
        let only = self.days_of_month().is_none() && self.months().is_none();
        only.then_some(self.days_of_week)
    }

    /// The days of the month that it names; none: all.
    pub fn days_of_month(&self) -> Option<Vec<u32>> {
        (self.days_of_month != Numbers::DAYS).then(|| self.days_of_month.iter().collect())
    }

    /// The days of the week that it names; none: all.
    pub fn days_of_week(&self) -> Option<Days> {
        Some(self.days_of_week).filter(|days| *days != Days::ALL)
    }

    /// The months in which it fires; none: all.
    pub fn months(&self) -> Option<Vec<u32>> {
        (self.months != Numbers::MONTHS).then(|| self.months.iter().collect())
    }

    /// Whether it fires on either of the days that it names, rather than where both meet.
    pub fn is_either(&self) -> bool {
        self.either
    }
}

impl Numbers {
    const MONTHS: Self = Self(0b1_1111_1111_1110);
    const DAYS: Self = Self(u32::MAX - 1);

    fn of(field: &impl TimeUnitSpec) -> Self {
        Self(field.iter().fold(0, |bits, number| bits | 1 << number))
    }

    fn contains(self, number: u32) -> bool {
        self.0 & (1 << number) != 0
    }

    fn iter(self) -> impl Iterator<Item = u32> {
        (1..u32::BITS).filter(move |number| self.contains(*number))
    }
}

/// The number of a field that has only one.
fn once(field: &impl TimeUnitSpec) -> Option<u32> {
    field.iter().next().filter(|_| field.count() == 1)
}

/// Whether a day field leaves the day to the other one, as crontab has it: a star, with or without steps.
fn is_any(field: &str) -> bool {
    field.starts_with(['*', '?'])
}

/// The days of a field of weekdays: numbers from Sunday, 0 or 7, names, ranges also over the week's end, steps.
fn weekdays(field: &str) -> Option<Days> {
    let mut parts = field.split(',').map(weekdays_of_part);
    let bits = parts.try_fold(0, |bits, days| Some(bits | days?))?;
    Days::try_from(bits).ok()
}

fn weekdays_of_part(part: &str) -> Option<u8> {
    let (range, step) = match part.split_once('/') {
        Some((range, step)) => (range, Some(step.parse().ok().filter(|step| (1..=7).contains(step))?)),
        None => (part, None),
    };
    let (from, to) = match (range, range.split_once('-')) {
        // From Sunday to Sunday is a week, not a day.
        ("*" | "?" | "0-7", _) => (Weekday::Sun, Weekday::Sat),
        (_, Some((from, to))) => (weekday(from)?, weekday(to)?),
        (from, None) if step.is_some() => (weekday(from)?, Weekday::Sat),
        (one, None) => (weekday(one)?, weekday(one)?),
    };
    let count = usize::try_from(to.days_since(from)).ok()? + 1;
    let days = std::iter::successors(Some(from), |day| Some(day.succ())).take(count);
    Some(days.step_by(step.unwrap_or(1)).fold(0, |bits, day| bits | Days::from(day).bits()))
}

fn weekday(word: &str) -> Option<Weekday> {
    match word.as_bytes() {
        [digit @ b'0'..=b'7'] => Weekday::try_from((digit - b'0' + 6) % 7).ok(),
        _ => days::day(word),
    }
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
            ("0 9 * * 5/2", ["2026-11-27", "2026-12-04"]),
            ("0 9 * * 4/2", ["2026-11-26", "2026-11-28"]),
            ("0 9 * * 0-7", ["2026-11-23", "2026-11-24"]),
            ("0 9 * * 6-7", ["2026-11-28", "2026-11-29"]),
            ("0 9 ? * tues", ["2026-11-24", "2026-12-01"]),
            ("0 9 1-31 * 1", ["2026-11-23", "2026-11-24"]),
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

    /// The dates by the crate alone, which joins the two kinds of days by AND.
    fn dates_of_crate(fields: &str, from: NaiveDate) -> Vec<NaiveDate> {
        let schedule = Fields::from_str(fields).unwrap();
        let before = from.and_time(NaiveTime::MIN).and_utc() - chrono::TimeDelta::seconds(1);
        let until = before + chrono::TimeDelta::days(800);
        schedule.after(&before).take_while(|at| *at < until).map(|at| at.date_naive()).collect()
    }

    proptest::proptest! {
        #[test]
        fn it_fires_when_the_crate_does(
            minute in 0..60, hour in 0..24,
            day in "[*]|[1-9]|1[0-9],2[0-9]|[*]/[2-9]|[1-8]-[12][0-9]",
            month in "[*]|[1-9]|[1-6]-[7-9]|[*]/[2-4]|jan|mar,oct",
            weekdays in 1_u8..=127,
        ) {
            let days = Days::try_from(weekdays).unwrap();
            let names = days.iter().map(|day| day.to_string()).collect::<Vec<_>>().join(",");
            let weekday = if days == Days::ALL { "*" } else { &names };
            let cron = Cron::parse(&format!("{minute} {hour} {day} {month} {weekday}")).unwrap();
            let from: NaiveDate = "2026-01-01".parse().unwrap();
            let at = format!("0 {minute} {hour}");
            let theirs = if is_any(&day) || weekday == "*" {
                dates_of_crate(&format!("{at} {day} {month} {weekday}"), from)
            } else {
                let mut either = dates_of_crate(&format!("{at} {day} {month} *"), from);
                either.extend(dates_of_crate(&format!("{at} * {month} {weekday}"), from));
                either.sort_unstable();
                either.dedup();
                either
            };
            let ours: Vec<_> = from.iter_days().take(800).filter(|date| cron.fires_on(*date)).collect();
            proptest::prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn whatever_is_typed_does_no_harm(typed in "[0-9*/,LW#a-z -]{0,40}|.{0,40}") {
            let _ = Cron::parse(&typed);
        }
    }
}
