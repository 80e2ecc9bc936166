//! Servers and channels: what is where, and who may do what there.

use super::{Rest, error::RestError};
use reqwest::Method;
use serde_json::Value;

impl Rest {
    /// A channel or thread.
    ///
    /// # Errors
    /// [`RestError`]; 10003 when there is none, 50001 when the bot may not see it.
    pub async fn channel(&self, channel: u64) -> Result<Value, RestError> {
        let path = ["channels", &channel.to_string()];
        self.run(self.bot_call(Method::GET, "GET /channels/{channel}", channel, &path)).await
    }

    /// A server.
    ///
    /// # Errors
    /// [`RestError`]; 10004 when the bot isn't in it.
    pub async fn guild(&self, guild: u64) -> Result<Value, RestError> {
        let path = ["guilds", &guild.to_string()];
        self.run(self.bot_call(Method::GET, "GET /guilds/{guild}", guild, &path)).await
    }

    /// A server's roles.
    ///
    /// # Errors
    /// As [`Rest::guild`].
    pub async fn guild_roles(&self, guild: u64) -> Result<Value, RestError> {
        let path = ["guilds", &guild.to_string(), "roles"];
        self.run(self.bot_call(Method::GET, "GET /guilds/{guild}/roles", guild, &path)).await
    }

    /// A member of a server.
    ///
    /// # Errors
    /// As [`Rest::guild`]; 10007 when they aren't in it.
    pub async fn guild_member(&self, guild: u64, user: u64) -> Result<Value, RestError> {
        let path = ["guilds", &guild.to_string(), "members", &user.to_string()];
        self.run(self.bot_call(Method::GET, "GET /guilds/{guild}/members/{user}", guild, &path)).await
    }
}
