//! A made-up market of creators that moves from day to day, the same for the same seed.

/// The market of every region.
#[derive(Debug)]
pub(crate) struct Market {
    seed: u64,
}

impl Market {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed }
    }
}
