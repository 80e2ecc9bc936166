//! The bot's own routes: where the Gateway is, who the bot is, its commands.

use super::{
    Rest, address,
    body::Body,
    call::Call,
    channels::id,
    error::{ErrorKind, RestError},
};
use reqwest::Method;
use serde::Serialize;
use serde_json::Value;
use url::Url;

/// How Discord wants the Gateway used, "Get Gateway Bot" in its documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayBot {
    /// Where it is; checked.
    pub url: Url,
    /// How many shards to run, at least 1.
    pub shards: u32,
    /// How many sessions may still be begun before `reset_after_ms` are over.
    pub remaining: u64,
    /// Milliseconds until that number starts anew.
    pub reset_after_ms: u64,
}

impl Rest {
    /// Where the Gateway is. Needs no token.
    ///
    /// # Errors
    /// [`RestError`]; of kind [`ErrorKind::Unreadable`] when the address must not be dialled.
    pub async fn gateway(&self) -> Result<Url, RestError> {
        let answer = self.get("GET /gateway", &["gateway"]).await?;
        gateway_url(&answer)
    }

    /// Where the Gateway is and how many shards it wants.
    ///
    /// # Errors
    /// As [`Rest::gateway`]; [`RestError::token_is_bad`] when the token is refused.
    pub async fn gateway_bot(&self) -> Result<GatewayBot, RestError> {
        let answer = self.get("GET /gateway/bot", &["gateway", "bot"]).await?;
        let start = &answer["session_start_limit"];
        Ok(GatewayBot {
            url: gateway_url(&answer)?,
            shards: answer["shards"].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(1).max(1),
            remaining: start["remaining"].as_u64().unwrap_or(1),
            reset_after_ms: start["reset_after"].as_u64().unwrap_or_default(),
        })
    }

    /// The bot's application.
    ///
    /// # Errors
    /// [`RestError`].
    pub async fn current_application(&self) -> Result<Value, RestError> {
        self.get("GET /applications/@me", &["applications", "@me"]).await
    }

    /// The bot as a user.
    ///
    /// # Errors
    /// [`RestError`].
    pub async fn current_user(&self) -> Result<Value, RestError> {
        self.get("GET /users/@me", &["users", "@me"]).await
    }

    /// The servers that the bot is in, at most 200 of them: ids and names.
    ///
    /// # Errors
    /// [`RestError`].
    pub async fn servers(&self) -> Result<Vec<(u64, String)>, RestError> {
        let servers = self.get("GET /users/@me/guilds", &["users", "@me", "guilds"]).await?;
        let server =
            |server: &Value| Some((id(&server["id"])?, server["name"].as_str().unwrap_or("?").to_owned()));
        Ok(servers.as_array().into_iter().flatten().filter_map(server).collect())
    }

    /// The names of the global commands that are registered.
    ///
    /// # Errors
    /// [`RestError`].
    pub async fn global_command_names(&self, application_id: u64) -> Result<Vec<String>, RestError> {
        let id = application_id.to_string();
        let route = "GET /applications/{application}/commands";
        let commands = self.get(route, &["applications", &id, "commands"]).await?;
        let names = commands.as_array().into_iter().flatten().filter_map(|command| command["name"].as_str());
        Ok(names.map(str::to_owned).collect())
    }

    /// Replaces all global commands; gives back what Discord made of them.
    ///
    /// # Errors
    /// [`RestError`], which names the fields that Discord refuses.
    pub async fn put_global_commands(
        &self,
        application_id: u64,
        commands: impl Serialize,
    ) -> Result<Value, RestError> {
        let path = ["applications", &application_id.to_string(), "commands"];
        // The same commands twice are the same commands.
        let call = self.bot_call(Method::PUT, "PUT /applications/{application}/commands", 0, &path);
        let call = Call { body: Body::json(commands)?, ..call };
        self.run(call).await
    }

    async fn get(&self, route: &'static str, path: &[&str]) -> Result<Value, RestError> {
        self.run(self.bot_call(Method::GET, route, 0, path)).await
    }
}

fn gateway_url(answer: &Value) -> Result<Url, RestError> {
    let unreadable = |why: String| RestError::local(ErrorKind::Unreadable, why);
    let text = answer["url"].as_str().ok_or_else(|| unreadable("it names no Gateway".to_owned()))?;
    address::check_gateway_url(text).map_err(|error| unreadable(format!("the Gateway: {error}")))
}
