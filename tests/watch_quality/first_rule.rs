//! The rule that the bot began with, to compare: so many percent above the day before and above the median of 28 days,
//! and outside the spread of the same weekday.

use chrono::{Datelike, NaiveDate};
use rankwatch::domain::watch::{Baseline, Finding, Limits, Series};

pub(crate) fn alerts(series: &Series, from: NaiveDate, limits: Limits) -> Vec<Finding> {
    let mut alerts = Vec::new();
    let mut is_up = false;
    for day in series.days().filter(|day| day.date >= from) {
        let before: Vec<_> = series.before(day.date, 28).collect();
        let Some(previous) = before.last() else { continue };
        let all: Vec<f64> = before.iter().map(|day| day.value).collect();
        let weekday = before.iter().filter(|other| other.date.weekday() == day.date.weekday());
        let weekday: Vec<f64> = weekday.map(|day| day.value).collect();
        let usual = if weekday.len() >= 3 { &weekday } else { &all };
        let middle = median(usual);
        let distances: Vec<f64> = usual.iter().map(|value| (value - middle).abs()).collect();
        let outside = middle + 3.0 * 1.4826 * median(&distances);
        let by_percent = limits.factor() * median(&all).max(previous.value);
        let needed = by_percent.max(outside).max(f64::from(limits.floor()));
        let is_news = day.value >= needed;
        if is_news && !is_up {
            let baseline = Baseline::of(series, day.date).expect("days before");
            alerts.push(Finding::Spike {
                metric: series.metric(),
                day: day.clone(),
                baseline,
                limits,
                needed,
            });
        }
        is_up = is_news || is_up && day.value >= limits.factor() * median(&all);
    }
    alerts
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { f64::midpoint(values[middle - 1], values[middle]) }
}
