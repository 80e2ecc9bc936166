//! The ranked lists.

use crate::market::{
    Market, Numbers, Region,
    calendar::{self, Period},
    creator::{Category, Creator},
    publication::State,
};
use chrono::{DateTime, NaiveDate, Utc};

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Followers gained.
    Followers,
    /// Units sold.
    Units,
}

/// A question for a list.
#[derive(Clone, Debug)]
pub(crate) struct Board {
    pub(crate) region: String,
    pub(crate) period: Period,
    pub(crate) start: NaiveDate,
    pub(crate) field: Field,
    /// Product category of level 1, 2 or 3.
    pub(crate) product: Option<String>,
    /// Account category.
    pub(crate) category: Option<String>,
}

/// A place of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) creator: &'a Creator,
    /// The value it is ranked by.
    pub(crate) value: i64,
}

impl Field {
    fn of(self, numbers: Numbers) -> i64 {
        match self {
            Self::Followers => numbers.followers,
            Self::Units => numbers.units,
        }
    }
}

impl Board {
    /// The list as far as it can be read now: only values above 0, the highest first.
    pub(crate) fn entries<'a>(
        &self,
        market: &Market,
        region: &'a Region,
        now: DateTime<Utc>,
    ) -> Vec<Entry<'a>> {
        let state = market.publication.state(&self.region, self.period, self.start, now);
        if state == State::Absent {
            return Vec::new();
        }
        let start = calendar::day_number(self.start);
        let column = market.column(region, self.period, start);
        let mut entries: Vec<Entry<'a>> = Vec::new();
        for (creator, numbers) in region.creators.iter().zip(column.iter()) {
            let value = self.field.of(*numbers);
            let value = if state == State::Partial { in_part(creator, start, value) } else { value };
            if value > 0 && self.wants(creator) {
                entries.push(Entry { creator, value });
            }
        }
        entries.sort_unstable_by_key(|entry| (std::cmp::Reverse(entry.value), entry.creator.user_id));
        entries
    }

    fn wants(&self, creator: &Creator) -> bool {
        let category = |wanted: &String| matches!(creator.category, Category::Named(name) if name == wanted);
        self.category.as_ref().is_none_or(category)
            && self.product.as_ref().is_none_or(|id| creator.promotes(id))
    }
}

/// A value as it stands while the list is published in part: two in five are missing, some are too low.
fn in_part(creator: &Creator, start: i64, value: i64) -> i64 {
    let dice = creator.dice.with(40).at(start);
    match dice.below(10) {
        0..4 => 0,
        4..6 => value * 9 / 10,
        _ => value,
    }
}
