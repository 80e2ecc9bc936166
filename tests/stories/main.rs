//! Stories: each runs the whole bot against the simulated world over real HTTP, and reads what people read.
#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a story fails by panicking")]

mod help;
mod ranking;
mod world;
