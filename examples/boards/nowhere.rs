//! No Discord.

use rankwatch::{
    domain::{Place, Rights},
    places::{Guilds, Unseen},
};

/// Discord isn't there.
#[derive(Debug)]
pub(crate) struct Nowhere;

#[async_trait::async_trait]
impl Guilds for Nowhere {
    async fn place(&self, _server: u64, _channel: u64) -> Result<Place, Unseen> {
        Err(Unseen::Gone)
    }

    async fn rights_of(&self, _: u64, _: u64, _: u64, _: &[u64]) -> Result<Rights, Unseen> {
        Err(Unseen::Gone)
    }

    async fn role_is_mentionable(&self, _server: u64, _role: u64) -> Result<bool, Unseen> {
        Err(Unseen::Gone)
    }

    async fn file(&self, _: &str, _: usize) -> Result<Vec<u8>, Unseen> {
        Err(Unseen::Gone)
    }

    fn forget(&self, _server: u64) {}
}
