//! How answers reach Discord: as the first answer, or after a deferral for as long as the token lives.

use super::{
    ended::{Ended, Told},
    face::{Face, TOKEN_LIFE},
    render,
    rest::{Attachment, InteractionKey, RestError},
};
use crate::{
    commands::{Notice, Reply, Visibility},
    text::Words,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use std::time::Duration;

/// Flag of a message that only one person sees, in Discord's documentation `EPHEMERAL`.
const EPHEMERAL: u64 = 64;
/// The pauses between tries of what Discord broke off: doubled from the first to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// A placeholder that can't be deleted for so long is edited in its place.
const DELETING: TimeDelta = TimeDelta::seconds(20);

/// Types of a first answer, in Discord's documentation "Interaction Callback Type".
#[derive(Clone, Copy, Debug)]
pub(super) enum Callback {
    Message = 4,
    DeferredMessage = 5,
    DeferredUpdate = 6,
    Update = 7,
    Suggestions = 8,
    Modal = 9,
}

impl Face {
    /// The first answer, in time.
    pub(super) async fn first(
        &self,
        key: &InteractionKey,
        words: Words,
        visibility: Visibility,
        reply: Reply,
    ) -> Ended {
        let told = Told::Answer(reply.credits());
        if let Some(modal) = render::modal(words, &reply) {
            return settled(self.rest.answer(key, callback(Callback::Modal, modal), &[]).await)
                .map(|()| told);
        }
        let Some(message) = render::reply(words, &reply, self.clock.now()) else { return Ok(told) };
        // Its rows are larger than its text, which may have to wait for its turn.
        drop(reply);
        let (kind, flags) = match visibility {
            Visibility::Update => (Callback::Update, 0),
            Visibility::Private => (Callback::Message, EPHEMERAL),
            Visibility::Public | Visibility::Modal => (Callback::Message, 0),
        };
        let (body, files) = parts(message, flags);
        settled(self.rest.answer(key, callback(kind, body), &files).await).map(|()| told)
    }

    /// A notice as the first answer: private whatever the answer would have been.
    pub(super) async fn say(&self, key: &InteractionKey, words: Words, notice: &Notice) -> Ended {
        let (body, files) = parts(render::notice(words, notice), EPHEMERAL);
        let answered = settled(self.rest.answer(key, callback(Callback::Message, body), &files).await);
        answered.map(|()| Told::of(notice))
    }

    /// A sentence beside the answer, in private.
    pub(super) async fn also(&self, key: &InteractionKey, sentence: &str) -> Result<(), RestError> {
        let (body, files) = parts(render::aside(sentence), EPHEMERAL);
        self.rest.follow_up(key, body, &files).await.map(drop)
    }

    pub(super) async fn defer(&self, key: &InteractionKey, visibility: Visibility) -> Result<(), RestError> {
        let body = match visibility {
            Visibility::Update => json!({ "type": Callback::DeferredUpdate as u8 }),
            Visibility::Private | Visibility::Modal => {
                callback(Callback::DeferredMessage, json!({ "flags": EPHEMERAL }))
            }
            Visibility::Public => json!({ "type": Callback::DeferredMessage as u8 }),
        };
        settled(self.rest.answer(key, body, &[]).await)
    }

    /// What comes after a deferral.
    pub(super) async fn later(
        &self,
        key: &InteractionKey,
        words: Words,
        visibility: Visibility,
        outcome: Result<Reply, Notice>,
        arrived: DateTime<Utc>,
    ) -> Ended {
        let until = arrived + TOKEN_LIFE;
        let told = match &outcome {
            Ok(reply) => Told::Answer(reply.credits()),
            Err(notice) => Told::of(notice),
        };
        let message = match (&outcome, visibility) {
            (Ok(reply), _) => {
                let Some(message) = render::reply(words, reply, self.clock.now()) else { return Ok(told) };
                message
            }
            (Err(notice), Visibility::Private | Visibility::Modal) => render::notice(words, notice),
            (Err(notice), visibility) => {
                return self.privately(key, words, visibility, notice).await.map(|()| told);
            }
        };
        self.edit(key, message, until).await.map(|()| told)
    }

    /// A notice after a public deferral: the placeholder goes, the sentence comes in private.
    async fn privately(
        &self,
        key: &InteractionKey,
        words: Words,
        visibility: Visibility,
        notice: &Notice,
    ) -> Result<(), RestError> {
        if visibility != Visibility::Update {
            let until = self.clock.now() + DELETING;
            match self.delete(key, until).await {
                Ok(()) => {}
                // Nothing more can be said: the same token would be refused again.
                Err(error) if error.interaction_is_over() => return Err(error),
                Err(error) => {
                    tracing::warn!(%error, "a placeholder can't be deleted");
                    // As long as it stands, a follow-up would take its place and be as public as it is.
                    self.edit(key, render::placeholder(words), until + DELETING).await?;
                }
            }
        }
        let (body, files) = parts(render::notice(words, notice), EPHEMERAL);
        self.rest.follow_up(key, body, &files).await.map(drop)
    }

    async fn edit(
        &self,
        key: &InteractionKey,
        message: render::Message,
        until: DateTime<Utc>,
    ) -> Result<(), RestError> {
        let (body, files) = parts(message, 0);
        let mut pause = FIRST_PAUSE;
        while let Err(error) = self.rest.edit_original(key, body.clone(), &files).await {
            pause = self.wait_after(error, pause, until).await?;
        }
        Ok(())
    }

    async fn delete(&self, key: &InteractionKey, until: DateTime<Utc>) -> Result<(), RestError> {
        let mut pause = FIRST_PAUSE;
        while let Err(error) = self.rest.delete_original(key).await {
            pause = self.wait_after(error, pause, until).await?;
        }
        Ok(())
    }

    /// Waits before what Discord broke off or put off is tried again, and says the pause after that. Gives the
    /// error back when trying again is of no use, too late, or the bot stops.
    async fn wait_after(
        &self,
        error: RestError,
        pause: Duration,
        until: DateTime<Utc>,
    ) -> Result<Duration, RestError> {
        let wait = pause.max(error.retry_after.unwrap_or_default());
        if !error.is_passing() || self.is_hurrying() || self.clock.now() + wait > until {
            return Err(error);
        }
        self.clock.sleep(wait).await;
        Ok(LONGEST_PAUSE.min(2 * pause))
    }
}

pub(super) fn callback(kind: Callback, data: Value) -> Value {
    let mut answer = json!({ "type": kind as u8 });
    // The macro would copy it.
    answer["data"] = data;
    answer
}

fn parts(message: render::Message, flags: u64) -> (Value, Vec<Attachment>) {
    let mut body = message.body;
    if flags != 0 {
        body["flags"] = flags.into();
    }
    (body, message.files)
}

/// A first answer that Discord already has is done: its repeat after a lost answer meets this.
fn settled(answer: Result<(), RestError>) -> Result<(), RestError> {
    match answer {
        Err(error) if error.already_answered() => Ok(()),
        other => other,
    }
}
