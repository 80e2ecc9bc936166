//! What the month will cost at the pace of the days before.

use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// So many whole days before today make the pace.
const DAYS: u32 = 7;

/// What a calendar month (UTC) comes to, in credits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Spent today so far.
    pub today: u32,
    /// Spent this month so far, today included.
    pub month: u32,
    /// How many whole days the pace is the mean of, days without spending included: 0 to 7. 0 where the ledger began
    /// today: then today is all the pace there is.
    pub days: u32,
    /// What those days cost together; today where there are none.
    pub cost: u32,
    /// Days of this month after today.
    pub days_left: u32,
    /// What the month comes to: what was spent before today, today at the pace or what it cost already, and the days
    /// left at the pace.
    pub by_end: u32,
    /// The day of this month on which a ceiling is reached at that pace, or was; none where it isn't, or where there
    /// is none.
    pub reached_on: Option<NaiveDate>,
}

impl Forecast {
    /// By the credits of each day of this month and of the week before `today`, of a ledger that began on `first`.
    pub fn new(
        spent: &BTreeMap<NaiveDate, u32>,
        first: NaiveDate,
        today: NaiveDate,
        ceiling: Option<u32>,
    ) -> Self {
        let of = |day: NaiveDate| spent.get(&day).copied().unwrap_or(0);
        let before = (1..=u64::from(DAYS)).filter_map(|back| today.checked_sub_days(Days::new(back)));
        let before: Vec<_> = before.take_while(|day| *day >= first).collect();
        let days = u32::try_from(before.len()).unwrap_or(DAYS);
        let cost = if days == 0 { of(today) } else { before.into_iter().map(of).sum() };
        let begin = today.with_day(1).unwrap_or(today);
        let month: u32 = spent.range(begin..=today).map(|(_, credits)| credits).sum();
        let days_left = u32::from(today.num_days_in_month()).saturating_sub(today.day());
        let forecast =
            Self { today: of(today), month, days, cost, days_left, by_end: month, reached_on: None };
        let reached = |ceiling: u32| {
            (0..=days_left)
                .find(|after| forecast.after(*after) >= ceiling)
                .and_then(|after| today.checked_add_days(Days::new(after.into())))
        };
        let reached_on = match ceiling {
            Some(ceiling) if month >= ceiling => Some(today),
            ceiling => ceiling.and_then(reached),
        };
        Self { by_end: forecast.after(days_left), reached_on, ..forecast }
    }

    /// What is spent when so many days after today are over.
    fn after(&self, days: u32) -> u32 {
        let pace = |days: u32| (u64::from(self.cost) * u64::from(days)).div_ceil(u64::from(self.days.max(1)));
        let today = u64::from(self.today);
        let rest = pace(1 + days).saturating_sub(pace(1)) + pace(1).max(today) - today;
        u32::try_from(u64::from(self.month) + rest).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn spent(days: &[(&str, u32)]) -> BTreeMap<NaiveDate, u32> {
        days.iter().map(|(text, credits)| (day(text), *credits)).collect()
    }

    #[test]
    fn the_pace_is_the_mean_of_seven_whole_days_with_those_without_spending() {
        let days = spent(&[
            ("2026-11-01", 100),
            ("2026-11-20", 1_000),
            ("2026-11-21", 30),
            ("2026-11-27", 40),
            ("2026-11-28", 4),
        ]);
        let forecast = Forecast::new(&days, day("2026-10-01"), day("2026-11-28"), Some(1_200));
        assert_eq!((forecast.days, forecast.cost), (7, 70));
        assert_eq!((forecast.today, forecast.month, forecast.days_left), (4, 1_174, 2));
        assert_eq!(forecast.by_end, 1_170 + 10 + 2 * 10, "today is counted at the pace");
        assert_eq!(forecast.reached_on, Some(day("2026-11-30")));
        let higher = Forecast::new(&days, day("2026-10-01"), day("2026-11-28"), Some(1_201));
        assert_eq!(higher.reached_on, None);
        assert_eq!(Forecast::new(&days, day("2026-10-01"), day("2026-11-28"), None).reached_on, None);
    }

    #[test]
    fn a_day_that_costs_more_than_the_pace_counts_as_it_is() {
        let days = spent(&[("2026-11-27", 7), ("2026-11-28", 90)]);
        let forecast = Forecast::new(&days, day("2026-11-01"), day("2026-11-28"), Some(97));
        assert_eq!((forecast.month, forecast.by_end), (97, 97 + 2));
        assert_eq!(forecast.reached_on, Some(day("2026-11-28")), "it is reached already");
    }

    #[test]
    fn a_young_ledger_has_fewer_days() {
        let days = spent(&[("2026-11-26", 3), ("2026-11-28", 8)]);
        let forecast = Forecast::new(&days, day("2026-11-26"), day("2026-11-28"), None);
        assert_eq!((forecast.days, forecast.cost), (2, 3));
        assert_eq!(forecast.by_end, 11 + 3, "1.5 a day for two days");
        let first = Forecast::new(&days, day("2026-11-28"), day("2026-11-28"), None);
        assert_eq!((first.days, first.cost), (0, 8));
        assert_eq!(first.by_end, 11 + 2 * 8);
    }

    #[test]
    fn a_month_begins_at_nothing_with_the_pace_of_the_one_before() {
        let days = spent(&[("2026-11-30", 70)]);
        let forecast = Forecast::new(&days, day("2026-11-01"), day("2026-12-01"), Some(100));
        assert_eq!((forecast.month, forecast.days_left, forecast.by_end), (0, 30, 310));
        assert_eq!(forecast.reached_on, Some(day("2026-12-10")));
    }
}
