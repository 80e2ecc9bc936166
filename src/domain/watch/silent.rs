//! Sells nothing any more.

use super::{Finding, Quiet, Series, numbers::median, spike::known};
use chrono::NaiveDate;

/// How far back before the silence something must have been sold.
const BACK: i64 = 28;
/// On so many days of them.
const RECORD: usize = 7;

/// Whether nothing was sold on the last `needed` dates, each of them known, by somebody who sold before. It is off
/// unless somebody asks for it, for the source loses sight of creators who go on selling.
///
/// # Errors
/// When not: the reason, with its numbers.
pub fn fell_silent(series: &Series, date: NaiveDate, needed: u32) -> Result<Finding, Quiet> {
    let day = known(series, date)?;
    let dates = std::iter::successors(Some(date), |date| date.pred_opt());
    let silent = dates.take_while(|date| series.on(*date).is_some_and(|day| day.value <= 0.0));
    let (days, since) = (1..).zip(silent).last().unwrap_or((0, date));
    if days < needed {
        return Err(Quiet::NotSilent { days, needed });
    }
    let sold: Vec<f64> =
        series.before(since, BACK).map(|day| day.value).filter(|value| *value > 0.0).collect();
    let usual = median(sold.iter().copied()).filter(|_| sold.len() >= RECORD).ok_or(Quiet::NeverSold)?;
    Ok(Finding::FellSilent { day: day.clone(), since, days, usual })
}

/// Whether a silence goes on.
pub fn silence_lasts(series: &Series, date: NaiveDate) -> bool {
    series.on(date).is_none_or(|day| day.value <= 0.0)
}
