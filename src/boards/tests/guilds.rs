//! Discord's servers as a test says they are.

use super::*;
use crate::domain::{PlaceKind, Right};

/// Channels 30 and 31 are good, all others gone.
#[derive(Debug, Default)]
pub(super) struct FakeGuilds {
    /// What channel 30 is, where it isn't good.
    pub(super) place: Mutex<Option<Result<Place, Unseen>>>,
    /// What people may not do.
    pub(super) forbidden: Mutex<u64>,
    pub(super) pingable: Mutex<bool>,
    /// The servers whose channels were asked for, and those that were forgotten.
    pub(super) asked: Mutex<Vec<u64>>,
    pub(super) forgotten: Mutex<Vec<u64>>,
}

pub(super) fn good(channel: u64) -> Place {
    Place {
        channel,
        name: "rankings".to_owned(),
        kind: PlaceKind::Text,
        rights: Rights(!(Right::Administrator.bit() | Right::MentionEveryone.bit())),
    }
}

#[async_trait::async_trait]
impl Guilds for FakeGuilds {
    async fn place(&self, server: u64, channel: u64) -> Result<Place, Unseen> {
        self.asked.lock().unwrap().push(server);
        match channel {
            30 => self.place.lock().unwrap().clone().unwrap_or_else(|| Ok(good(channel))),
            31 => Ok(good(channel)),
            _ => Err(Unseen::Gone),
        }
    }

    async fn rights_of(&self, _: u64, _: u64, _: u64, _: &[u64]) -> Result<Rights, Unseen> {
        Ok(Rights(!Right::Administrator.bit() & !*self.forbidden.lock().unwrap()))
    }

    async fn role_is_mentionable(&self, _: u64, _: u64) -> Result<bool, Unseen> {
        Ok(*self.pingable.lock().unwrap())
    }

    async fn file(&self, _: &str, _: usize) -> Result<Vec<u8>, Unseen> {
        Err(Unseen::Gone)
    }

    fn forget(&self, server: u64) {
        self.forgotten.lock().unwrap().push(server);
    }
}

pub(super) async fn with_guilds() -> (World, Arc<FakeGuilds>) {
    let mut world = world().await;
    let guilds = Arc::new(FakeGuilds::default());
    world.boards.guilds = Arc::clone(&guilds) as _;
    world.boards.places = Places::new(Arc::clone(&guilds) as _);
    (world, guilds)
}
