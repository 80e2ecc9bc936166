//! The routes that answer people. They need no bot token, and no global limit counts them.

use super::{
    Rest,
    body::{Attachment, Body},
    call::{Call, Repeat, Segment},
    error::RestError,
    limits::Lane,
};
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::time::Duration;

/// Discord takes a first answer for 3 s; later ones are 10062.
const FIRST_ANSWER: Duration = Duration::from_secs(3);

/// What it takes to answer an interaction.
#[derive(Clone, Debug)]
pub struct InteractionKey {
    /// Its id, which may be logged.
    pub id: u64,
    /// The application it is for.
    pub application_id: u64,
    /// Its token, which may not; good for 15 minutes.
    pub token: SecretString,
}

impl Rest {
    /// Gives the first answer: `{"type": …, "data": …}`. Takes 3 s at most.
    ///
    /// When the answer to it is lost it is sent again, and then meets
    /// [`RestError::already_answered`] if the first one had arrived: take that for done.
    ///
    /// # Errors
    /// [`RestError`].
    pub async fn answer(
        &self,
        key: &InteractionKey,
        answer: Value,
        files: &[Attachment],
    ) -> Result<(), RestError> {
        let (id, token) = (key.id.to_string(), key.token.expose_secret().to_owned());
        let path = [plain("interactions"), plain(&id), Segment::Secret(token), plain("callback")];
        let body = Body::answer(answer, files)?;
        let route = "POST /interactions/{id}/{token}/callback";
        let mut call = self.call(key, Method::POST, route, path.into(), body);
        call.limit = call.limit.min(FIRST_ANSWER);
        self.run(call).await.map(drop)
    }

    /// The message of the first answer.
    ///
    /// # Errors
    /// [`RestError`].
    pub async fn original(&self, key: &InteractionKey) -> Result<Value, RestError> {
        let route = "GET /webhooks/{application}/{token}/messages/@original";
        self.run(self.call(key, Method::GET, route, original(key), Body::None)).await
    }

    /// Edits the message of the first answer, or puts one in a deferred answer's place.
    ///
    /// # Errors
    /// [`RestError`].
    pub async fn edit_original(
        &self,
        key: &InteractionKey,
        message: Value,
        files: &[Attachment],
    ) -> Result<Value, RestError> {
        let route = "PATCH /webhooks/{application}/{token}/messages/@original";
        let body = Body::message(message, files)?;
        self.run(self.call(key, Method::PATCH, route, original(key), body)).await
    }

    /// Deletes the message of the first answer.
    ///
    /// # Errors
    /// [`RestError`]; code 10008 when a lost first try had deleted it, or somebody else.
    pub async fn delete_original(&self, key: &InteractionKey) -> Result<(), RestError> {
        let route = "DELETE /webhooks/{application}/{token}/messages/@original";
        self.run(self.call(key, Method::DELETE, route, original(key), Body::None)).await.map(drop)
    }

    /// Adds a message after the first answer. It is sent again only when it never left, for Discord
    /// knows no nonce here.
    ///
    /// # Errors
    /// [`RestError`]; when it is [`RestError::is_unclear`], the message may be there.
    pub async fn follow_up(
        &self,
        key: &InteractionKey,
        message: Value,
        files: &[Attachment],
    ) -> Result<Value, RestError> {
        let body = Body::message(message, files)?;
        let route = "POST /webhooks/{application}/{token}";
        let mut call = self.call(key, Method::POST, route, webhook(key).into(), body);
        call.repeat = Repeat::Unsent;
        self.run(call).await
    }

    fn call(
        &self,
        key: &InteractionKey,
        method: Method,
        route: &'static str,
        path: Vec<Segment>,
        body: Body,
    ) -> Call {
        let lane = Lane { route, resource: key.id, interaction: true };
        Call {
            method,
            lane,
            path,
            query: Vec::new(),
            body,
            repeat: Repeat::Unclear,
            limit: self.deadline,
            patience: self.deadline,
        }
    }
}

fn webhook(key: &InteractionKey) -> [Segment; 3] {
    let token = Segment::Secret(key.token.expose_secret().to_owned());
    [plain("webhooks"), plain(key.application_id), token]
}

fn original(key: &InteractionKey) -> Vec<Segment> {
    webhook(key).into_iter().chain([plain("messages"), plain("@original")]).collect()
}

fn plain(text: impl ToString) -> Segment {
    Segment::Plain(text.to_string())
}
