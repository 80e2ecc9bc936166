//! What happens to servers, as it is heard of.

use super::Commands;
use crate::domain::Language;

/// Something happened to a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// The bot is in it: it joined, a session began, or an outage is over.
    Here {
        /// Its id.
        server: u64,
        /// Its name.
        name: String,
        /// The language that it prefers.
        locale: Language,
    },
    /// A shard's session began: these are all servers on it.
    AllHere {
        /// Their ids.
        servers: Vec<u64>,
        /// The shard.
        shard: u32,
        /// How many shards there are.
        shards: u32,
    },
    /// The bot was removed from it.
    Left(u64),
    /// It is out of order at Discord's.
    Outage(u64),
    /// A channel or thread of it is gone.
    ChannelGone {
        /// The server.
        server: u64,
        /// The channel.
        channel: u64,
    },
    /// Channels, roles or the bot's own roles changed in it.
    Changed(u64),
}

impl Commands {
    /// Takes note of what happened to a server. A failure is logged; what it means for boards is found out by posting.
    pub async fn happened(&self, happened: Happened) {
        let boards = &self.boards;
        let noted = match &happened {
            Happened::Here { server, name, locale } => boards.server_here(*server, name, *locale).await,
            Happened::AllHere { servers, shard, shards } => {
                boards.servers_here(servers, *shard, *shards).await
            }
            Happened::Left(server) => boards.server_left(*server).await,
            Happened::Outage(server) => boards.server_outage(*server).await,
            Happened::ChannelGone { server, channel } => boards.channel_gone(*server, *channel).await,
            Happened::Changed(server) => {
                boards.server_changed(*server);
                Ok(())
            }
        };
        if let Err(error) = noted {
            tracing::error!(%error, ?happened, "what happened to a server can't be taken note of");
        }
    }
}
