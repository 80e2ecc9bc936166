//! Schedules, firings and offsets, as each language writes them.

use super::Words;
use crate::domain::{Days, Firing, Language, Schedule, Timing, Zone};
use chrono::{DateTime, FixedOffset, Locale, Utc, Weekday};

/// How a language writes the moment of a firing.
const fn pattern(language: Language) -> (Locale, &'static str) {
    match language {
        Language::EnUs => (Locale::en_US, "%a, %-d %b %Y %H:%M"),
        Language::ZhCn => (Locale::zh_CN, "%Y年%-m月%-d日 周%a %H:%M"),
    }
}

impl Words {
    /// When a schedule fires: `every day at 09:00, Europe/London`.
    pub fn schedule(self, schedule: &Schedule) -> String {
        let time = ("time", schedule.timing.time().format("%H:%M").to_string().into());
        let zone = ("zone", schedule.zone.name().into());
        match &schedule.timing {
            Timing::Daily { days, .. } => self.on_days(*days, time, zone),
            Timing::Cron(cron) => match cron.days() {
                Some(days) => self.on_days(days, time, zone),
                None => self.say_with("schedule-cron", &[("cron", cron.as_str().into()), time, zone]),
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

    /// Days of the week, from Monday on: `Mon, Thu`.
    pub fn days(self, days: Days) -> String {
        let name = |day: Weekday| {
            self.say(match day {
                Weekday::Mon => "day-monday",
                Weekday::Tue => "day-tuesday",
                Weekday::Wed => "day-wednesday",
                Weekday::Thu => "day-thursday",
                Weekday::Fri => "day-friday",
                Weekday::Sat => "day-saturday",
                Weekday::Sun => "day-sunday",
            })
        };
        let both = |all: String, day: String| {
            self.say_with("enumeration", &[("one", all.into()), ("two", day.into())])
        };
        days.iter().map(name).reduce(both).unwrap_or_default()
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
        self.say_with("schedule-zone", &[("zone", zone.name().into()), ("offset", offset.into())])
    }
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
            (
                cron("0 9 1 * *"),
                "by the cron expression `0 9 1 * *` at 09:00, Europe/London",
                "按 cron 表达式 `0 9 1 * *`，09:00，Europe/London",
            ),
        ] {
            assert_eq!(said(timing), [english, chinese]);
        }
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
            "2026年11月24日 周二 09:00 (UTC+8)"
        );
    }
}
