//! Viral jumps: when, how big, of what. A jump multiplies a creator's day and fades over the days after it.

use crate::market::{
    creator::Creator,
    dice::{Dice, whole},
};

/// What a jump moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Metric {
    /// Units sold.
    Units,
    /// Followers gained.
    Followers,
}

/// A jump of one creator.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Jump {
    /// Its first day, counted from the market's first.
    pub(crate) day: i64,
    /// The first day's value as a multiple of an ordinary day.
    pub(crate) size: f64,
    /// Days until what it adds has fallen to a third.
    pub(crate) fades: f64,
}

/// A jump made by hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made {
    pub(crate) user_id: u64,
    pub(crate) metric: Metric,
    pub(crate) jump: Jump,
}

/// Days of a block; a creator has at most one jump of each metric in it.
const BLOCK: i64 = 40;
/// The share of blocks with a jump of its own.
const SHARE: f64 = 0.12;
/// The share of unit jumps that bring followers on the same day.
const COUPLED: f64 = 0.4;
/// Bounds of the size; every factor between is equally likely on a logarithmic scale.
const SIZES: (f64, f64) = (1.5, 20.0);

impl Jump {
    /// The factor on a day.
    pub(crate) fn factor(&self, day: i64) -> f64 {
        if day < self.day {
            1.0
        } else {
            1.0 + (self.size - 1.0) * (-(day - self.day) as f64 / self.fades).exp()
        }
    }
}

/// The factor of all scheduled jumps on a day.
pub(crate) fn factor(creator: &Creator, metric: Metric, day: i64) -> f64 {
    let block = day.div_euclid(BLOCK);
    let near = [block, block - 1];
    near.iter().filter_map(|block| scheduled(creator, metric, *block)).map(|jump| jump.factor(day)).product()
}

/// The scheduled jumps that begin between two days, both included.
pub(crate) fn between(creator: &Creator, metric: Metric, from: i64, to: i64) -> impl Iterator<Item = Jump> {
    (from.div_euclid(BLOCK)..=to.div_euclid(BLOCK))
        .filter_map(move |block| scheduled(creator, metric, block))
        .filter(move |jump| (from..=to).contains(&jump.day))
}

fn scheduled(creator: &Creator, metric: Metric, block: i64) -> Option<Jump> {
    let units = creator.dice.with(20).at(block);
    let followers = creator.dice.with(21).at(block);
    match metric {
        Metric::Units => units.chance(SHARE).then(|| jump(units, units, block)),
        Metric::Followers if units.chance(SHARE * COUPLED) => Some(jump(units, followers, block)),
        Metric::Followers => followers.chance(SHARE / 2.0).then(|| jump(followers, followers, block)),
    }
}

fn jump(day: Dice, shape: Dice, block: i64) -> Jump {
    let offset = whole(day.with(1).between(8.0, (BLOCK - 1) as f64));
    let size = shape.with(2).log_between(SIZES.0, SIZES.1);
    Jump { day: block * BLOCK + offset, size, fades: shape.with(3).log_between(0.7, 6.0) }
}
