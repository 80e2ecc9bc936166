//! Ranks of a creator on one board, day by day.

use super::Ranked;
use crate::domain::{Depth, List, Period, Question, UserId};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// Where a creator stood on the dates of a board that are known.
#[derive(Clone, Debug, PartialEq)]
pub struct RankSeries {
    question: Question,
    dates: BTreeMap<NaiveDate, Ranked>,
}

/// A rank that is older says nothing of a change.
const WEEK: i64 = 7;

impl RankSeries {
    /// The ranks on a board; its question's date is of no account.
    pub fn of(question: Question, ranks: impl IntoIterator<Item = (NaiveDate, Ranked)>) -> Self {
        let mut dates = BTreeMap::new();
        for (date, rank) in ranks {
            let known = dates.entry(date).or_insert(rank);
            *known = surer(*known, rank);
        }
        Self { question, dates }
    }

    /// The rank on a date.
    pub fn on(&self, date: NaiveDate) -> Option<Ranked> {
        self.dates.get(&date).copied()
    }

    /// The newest rank of the week before a date.
    pub fn before(&self, date: NaiveDate) -> Option<(NaiveDate, Ranked)> {
        let from = date.checked_sub_signed(TimeDelta::days(WEEK)).unwrap_or(NaiveDate::MIN);
        self.dates.range(from..date.max(from)).next_back().map(|(date, rank)| (*date, *rank))
    }

    /// The board's question on a date.
    pub fn question(&self, date: NaiveDate) -> Question {
        Question { date: crate::domain::DataDate::new(Period::Day, date).ok(), ..self.question }
    }
}

impl Ranked {
    /// Where a list says that a creator stands; none where it doesn't say.
    pub fn of(list: &List, user_id: &UserId) -> Option<Self> {
        if let Some(row) = list.rows.iter().find(|row| row.user_id == *user_id) {
            return Some(Self::At(row.rank));
        }
        let asked = i64::try_from(list.pages * Depth::PAGE).ok()?.min(100);
        let depth = if list.ended { Depth::MOST } else { Depth::new(asked)? };
        list.is_whole(depth).then_some(Self::Below(depth.rows()))
    }

    /// Whether it is known not to be among the first so many.
    pub(super) fn is_below(self, top: usize) -> bool {
        match self {
            Self::At(rank) => rank > top,
            Self::Below(first) => first >= top,
        }
    }

    /// The best rank that it can be.
    pub(super) fn best(self) -> usize {
        match self {
            Self::At(rank) => rank,
            Self::Below(first) => first + 1,
        }
    }
}

/// Of two words about one date the one that says more.
fn surer(one: Ranked, other: Ranked) -> Ranked {
    match (one, other) {
        (Ranked::At(a), Ranked::At(b)) => Ranked::At(a.min(b)),
        (Ranked::At(_), Ranked::Below(_)) => one,
        (Ranked::Below(_), Ranked::At(_)) => other,
        (Ranked::Below(a), Ranked::Below(b)) => Ranked::Below(a.max(b)),
    }
}
