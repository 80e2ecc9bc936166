//! Answers people: checks before anything public is said, in time whatever the source does.
//!
//! What is ready soon is the first answer. What isn't is deferred, and edited in when it is there; a failure
//! after a public deferral deletes the placeholder and says why in private, for Discord can't turn a public
//! answer into a private one.

use super::{
    options::{self, Asker},
    register, render,
    rest::{Attachment, InteractionKey, Rest, RestError},
};
use crate::{
    clock::{self, Clock},
    commands::{Commands, Notice, Prepared, Reply, Request, Visibility},
    domain::Language,
    text::{Words, choices},
};
use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde_json::{Value, json};
use serenity::all::{CommandInteraction, Interaction};
use std::{sync::Arc, time::Duration};

/// Flag of a message that only one person sees, in Discord's documentation `EPHEMERAL`.
const EPHEMERAL: u64 = 64;
/// Tokens of interactions end after 15 minutes: nothing that takes longer can be answered.
const TOKEN_LIFE: Duration = Duration::from_secs(14 * 60);

/// Types of a first answer, in Discord's documentation "Interaction Callback Type".
#[derive(Clone, Copy, Debug)]
enum Callback {
    Message = 4,
    DeferredMessage = 5,
    DeferredUpdate = 6,
    Update = 7,
    Suggestions = 8,
    Modal = 9,
}

/// What people meet on Discord.
#[derive(Debug)]
pub struct Face {
    commands: Arc<Commands>,
    rest: Arc<Rest>,
    clock: Arc<dyn Clock>,
    defer_after: Duration,
}

impl Face {
    /// A face that defers what isn't ready `defer_after` its arrival; Discord allows 3 s.
    pub fn new(
        commands: Arc<Commands>,
        rest: Arc<Rest>,
        clock: Arc<dyn Clock>,
        defer_after: Duration,
    ) -> Self {
        Self { commands, rest, clock, defer_after }
    }

    /// Registers the commands at Discord, unless they are registered just so.
    ///
    /// # Errors
    /// What Discord says.
    pub async fn register(&self, application_id: u64) -> Result<(), RestError> {
        let commands = register::commands();
        let fingerprint = register::fingerprint(&commands);
        if self.commands.registered(application_id).await.as_deref() == Some(&fingerprint) {
            tracing::info!("the commands are registered as they are");
            return Ok(());
        }
        self.rest.put_global_commands(application_id, &commands).await?;
        self.commands.set_registered(application_id, &fingerprint).await;
        tracing::info!("the commands changed and were registered anew");
        Ok(())
    }

    /// Answers an interaction that arrived at `arrived`.
    pub async fn take(&self, interaction: Interaction, arrived: DateTime<Utc>) {
        let key = InteractionKey {
            id: interaction.id().get(),
            application_id: interaction.application_id().get(),
            token: SecretString::from(interaction.token().to_owned()),
        };
        let (asker, request) = match &interaction {
            Interaction::Command(command) => {
                let (asker, request) = options::command(command);
                (asker, Some(request))
            }
            Interaction::Autocomplete(command) => return self.suggest(&key, command).await,
            Interaction::Component(component) => options::component(component),
            Interaction::Modal(modal) => options::modal(modal),
            _ => return,
        };
        let done = match request {
            Some(request) => self.answer(&key, asker, request, arrived).await,
            None => self.say(&key, Words::new(asker.language), &Notice::UnknownButton).await,
        };
        report(&key, done);
    }

    /// Answers an interaction that couldn't be read, so that nobody is left without a word.
    pub async fn take_unreadable(&self, interaction: &Value) {
        let id = |name: &str| interaction[name].as_str()?.parse().ok();
        let (Some(id), Some(application_id), Some(token)) =
            (id("id"), id("application_id"), interaction["token"].as_str())
        else {
            return tracing::warn!("an interaction without an id or a token arrived");
        };
        let key = InteractionKey { id, application_id, token: SecretString::from(token.to_owned()) };
        let words = Words::new(Language::of_locale(interaction["locale"].as_str().unwrap_or_default()));
        let notice = Notice::OurFault { id: format!("{id:x}") };
        tracing::error!(interaction = id, kind = %interaction["type"], "an interaction can't be read");
        report(&key, self.say(&key, words, &notice).await);
    }

    async fn suggest(&self, key: &InteractionKey, command: &CommandInteraction) {
        let words = Words::new(Language::of_locale(&command.locale));
        let Some(focused) = command.data.autocomplete() else { return };
        let args = options::args(&command.data.options);
        let offered = self.commands.suggest(&command.data.name, focused.name, &args);
        let entries = offered.into_iter().map(|choice| render::choice(words, choice));
        let picked = choices::pick(focused.value, entries, choices::MOST);
        let picked: Vec<Value> =
            picked.into_iter().map(|choice| json!({ "name": choice.label, "value": choice.value })).collect();
        let body = callback(Callback::Suggestions, json!({ "choices": picked }));
        report(key, self.rest.answer(key, body, &[]).await);
    }

