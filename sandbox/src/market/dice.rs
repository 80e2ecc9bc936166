//! Chance without a state: every number is a hash of a path (seed, region, creator, purpose, day), so that
//! any day of any creator can be asked for alone and is always the same.

/// A point on such a path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(mix(seed ^ 0x72_61_6e_6b_77_61_74_63))
    }

    /// The dice one step further on the path.
    pub(crate) fn with(self, step: u64) -> Self {
        Self(mix(self.0 ^ mix(step.wrapping_add(0x9e37_79b9_7f4a_7c15))))
    }

    /// The dice for a signed step, such as a day's number.
    pub(crate) fn at(self, step: i64) -> Self {
        self.with(step.cast_unsigned())
    }

    /// 64 random bits.
    pub(crate) fn bits(self) -> u64 {
        self.0
    }

    /// From 0 up to 1, without 1.
    pub(crate) fn unit(self) -> f64 {
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From `low` to `high`.
    pub(crate) fn between(self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// From `low` to `high`, every factor equally likely on a logarithmic scale.
    pub(crate) fn log_between(self, low: f64, high: f64) -> f64 {
        self.between(low.ln(), high.ln()).exp()
    }

    /// True in `share` of all cases.
    pub(crate) fn chance(self, share: f64) -> bool {
        self.unit() < share
    }

    /// From 0 up to `count`, without `count`; 0 when `count` is 0.
    pub(crate) fn below(self, count: u64) -> u64 {
        self.0.checked_rem(count).unwrap_or(0)
    }

    /// One of the items.
    pub(crate) fn pick<T>(self, items: &[T]) -> Option<&T> {
        usize::try_from(self.below(items.len() as u64)).ok().and_then(|at| items.get(at))
    }

    /// Nearly normal, mean 0 and deviation 1: the sum of four uniform parts, so never beyond 3.5.
    pub(crate) fn normal(self) -> f64 {
        let parts = [self.0 & 0xffff, self.0 >> 16 & 0xffff, self.0 >> 32 & 0xffff, self.0 >> 48];
        (parts.iter().sum::<u64>() as f64 / 65_536.0 - 2.0) * 3.0_f64.sqrt()
    }
}

/// The finaliser of SplitMix64.
fn mix(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// The nearest whole number.
pub(crate) fn whole(value: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, and no value comes near")]
    {
        value.round() as i64
    }
}
