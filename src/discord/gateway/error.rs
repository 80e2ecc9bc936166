//! Why the Gateway's client ended, and what to do about it.

use crate::discord::rest::RestError;
use serenity::gateway::GatewayError as Serenity;

/// The Gateway's client ended or couldn't begin.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// Discord's REST interface didn't say where the Gateway is; nothing was dialled.
    #[error("where the Gateway is couldn't be asked: {0}")]
    Unknown(RestError),
    /// So many sessions were begun today that the next would make Discord reset the token.
    #[error("no session may be begun for {0} s: the bot was started too often today")]
    NoSessionsLeft(u64),
    /// Close code 4004, or a 401 before there was a Gateway.
    #[error("Discord refuses the token: set a valid DISCORD_TOKEN")]
    TokenRefused,
    /// Close codes 4013 and 4014.
    #[error("Discord refuses the intents: the bot asks for GUILDS only, which needs no approval")]
    IntentsRefused,
    /// The bot is in so many servers that it needs more shards (4011): begin anew.
    #[error("the bot needs {needed} shards and runs {running}: it must connect anew")]
    MoreShards {
        /// How many there are.
        running: u32,
        /// How many Discord wants.
        needed: u32,
    },
    /// A shard can't get a session although Discord is up, as with the close codes 4010 to 4012.
    #[error("shard {shard} got no session in {seconds} s though Discord answers: it must connect anew")]
    Stuck {
        /// Which one.
        shard: u32,
        /// How long it was watched, in seconds.
        seconds: u32,
    },
    /// Anything else that serenity gave up on.
    #[error("the Gateway's client gave up: {0}")]
    Other(String),
}

impl From<RestError> for GatewayError {
    fn from(error: RestError) -> Self {
        if error.token_is_bad() { Self::TokenRefused } else { Self::Unknown(error) }
    }
}

impl GatewayError {
    /// Whether trying again is of no use before the operator has done something.
    pub fn is_final(&self) -> bool {
        match self {
            Self::TokenRefused | Self::IntentsRefused => true,
            Self::Unknown(_)
            | Self::NoSessionsLeft(_)
            | Self::MoreShards { .. }
            | Self::Stuck { .. }
            | Self::Other(_) => false,
        }
    }

    /// Reads serenity's, whose other kinds it deals with itself.
    pub(super) fn of(error: serenity::Error) -> Self {
        match error {
            serenity::Error::Gateway(Serenity::InvalidAuthentication) => Self::TokenRefused,
            serenity::Error::Gateway(
                Serenity::InvalidGatewayIntents | Serenity::DisallowedGatewayIntents,
            ) => Self::IntentsRefused,
            other => Self::Other(other.to_string()),
        }
    }
}
