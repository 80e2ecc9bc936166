//! Many ranks at once.

use super::{Finding, Limits, Quiet, RankSeries, Ranked, Ranks};
use chrono::NaiveDate;

/// Whether a rank is better than the last one by the floor, and by so many percent of the last one. Whoever wasn't on
/// the list before is taken to have stood right below it.
///
/// # Errors
/// When not: the reason, with its numbers.
pub fn rank_jump(series: &RankSeries, date: NaiveDate, limits: Limits) -> Result<Finding, Quiet> {
    let rank = match series.on(date).ok_or(Quiet::NoReading)? {
        Ranked::At(rank) => rank,
        rank @ Ranked::Below(first) => {
            return Err(Quiet::NotInTop { rank, top: u32::try_from(first).unwrap_or(u32::MAX) });
        }
    };
    let (before_date, before) = series.before(date).ok_or(Quiet::RankBeforeUnknown { rank })?;
    let floor = usize::try_from(limits.floor()).unwrap_or(usize::MAX);
    let percent = usize::try_from(limits.percent()).unwrap_or(usize::MAX);
    let needed = floor.max(before.best().saturating_mul(percent).div_ceil(100));
    if before.best().saturating_sub(rank) < needed {
        return Err(Quiet::FewPlaces { rank, before, needed });
    }
    let ranks = Ranks { question: series.question(date), date, rank, before_date, before };
    Ok(Finding::RankJump { ranks, limits })
}
