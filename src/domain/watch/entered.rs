//! Came among the first so many of a board.

use super::{Finding, Quiet, RankSeries, Ranked, Ranks};
use chrono::NaiveDate;

/// Whether a creator is among the first `top`, and is known not to have been the last time.
///
/// # Errors
/// When not: the reason, with its numbers.
pub fn entered_top(series: &RankSeries, date: NaiveDate, top: u32) -> Result<Finding, Quiet> {
    let rank = series.on(date).ok_or(Quiet::NoReading)?;
    let first = usize::try_from(top).unwrap_or(usize::MAX);
    let rank = match rank {
        Ranked::At(at) if at <= first => at,
        rank => return Err(Quiet::NotInTop { rank, top }),
    };
    let (before_date, before) = series.before(date).ok_or(Quiet::RankBeforeUnknown { rank })?;
    match before {
        Ranked::At(before) if before <= first => Err(Quiet::AlreadyInTop { rank, before }),
        before if before.is_below(first) => {
            let ranks = Ranks { question: series.question(date), date, rank, before_date, before };
            Ok(Finding::EnteredTop { ranks, top })
        }
        _ => Err(Quiet::RankBeforeUnknown { rank }),
    }
}

/// Whether being among the first goes on: it is over only a fifth below the limit, so that whoever moves about it is
/// told of once.
pub fn top_lasts(series: &RankSeries, date: NaiveDate, top: u32) -> bool {
    let left = usize::try_from(top + top.div_ceil(5)).unwrap_or(usize::MAX);
    series.on(date).is_none_or(|rank| !rank.is_below(left))
}
