//! Boards: what people set up, and what falls due.

mod decide;
mod due;
mod fetch;
mod post;
mod probe;
mod recheck;
mod run;
mod servers;
mod set_up;
mod settings;
#[cfg(test)]
mod tests;
mod turns;

pub use set_up::{Cost, Deed, Done, Hint, Objection, Outlook, Plan};
pub use settings::Settings;

use crate::{
    clock::Clock,
    places::{Guilds, Places},
    rankings::Rankings,
    store::Store,
};
use std::sync::Arc;

/// Everything about boards, over these numbers and what is known of Discord's servers.
#[derive(Clone, Debug)]
pub struct Boards {
    store: Store,
    rankings: Arc<Rankings>,
    guilds: Arc<dyn Guilds>,
    places: Places,
    clock: Arc<dyn Clock>,
    settings: Settings,
    changed: Arc<recheck::Changed>,
}

impl Boards {
    /// Boards by these settings.
    pub fn new(
        store: Store,
        rankings: Arc<Rankings>,
        guilds: Arc<dyn Guilds>,
        clock: Arc<dyn Clock>,
        settings: Settings,
    ) -> Self {
        let places = Places::new(Arc::clone(&guilds));
        Self { store, rankings, guilds, places, clock, settings, changed: Arc::default() }
    }

    /// What the operator set.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }
}
