//! A day far above the usual ones.

use super::{Baseline, Finding, Limits, Quiet, Series, baseline::WINDOW};
use chrono::NaiveDate;

/// The part of the needed distance (as a logarithm) below which a day is usual again.
const OVER: f64 = 0.5;

/// Whether a day is at least the floor, so many percent above what it would be, and further from it than this
/// creator's days stray.
///
/// # Errors
/// When it isn't: the reason, with its numbers.
pub fn spike(series: &Series, date: NaiveDate, limits: Limits) -> Result<Finding, Quiet> {
    let day = known(series, date)?;
    series.before(date, WINDOW).next_back().ok_or(Quiet::FirstReading)?;
    let (value, floor) = (day.value, f64::from(limits.floor()));
    if value < floor {
        return Err(Quiet::BelowFloor { value, floor });
    }
    let baseline = Baseline::of(series, date).ok_or(Quiet::FirstReading)?;
    let by_percent = baseline.expected * limits.factor();
    let needed = spike_limit(&baseline, limits);
    if value < by_percent {
        return Err(Quiet::BelowPercent { value, needed, baseline: Box::new(baseline) });
    }
    if value < needed {
        return Err(Quiet::WithinSpread { value, needed, baseline: Box::new(baseline) });
    }
    Ok(Finding::Spike { metric: series.metric(), day: day.clone(), baseline, limits, needed })
}

/// Whether a spike of the days before goes on: it is over once a day lies less than half as far above the usual as
/// it takes for another.
pub fn spike_lasts(series: &Series, date: NaiveDate, limits: Limits) -> bool {
    let (Some(day), Some(baseline)) = (series.on(date), Baseline::of(series, date)) else { return true };
    baseline.above(day.value) >= baseline.above(spike_limit(&baseline, limits)) * OVER
}

/// The day of a date.
pub(super) fn known(series: &Series, date: NaiveDate) -> Result<&super::Day, Quiet> {
    let corrected = || series.correction(date).copied().map_or(Quiet::NoReading, Quiet::Corrected);
    series.on(date).ok_or_else(corrected)
}

/// What a day has to come to, by what was usual before it.
pub fn spike_limit(baseline: &Baseline, limits: Limits) -> f64 {
    baseline.expected * limits.factor().max((limits.spreads() * baseline.spread).exp())
}
