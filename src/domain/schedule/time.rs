//! Times of day, as people type them.

use super::typed::plain;
use chrono::NaiveTime;

/// A half of the day.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Am,
    Pm,
}

const BEFORE: [(&str, Half); 4] =
    [("上午", Half::Am), ("早上", Half::Am), ("下午", Half::Pm), ("晚上", Half::Pm)];
const BEHIND: [(&str, Half); 4] =
    [("am", Half::Am), ("a.m.", Half::Am), ("pm", Half::Pm), ("p.m.", Half::Pm)];

/// The time of day, to the minute, that typed text means: `09:00`, `9:00`, `9am`, `9:30 pm`, `21.30`, `0900`,
/// `21h30`, `9点半`, `下午3点`; none where it isn't one. Seconds are refused, and so are
/// three digits, which could be cut in two ways.
pub fn time_of_day(typed: &str) -> Option<NaiveTime> {
    let text = plain(typed)?;
    let before = BEFORE.iter().find_map(|(word, half)| Some((text.strip_prefix(word)?, *half)));
    let behind = || BEHIND.iter().find_map(|(word, half)| Some((text.strip_suffix(word)?, *half)));
    let half = before.or_else(behind);
    let (clock, half) = half.map_or((text.as_str(), None), |(clock, half)| (clock, Some(half)));
    let (hour, minute) = hour_and_minute(clock.trim(), half.is_some())?;
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(Half::Am) => hour % 12,
        Some(Half::Pm) => hour % 12 + 12,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn hour_and_minute(clock: &str, may_be_hour: bool) -> Option<(u32, u32)> {
    let clock = clock.replace('半', "30").replace("点整", "点");
    let clock = clock.strip_suffix('分').unwrap_or(&clock);
    let parts: Vec<_> = clock.split([':', '.', 'h', '点', '时']).collect();
    let (hour, minute) = match parts[..] {
        [digits] if digits.len() == 4 => digits.split_at_checked(2)?,
        [hour] if may_be_hour => (hour, "00"),
        [hour, ""] if clock.ends_with(['h', '点', '时']) => (hour, "00"),
        [hour, minute] => (hour, minute),
        _ => return None,
    };
    Some((number(hour, 1..=2)?, number(minute, 2..=2)?))
}

fn number(digits: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let is_number = length.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for (typed, time) in [
            ("09:00", "09:00"),
            ("9:00", "09:00"),
            ("0900", "09:00"),
            ("21.30", "21:30"),
            ("21h30", "21:30"),
            ("21h", "21:00"),
            ("9am", "09:00"),
            ("9 AM", "09:00"),
            ("9:30 p.m.", "21:30"),
            ("12am", "00:00"),
            ("12:30am", "00:30"),
            ("12pm", "12:00"),
            ("0:00", "00:00"),
            ("23:59", "23:59"),
            ("９：３０", "09:30"),
            ("9点", "09:00"),
            ("9点半", "09:30"),
            ("9点整", "09:00"),
            ("21点05分", "21:05"),
            ("下午3点", "15:00"),
            ("晚上 8:30", "20:30"),
            ("上午9:00", "09:00"),
        ] {
            assert_eq!(
                time_of_day(typed).map(|time| time.format("%H:%M").to_string()).as_deref(),
                Some(time),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_no_time_to_the_minute_is_refused() {
        for typed in [
            "",
            "9",
            "930",
            "24:00",
            "9:60",
            "9:5",
            "09:00:00",
            "9:00:30am",
            "090000",
            "13pm",
            "0am",
            "am",
            "9:",
            ":30",
            "-9",
            "+9:00",
            "9 00",
            "noonish",
            "9:00 UTC",
            "1e1",
            "半",
            "9:半a",
        ] {
            assert_eq!(time_of_day(typed), None, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(typed in "[0-9:.hapm点半 ]{0,9}|.*") {
            let _ = time_of_day(&typed);
        }

        #[test]
        fn every_minute_is_read(hour in 0_u32..24, minute in 0_u32..60) {
            let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
            for format in ["%H:%M", "%-H:%M", "%H%M", "%-I:%M%p", "%H.%M"] {
                proptest::prop_assert_eq!(time_of_day(&time.format(format).to_string()), Some(time));
            }
        }
    }
}
