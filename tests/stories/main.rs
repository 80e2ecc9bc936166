//! Stories: each runs the whole bot against the simulated world over real HTTP, and reads what people read.
#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a story fails by panicking")]

mod deferral;
mod discord_failures;
mod gateway_line;
mod help;
mod latest;
mod process;
mod program;
mod quirks;
mod ranking;
mod source_failures;
mod terminal;
mod watching;
mod world;
