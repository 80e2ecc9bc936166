//! A list: what the source answers to one question for one data date.

use super::{CreatorCategory, DataDate, Period, ProductCategory, Region, Row};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The two orders that the source has (`influencer_rank_field`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// 1 = `total_followers_cnt`.
    Followers,
    /// 2 = `total_sale_cnt`, units sold.
    Sales,
}

impl Field {
    /// The source's number for it.
    pub const fn number(self) -> u8 {
        match self {
            Self::Followers => 1,
            Self::Sales => 2,
        }
    }

    /// The word for it in ledger and log.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Followers => "followers",
            Self::Sales => "sales",
        }
    }
}

/// What a person ranks by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Units sold.
    #[default]
    Sales,
    /// Followers gained.
    Followers,
    /// Estimated GMV, computed among the first 100 by sales.
    Gmv,
    /// Followers gained ÷ followers had, computed among the first 100 by followers.
    Growth,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Sales, Self::Followers, Self::Gmv, Self::Growth];

    /// The word that people type and the store keeps.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sales => "sales",
            Self::Followers => "followers",
            Self::Gmv => "gmv",
            Self::Growth => "growth",
        }
    }

    /// The order of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.word() == word)
    }

    /// The source's order that it is, or is computed from.
    pub const fn field(self) -> Field {
        match self {
            Self::Sales | Self::Gmv => Field::Sales,
            Self::Followers | Self::Growth => Field::Followers,
        }
    }

    /// Whether the source lacks it, so that it is computed from the first 100 rows of [`Self::field`].
    pub const fn is_computed(self) -> bool {
        matches!(self, Self::Gmv | Self::Growth)
    }
}

/// What is asked of the source, but for the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The market.
    pub region: Region,
    /// Day, week or month.
    pub period: Period,
    /// The source's order.
    pub field: Field,
    /// Only creators of this account category.
    pub category: Option<CreatorCategory>,
    /// Only creators who promote this product category.
    pub product: Option<ProductCategory>,
}

impl Scope {
    /// Whether only some creators are asked for.
    pub fn is_filtered(&self) -> bool {
        self.category.is_some() || self.product.is_some()
    }
}

/// What is asked of the source: names one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListKey {
    scope: Scope,
    date: DataDate,
}

impl ListKey {
    /// The list of `scope` for the period in which `date` begins.
    pub fn new(scope: Scope, date: DataDate) -> Self {
        Self { scope: Scope { period: date.period(), ..scope }, date }
    }

    /// What is asked, but for the date.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The first day of the period that the numbers describe.
    pub fn date(&self) -> DataDate {
        self.date
    }

    /// The same question one period earlier.
    pub fn previous(&self) -> Self {
        Self { date: self.date.previous(), ..*self }
    }
}

/// How many rows from the top are wanted: 10 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64")]
pub struct Depth(u8);

impl TryFrom<i64> for Depth {
    type Error = &'static str;

    fn try_from(rows: i64) -> Result<Self, Self::Error> {
        Self::new(rows).ok_or("a depth is 10 to 100")
    }
}

impl Depth {
    /// Ten rows: one page of the source, one credit.
    pub const LEAST: Self = Self(10);
    /// A hundred rows: what computed orders look at.
    pub const MOST: Self = Self(100);
    /// Rows on one page of the source (`page_size` 10 is its largest).
    pub const PAGE: usize = 10;

    /// A depth of `rows`; none outside 10 to 100.
    pub fn new(rows: i64) -> Option<Self> {
        let rows = u8::try_from(rows).ok()?;
        (Self::LEAST.0..=Self::MOST.0).contains(&rows).then_some(Self(rows))
    }

    /// Rows.
    pub fn rows(self) -> usize {
        self.0.into()
    }

    /// Pages of the source that hold it: what it costs in credits.
    pub fn pages(self) -> usize {
        self.rows().div_ceil(Self::PAGE)
    }
}

/// A list as it is known: rows in the source's order, each creator once, at the better rank.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The question.
    pub key: ListKey,
    /// Rows by rank, from the first on; a rank that couldn't be read is missing.
    pub rows: Vec<Row>,
    /// Pages of ten rows that were asked, from the first on.
    pub pages: usize,
    /// Whether the source had no more rows: a short or empty page ended the list.
    pub ended: bool,
    /// When rows were first seen.
    pub first_seen_at: DateTime<Utc>,
    /// When the rows were fetched.
    pub fetched_at: DateTime<Utc>,
    /// Whether it will be asked once more before it is kept for ever.
    pub provisional: bool,
    /// Whether the repeat differed from what was seen first.
    pub revised: bool,
}

impl List {
    /// Whether it answers a question of this depth: deep enough, or all there is.
    pub fn covers(&self, depth: Depth) -> bool {
        self.ended || self.pages >= depth.pages()
    }

    /// Whether each rank down to `depth`, as far as it was asked, has its creator. Where one couldn't be read or
    /// came twice, nobody can be said not to be on the list.
    pub fn is_whole(&self, depth: Depth) -> bool {
        let asked = if self.ended { self.last_rank() } else { self.pages * Depth::PAGE };
        let wanted = depth.rows().min(asked);
        self.rows.iter().filter(|row| row.rank <= wanted).count() == wanted
    }

    /// Whether rows that `old` had too are others now: other creators or headline numbers at their ranks, or a
    /// list that had ended goes on. Rows added below, by asking deeper, and gaps are no difference.
    pub fn differs(&self, old: &Self) -> bool {
        let headline = |row: &Row| (row.period.followers, row.period.units, row.period.gmv);
        let others = |row: &Row| {
            let there = old.rows.binary_search_by_key(&row.rank, |row| row.rank);
            let there = there.ok().and_then(|place| old.rows.get(place));
            there.is_some_and(|old| old.user_id != row.user_id || headline(old) != headline(row))
        };
        old.ended && self.last_rank() > old.last_rank() || self.rows.iter().any(others)
    }

    fn last_rank(&self) -> usize {
        self.rows.last().map_or(0, |row| row.rank)
    }
}
