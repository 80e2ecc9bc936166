//! Days of the week.

use super::typed::plain;
use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// Days of the week, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Days(u8);

/// What means several days.
const GROUPS: [(Days, &[&str]); 3] = [
    (Days::ALL, &["daily", "everyday", "all", "每天", "每日", "天天"]),
    (Days::WEEKDAYS, &["weekdays", "weekday", "workdays", "工作日", "平日"]),
    (Days::WEEKEND, &["weekend", "weekends", "周末", "週末"]),
];

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// What a Chinese day begins with.
const CHINESE: [&str; 5] = ["星期", "礼拜", "每周", "周", "週"];

impl Days {
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WEEKDAYS: Self = Self(0b001_1111);
    /// Saturday and Sunday.
    pub const WEEKEND: Self = Self(0b110_0000);

    /// The days that typed text means: `daily`, `weekdays`, `weekend`, `mon,thu`, `mon-fri`, `周一、周四`, in any case;
    /// none where it isn't days.
    pub fn parse(typed: &str) -> Option<Self> {
        let text = plain(typed)?.replace("every day", "daily");
        let text = [" to ", "至", "到", "–", "—", "~"].iter().fold(text, |text, to| text.replace(to, "-"));
        let text = text.replace(" -", "-").replace("- ", "-");
        let apart = |char: char| char.is_whitespace() || ",;/&、和".contains(char);
        let words = text.split(apart).filter(|word| !word.is_empty() && *word != "and");
        let bits = words.map(Self::of_typed_word).try_fold(0, |bits, days| Some(bits | days?.0))?;
        Self::try_from(bits).ok()
    }

    /// Whether a day is among them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// The days, from Monday on.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().filter(move |day| self.contains(*day))
    }

    /// The bits, Monday the lowest.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// What people type for them: `daily`, `weekdays`, `weekend` or `mon,thu`.
    pub fn word(self) -> String {
        if let Some((_, words)) = GROUPS.iter().find(|(days, _)| *days == self) {
            return words[0].to_owned();
        }
        self.iter().map(|day| day.to_string().to_lowercase()).collect::<Vec<_>>().join(",")
    }

    /// From one day to another, over Sunday where that is the way.
    pub(super) fn range(from: Weekday, to: Weekday) -> Self {
        let days = from.days_since(Weekday::Mon)..=from.days_since(Weekday::Mon) + to.days_since(from);
        Self(days.fold(0, |bits, day| bits | 1 << (day % 7)))
    }

    fn of_typed_word(word: &str) -> Option<Self> {
        if let Some((days, _)) = GROUPS.iter().find(|(_, words)| words.contains(&word)) {
            return Some(*days);
        }
        if let Some((from, to)) = word.split_once('-') {
            return Some(Self::range(day(from)?, day(to)?));
        }
        if let Some(day) = day(word) {
            return Some(Self(bit(day)));
        }
        let run = without_prefix(word)?;
        let bits = run.chars().map(chinese).try_fold(0, |bits, day| Some(bits | bit(day?)))?;
        Self::try_from(bits).ok()
    }
}

impl TryFrom<u8> for Days {
    type Error = &'static str;

    fn try_from(bits: u8) -> Result<Self, Self::Error> {
        if (1..=Self::ALL.0).contains(&bits) { Ok(Self(bits)) } else { Err("days are 1 to 127") }
    }
}

impl From<Days> for u8 {
    fn from(days: Days) -> Self {
        days.0
    }
}

impl From<Weekday> for Days {
    fn from(day: Weekday) -> Self {
        Self(bit(day))
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

/// The day of a word: a name in full, or from its first three letters on, also in the plural; or a Chinese one.
pub(super) fn day(word: &str) -> Option<Weekday> {
    let single = || word.strip_suffix('s').filter(|word| word.ends_with("day")).unwrap_or(word);
    let english = || WEEK.into_iter().find(|day| word.len() >= 3 && name(*day).starts_with(single()));
    let chinese = || {
        let mut chars = without_prefix(word).unwrap_or(word).chars();
        chars.next().and_then(chinese).filter(|_| chars.next().is_none())
    };
    english().or_else(chinese)
}

fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

fn without_prefix(word: &str) -> Option<&str> {
    CHINESE.iter().find_map(|prefix| word.strip_prefix(prefix))
}

fn chinese(char: char) -> Option<Weekday> {
    let place = "一二三四五六日".chars().position(|day| day == char || char == '天' && day == '日')?;
    WEEK.get(place).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_type_them() {
        for (typed, word) in [
            ("daily", "daily"),
            (" Every Day ", "daily"),
            ("每天", "daily"),
            ("Weekdays", "weekdays"),
            ("mon-fri", "weekdays"),
            ("Monday to Friday", "weekdays"),
            ("周一至周五", "weekdays"),
            ("周一到五", "weekdays"),
            ("mon – fri", "weekdays"),
            ("weekend", "weekend"),
            ("周末", "weekend"),
            ("mon,thu", "mon,thu"),
            ("THU Mon", "mon,thu"),
            ("Mondays and Thursdays", "mon,thu"),
            ("tues; thurs", "tue,thu"),
            ("周一、周四", "mon,thu"),
            ("周一，四", "mon,thu"),
            ("每周一四", "mon,thu"),
            ("星期天", "sun"),
            ("fri-mon", "mon,fri,sat,sun"),
            ("weekdays, sat", "mon,tue,wed,thu,fri,sat"),
            ("mon-wed,sat-sun,mon", "mon,tue,wed,sat,sun"),
            ("sat,sun", "weekend"),
            ("sun-sat", "daily"),
            ("wed-wed", "wed"),
        ] {
            assert_eq!(Days::parse(typed).map(Days::word).as_deref(), Some(word), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for typed in [
            "",
            " ",
            ",",
            "m",
            "mo",
            "mond.",
            "mon-",
            "-fri",
            "mon-fri-sun",
            "1",
            "周",
            "周八",
            "dailys",
            "mon,x",
        ] {
            assert_eq!(Days::parse(typed), None, "{typed}");
        }
        assert_eq!(Days::parse(&"mon,".repeat(26)), None, "far too long");
    }

    #[test]
    fn every_set_of_days_is_found_by_its_word() {
        for bits in 1..=127 {
            let days = Days::try_from(bits).unwrap();
            assert_eq!(Days::parse(&days.word()), Some(days));
            assert_eq!(days.iter().map(bit).sum::<u8>(), bits);
        }
        assert!(Days::try_from(0).is_err() && Days::try_from(128).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(typed in "[a-z周一天,\\- ]{0,30}|.*") {
            let _ = Days::parse(&typed);
        }
    }
}
