//! When a list appears: hours after its period, now and then days late, now and then first in part.

use crate::market::{
    calendar::{self, Period},
    dice::{Dice, whole},
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// What of a list can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// Nothing yet.
    Absent,
    /// Some creators are missing and some values will be revised.
    Partial,
    /// All of it.
    Complete,
}

/// When lists appear, and which are held back by hand.
#[derive(Debug)]
pub(crate) struct Publication {
    dice: Dice,
    by_hand: Mutex<BTreeMap<(String, NaiveDate, u8), bool>>,
}

/// When a list appears by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) appears: DateTime<Utc>,
    /// From here on it is complete.
    pub(crate) complete: DateTime<Utc>,
}

/// Lists that can be held or released by hand.
const IN_HAND: usize = 5_000;
/// Chosen so that with seed 1 the United States' lists of late 2026 are on time: a first look meets no delay.
const PATH: u64 = 392;
/// The share of lists that are one to three days late.
const LATE: f64 = 0.05;
/// The share of lists that first appear in part.
const HALF: f64 = 0.07;

impl Publication {
    pub(crate) fn new(dice: Dice) -> Self {
        Self { dice: dice.with(PATH), by_hand: Mutex::default() }
    }

    /// When the list of a period appears.
    pub(crate) fn plan(&self, region: &str, period: Period, start: NaiveDate) -> Plan {
        let region = region.bytes().fold(self.dice, |dice, byte| dice.with(u64::from(byte)));
        let list = region.with(period as u64).at(calendar::day_number(start));
        let minutes = region.with(1).between(180.0, 480.0) + list.with(1).between(0.0, 60.0);
        let closes = period.end(start).and_time(NaiveTime::MIN).and_utc();
        let late = list.with(2).chance(LATE);
        let days = if late { 1 + whole(list.with(3).between(-0.49, 2.49)) } else { 0 };
        let appears = closes + TimeDelta::days(days) + TimeDelta::minutes(whole(minutes));
        let partial =
            if !late && list.with(4).chance(HALF) { list.with(5).between(120.0, 300.0) } else { 0.0 };
        Plan { appears, complete: appears + TimeDelta::minutes(whole(partial)) }
    }

    /// What of a list can be read now.
    pub(crate) fn state(&self, region: &str, period: Period, start: NaiveDate, now: DateTime<Utc>) -> State {
        let closed = period.end(start).and_time(NaiveTime::MIN).and_utc() <= now;
        if !closed || !period.begins(start) || calendar::day_number(start) < 0 {
            return State::Absent;
        }
        let by_hand = self.by_hand.lock().unwrap_or_else(PoisonError::into_inner);
        match by_hand.get(&(region.to_owned(), start, period as u8)) {
            Some(true) => return State::Absent,
            Some(false) => return State::Complete,
            None => {}
        }
        let plan = self.plan(region, period, start);
        if now < plan.appears {
            State::Absent
        } else if now < plan.complete {
            State::Partial
        } else {
            State::Complete
        }
    }

    /// Holds a list back, lets it appear at once (when its period is over), or leaves it to itself again.
    /// False when too many lists are in hand.
    pub(crate) fn hold(&self, region: &str, period: Period, start: NaiveDate, hold: Option<bool>) -> bool {
        let mut by_hand = self.by_hand.lock().unwrap_or_else(PoisonError::into_inner);
        let list = (region.to_owned(), start, period as u8);
        match hold {
            Some(_) if by_hand.len() >= IN_HAND => return false,
            Some(hold) => by_hand.insert(list, hold),
            None => by_hand.remove(&list),
        };
        true
    }

    /// The newest day whose list can be read, within the last two weeks.
    pub(crate) fn newest_day(&self, region: &str, now: DateTime<Utc>) -> Option<NaiveDate> {
        let today = now.date_naive();
        let days = today.iter_days().rev().skip(1).take(14);
        days.into_iter().find(|day| self.state(region, Period::Day, *day, now) != State::Absent)
    }
}
