//! Stories: each runs the whole bot against the simulated world over real HTTP, and reads what people read.
#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a story fails by panicking")]

mod allowances;
mod bad_input;
mod creator;
mod csv;
mod help;
mod hostile_names;
mod languages;
mod movement;
mod paging;
mod people;
mod places;
mod ranking;
mod sharing;
mod suggestions;
mod table;
mod world;
