//! Schedules, firings and offsets, as each language writes them.

use super::Words;
use crate::domain::{Cron, Days, Firing, Language, Schedule, Timing, Zone};
use chrono::{DateTime, FixedOffset, Locale, NaiveDate, Utc, Weekday};

/// How a language writes the moment of a firing.
const fn pattern(language: Language) -> (Locale, &'static str) {
    match language {
        Language::EnUs => (Locale::en_US, "%a, %-d %b %Y %H:%M"),
        Language::ZhCn => (Locale::zh_CN, "%Y年%-m月%-d日 周%a %H:%M"),
    }
}

/// How a language names a month.
const fn month_pattern(language: Language) -> (Locale, &'static str) {
    match language {
        Language::EnUs => (Locale::en_US, "%b"),
        Language::ZhCn => (Locale::zh_CN, "%-m月"),
    }
}

/// So many numbers in a row are written as a range.
const RUN: usize = 3;

impl Words {
    /// When a schedule fires: `every day at 09:00, Europe/London`.
    pub fn schedule(self, schedule: &Schedule) -> String {
        let time = ("time", schedule.timing.time().format("%H:%M").to_string().into());
        let zone = ("zone", place(schedule.zone).into());
        match &schedule.timing {
            Timing::Daily { days, .. } => self.on_days(*days, time, zone),
            Timing::Cron(cron) => match cron.days() {
                Some(days) => self.on_days(days, time, zone),
                None => {
                    let (dates, cron) = (self.dates(cron).into(), cron.as_str().into());
                    self.say_with("schedule-cron", &[("dates", dates), ("cron", cron), time, zone])
                }
            },
        }
    }