    async fn answer(
        &self,
        key: &InteractionKey,
        asker: Asker,
        request: Request,
        arrived: DateTime<Utc>,
    ) -> Result<(), RestError> {
        let words = Words::new(asker.language);
        let prepared = match self.commands.prepare(asker.caller, request) {
            Ok(prepared) => prepared,
            Err(notice) => return self.say(key, words, &notice).await,
        };
        let Prepared { visibility, .. } = prepared;
        let mut run = std::pin::pin!(self.commands.run(asker.caller, prepared));
        let used = (self.clock.now() - arrived).to_std().unwrap_or_default();
        let ready = clock::timeout(&*self.clock, self.defer_after.saturating_sub(used), &mut run).await;
        match ready {
            Ok(Ok(reply)) => self.first(key, words, visibility, &reply).await,
            Ok(Err(notice)) => self.say(key, words, &notice).await,
            Err(clock::Elapsed) => {
                self.defer(key, visibility).await?;
                let outcome = clock::timeout(&*self.clock, TOKEN_LIFE, run).await;
                self.later(key, words, visibility, outcome.ok()).await
            }
        }
    }

    /// The first answer, in time.
    async fn first(
        &self,
        key: &InteractionKey,
        words: Words,
        visibility: Visibility,
        reply: &Reply,
    ) -> Result<(), RestError> {
        if let Reply::AskPage(view, pages) = reply {
            let body = callback(Callback::Modal, render::ask_page(words, view, *pages));
            return settled(self.rest.answer(key, body, &[]).await);
        }
        let Some(message) = render::reply(words, reply, self.clock.now()) else { return Ok(()) };
        let (kind, flags) = match visibility {
            Visibility::Update => (Callback::Update, 0),
            Visibility::Private => (Callback::Message, EPHEMERAL),
            Visibility::Public | Visibility::Modal => (Callback::Message, 0),
        };
        let (body, files) = parts(message, flags);
        settled(self.rest.answer(key, callback(kind, body), &files).await)
    }

    /// A notice as the first answer: private whatever the answer would have been.
    async fn say(&self, key: &InteractionKey, words: Words, notice: &Notice) -> Result<(), RestError> {
        let (body, files) = parts(render::notice(words, notice), EPHEMERAL);
        settled(self.rest.answer(key, callback(Callback::Message, body), &files).await)
    }

    async fn defer(&self, key: &InteractionKey, visibility: Visibility) -> Result<(), RestError> {
        let body = match visibility {
            Visibility::Update => json!({ "type": Callback::DeferredUpdate as u8 }),
            Visibility::Private => callback(Callback::DeferredMessage, json!({ "flags": EPHEMERAL })),
            Visibility::Public | Visibility::Modal => json!({ "type": Callback::DeferredMessage as u8 }),
        };
        settled(self.rest.answer(key, body, &[]).await)
    }

    /// What comes after a deferral.
    async fn later(
        &self,
        key: &InteractionKey,
        words: Words,
        visibility: Visibility,
        outcome: Option<Result<Reply, Notice>>,
    ) -> Result<(), RestError> {
        let outcome = outcome.unwrap_or_else(|| Err(Notice::OurFault { id: format!("{:x}", key.id) }));
        match (outcome, visibility) {
            (Ok(reply), _) => {
                let Some(message) = render::reply(words, &reply, self.clock.now()) else { return Ok(()) };
                let (body, files) = parts(message, 0);
                self.rest.edit_original(key, body, &files).await.map(drop)
            }
            (Err(notice), Visibility::Private) => {
                let (body, files) = parts(render::notice(words, &notice), 0);
                self.rest.edit_original(key, body, &files).await.map(drop)
            }
            (Err(notice), visibility) => {
                if visibility != Visibility::Update {
                    // The sentence matters more than the placeholder: it is said either way.
                    match self.rest.delete_original(key).await {
                        Ok(()) => {}
                        // Nothing more can be said: the same token would be refused again.
                        Err(error) if error.interaction_is_over() => return Err(error),
                        Err(error) => {
                            tracing::warn!(interaction = key.id, %error, "a placeholder can't be deleted");
                        }
                    }
                }
                let (body, files) = parts(render::notice(words, &notice), EPHEMERAL);
                self.rest.follow_up(key, body, &files).await.map(drop)
            }
        }
    }
}

fn callback(kind: Callback, data: Value) -> Value {
    json!({ "type": kind as u8, "data": data })
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

fn report(key: &InteractionKey, done: Result<(), RestError>) {
    match done {
        Ok(()) => tracing::debug!(interaction = key.id, "an interaction is answered"),
        Err(error) if error.interaction_is_over() => {
            tracing::warn!(interaction = key.id, %error, "an answer came too late");
        }
        Err(error) => tracing::error!(interaction = key.id, %error, "an interaction can't be answered"),
    }
}
