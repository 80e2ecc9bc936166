//! Boards: what people set up, and what falls due.

mod guilds;

pub use guilds::{Guilds, Unseen};