    fn on_days(
        self,
        days: Days,
        time: (&'static str, super::Arg),
        zone: (&'static str, super::Arg),
    ) -> String {
        let key = match days {
            Days::ALL => "schedule-daily",
            Days::WEEKDAYS => "schedule-weekdays",
            Days::WEEKEND => "schedule-weekend",
            _ => "schedule-days",
        };
        self.say_with(key, &[("days", self.days(days).into()), time, zone])
    }

    /// The dates that an expression names: `on day 1 of the month or on Mon`.
    fn dates(self, cron: &Cron) -> String {
        let of_month = cron.days_of_month().map(|days| {
            let written = self.ranges(&days, |day| day.to_string());
            self.say_with("cron-days-of-month", &[("days", written.into()), ("count", days.len().into())])
        });
        let of_week = cron.days_of_week().map(|days| {
            let numbers: Vec<_> = days.iter().map(|day| day.num_days_from_monday()).collect();
            let name = |number| u8::try_from(number).ok().and_then(|number| Weekday::try_from(number).ok());
            let written =
                self.ranges(&numbers, |number| name(number).map(|day| self.day(day)).unwrap_or_default());
            self.say_with("cron-days-of-week", &[("days", written.into())])
        });
        let dates = match (of_month, of_week) {
            (Some(one), Some(two)) => {
                let key = if cron.is_either() { "cron-either" } else { "cron-both" };
                self.say_with(key, &[("one", one.into()), ("two", two.into())])
            }
            (one, other) => one.or(other).unwrap_or_else(|| self.say("cron-every-day")),
        };
        let Some(months) = cron.months() else { return dates };
        let months = self.ranges(&months, |month| self.month(month));
        self.say_with("cron-in-months", &[("dates", dates.into()), ("months", months.into())])
    }

    /// Rising numbers, those in a row as a range.
    fn ranges(self, numbers: &[u32], name: impl Fn(u32) -> String) -> String {
        let range = |run: &[u32]| match run {
            [first, .., last] if run.len() >= RUN => {
                vec![
                    self.say_with("cron-range", &[("from", name(*first).into()), ("to", name(*last).into())]),
                ]
            }
            few => few.iter().map(|number| name(*number)).collect(),
        };
        self.enumerated(numbers.chunk_by(|one, next| one + 1 == *next).flat_map(range))
    }

    fn month(self, number: u32) -> String {
        let (locale, pattern) = month_pattern(self.language);
        let first = NaiveDate::from_ymd_opt(2026, number, 1).unwrap_or_default();
        first.format_localized(pattern, locale).to_string()
    }

    /// Days of the week, from Monday on: `Mon, Thu`.
    pub fn days(self, days: Days) -> String {
        self.enumerated(days.iter().map(|day| self.day(day)))
    }

    fn day(self, day: Weekday) -> String {
        self.say(match day {
            Weekday::Mon => "day-monday",
            Weekday::Tue => "day-tuesday",
            Weekday::Wed => "day-wednesday",
            Weekday::Thu => "day-thursday",
            Weekday::Fri => "day-friday",
            Weekday::Sat => "day-saturday",
            Weekday::Sun => "day-sunday",
        })
    }

    fn enumerated(self, parts: impl Iterator<Item = String>) -> String {
        let both = |all: String, one: String| {
            self.say_with("enumeration", &[("one", all.into()), ("two", one.into())])
        };
        parts.reduce(both).unwrap_or_default()
    }

    /// The moment of a firing by the clocks of its zone: `Tue, 24 Nov 2026 09:00 (UTC+1)`.
    pub fn firing(self, firing: &Firing, zone: Zone) -> String {
        let (locale, pattern) = pattern(self.language);
        let local = zone.local(firing.at).and_utc().format_localized(pattern, locale);
        self.say_with(
            "schedule-firing",
            &[("local", local.to_string().into()), ("offset", offset(zone.offset(firing.at)).into())],
        )
    }

    /// A zone and how far its clocks are from UTC at a moment: `Europe/London (UTC+0)`.
    pub fn zone(self, zone: Zone, now: DateTime<Utc>) -> String {
        let offset = offset(zone.offset(now));
        if place(zone) == offset {
            return offset;
        }
        self.say_with("schedule-zone", &[("zone", zone.name().into()), ("offset", offset.into())])
    }
}

/// What a zone is called. The database's names of hours from UTC, such as `Etc/GMT-8`, count the other way round than
/// people do.
fn place(zone: Zone) -> String {
    let is_hours = zone.name().starts_with("Etc/GMT");
    if is_hours { offset(zone.offset(DateTime::UNIX_EPOCH)) } else { zone.name().to_owned() }
}

/// `UTC+8`, `UTC-3:30`, `UTC+0`.
fn offset(offset: FixedOffset) -> String {
    let minutes = offset.local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cron, schedule::time_of_day};

    fn said(timing: Timing) -> [String; 2] {
        let schedule = Schedule { timing, zone: Zone::parse("Europe/London").unwrap() };
        Language::ALL.map(|language| Words::new(language).schedule(&schedule))
    }

    #[test]
    fn a_schedule_is_said_in_words() {
        let daily = |days: &str| Timing::Daily {
            time: time_of_day("09:00").unwrap(),
            days: Days::parse(days).unwrap(),
        };
        let cron = |text| Timing::Cron(Cron::parse(text).unwrap());
        for (timing, english, chinese) in [
            (daily("daily"), "every day at 09:00, Europe/London", "每天 09:00，Europe/London"),
            (daily("weekdays"), "on weekdays at 09:00, Europe/London", "工作日 09:00，Europe/London"),
            (daily("mon,thu"), "on Mon, Thu at 09:00, Europe/London", "周一、周四 09:00，Europe/London"),
            (cron("30 18 * * 6,0"), "on weekends at 18:30, Europe/London", "周末 18:30，Europe/London"),
            (cron("0 9 * * 0-7"), "every day at 09:00, Europe/London", "每天 09:00，Europe/London"),
            (
                cron("0 9 1 * *"),
                "on day 1 of the month at 09:00 (`0 9 1 * *`), Europe/London",
                "每月 1 日 09:00（`0 9 1 * *`），Europe/London",
            ),
            (
                cron("0 9 1,10-12,20 * 1-3,6"),
                "on days 1, 10–12, 20 of the month or on Mon–Wed, Sat at 09:00 (`0 9 1,10-12,20 * 1-3,6`), \
                 Europe/London",
                "每月 1、10至12、20 日或周一至周三、周六 09:00（`0 9 1,10-12,20 * 1-3,6`），Europe/London",
            ),
            (
                cron("0 9 */15 * 1"),
                "on days 1, 16, 31 of the month, only on Mon at 09:00 (`0 9 */15 * 1`), Europe/London",
                "每月 1、16、31 日且为周一 09:00（`0 9 */15 * 1`），Europe/London",
            ),
            (
                cron("0 9 * jan,3-5 *"),
                "every day in Jan, Mar–May at 09:00 (`0 9 * jan,3-5 *`), Europe/London",
                "限1月、3月至5月，每天 09:00（`0 9 * jan,3-5 *`），Europe/London",
            ),
            (
                cron("0 9 * 12 1,2"),
                "on Mon, Tue in Dec at 09:00 (`0 9 * 12 1,2`), Europe/London",
                "限12月，周一、周二 09:00（`0 9 * 12 1,2`），Europe/London",
            ),
        ] {
            assert_eq!(said(timing), [english, chinese]);
        }
    }

    #[test]
    fn hours_from_utc_are_named_as_people_count_them() {
        let timing = Timing::Daily { time: time_of_day("09:00").unwrap(), days: Days::ALL };
        let schedule = Schedule { timing, zone: Zone::parse("UTC+8").unwrap() };
        let english = Words::new(Language::EnUs);
        assert_eq!(english.schedule(&schedule), "every day at 09:00, UTC+8");
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(english.zone(schedule.zone, now), "UTC+8");
        assert_eq!(english.zone(Zone::parse("Asia/Tokyo").unwrap(), now), "Asia/Tokyo (UTC+9)");
        assert_eq!(english.zone(Zone::default(), now), "UTC (UTC+0)");
    }

    #[test]
    fn a_firing_names_the_offset_of_its_moment() {
        let firing = |at: &str| {
            let at: DateTime<Utc> = at.parse().unwrap();
            Firing { date: at.date_naive(), at }
        };
        let english = Words::new(Language::EnUs);
        for (zone, at, said) in [
            ("Europe/London", "2026-11-24T09:00:00Z", "Tue, 24 Nov 2026 09:00 (UTC+0)"),
            ("Europe/London", "2026-07-24T08:00:00Z", "Fri, 24 Jul 2026 09:00 (UTC+1)"),
            ("Asia/Kolkata", "2026-11-24T03:30:00Z", "Tue, 24 Nov 2026 09:00 (UTC+5:30)"),
            ("America/St_Johns", "2026-11-24T12:30:00Z", "Tue, 24 Nov 2026 09:00 (UTC-3:30)"),
        ] {
            assert_eq!(english.firing(&firing(at), Zone::parse(zone).unwrap()), said);
        }
        let chinese = Words::new(Language::ZhCn);
        let shanghai = Zone::parse("Asia/Shanghai").unwrap();
        assert_eq!(
            chinese.firing(&firing("2026-11-24T01:00:00Z"), shanghai),
            "2026年11月24日 周二 09:00（UTC+8）"
        );
    }
}
