//! Servers and channels: what is where, and who may do what there.

use super::{
    Rest,
    body::Body,
    call::Call,
    error::{ErrorKind, RestError},
};
use reqwest::Method;
use serde_json::{Value, json};

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

    /// A member of a server.
    ///
    /// # Errors
    /// As [`Rest::guild`]; 10007 when they aren't in it.
    pub async fn guild_member(&self, guild: u64, user: u64) -> Result<Value, RestError> {
        let path = ["guilds", &guild.to_string(), "members", &user.to_string()];
        self.run(self.bot_call(Method::GET, "GET /guilds/{guild}/members/{user}", guild, &path)).await
    }

    /// The channel of the direct messages with a person.
    ///
    /// # Errors
    /// [`RestError`]; 50007 when they take none from the bot.
    pub async fn open_dm(&self, user: u64) -> Result<u64, RestError> {
        let call = self.bot_call(Method::POST, "POST /users/@me/channels", 0, &["users", "@me", "channels"]);
        let body = Body::json(json!({ "recipient_id": user.to_string() }))?;
        let channel = self.run(Call { body, ..call }.impatient()).await?;
        id(&channel["id"]).ok_or_else(|| RestError::local(ErrorKind::Unreadable, "it names no channel"))
    }
}

/// An id of Discord's, which are strings.
pub(in crate::discord) fn id(value: &Value) -> Option<u64> {
    value.as_str()?.parse().ok()
}
