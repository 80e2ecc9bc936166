//! What a creator sold and gained on a day.

use crate::market::{
    creator::Creator,
    dice::{Dice, whole},
    jumps::{self, Metric},
};
use std::f64::consts::TAU;

/// The numbers of a day, or their sum over several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    pub(crate) units: i64,
    /// Followers gained; negative where more left than came.
    pub(crate) followers: i64,
}

impl Numbers {
    pub(crate) fn add(&mut self, other: Self) {
        self.units += other.units;
        self.followers += other.followers;
    }
}

/// Monday to Sunday; the market's first day was a Wednesday.
const RHYTHM: [f64; 7] = [-0.12, -0.16, -0.1, -0.04, 0.08, 0.2, 0.14];
const FIRST_WEEKDAY: i64 = 2;
/// Days between the knots of the slow noise.
const KNOT: i64 = 6;
/// Days of a block that can hold one gap in what the source covers.
const GAP_BLOCK: i64 = 90;

/// The numbers of a day. `extra` are the factors of jumps made by hand: of units, of followers.
pub(crate) fn numbers(creator: &Creator, day: i64, gap_share: f64, extra: (f64, f64)) -> Numbers {
    if creator.units == 0.0 || day < 0 {
        return Numbers::default();
    }
    let expected = usual(creator, Metric::Units, day);
    let units = expected * jumps::factor(creator, Metric::Units, day) * extra.0;
    let gained = usual(creator, Metric::Followers, day);
    let gained = gained * jumps::factor(creator, Metric::Followers, day) * extra.1;
    let dice = creator.dice.with(30).at(day);
    let units = if gap(creator, day, gap_share) { 0.0 } else { counted(dice.with(1), units) };
    let lost = creator.followers * 0.12 * dice.with(3).between(0.5, 1.5);
    Numbers { units: whole(units), followers: whole(counted(dice.with(2), gained) - lost) }
}

/// The value of a day without its jumps, before it is counted in whole pieces.
pub(crate) fn usual(creator: &Creator, metric: Metric, day: i64) -> f64 {
    let (base, salt, calm, wild) = match metric {
        Metric::Units => (creator.units, 31, 0.08, 0.28),
        Metric::Followers => (creator.followers, 32, 0.15, 0.4),
    };
    let traits = creator.dice.with(salt);
    let rhythm = rhythm(day) * traits.with(1).between(0.5, 1.8);
    let season = traits.with(2).between(0.05, 0.45);
    let season =
        season * (TAU * (day as f64 / traits.with(3).between(150.0, 500.0) + traits.with(4).unit())).sin();
    let growth = traits.with(5).between(-0.000_5, 0.001) * day.min(1_500) as f64;
    let noise = traits.with(8).between(calm, wild) * traits.with(6).at(day).normal()
        + 0.18 * slow(traits.with(7), day);
    base * (1.0 + rhythm) * (season + growth + noise).exp()
}

/// The weekday's part of a day's value.
fn rhythm(day: i64) -> f64 {
    let weekday = usize::try_from((day + FIRST_WEEKDAY).rem_euclid(7));
    weekday.ok().and_then(|weekday| RHYTHM.get(weekday)).copied().unwrap_or_default()
}

/// Noise that changes over a week: straight lines between knots.
fn slow(dice: Dice, day: i64) -> f64 {
    let knot = day.div_euclid(KNOT);
    let part = day.rem_euclid(KNOT) as f64 / KNOT as f64;
    dice.at(knot).normal() * (1.0 - part) + dice.at(knot + 1).normal() * part
}

/// Whole pieces scatter by the root of their number, as counted things do.
fn counted(dice: Dice, expected: f64) -> f64 {
    (expected + expected.sqrt() * dice.normal()).max(0.0).round()
}

/// Whether the source doesn't see this creator's sales on this day.
pub(crate) fn gap(creator: &Creator, day: i64, share: f64) -> bool {
    let block = day.div_euclid(GAP_BLOCK);
    let dice = creator.dice.with(33).at(block);
    let begins = whole(dice.with(1).between(0.0, 60.0));
    let lasts = whole(dice.with(2).log_between(2.0, 25.0));
    dice.chance(share) && (begins..begins + lasts).contains(&day.rem_euclid(GAP_BLOCK))
}
