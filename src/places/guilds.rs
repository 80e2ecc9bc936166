//! The seam to Discord's servers: channels and rights as Discord sees them now.

use crate::domain::{Place, Rights};

/// What is known of channels and rights. Looks at Discord, and remembers for a minute or until it hears of a change.
#[async_trait::async_trait]
pub trait Guilds: Send + Sync + std::fmt::Debug {
    /// A channel of a server, and what the bot may do there.
    ///
    /// # Errors
    /// [`Unseen`]
    async fn place(&self, server: u64, channel: u64) -> Result<Place, Unseen>;

    /// What a member may do in a channel of a server.
    ///
    /// # Errors
    /// [`Unseen`]
    async fn rights_of(
        &self,
        server: u64,
        channel: u64,
        person: u64,
        roles: &[u64],
    ) -> Result<Rights, Unseen>;

    /// Whether a role exists, and whether everybody may ping it.
    ///
    /// # Errors
    /// [`Unseen`]
    async fn role_is_mentionable(&self, server: u64, role: u64) -> Result<bool, Unseen>;

    /// A file that somebody sent, of at most so many bytes.
    ///
    /// # Errors
    /// [`Unseen`]; [`Unseen::Foreign`] where the address isn't Discord's.
    async fn file(&self, url: &str, most: usize) -> Result<Vec<u8>, Unseen>;

    /// Something changed in a server: what is remembered of it is forgotten.
    fn forget(&self, server: u64);
}

/// Why a channel isn't seen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unseen {
    /// There is none of that id, or no role.
    #[error("it doesn't exist")]
    Gone,
    /// The bot isn't allowed to see it.
    #[error("the bot may not see it")]
    Hidden,
    /// It belongs to another server.
    #[error("it belongs to another server")]
    Foreign,
    /// Discord can't be asked right now.
    #[error("Discord can't be asked: {0}")]
    Unreachable(String),
}
