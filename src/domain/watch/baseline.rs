//! What a creator's day usually is, before it is seen: level, weekly rhythm, and how far days stray.

use super::{
    Day, Series,
    numbers::{median, spread},
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What was usual before a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// The newest day before.
    pub previous: Day,
    /// The median of the days that count, at most the last 28 dates.
    pub median: f64,
    /// How many days that are.
    pub days: u32,
    /// The median of those of the last 7 dates, each without its weekday's part.
    pub week: f64,
    /// By how much this weekday lies above the others.
    pub weekday: f64,
    /// How many of the days are of this weekday.
    pub weekdays: u32,
    /// What the day would be: halfway (as logarithms) between median and week, times weekday.
    pub expected: f64,
    /// How far days stray from what they would be, as a natural logarithm: 0.25 is about a quarter.
    pub spread: f64,
    /// Whether there are too few days for more than a guess.
    pub is_thin: bool,
}

/// How far back days count.
pub(super) const WINDOW: i64 = 28;
/// Levels drift within a month: the last week says as much of them as all of it.
const WEEK: i64 = 7;
/// With fewer days a baseline is a guess.
const FEW: usize = 7;
/// Weeks of "all days are alike" that a weekday's own days have to outweigh.
const EVEN_WEEKS: f64 = 4.0;
/// Days of a creator of whom nothing is known that their own spread has to outweigh.
const UNKNOWN_DAYS: f64 = 25.0;
/// No weekday lies lower.
const LOWEST: f64 = 0.3;
/// From so many a day on, a day of nothing at all is a gap in what the source covers: chance would bring one in eight
/// years.
const NEVER_ZERO: f64 = 8.0;
/// Logarithms end somewhere.
const LEAST: f64 = 0.5;

impl Baseline {
    /// What was usual before a date; none where nothing is known.
    ///
    /// Averages of several days don't count, for they stray less than days do. Nor do days of nothing among creators
    /// who sell every day: the source loses sight of some for weeks, and their return would look like a jump.
    pub fn of(series: &Series, date: NaiveDate) -> Option<Self> {
        let previous = series.before(date, WINDOW).next_back()?.clone();
        let days = counted(series, date);
        let level = median(days.iter().map(|day| day.value)).unwrap_or(previous.value);
        let rhythm = Rhythm::of(&days, level);
        let weekdays = days.iter().filter(|day| day.date.weekday() == date.weekday()).count();
        let week = days.iter().filter(|day| (date - day.date).num_days() <= WEEK);
        let week = median(week.map(|day| day.value / rhythm.on(day.date))).unwrap_or(level);
        let expected = (level.max(1.0) * week.max(1.0)).sqrt() * rhythm.on(date);
        let strayed: Vec<f64> =
            days.iter().map(|day| distance(day.value / rhythm.on(day.date), level)).collect();
        // Where the sum of several things is taken for one, nothing is known of how single things scatter.
        let by_chance = if series.metric().is_count() { 1.0 / expected } else { 0.0 };
        let usual = series.metric().usual_spread().powi(2) + by_chance;
        let own = median(strayed.iter().copied()).and_then(|middle| spread(&strayed, middle)).unwrap_or(0.0);
        let count = f64::from(small(days.len()));
        let spread = ((count * own.powi(2) + UNKNOWN_DAYS * usual) / (count + UNKNOWN_DAYS)).sqrt();
        let is_thin = days.len() < FEW;
        let weekday = rhythm.on(date);
        let (days, weekdays) = (small(days.len()), small(weekdays));
        Some(Self { previous, median: level, days, week, weekday, weekdays, expected, spread, is_thin })
    }

    /// How far a value lies above what the day would be, as a natural logarithm.
    pub fn above(&self, value: f64) -> f64 {
        distance(value, self.expected)
    }
}

/// The days before a date that a baseline is made of.
pub(super) fn counted(series: &Series, date: NaiveDate) -> Vec<&Day> {
    let known = series.before(date, WINDOW);
    let mut own: Vec<&Day> = Vec::with_capacity(known.size_hint().0);
    own.extend(known.filter(|day| day.days == 1));
    let sells = median(own.iter().map(|day| day.value).filter(|value| *value > 0.0));
    let never_zero = sells.is_some_and(|usual| usual >= NEVER_ZERO);
    own.retain(|day| !never_zero || day.value != 0.0);
    own
}

/// By how much each weekday lies above all days, Monday first.
struct Rhythm([f64; 7]);

impl Rhythm {
    fn of(days: &[&Day], level: f64) -> Self {
        let mut weekdays: [Vec<f64>; 7] = Default::default();
        for day in days {
            weekdays[place(day.date)].push(day.value);
        }
        Self(weekdays.map(|mine| {
            let count = f64::from(small(mine.len()));
            // One week is no rhythm.
            let own = if mine.len() > 1 { median(mine) } else { None };
            let own =
                own.map_or(1.0, |own| (count * own / level.max(1.0) + EVEN_WEEKS) / (count + EVEN_WEEKS));
            own.max(LOWEST)
        }))
    }

    fn on(&self, date: NaiveDate) -> f64 {
        self.0[place(date)]
    }
}

fn place(date: NaiveDate) -> usize {
    usize::try_from(date.weekday().num_days_from_monday()).unwrap_or_default() % 7
}

fn distance(value: f64, usual: f64) -> f64 {
    (value.max(LEAST) / usual.max(1.0)).ln()
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
