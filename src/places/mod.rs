//! Places at Discord: whether something can be posted there, by the bot and by the person who wants it.

mod check;
mod guilds;

pub use check::{Hindrance, Wish};
pub use guilds::{Guilds, Unseen};

use std::sync::Arc;

/// Channels and rights as Discord sees them.
#[derive(Clone, Debug)]
pub struct Places {
    guilds: Arc<dyn Guilds>,
}

/// Who wants something, and where.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// Discord's id of the server.
    pub server: u64,
    /// Discord's id of the person.
    pub id: u64,
    /// The roles that the person has there.
    pub roles: &'a [u64],
}

impl Places {
    /// Places as these guilds tell them.
    pub fn new(guilds: Arc<dyn Guilds>) -> Self {
        Self { guilds }
    }
}
