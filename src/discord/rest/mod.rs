//! Every call to Discord's REST interface goes through [`Rest`].
//!
//! | route | function | where |
//! |---|---|---|
//! | `GET /gateway` | [`Rest::gateway`] | `routes` |
//! | `GET /gateway/bot` | [`Rest::gateway_bot`] | `routes` |
//! | `GET /applications/@me` | [`Rest::current_application`] | `routes` |
//! | `GET /users/@me` | [`Rest::current_user`] | `routes` |
//! | `GET /users/@me/guilds` | [`Rest::servers`] | `routes` |
//! | `GET /applications/{application}/commands` | [`Rest::global_command_names`] | `routes` |
//! | `PUT /applications/{application}/commands` | [`Rest::put_global_commands`] | `routes` |
//! | `POST /interactions/{id}/{token}/callback` | [`Rest::answer`] | `interactions` |
//! | `GET /webhooks/{application}/{token}/messages/@original` | [`Rest::original`] | `interactions` |
//! | `PATCH /webhooks/{application}/{token}/messages/@original` | [`Rest::edit_original`] | `interactions` |
//! | `DELETE /webhooks/{application}/{token}/messages/@original` | [`Rest::delete_original`] | `interactions` |
//! | `POST /webhooks/{application}/{token}` | [`Rest::follow_up`] | `interactions` |
//! | `GET /channels/{channel}` | [`Rest::channel`] | `channels` |
//! | `GET /guilds/{guild}` | [`Rest::guild`] | `channels` |
//! | `GET /guilds/{guild}/members/{user}` | [`Rest::guild_member`] | `channels` |
//! | `POST /users/@me/channels` | [`Rest::open_dm`] | `channels` |
//! | `GET /channels/{channel}/messages` | [`Rest::messages_after`] | `messages` |
//! | `GET /channels/{channel}/messages/{message}` | [`Rest::message`] | `messages` |
//! | `POST /channels/{channel}/messages` | [`Rest::create_message`] | `messages` |
//! | `PATCH /channels/{channel}/messages/{message}` | [`Rest::edit_message`] | `messages` |
//! | `POST /channels/{channel}/messages/{message}/crosspost` | [`Rest::crosspost`] | `messages` |
//! | `POST /channels/{channel}/threads` | [`Rest::create_thread`] | `threads` |
//! | `PATCH /channels/{channel}` | [`Rest::reopen_thread`] | `threads` |
//! | `GET /guilds/{guild}/threads/active` | [`Rest::active_threads`] | `threads` |
//! | `GET /channels/{channel}/threads/archived/public` | [`Rest::archived_threads`] | `threads` |
//!
//! Files that people send along lie outside of it: [`Rest::file`] in `files`.
//!
//! `call` sends one and repeats it where that is safe, `limits` and `breaker` hold it back,
//! `answer` reads what came, `error` names what went wrong.

mod address;
mod answer;
mod body;
mod breaker;
mod call;
mod channels;
mod error;
mod files;
mod interactions;
mod limits;
mod messages;
mod routes;
#[cfg(test)]
pub(super) mod tests;
mod threads;

pub use address::{BadAddress, check_gateway_url, is_loopback};
pub use body::Attachment;
pub(super) use channels::id;
pub use error::{ErrorKind, RestError, Scope};
pub use interactions::InteractionKey;
pub(super) use messages::MESSAGES_AT_ONCE;
pub use routes::GatewayBot;

use crate::clock::Clock;
use breaker::Breaker;
use chrono::TimeDelta;
use limits::Limits;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::Semaphore;
use url::Url;

/// What Discord asks every client to call itself by, see "User Agent" in its documentation.
pub const USER_AGENT: &str =
    concat!("DiscordBot (https://github.com/rankwatch/rankwatch, ", env!("CARGO_PKG_VERSION"), ")");

/// Connecting takes at most this long, so that a call which never left is told from a lost answer.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);

/// Answers that are under way at once. Each has a connection of its own, which costs memory, and with Discord
/// itself an exchange of keys: one that is open is free sooner than a thousand new ones are made.
const ANSWERS_AT_ONCE: usize = 128;

/// How to reach Discord.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address above `/api/v10`, `https://discord.com` unless configured otherwise.
    pub api_url: Url,
    /// The bot's token, without `Bot `.
    pub token: SecretString,
    /// The longest a call may take, its waits for rate limits included; 10 s is usual.
    pub deadline: Duration,
    /// How many calls pass in a second, interactions left out; 50 unless Discord granted more.
    pub calls_per_second: u32,
}

/// The client couldn't be built.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The configured address can't be used.
    #[error("discord.api_url: {0}")]
    Address(#[from] BadAddress),
    /// The token has characters that no header may have.
    #[error("the Discord token has characters that a token can't have; copy it again")]
    Token,
    /// No HTTP client could be made, for want of TLS for example.
    #[error("no HTTP client for Discord: {0}")]
    Client(#[from] reqwest::Error),
}

/// The client for Discord's REST interface, version 10.
#[derive(Debug)]
pub struct Rest {
    http: reqwest::Client,
    base: Url,
    authorization: HeaderValue,
    deadline: Duration,
    clock: Arc<dyn Clock>,
    limits: Limits,
    /// Room for calls that answer people.
    room: Semaphore,
    breaker: Breaker,
    /// How far our clock was ahead at the last answer that told Discord's time.
    ahead: Mutex<Option<TimeDelta>>,
}

impl Rest {
    /// A client that waits by `clock`.
    ///
    /// # Errors
    /// [`SetupError`] when the address or the token can't be used.
    pub fn new(settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, SetupError> {
        let base = address::api_base(&settings.api_url)?;
        let mut authorization =
            HeaderValue::from_str(&format!("Bot {}", settings.token.expose_secret().trim()))
                .map_err(|_| SetupError::Token)?;
        authorization.set_sensitive(true);
        Ok(Self {
            http: http_client(&settings.api_url)?,
            base,
            authorization,
            deadline: settings.deadline,
            limits: Limits::new(Arc::clone(&clock), settings.calls_per_second),
            room: Semaphore::new(ANSWERS_AT_ONCE),
            breaker: Breaker::default(),
            ahead: Mutex::default(),
            clock,
        })
    }

    /// How far our clock is ahead of Discord's, by the last answer, to a second or so; none before the first.
    pub fn clock_ahead(&self) -> Option<TimeDelta> {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client that goes where it is told and nowhere else: no redirects, no proxy for loopback.
pub(super) fn http_client(api_url: &Url) -> Result<reqwest::Client, reqwest::Error> {
    let builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT_LIMIT);
    if is_loopback(api_url) { builder.no_proxy().build() } else { builder.build() }
}
