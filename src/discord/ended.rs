//! How interactions end: each is counted, and one line of the log says it.

use super::{options, rest::RestError};
use crate::{
    commands::{self, Notice},
    telemetry::{self, Answered, Timer},
};
use serenity::all::{ComponentInteractionDataKind, GuildId, Interaction, UserId};
use std::{
    fmt,
    sync::atomic::{AtomicBool, Ordering},
};
use tracing::{Span, field::display};

/// What somebody was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// What they asked for, and the credits that were spent for it where it could spend some.
    Answer(Option<u32>),
    /// Why they don't get it, as a word.
    Notice(&'static str),
    /// That we failed, with the interaction's id as the code.
    Fault,
}

impl Told {
    pub(super) fn of(notice: &Notice) -> Self {
        match notice {
            Notice::OurFault { .. } => Self::Fault,
            notice => Self::Notice(notice.word()),
        }
    }
}

/// How an interaction ended: what was told, or why nothing could be.
pub(super) type Ended = Result<Told, RestError>;

/// What somebody did: a command by its full name, or one of a few words. A label, so that the set is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Deed(&'static str);

impl Deed {
    /// Something that serenity can't read.
    pub(super) const UNREADABLE: Self = Self("unreadable");
    const SUGGESTIONS: Self = Self("suggestions");

    pub(super) fn of(interaction: &Interaction) -> Self {
        match interaction {
            Interaction::Command(command) => {
                Self(commands::known(&options::name(command)).unwrap_or("unknown"))
            }
            Interaction::Autocomplete(_) => Self::SUGGESTIONS,
            Interaction::Component(component) => match component.data.kind {
                ComponentInteractionDataKind::Button => Self("press"),
                _ => Self("choice"),
            },
            Interaction::Modal(_) => Self("modal"),
            _ => Self("unknown"),
        }
    }

    /// Whether it is a command of those who manage boards and watches.
    pub(super) fn is_managing(self) -> bool {
        commands::is_managing(self.0)
    }

    /// Whatever is logged of an interaction stands in this. Of the highest level, so that no level of the log takes
    /// it away from what is logged.
    pub(super) fn span(self, interaction: &Interaction) -> Span {
        let (server, person) = place(interaction);
        let (server, person) = (server.map(display), person.map(display));
        tracing::error_span!("interaction", id = %interaction.id(), command = self.0, server, person)
    }

    /// The span of one whose place isn't known.
    pub(super) fn span_of(self, id: u64) -> Span {
        tracing::error_span!("interaction", id = %id, command = self.0)
    }

    /// Counts how it ended and says it.
    pub(super) fn report(self, id: u64, ended: &Ended, timer: Timer) {
        let took = timer.took();
        let answered = match ended {
            Ok(Told::Answer(_)) => Answered::Answer,
            Ok(Told::Notice(_)) => Answered::Notice,
            Ok(Told::Fault) => Answered::Fault,
            Err(_) => Answered::Unheard,
        };
        telemetry::interaction(self.0, answered, took);
        let (took_ms, outcome) = (telemetry::millis(took), answered.word());
        match ended {
            Ok(_) if self == Self::SUGGESTIONS => {
                tracing::debug!(outcome, took_ms, "answered {self} in {took_ms} ms");
            }
            Ok(Told::Answer(credits)) => {
                tracing::info!(outcome, took_ms, credits, "answered {self} in {took_ms} ms");
            }
            Ok(Told::Notice(notice)) => {
                tracing::info!(outcome, took_ms, notice, "said why {self} gets no answer, in {took_ms} ms");
            }
            Ok(Told::Fault) => {
                tracing::warn!(outcome, took_ms, code = %id, "said that {self} met a fault of ours");
            }
            Err(error) if error.interaction_is_over() => {
                tracing::warn!(outcome, took_ms, %error, "the answer to {self} came too late");
            }
            Err(error) if error.is_passing() => {
                tracing::warn!(outcome, took_ms, %error, "{self} can't be answered");
            }
            Err(error) => tracing::error!(outcome, took_ms, %error, "Discord refuses our answer to {self}"),
        }
    }
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "press" => f.write_str("a press"),
            "choice" => f.write_str("a choice"),
            "modal" => f.write_str("a modal"),
            "suggestions" => f.write_str("what was typed"),
            "unknown" => f.write_str("an unknown command"),
            "unreadable" => f.write_str("what can't be read"),
            command => write!(f, "/{command}"),
        }
    }
}

