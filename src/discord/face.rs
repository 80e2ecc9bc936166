//! Answers people: checks before anything public is said, in time whatever the source does.
//!
//! What is ready soon is the first answer. What isn't is deferred, and edited in when it is there; a failure
//! after a public deferral deletes the placeholder and says why in private, for Discord can't turn a public
//! answer into a private one.

use super::{
    answers::{Callback, callback},
    ended::{Deed, Ended, FirstSign, Told},
    gateway::Arrival,
    options::{self, Asker},
    render,
    rest::{InteractionKey, Rest},
};
use crate::{
    clock::{self, Clock},
    commands::{Commands, Notice, Refusal, Request},
    domain::Language,
    text::{Words, choices},
};
use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use secrecy::SecretString;
use serde_json::{Value, json};
use serenity::all::{CommandInteraction, Interaction};
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::sync::watch;
use tracing::Instrument as _;

/// Tokens of interactions end after 15 minutes: nothing that takes longer can be answered.
pub(super) const TOKEN_LIFE: Duration = Duration::from_secs(14 * 60);

/// What people meet on Discord.
#[derive(Debug)]
pub struct Face {
    pub(super) commands: Arc<Commands>,
    pub(super) rest: Arc<Rest>,
    pub(super) clock: Arc<dyn Clock>,
    defer_after: Duration,
    hurrying: watch::Sender<bool>,
}

impl Face {
    /// A face that defers what isn't ready `defer_after` its arrival; Discord allows 3 s.
    pub fn new(
        commands: Arc<Commands>,
        rest: Arc<Rest>,
        clock: Arc<dyn Clock>,
        defer_after: Duration,
    ) -> Self {
        Self { commands, rest, clock, defer_after, hurrying: watch::Sender::new(false) }
    }

    /// Tells those who still wait that the bot stops, for it does in a moment.
    pub fn hurry(&self) {
        self.hurrying.send_replace(true);
    }

    pub(super) fn is_hurrying(&self) -> bool {
        *self.hurrying.borrow()
    }

    /// Answers an interaction; also when our own code panics over it.
    pub async fn take(&self, interaction: Interaction, arrived: Arrival) {
        let deed = Deed::of(&interaction);
        let span = deed.span(&interaction);
        self.end(deed, interaction, arrived).instrument(span).await;
    }

    async fn end(&self, deed: Deed, interaction: Interaction, arrived: Arrival) {
        let key = InteractionKey {
            id: interaction.id().get(),
            application_id: interaction.application_id().get(),
            token: SecretString::from(interaction.token().to_owned()),
        };
        let words = Words::new(options::language(&interaction));
        let sign = FirstSign::of(deed, arrived.timer);
        let ended = AssertUnwindSafe(self.dispatch(&key, &interaction, arrived.at, &sign)).catch_unwind();
        let ended = ended.await;
        let ended = match ended {
            Ok(ended) => ended,
            Err(_) => self.say(&key, words, &our_fault(&key)).await,
        };
        sign.given();
        deed.report(key.id, &ended, arrived.timer);
        // Only after the answer, for nothing else can come first.
        if ended.is_ok() && deed.is_managing() {
            self.tell_dm_closed(&key, words, &interaction).await;
        }
    }

    async fn tell_dm_closed(&self, key: &InteractionKey, words: Words, interaction: &Interaction) {
        let Interaction::Command(command) = interaction else { return };
        if self.commands.tell_dm_closed(command.user.id.get()).await
            && let Err(error) = self.also(key, &words.say("board-dm-closed")).await
        {
            tracing::warn!(%error, "it can't be said beside an answer that direct messages are closed");
        }
    }

    async fn dispatch(
        &self,
        key: &InteractionKey,
        interaction: &Interaction,
        arrived: DateTime<Utc>,
        sign: &FirstSign,
    ) -> Ended {
        let (asker, request) = match interaction {
            Interaction::Command(command) => {
                let (asker, request) = options::command(command);
                (asker, Some(request))
            }
            Interaction::Autocomplete(command) => return self.suggest(key, command).await,
            Interaction::Component(component) => options::component(component),
            Interaction::Modal(modal) => options::modal(modal),
            _ => return Ok(Told::Answer(None)),
        };
        match request {
            Some(request) => self.reply(key, asker, request, arrived, sign).await,
            None => self.say(key, Words::new(asker.language), &Notice::UnknownButton).await,
        }
    }

