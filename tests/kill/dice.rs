//! Chance by a seed (SplitMix64), so that a run can be repeated.

use std::hash::{BuildHasher, Hasher, RandomState};

/// A source of chance.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`.
    pub(crate) fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.next() % (most - least + 1)
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: u64) -> bool {
        self.next().is_multiple_of(times)
    }
}

/// A seed that nobody chose.
pub(crate) fn any() -> u64 {
    RandomState::new().build_hasher().finish() % 1_000_000_000
}

#[test]
fn a_seed_says_everything_and_all_numbers_come() {
    let thrown = |seed| {
        let mut dice = Dice::new(seed);
        std::iter::repeat_with(|| dice.between(3, 6)).take(100).collect::<Vec<_>>()
    };
    assert_eq!(thrown(7), thrown(7));
    assert_ne!(thrown(7), thrown(8));
    assert!((3..=6).all(|number| thrown(7).contains(&number)));
    assert!(thrown(7).iter().all(|number| (3..=6).contains(number)));
}
