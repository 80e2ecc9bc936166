//! What can be typed into an option.

use super::Args;
use crate::domain::{CreatorCategory, DataDate, Period, ProductCategory, Region};
use chrono::{DateTime, Utc};

/// Something that can be chosen; the face names it in the person's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A region.
    Region(Region),
    /// An account category.
    Category(CreatorCategory),
    /// A product category.
    Product(ProductCategory),
    /// A data date.
    Date(DataDate),
}

/// How many data dates are offered: two weeks, a quarter, a year.
const fn dates(period: Period) -> usize {
    match period {
        Period::Day => 14,
        Period::Week => 13,
        Period::Month => 12,
    }
}

pub(super) fn suggest(command: &str, option: &str, args: &Args, now: DateTime<Utc>) -> Vec<Choice> {
    match (command, option) {
        ("ranking", "region") => Region::all().map(Choice::Region).collect(),
        ("ranking", "category") => CreatorCategory::all().map(Choice::Category).collect(),
        ("ranking", "product") => ProductCategory::all().map(Choice::Product).collect(),
        ("ranking", "date") => {
            let period = args.text("period").and_then(Period::of_word).unwrap_or_default();
            let newest = DataDate::newest_closed(period, now);
            std::iter::successors(Some(newest), |date| Some(date.previous()))
                .take(dates(period))
                .map(Choice::Date)
                .collect()
        }
        _ => Vec::new(),
    }
}
