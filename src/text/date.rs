//! Dates, periods and ages, as each language writes them.

use super::Words;
use crate::domain::{DataDate, Language, Period};
use chrono::{DateTime, Datelike, Locale, NaiveDate, TimeDelta, Utc};

/// How a language writes dates. A week is written by its first and last day, each as far as it must be.
struct Patterns {
    locale: Locale,
    day: &'static str,
    short: &'static str,
    month: &'static str,
    week_in_month: [&'static str; 2],
    week_in_year: [&'static str; 2],
    week_across: [&'static str; 2],
}

const fn patterns(language: Language) -> Patterns {
    match language {
        Language::EnUs => Patterns {
            locale: Locale::en_US,
            day: "%a, %-d %b %Y",
            short: "%a, %-d %b",
            month: "%B %Y",
            week_in_month: ["%-d–", "%-d %b %Y"],
            week_in_year: ["%-d %b – ", "%-d %b %Y"],
            week_across: ["%-d %b %Y – ", "%-d %b %Y"],
        },
        Language::ZhCn => Patterns {
            locale: Locale::zh_CN,
            day: "%Y年%-m月%-d日 周%a",
            short: "%-m月%-d日 周%a",
            month: "%Y年%-m月",
            week_in_month: ["%Y年%-m月%-d日–", "%-d日"],
            week_in_year: ["%Y年%-m月%-d日–", "%-m月%-d日"],
            week_across: ["%Y年%-m月%-d日–", "%Y年%-m月%-d日"],
        },
    }
}

impl Words {
    /// The days that a data date means.
    pub fn period(self, date: DataDate) -> String {
        let patterns = patterns(self.language);
        let write = |day: NaiveDate, pattern| day.format_localized(pattern, patterns.locale).to_string();
        let (first, last) = (date.first(), date.last());
        match date.period() {
            Period::Day => write(first, patterns.day),
            Period::Month => write(first, patterns.month),
            Period::Week => {
                let [from, to] = if first.year() != last.year() {
                    patterns.week_across
                } else if first.month() != last.month() {
                    patterns.week_in_year
                } else {
                    patterns.week_in_month
                };
                write(first, from) + &write(last, to)
            }
        }
    }

    /// A day of about now, without its year: `Sun, 22 Nov`.
    pub fn short_day(self, day: NaiveDate) -> String {
        let Patterns { locale, short, .. } = patterns(self.language);
        day.format_localized(short, locale).to_string()
    }

    /// How old something is, in its largest unit; what lies ahead is of just now.
    pub fn age(self, age: TimeDelta) -> String {
        let count = |key, count: i64| self.say_with(key, &[("count", count.into())]);
        match (age.num_days(), age.num_hours(), age.num_minutes()) {
            (days @ 1.., ..) => count("age-days", days),
            (_, hours @ 1.., _) => count("age-hours", hours),
            (_, _, minutes @ 1..) => count("age-minutes", minutes),
            _ => self.say("age-now"),
        }
    }
}

/// A moment for the terminal: `2026-11-23 14:05 UTC`.
pub fn moment(moment: DateTime<Utc>) -> String {
    moment.format("%Y-%m-%d %H:%M UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(write: impl Fn(Words) -> String) -> [String; 2] {
        Language::ALL.map(|language| write(Words::new(language)))
    }

    #[test]
    fn a_period_is_written_as_its_days() {
        for (period, date, english, chinese) in [
            (Period::Day, "2026-11-16", "Mon, 16 Nov 2026", "2026年11月16日 周一"),
            (Period::Day, "2026-03-01", "Sun, 1 Mar 2026", "2026年3月1日 周日"),
            (Period::Week, "2026-11-16", "16–22 Nov 2026", "2026年11月16日–22日"),
            (Period::Week, "2026-11-30", "30 Nov – 6 Dec 2026", "2026年11月30日–12月6日"),
            (Period::Week, "2026-12-28", "28 Dec 2026 – 3 Jan 2027", "2026年12月28日–2027年1月3日"),
            (Period::Month, "2026-11-01", "November 2026", "2026年11月"),
        ] {
            let date = DataDate::new(period, date.parse().unwrap()).unwrap();
            assert_eq!(both(|words| words.period(date)), [english, chinese]);
        }
    }

    #[test]
    fn a_day_is_written_without_its_year() {
        let day = "2026-11-22".parse().unwrap();
        assert_eq!(both(|words| words.short_day(day)), ["Sun, 22 Nov", "11月22日 周日"]);
    }

    #[test]
    fn an_age_is_written_in_its_largest_unit() {
        for (seconds, english, chinese) in [
            (-90, "just now", "刚刚"),
            (59, "just now", "刚刚"),
            (60, "1 minute", "1 分钟"),
            (3_599, "59 minutes", "59 分钟"),
            (3_600, "1 hour", "1 小时"),
            (86_399, "23 hours", "23 小时"),
            (2 * 86_400, "2 days", "2 天"),
        ] {
            assert_eq!(both(|words| words.age(TimeDelta::seconds(seconds))), [english, chinese]);
        }
    }

    #[test]
    fn a_moment_names_its_zone() {
        let at = "2026-11-23T14:05:59Z".parse().unwrap();
        assert_eq!(moment(at), "2026-11-23 14:05 UTC");
    }
}
