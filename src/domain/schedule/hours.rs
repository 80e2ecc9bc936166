//! Hours from one time of day to another, as people type them.

use super::{time_of_day, typed::plain};
use chrono::NaiveTime;

/// Why typed text is no hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadHours {
    /// It isn't two times of day.
    Unreadable,
    /// They end when they begin, which could mean never and always.
    Empty,
}

/// What stands between the two times.
const BETWEEN: [&str; 12] = ["->", "→", "–", "—", "~", "至", "到", " until ", " till ", " and ", " to ", "-"];
/// What may stand before the first.
const BEFORE: [&str; 3] = ["from ", "between ", "从"];
/// What says that the second is of the next day, as it is anyway where it is earlier.
const NEXT: [&str; 4] = ["次日", "翌日", "第二天", "明早"];
/// What stands behind a bare hour to make it a time.
const FULL: &str = ":00";

/// The hours that typed text means, from the first time to the second, which may lie on the next day:
/// `22:00-07:00`, `22-7`, `10pm - 7am`, `22:00 to 07:00`, `22点到次日7点`.
///
/// # Errors
/// When it isn't two times of day, or twice the same. A bare hour beside one with am or pm is refused too:
/// `10-11pm` would be read wrongly.
pub fn hours_of_day(typed: &str) -> Result<(NaiveTime, NaiveTime), BadHours> {
    let (from, to) = plain(typed).as_deref().and_then(two).ok_or(BadHours::Unreadable)?;
    if from == to { Err(BadHours::Empty) } else { Ok((from, to)) }
}

/// Hours as [`hours_of_day`] reads them: `22:00-07:00`.
pub fn typed_hours((from, to): (NaiveTime, NaiveTime)) -> String {
    format!("{}-{}", from.format("%H:%M"), to.format("%H:%M"))
}

fn two(text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let text = without(text, &BEFORE);
    let (from, to) = BETWEEN.iter().find_map(|sign| text.split_once(sign))?;
    let (from, to) = (from.trim(), without(to.trim(), &NEXT).trim());
    match (time_of_day(from), time_of_day(to)) {
        (Some(from), Some(to)) => Some((from, to)),
        (from_time, to_time) => {
            let is_half =
                |side: &str| side.ends_with('m') || side.ends_with('.') || side.contains(['午', '早', '晚']);
            let hour = |side: &str| time_of_day(&format!("{side}{FULL}"));
            let may_be_bare = !is_half(from) && !is_half(to);
            may_be_bare.then(|| Some((from_time.or_else(|| hour(from))?, to_time.or_else(|| hour(to))?)))?
        }
    }
}

fn without<'a>(text: &'a str, words: &[&str]) -> &'a str {
    words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_type_them() {
        for (typed, hours) in [
            ("22:00-07:00", "22:00-07:00"),
            ("22-7", "22:00-07:00"),
            ("22:30-7", "22:30-07:00"),
            ("0-8", "00:00-08:00"),
            ("10pm - 7am", "22:00-07:00"),
            ("10:30 p.m. – 7 a.m.", "22:30-07:00"),
            ("２２：００－０７：００", "22:00-07:00"),
            ("22：00～7：00", "22:00-07:00"),
            ("22:00 to 07:00", "22:00-07:00"),
            ("From 10pm until 7am", "22:00-07:00"),
            ("between 22 and 7", "22:00-07:00"),
            ("2200-0700", "22:00-07:00"),
            ("22.00 — 07.00", "22:00-07:00"),
            ("22h-7h30", "22:00-07:30"),
            ("22:00 -> 07:00", "22:00-07:00"),
            ("22点到7点", "22:00-07:00"),
            ("从22点半至次日7点", "22:30-07:00"),
            ("晚上10点到早上7点", "22:00-07:00"),
            ("22点 到 第二天 7点", "22:00-07:00"),
            ("12:00-13:30", "12:00-13:30"),
        ] {
            assert_eq!(hours_of_day(typed).map(typed_hours).as_deref(), Ok(hours), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for typed in [
            "",
            "-",
            "22",
            "22:00",
            "22:00-",
            "-7",
            "22-7-9",
            "22:00 07:00",
            "25-7",
            "22:00-7:60",
            "10-11pm",
            "10pm-7",
            "晚上10-7",
            "night",
            "22:00-07:00 UTC",
            "22--7",
        ] {
            assert_eq!(hours_of_day(typed), Err(BadHours::Unreadable), "{typed}");
        }
        for typed in ["22-22", "10pm-22:00", "0:00-12am"] {
            assert_eq!(hours_of_day(typed), Err(BadHours::Empty), "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(typed in "[0-9:.hapm点到 -]{0,14}|.*") {
            let _ = hours_of_day(&typed);
        }
    }
}
