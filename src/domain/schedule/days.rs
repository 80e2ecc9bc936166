//! Days of the week.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// Days of the week, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Days(u8);

/// From Monday on.
const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
/// What each day is called in full, in Chinese, and shortest.
const NAMES: [(&str, &str); 7] = [
    ("monday", "一"),
    ("tuesday", "二"),
    ("wednesday", "三"),
    ("thursday", "四"),
    ("friday", "五"),
    ("saturday", "六"),
    ("sunday", "日"),
];
/// A name may be cut short to so many letters.
const SHORTEST: usize = 3;

impl Days {
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WEEKDAYS: Self = Self(0b001_1111);
    /// Saturday and Sunday.
    pub const WEEKEND: Self = Self(0b110_0000);

    /// Whether a day is among them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    /// The bits, Monday the lowest.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The days, from Monday on.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().filter(move |day| self.contains(*day))
    }

    /// Days as people type them: `daily`, `weekdays`, `mon,thu`, `mon-fri`, `周一、周四`; in any case.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed.trim().to_lowercase().chars().take(200).collect();
        match typed.as_str() {
            "daily" | "every day" | "all" | "每天" | "每日" => return Some(Self::ALL),
            "weekdays" | "workdays" | "工作日" => return Some(Self::WEEKDAYS),
            "weekend" | "weekends" | "周末" => return Some(Self::WEEKEND),
            _ => {}
        }
        let separators = |char: char| matches!(char, ',' | '、' | '，' | ';' | ' ');
        let mut bits = 0;
        for part in typed.split(separators).filter(|part| !part.is_empty()) {
            bits |= match part.split_once(['-', '–', '至', '到']) {
                Some((first, last)) => range(day(first)?, day(last)?),
                None => 1 << day(part)?,
            };
        }
        Self::try_from(bits).ok()
    }

    /// The word for them that is read again.
    pub fn word(self) -> String {
        match self {
            Self::ALL => "daily".to_owned(),
            Self::WEEKDAYS => "weekdays".to_owned(),
            Self::WEEKEND => "weekend".to_owned(),
            some => {
                let short = |day: Weekday| &NAMES[day.num_days_from_monday() as usize].0[..SHORTEST];
                some.iter().map(short).collect::<Vec<_>>().join(",")
            }
        }
    }
}

/// The days from one to another, which may lie behind the end of the week.
pub(super) fn range(first: u32, last: u32) -> u8 {
    let count = (last + 7 - first) % 7;
    (0..=count).fold(0, |bits, step| bits | 1 << ((first + step) % 7))
}

/// The number of a day from Monday, 0, on.
pub(super) fn day(name: &str) -> Option<u32> {
    let name = name.trim();
    let chinese = name.trim_start_matches(['周', '星', '期', '礼', '拜']).replace('天', "日");
    let fits = |(full, sign): &(&str, &str)| {
        name.len() >= SHORTEST && name.is_ascii() && full.starts_with(name) || chinese == *sign
    };
    u32::try_from(NAMES.iter().position(fits)?).ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_type_them_and_written_so_that_they_are_read_again() {
        for (typed, word) in [
            ("Daily", "daily"),
            ("每天", "daily"),
            ("weekdays", "weekdays"),
            ("mon-fri", "weekdays"),
            ("Sat, Sun", "weekend"),
            ("mon,thu", "mon,thu"),
            ("Thursday monday", "mon,thu"),
            ("fri-mon", "mon,fri,sat,sun"),
            ("周一、周四", "mon,thu"),
            ("星期天", "sun"),
            ("mon,mon", "mon"),
        ] {
            let days = Days::parse(typed).unwrap_or_else(|| panic!("{typed}"));
            assert_eq!(days.word(), word, "{typed}");
            assert_eq!(Days::parse(&days.word()), Some(days));
        }
        for typed in ["", "someday", "mo", "mon-", ",", "monx", "8", "周"] {
            assert_eq!(Days::parse(typed), None, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_does_no_harm(typed in ".{0,60}") {
            let _ = Days::parse(&typed);
        }
    }
}
