//! One creator: who it is and what drives its numbers. All of it follows from (seed, region, number).

use crate::market::{
    dice::{Dice, whole},
    names,
    tables::{CATEGORIES, LEAVES, Leaf},
};

/// Creators of a region.
pub(crate) const PER_REGION: u64 = 3_000;

/// Purposes of the dice of a creator.
mod purpose {
    pub(super) const IDENTITY: u64 = 1;
    pub(super) const SIZE: u64 = 2;
    pub(super) const CATEGORY: u64 = 3;
    pub(super) const LEAVES: u64 = 4;
    pub(super) const RENAME: u64 = 5;
    pub(super) const PAST: u64 = 6;
    pub(super) const NICK: u64 = 7;
}

/// What `category` says, with the oddities of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    /// One of the account categories.
    Named(&'static str),
    /// JSON null.
    Null,
    /// An odd text: empty or `[]`.
    Odd(&'static str),
}

/// A creator.
#[derive(Clone, Debug)]
pub(crate) struct Creator {
    pub(crate) dice: Dice,
    pub(crate) number: u64,
    pub(crate) user_id: u64,
    pub(crate) category: Category,
    /// Indices into the product categories, most promoted first.
    pub(crate) leaves: Vec<&'static Leaf>,
    /// Units of an ordinary day; 0 sells nothing ever.
    pub(crate) units: f64,
    /// Followers gained on an ordinary day.
    pub(crate) followers: f64,
    /// Price of a unit in US cents.
    pub(crate) price_cents: i64,
    /// Lifetime totals before the market's first day.
    pub(crate) units_before: i64,
    pub(crate) followers_before: i64,
}

/// How busy a region is: the size of its creators, and the share of them that does anything at all.
fn liveliness(region: &str) -> (f64, f64) {
    match region {
        "US" => (1.0, 0.97),
        "ID" | "VN" | "TH" => (0.9, 0.95),
        "GB" | "MY" | "PH" => (0.6, 0.9),
        "SG" | "SA" => (0.2, 0.4),
        "AE" => (0.1, 0.15),
        "IE" => (0.08, 0.02),
        _ => (0.4, 0.8),
    }
}

impl Creator {
    pub(crate) fn new(region_dice: Dice, region: &str, region_number: u64, number: u64) -> Self {
        let dice = region_dice.with(number);
        let size = dice.with(purpose::SIZE);
        let (scale, share) = liveliness(region);
        let active = size.with(1).chance(share);
        // A heavy tail: a few sell thousands a day, half of them less than twenty.
        let tail = size.with(2).unit().max(1e-4).powf(-0.95);
        let units = if active { 9.0 * scale * tail * (0.3 * size.with(3).normal()).exp() } else { 0.0 };
        let followers = 4.0 * tail.powf(0.75) * (0.9 * size.with(4).normal()).exp();
        let followers = if active { followers * scale } else { 0.0 };
        let past = dice.with(purpose::PAST);
        Self {
            dice,
            number,
            user_id: user_id(dice, region_number, number),
            category: category(dice.with(purpose::CATEGORY)),
            leaves: leaves(dice.with(purpose::LEAVES)),
            units,
            followers,
            price_cents: whole(100.0 * size.with(5).log_between(3.0, 60.0)),
            units_before: whole(units * past.with(1).between(20.0, 500.0)),
            followers_before: whole(200.0 + followers * past.with(2).log_between(60.0, 3_000.0)),
        }
    }

    /// The handle on a day: about one in ten changes it within a year.
    pub(crate) fn handle(&self, region: &str, day: i64) -> String {
        let rename = self.dice.with(purpose::RENAME);
        let done = |block: i64| {
            let at = rename.at(block);
            at.chance(0.06) && day >= block * 200 + whole(at.with(1).between(0.0, 199.0))
        };
        let changes = (0..=day.div_euclid(200)).filter(|block| done(*block)).count();
        names::handle(region, self.number, changes as u64)
    }

    /// The free text beside the handle.
    pub(crate) fn nick(&self, region: &str) -> String {
        names::nick(self.dice.with(purpose::NICK), &names::handle(region, self.number, 0))
    }

    /// The raw address of the picture.
    pub(crate) fn avatar(&self) -> String {
        let dice = self.dice.with(purpose::IDENTITY).with(1);
        let host = "https://echosell-images.tos-ap-southeast-1.volces.com";
        format!(
            "{host}/user-avatar/{}/{:016x}{:016x}.jpg",
            dice.below(1000),
            dice.bits(),
            dice.with(2).bits()
        )
    }

    /// The level 1 categories, most promoted first.
    pub(crate) fn top_categories(&self) -> Vec<&'static str> {
        let mut tops: Vec<&'static str> = Vec::new();
        for leaf in &self.leaves {
            if !tops.contains(&leaf.l1.as_str()) {
                tops.push(&leaf.l1);
            }
        }
        tops
    }

    /// Whether it promotes this category of level 1, 2 or 3.
    pub(crate) fn promotes(&self, id: &str) -> bool {
        self.leaves.iter().any(|leaf| leaf.l1 == id || leaf.l2 == id || leaf.l3 == id)
    }
}

/// 19 digits, above 2^53, and never the same twice: the lower nine digits name region and creator.
fn user_id(dice: Dice, region_number: u64, number: u64) -> u64 {
    let upper = 6_500_000_000 + dice.with(purpose::IDENTITY).below(800_000_000);
    upper * 1_000_000_000 + region_number * 10_000_000 + number * 3_001
}

/// The region's and the creator's number in a user id.
pub(crate) fn numbers_of(user_id: u64) -> (u64, u64) {
    let lower = user_id % 1_000_000_000;
    (lower / 10_000_000, lower % 10_000_000 / 3_001)
}

fn category(dice: Dice) -> Category {
    match dice.with(1).below(100) {
        0..4 => Category::Null,
        4..6 => Category::Odd(""),
        6..8 => Category::Odd("[]"),
        _ => dice.with(2).pick(&CATEGORIES).map_or(Category::Null, |name| Category::Named(name)),
    }
}

/// Up to 104 product categories, near each other; some creators have none.
fn leaves(dice: Dice) -> Vec<&'static Leaf> {
    if dice.with(0).chance(0.03) {
        return Vec::new();
    }
    let count = whole(dice.with(1).log_between(1.0, 105.0)).cast_unsigned();
    let home = dice.with(2).below(LEAVES.len() as u64);
    let mut chosen: Vec<&'static Leaf> = Vec::new();
    for at in 0..count {
        let step = dice.with(3).with(at);
        let near = home + step.below(25);
        let far = step.with(1).below(LEAVES.len() as u64);
        let index = if step.with(2).chance(0.7) { near } else { far };
        let leaf = usize::try_from(index).ok().and_then(|index| LEAVES.get(index % LEAVES.len()));
        chosen.extend(leaf.filter(|leaf| !chosen.contains(leaf)));
    }
    chosen
}
