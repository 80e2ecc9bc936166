//! A creator's row of a list: the contract's fields, checked and in types that can't be wrong.

use super::Field;
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// A creator's lasting id, digits above 2^53. Handles change, this never does.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Box<str>", into = "Box<str>")]
pub struct UserId(Box<str>);

impl UserId {
    /// The id, if it is one: 1 to 20 digits.
    pub fn new(text: &str) -> Option<Self> {
        let digits = (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| Self(text.into()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<Box<str>> for UserId {
    type Error = &'static str;

    fn try_from(text: Box<str>) -> Result<Self, Self::Error> {
        Self::new(&text).ok_or("an id is 1 to 20 digits")
    }
}

impl From<UserId> for Box<str> {
    fn from(id: UserId) -> Self {
        id.0
    }
}

impl fmt::Debug for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How a creator sells (`sales_flag`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SalesFlag {
    /// 0
    None,
    /// 1
    Video,
    /// 2
    Live,
    /// 3
    VideoAndLive,
    /// 4: a product showcase is open.
    Showcase,
}

impl SalesFlag {
    const ALL: [Self; 5] = [Self::None, Self::Video, Self::Live, Self::VideoAndLive, Self::Showcase];

    /// The flag of the source's number.
    pub fn of_number(number: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }

    /// The source's number.
    pub fn number(self) -> u8 {
        self as u8
    }
}

/// Counters of a creator, within a period or over a lifetime. None: the source didn't say.
///
/// On the sales board the source fills only units and GMV, on the followers board presumably all but those:
/// the other counters arrive as 0, which means "not filled".
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counters {
    /// Followers (`total_followers_…`): gained within a period, or had.
    pub followers: Option<i64>,
    /// Likes (`total_digg_…`).
    pub likes: Option<i64>,
    /// Videos (`total_post_video_…`).
    pub videos: Option<i64>,
    /// Live streams (`total_live_…`).
    pub lives: Option<i64>,
    /// Products promoted (`total_product_…`).
    pub products: Option<i64>,
    /// Units sold, an estimate (`total_sale_…cnt`).
    pub units: Option<i64>,
    /// GMV in US dollars, an estimate (`total_sale_gmv_…amt`).
    pub gmv: Option<f64>,
}

impl Counters {
    /// The counters of a period without the zeros that mean "not filled" on the board of this order.
    #[must_use]
    pub fn filled(self, field: Field) -> Self {
        let some = |count: Option<i64>| count.filter(|count| *count != 0);
        match field {
            Field::Sales => Self {
                followers: some(self.followers),
                likes: some(self.likes),
                videos: some(self.videos),
                lives: some(self.lives),
                products: some(self.products),
                ..self
            },
            Field::Followers => {
                Self { units: some(self.units), gmv: self.gmv.filter(|gmv| *gmv != 0.0), ..self }
            }
        }
    }
}

/// A product category that a creator promotes: ids of level 1, 2 and 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductPath {
    /// Ids from level 1 to level 3.
    pub levels: [Box<str>; 3],
}

/// One creator in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The rank in the source's order, from 1. Ranks rise from row to row, with gaps where an entry couldn't be
    /// read or came twice.
    pub rank: usize,
    /// The creator.
    pub user_id: UserId,
    /// Handle without `@`: letters, digits, `.` and `_` only.
    pub unique_id: Option<String>,
    /// Free text of the creator's own: hostile until escaped.
    pub nick_name: Option<String>,
    /// Address of the picture; often refused by its host.
    pub avatar: Option<String>,
    /// Region code as the source gave it.
    pub region: Option<String>,
    /// Account category; may lie outside the table.
    pub category: Option<String>,
    /// EchoTik's rating, about 0 to 10, by an unpublished formula.
    pub ec_score: Option<f64>,
    /// How they sell.
    pub sales_flag: Option<SalesFlag>,
    /// Level-1 ids of the product categories promoted most, first to third.
    pub most_categories: [Option<String>; 3],
    /// Product categories promoted, the most promoted first, at most [`Row::PATHS`]; one that was asked for is
    /// among them wherever it stands, or else a filter that works would look as if it was ignored.
    pub product_categories: Arc<[ProductPath]>,
    /// Counters within the period.
    pub period: Counters,
    /// Counters over the lifetime, at the time of the list.
    pub lifetime: Counters,
}

impl Row {
    /// How many product categories of a creator are kept; the source sends over a hundred.
    pub const PATHS: usize = 10;

    /// The profile's address, when the handle is known.
    pub fn profile(&self) -> Option<String> {
        self.unique_id.as_ref().map(|handle| format!("https://www.tiktok.com/@{handle}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_is_a_number_only_where_the_board_fills_the_counter() {
        let zero = Some(0);
        let (followers, likes, videos, lives, products, units) = (zero, zero, zero, zero, zero, zero);
        let all = Counters { followers, likes, videos, lives, products, units, gmv: Some(0.0) };
        let sales = Counters { units, gmv: Some(0.0), ..Counters::default() };
        assert_eq!(all.filled(Field::Sales), sales);
        assert_eq!(all.filled(Field::Followers), Counters { units: None, gmv: None, ..all });
        let counted = Counters { likes: Some(3), ..sales };
        assert_eq!(counted.filled(Field::Sales), counted);
    }
}
