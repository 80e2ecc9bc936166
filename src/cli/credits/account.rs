//! How the account stands, by the ledger and the ceilings.

use crate::{
    domain::{Ceiling, Forecast, Language, Limits, Purpose},
    store::{SpentOn, Store, StoreError},
    text::Words,
};
use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was spent of a ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Share {
    pub(super) spent: u32,
    /// None where none is set.
    pub(super) ceiling: Option<u32>,
    pub(super) left: Option<u32>,
}

impl Share {
    fn of(spent: u32, ceiling: Option<u32>) -> Self {
        Self { spent, ceiling, left: ceiling.map(|ceiling| ceiling.saturating_sub(spent)) }
    }

    /// `17 of 600, 583 left`
    fn told(self) -> String {
        let words = words();
        let count = |number: u32| words.count(number.into());
        match (self.ceiling, self.left) {
            (Some(ceiling), Some(left)) => {
                format!("{} of {}, {} left", count(self.spent), count(ceiling), count(left))
            }
            _ => format!("{}; no ceiling is set", count(self.spent)),
        }
    }
}

/// How the account stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Account {
    date: NaiveDate,
    pub(super) today: Share,
    /// What of today was spent on questions.
    pub(super) asking: Share,
    pub(super) month: Share,
    pub(super) forecast: Forecast,
}

impl Account {
    /// By the ledger of a store; an empty one begins today.
    pub(in crate::cli) async fn read(
        store: &Store,
        limits: &Limits,
        today: NaiveDate,
    ) -> Result<Self, StoreError> {
        let first = store.ledger_span().await?.map_or(today, |(first, _)| first.date_naive());
        let begin = today.with_day(1).unwrap_or(today);
        let week = today.checked_sub_days(Days::new(7)).unwrap_or(today);
        let spent = store.spent_since(begin.min(week)).await?;
        Ok(Self::of(&spent, first, today, limits))
    }

    fn of(spent: &[SpentOn], first: NaiveDate, today: NaiveDate, limits: &Limits) -> Self {
        let mut days: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        for line in spent {
            *days.entry(line.day).or_default() += line.credits;
        }
        let asked = spent.iter().filter(|line| line.day == today && line.purpose == Purpose::Ask);
        let asked = asked.map(|line| line.credits).sum();
        let forecast = Forecast::new(&days, first, today, limits.per_month);
        Self {
            date: today,
            today: Share::of(forecast.today, limits.per_day),
            asking: Share::of(asked, limits.of(Ceiling::Asking)),
            month: Share::of(forecast.month, limits.per_month),
            forecast,
        }
    }

    /// What may still be spent, as the end of a sentence; nothing where no ceiling is set.
    pub(in crate::cli) fn left(&self) -> String {
        let count = |number: u32| words().count(number.into());
        let left = |share: Share, when: &str| {
            Some(format!("{} of {} left {when}", count(share.left?), count(share.ceiling?)))
        };
        let parts = [left(self.today, "today"), left(self.month, "this month")];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!("; by the ledger {}", parts.join(", ")) }
    }

    /// The account in lines: what it is, and what is said of it.
    pub(super) fn lines(&self) -> Vec<(String, String)> {
        let asking = match self.asking.left {
            Some(left) => format!("; questions may use {} more", words().count(left.into())),
            None => String::new(),
        };
        let mut lines = vec![
            ("today".to_owned(), self.today.told() + &asking),
            (self.date.format("%B").to_string(), self.month.told()),
            ("forecast".to_owned(), self.forecast_told()),
        ];
        if self.month.ceiling.is_some() {
            lines.push(("ceiling".to_owned(), self.ceiling_told()));
        }
        lines
    }

    fn forecast_told(&self) -> String {
        let Forecast { days, cost, days_left, by_end, .. } = self.forecast;
        let pace = f64::from(cost) / f64::from(days.max(1));
        let basis = match days {
            0 => "today's, for the ledger began today".to_owned(),
            1 => "yesterday's, the only whole day known".to_owned(),
            2..=6 => format!("the mean of the {days} whole days known"),
            _ => format!("the mean of the last {days} whole days"),
        };
        let end = words().count(by_end.into());
        let left = match days_left {
            0 => "this is the month's last day".to_owned(),
            1 => "1 day is left".to_owned(),
            days => format!("{days} days are left"),
        };
        format!("{end} by the month's end, at {pace:.1} a day ({basis}); {left}")
    }

    fn ceiling_told(&self) -> String {
        match self.forecast.reached_on {
            Some(day) if day == self.date && self.month.left == Some(0) => {
                "the month's ceiling is reached: answers come from the store until the next month".to_owned()
            }
            Some(day) if day == self.date => "the month's ceiling is reached today at this pace".to_owned(),
            Some(day) => format!("the month's ceiling is reached on {} at this pace", words().short_day(day)),
            None => "the month's ceiling isn't reached at this pace".to_owned(),
        }
    }
}

/// The terminal speaks English, as its options do.
pub(super) fn words() -> Words {
    Words::new(Language::EnUs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(today: &str, limits: Limits) -> Account {
        let on = |day: &str, purpose, credits| SpentOn { day: day.parse().unwrap(), purpose, credits };
        let spent = [
            on("2026-11-26", Purpose::Board, 4),
            on("2026-11-27", Purpose::Board, 4),
            on("2026-11-27", Purpose::Watch, 2),
            on("2026-11-28", Purpose::Ask, 3),
            on("2026-11-28", Purpose::Board, 4),
        ];
        Account::of(&spent, "2026-11-26".parse().unwrap(), today.parse().unwrap(), &limits)
    }

    #[test]
    fn the_account_is_told_with_its_ceilings() {
        let limits =
            Limits { per_day: Some(600), per_month: Some(18_000), ask_share: Some(50), ..Limits::default() };
        let told = account("2026-11-28", limits);
        let lines: Vec<_> = told.lines().into_iter().map(|(what, said)| format!("{what}: {said}")).collect();
        assert_eq!(
            lines,
            [
                "today: 7 of 600, 593 left; questions may use 297 more",
                "November: 17 of 18,000, 17,983 left",
                "forecast: 27 by the month's end, at 5.0 a day (the mean of the 2 whole days known); 2 days are left",
                "ceiling: the month's ceiling isn't reached at this pace",
            ]
        );
        assert_eq!(told.left(), "; by the ledger 593 of 600 left today, 17,983 of 18,000 left this month");
    }

    #[test]
    fn without_ceilings_nothing_is_left_and_with_small_ones_the_day_is_named() {
        let free = account("2026-11-28", Limits::default());
        assert_eq!(free.left(), "");
        assert_eq!(free.lines()[0].1, "7; no ceiling is set");
        let small = |month| account("2026-11-28", Limits { per_month: Some(month), ..Limits::default() });
        assert!(small(20).lines()[3].1.contains("29"), "{:?}", small(20).lines());
        assert!(small(17).lines()[3].1.contains("until the next month"), "{:?}", small(17).lines());
    }
}