/// The first sign of an answer, for which Discord waits 3 s: it is timed once.
#[derive(Debug)]
pub(super) struct FirstSign {
    deed: Deed,
    timer: Timer,
    is_given: AtomicBool,
}

impl FirstSign {
    pub(super) fn of(deed: Deed, timer: Timer) -> Self {
        Self { deed, timer, is_given: AtomicBool::new(false) }
    }

    /// It was given, or Discord didn't take it: whatever comes after it isn't the first.
    pub(super) fn given(&self) {
        if !self.is_given.swap(true, Ordering::Relaxed) {
            telemetry::first_sign(self.deed.0, self.timer.took());
        }
    }
}

/// Counts an interaction that nobody could take, and says it.
pub(super) fn drop_one(interaction: &Interaction, timer: Timer) {
    let deed = Deed::of(interaction);
    let _span = deed.span(interaction).entered();
    telemetry::interaction(deed.0, Answered::Unheard, timer.took());
    tracing::warn!("{deed} is dropped: too many are waiting");
}

/// In which server, and who.
fn place(interaction: &Interaction) -> (Option<GuildId>, Option<UserId>) {
    match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => {
            (command.guild_id, Some(command.user.id))
        }
        Interaction::Component(component) => (component.guild_id, Some(component.user.id)),
        Interaction::Modal(modal) => (modal.guild_id, Some(modal.user.id)),
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::rest::ErrorKind;
    use metrics_exporter_prometheus::PrometheusBuilder;
    use serde_json::json;

    fn interaction(kind: u8, data: serde_json::Value) -> Interaction {
        serde_json::from_value(json!({
            "id": "1", "application_id": "2", "type": kind, "token": "t", "version": 1, "guild_id": "3",
            "channel_id": "4", "locale": "en-US", "entitlements": [], "attachment_size_limit": 10_000_000,
            "authorizing_integration_owners": {}, "data": data,
            "user": { "id": "5", "username": "maya", "discriminator": "0", "avatar": null },
        }))
        .unwrap()
    }

    fn command(name: &str, below: &str) -> Interaction {
        let options = json!([{ "name": below, "type": 1, "options": [] }]);
        let options = if below.is_empty() { json!([]) } else { options };
        interaction(2, json!({ "id": "6", "name": name, "type": 1, "options": options }))
    }

    #[test]
    fn what_people_did_is_one_of_few_words() {
        let words = [
            (command("ranking", ""), "ranking", "/ranking"),
            (command("board", "add"), "board add", "/board add"),
            (command("board", "evil"), "unknown", "an unknown command"),
        ];
        for (interaction, label, words) in words {
            let deed = Deed::of(&interaction);
            assert_eq!((deed.0, deed.to_string().as_str()), (label, words));
        }
    }

    #[test]
    fn only_the_first_sign_is_timed() {
        let recorder = PrometheusBuilder::new().build_recorder();
        metrics::with_local_recorder(&recorder, || {
            let sign = FirstSign::of(Deed::of(&command("board", "add")), Timer::start());
            sign.given();
            sign.given();
        });
        let counted = recorder.handle().render();
        let once = "rankwatch_first_sign_seconds_count{command=\"board add\"} 1\n";
        assert!(counted.contains(once), "{counted}");
    }

    #[test]
    fn each_end_is_counted_once() {
        let lost = RestError {
            kind: ErrorKind::Lost,
            status: None,
            code: 0,
            message: String::new(),
            retry_after: None,
            scope: None,
        };
        let fault = Notice::OurFault { id: "1".into() };
        let recorder = PrometheusBuilder::new().build_recorder();
        metrics::with_local_recorder(&recorder, || {
            let deed = Deed::of(&command("help", ""));
            let ends =
                [Ok(Told::Answer(None)), Ok(Told::of(&Notice::ServerOnly)), Ok(Told::of(&fault)), Err(lost)];
            for ended in ends {
                deed.report(1, &ended, Timer::start());
            }
            drop_one(&command("ranking", ""), Timer::start());
        });
        let counted = recorder.handle().render();
        for outcome in ["answer", "notice", "fault", "unheard"] {
            let line = format!("rankwatch_interactions_total{{command=\"help\",outcome=\"{outcome}\"}} 1\n");
            assert!(counted.contains(&line), "{line}{counted}");
        }
        let dropped = "rankwatch_interactions_total{command=\"ranking\",outcome=\"unheard\"} 1\n";
        assert!(counted.contains(dropped), "{counted}");
    }
}
