//! Periods of the lists and the count of days: day 0 is 2025-01-01, before it there is no market.

use chrono::{Datelike, Days, Months, NaiveDate};

/// The period of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Period {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
}

impl Period {
    /// Whether a period of this kind begins on this date.
    pub(crate) fn begins(self, date: NaiveDate) -> bool {
        match self {
            Self::Day => true,
            Self::Week => date.weekday() == chrono::Weekday::Mon,
            Self::Month => date.day() == 1,
        }
    }

    /// The first day after the period that begins on this date.
    pub(crate) fn end(self, start: NaiveDate) -> NaiveDate {
        let end = match self {
            Self::Day => start.checked_add_days(Days::new(1)),
            Self::Week => start.checked_add_days(Days::new(7)),
            Self::Month => start.checked_add_months(Months::new(1)),
        };
        end.unwrap_or(NaiveDate::MAX)
    }
}

/// Days since the market's first.
pub(crate) fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - 739_252
}

/// The date of a day's number.
pub(crate) fn date_of(day: i64) -> NaiveDate {
    let days = i32::try_from(day + 739_252).ok();
    days.and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_is_new_year_2025() {
        let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        assert_eq!(day_number(first), 0);
        assert_eq!(date_of(0), first);
        assert_eq!(first.weekday(), chrono::Weekday::Wed);
    }
}