    /// Answers an interaction that couldn't be read, so that nobody is left without a word.
    pub async fn take_unreadable(&self, interaction: &Value, arrived: Arrival) {
        let id = |name: &str| interaction[name].as_str()?.parse().ok();
        let (Some(id), Some(application_id), Some(token)) =
            (id("id"), id("application_id"), interaction["token"].as_str())
        else {
            return tracing::warn!("an interaction without an id or a token arrived");
        };
        let key = InteractionKey { id, application_id, token: SecretString::from(token.to_owned()) };
        let words = Words::new(Language::of_locale(interaction["locale"].as_str().unwrap_or_default()));
        let deed = Deed::UNREADABLE;
        let answering = async {
            tracing::error!(kind = %interaction["type"], "an interaction can't be read");
            let ended = self.say(&key, words, &our_fault(&key)).await;
            FirstSign::of(deed, arrived.timer).given();
            deed.report(id, &ended, arrived.timer);
        };
        answering.instrument(deed.span_of(id)).await;
    }

    async fn suggest(&self, key: &InteractionKey, command: &CommandInteraction) -> Ended {
        let told = Told::Answer(None);
        let Some(focused) = command.data.autocomplete() else { return Ok(told) };
        let (asker, Request::Command { name, args }) = options::command(command) else { return Ok(told) };
        let words = Words::new(asker.language);
        let offered = self.commands.suggest(&asker.caller, &name, focused.name, &args).await;
        let entries = offered.into_iter().map(|choice| render::choice(words, choice));
        let picked = choices::pick(focused.value, entries, choices::MOST);
        let picked: Vec<Value> =
            picked.into_iter().map(|choice| json!({ "name": choice.label, "value": choice.value })).collect();
        let body = callback(Callback::Suggestions, json!({ "choices": picked }));
        self.rest.answer(key, body, &[]).await.map(|()| told)
    }

    async fn reply(
        &self,
        key: &InteractionKey,
        asker: Asker,
        request: Request,
        arrived: DateTime<Utc>,
        sign: &FirstSign,
    ) -> Ended {
        let words = Words::new(asker.language);
        let prepared = match self.commands.prepare(&asker.caller, request) {
            Ok(prepared) => prepared,
            Err(notice) => return self.say(key, words, &notice).await,
        };
        let visibility = prepared.visibility;
        // A panic becomes an answer here, where it is known what was deferred and for whose eyes.
        let run = AssertUnwindSafe(self.commands.run(&asker.caller, prepared)).catch_unwind();
        let run = run.map(|run| run.unwrap_or_else(|_| Err(our_fault(key))));
        let mut run = std::pin::pin!(run);
        let used = (self.clock.now() - arrived).to_std().unwrap_or_default();
        let ready = clock::timeout(&*self.clock, self.defer_after.saturating_sub(used), &mut run).await;
        match ready {
            Ok(Ok(reply)) => self.first(key, words, visibility, reply).await,
            Ok(Err(notice)) => self.say(key, words, &coded(key, notice)).await,
            Err(clock::Elapsed) => {
                // When it is unclear whether the deferral arrived, the answer is worth a try all the same.
                let deferred = self.defer(key, visibility).await;
                sign.given();
                if let Err(error) = deferred
                    && !error.is_unclear()
                {
                    return Err(error);
                }
                let mut hurrying = self.hurrying.subscribe();
                let outcome = tokio::select! {
                    outcome = clock::timeout(&*self.clock, TOKEN_LIFE.saturating_sub(used), run) => outcome,
                    _ = hurrying.wait_for(|hurrying| *hurrying) => Ok(Err(Notice::Stopping)),
                };
                let outcome = outcome.unwrap_or_else(|_| {
                    tracing::error!("an answer took longer than Discord waits for it");
                    Err(our_fault(key))
                });
                let outcome = outcome.map_err(|notice| coded(key, notice));
                self.later(key, words, visibility, outcome, arrived).await
            }
        }
    }
}

/// Our fault, under the code by which the log knows it.
fn our_fault(key: &InteractionKey) -> Notice {
    Notice::OurFault { id: key.id.to_string() }
}

/// A failure of the store gets a code, so that it can be found in the log.
fn coded(key: &InteractionKey, notice: Notice) -> Notice {
    if notice != Notice::Refused(Refusal::Store) {
        return notice;
    }
    our_fault(key)
}
