//! Threads: those that are a forum's posts, and those that were archived.

use super::{
    Rest,
    body::{Attachment, Body},
    call::{Call, Repeat},
    error::RestError,
    messages::list,
};
use reqwest::Method;
use serde_json::{Value, json};

impl Rest {
    /// Begins a thread in a forum: `{"name": …, "message": …, "applied_tags": […]}`. Sent again by itself only when
    /// it never left, for Discord knows no nonce here. The thread has the id of its first message.
    ///
    /// # Errors
    /// [`RestError`]; when it is [`RestError::is_unclear`], the thread may be there.
    pub async fn create_thread(
        &self,
        forum: u64,
        thread: Value,
        files: &[Attachment],
    ) -> Result<Value, RestError> {
        let path = ["channels", &forum.to_string(), "threads"];
        let call = self.bot_call(Method::POST, "POST /channels/{channel}/threads", forum, &path);
        let body = Body::thread(thread, files)?;
        self.run(Call { body, repeat: Repeat::Unsent, ..call }.impatient()).await
    }

    /// Takes a thread out of the archive.
    ///
    /// # Errors
    /// [`RestError`]; 50013 where it is locked and the bot may not manage threads.
    pub async fn reopen_thread(&self, thread: u64) -> Result<(), RestError> {
        let path = ["channels", &thread.to_string()];
        let call = self.bot_call(Method::PATCH, "PATCH /channels/{channel}", thread, &path);
        self.run(Call { body: Body::json(json!({ "archived": false }))?, ..call }.impatient()).await.map(drop)
    }

    /// A server's threads that aren't archived.
    ///
    /// # Errors
    /// [`RestError`]
    pub async fn active_threads(&self, guild: u64) -> Result<Vec<Value>, RestError> {
        let path = ["guilds", &guild.to_string(), "threads", "active"];
        let call = self.bot_call(Method::GET, "GET /guilds/{guild}/threads/active", guild, &path);
        self.run(call.impatient()).await.and_then(|mut answer| list(answer["threads"].take()))
    }

    /// A channel's public threads that are archived, those archived last first, at most a hundred.
    ///
    /// # Errors
    /// [`RestError`]; 50013 without the right to read the history.
    pub async fn archived_threads(&self, channel: u64) -> Result<Vec<Value>, RestError> {
        let path = ["channels", &channel.to_string(), "threads", "archived", "public"];
        let route = "GET /channels/{channel}/threads/archived/public";
        let call = self.bot_call(Method::GET, route, channel, &path);
        let query = vec![("limit", "100".to_owned())];
        let answer = self.run(Call { query, ..call }.impatient()).await;
        answer.and_then(|mut answer| list(answer["threads"].take()))
    }
}
