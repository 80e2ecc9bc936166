//! Messages that nobody asked for: posted, edited, published, looked up.

use super::{
    Rest,
    body::{Attachment, Body},
    call::{Call, Repeat},
    error::{ErrorKind, RestError},
};
use reqwest::Method;
use serde_json::{Value, json};

/// As many messages as Discord lists at once.
pub(in crate::discord) const MESSAGES_AT_ONCE: usize = 100;

impl Rest {
    /// Posts a message. Sent again by itself only when it never left; `nonce` makes Discord answer with the first
    /// message when it comes a second time within a few minutes.
    ///
    /// # Errors
    /// [`RestError`]; when it is [`RestError::is_unclear`], the message may be there. 10008 when a message of that
    /// nonce was posted and deleted.
    pub async fn create_message(
        &self,
        channel: u64,
        mut message: Value,
        nonce: u64,
        files: &[Attachment],
    ) -> Result<Value, RestError> {
        message["nonce"] = json!(nonce.to_string());
        message["enforce_nonce"] = json!(true);
        let path = ["channels", &channel.to_string(), "messages"];
        let call = self.bot_call(Method::POST, "POST /channels/{channel}/messages", channel, &path);
        let body = Body::message(message, files)?;
        self.run(Call { body, repeat: Repeat::Unsent, ..call }.impatient()).await
    }

    /// Edits one of the bot's messages.
    ///
    /// # Errors
    /// [`RestError`]; [`RestError::edit_is_lost`] when it can't be edited any more.
    pub async fn edit_message(
        &self,
        channel: u64,
        message: u64,
        edited: Value,
        files: &[Attachment],
    ) -> Result<Value, RestError> {
        let path = ["channels", &channel.to_string(), "messages", &message.to_string()];
        let route = "PATCH /channels/{channel}/messages/{message}";
        let call = self.bot_call(Method::PATCH, route, channel, &path);
        self.run(Call { body: Body::message(edited, files)?, ..call }.impatient()).await
    }

    /// The first [`MESSAGES_AT_ONCE`] messages whose id is greater than `after`, the newest first.
    ///
    /// # Errors
    /// [`RestError`]. Without the right to read the history it is no error, but an empty list.
    pub async fn messages_after(&self, channel: u64, after: u64) -> Result<Vec<Value>, RestError> {
        let path = ["channels", &channel.to_string(), "messages"];
        let call = self.bot_call(Method::GET, "GET /channels/{channel}/messages", channel, &path);
        let query = vec![("after", after.to_string()), ("limit", MESSAGES_AT_ONCE.to_string())];
        self.run(Call { query, ..call }.impatient()).await.and_then(list)
    }

    /// A message.
    ///
    /// # Errors
    /// [`RestError`]; 10008 when there is none.
    pub async fn message(&self, channel: u64, message: u64) -> Result<Value, RestError> {
        let path = ["channels", &channel.to_string(), "messages", &message.to_string()];
        let route = "GET /channels/{channel}/messages/{message}";
        self.run(self.bot_call(Method::GET, route, channel, &path).impatient()).await
    }

    /// Publishes a message of an announcement channel to its followers.
    ///
    /// # Errors
    /// [`RestError`]; 40033 when it is published already.
    pub async fn crosspost(&self, channel: u64, message: u64) -> Result<(), RestError> {
        let path = ["channels", &channel.to_string(), "messages", &message.to_string(), "crosspost"];
        let route = "POST /channels/{channel}/messages/{message}/crosspost";
        self.run(self.bot_call(Method::POST, route, channel, &path).impatient()).await.map(drop)
    }
}

/// The entries of a list. What isn't one must not be taken for an empty one.
pub(super) fn list(value: Value) -> Result<Vec<Value>, RestError> {
    match value {
        Value::Array(entries) => Ok(entries),
        _ => Err(RestError::local(ErrorKind::Unreadable, "it isn't a list")),
    }
}
