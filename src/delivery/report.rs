//! How deliveries end: each is counted, and one line of the log says it.

use super::{Pump, decide::said_of};
use crate::{
    domain::{Delivery, Lateness, Meaning, Target, Trouble, watch::News},
    store::PostSettled,
    telemetry,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::fmt;
use tracing::{Span, field::display};

/// What waits longer than this without a fault, such as for a right, is told of; short waits are Discord's limits.
const LONG: TimeDelta = TimeDelta::minutes(5);

/// Whatever is logged of a delivery stands in this. Of the highest level, so that no level of the log takes it away
/// from what is logged.
pub(super) fn span(delivery: &Delivery) -> Span {
    let (channel, person) = match delivery.target {
        Target::Channel(channel) => (Some(display(channel)), None),
        Target::Person(person) => (None, Some(display(person))),
    };
    let (board, watch) = match &delivery.meaning {
        Meaning::Board(post) => (Some(post.number), None),
        Meaning::Notice(notice) => (Some(notice.number), None),
        Meaning::Watch(post) => match &post.news {
            News::Alert(alert) => (None, Some(alert.number)),
            News::Vanished { number, .. } => (None, Some(*number)),
            News::Folded { .. } | News::Doubt { .. } => (None, None),
        },
        Meaning::Muffled(_) | Meaning::Crosspost(_) => (None, None),
    };
    let (id, kind, server) = (delivery.id.0, delivery.meaning.kind(), display(delivery.server));
    tracing::error_span!("post", id, kind, server, channel, person, board, watch)
}

impl Pump {
    /// Counts how a delivery ended and says it; of what is our fault the operator is told once for each cause.
    pub(super) async fn report(&self, delivery: &Delivery, settled: &PostSettled, now: DateTime<Utc>) {
        let what = What(&delivery.meaning);
        let delay = (now - delivery.due_at).to_std().unwrap_or_default();
        let is_sent = matches!(settled, PostSettled::Sent { .. });
        telemetry::post(delivery.meaning.kind(), word(settled), is_sent.then_some(delay));
        match settled {
            PostSettled::Sent { message, .. } => {
                let message_id = message.map(|message| display(message.message));
                let late_s = delay.as_secs();
                let label = label(&delivery.meaning);
                tracing::info!(message_id, late_s, "{what} is posted, {late_s} s after its moment{label}");
            }
            PostSettled::Again { at, counts, unclear_since, detail, .. } => {
                let unclear = unclear_since.is_some();
                if *counts {
                    tracing::warn!(%at, unclear, why = detail, "{what} can't be posted yet: it is tried again");
                } else if *at - now > LONG {
                    tracing::info!(%at, unclear, why = detail, "{what} can't be posted now: it is tried later");
                } else {
                    tracing::debug!(%at, unclear, why = detail, "{what} waits");
                }
            }
            PostSettled::Held { trouble, .. } | PostSettled::Blocked { trouble, .. } => {
                let missing = match trouble {
                    Trouble::NoAccess { missing } => Some(tracing::field::debug(missing)),
                    _ => None,
                };
                let why = said_of(trouble);
                tracing::warn!(why, missing, "{what} is held until somebody mends what keeps it back");
            }
            PostSettled::Dead { cause: cause @ "malformed", detail, .. }
                if self.told.entry(detail.clone()).or_insert(()).await.is_fresh() =>
            {
                tracing::error!(cause, detail, "{what} is given up: Discord refuses it for a fault of ours");
            }
            PostSettled::Dead { cause: cause @ "dm_closed", .. } => {
                tracing::info!(cause, "{what} is given up: the person takes no direct messages");
            }
            PostSettled::Dead { cause, detail, .. } => tracing::warn!(cause, detail, "{what} is given up"),
            PostSettled::Dropped { detail } => {
                tracing::info!(why = detail, "{what} isn't needed any more");
            }
        }
    }
}

/// The label of an outcome.
fn word(settled: &PostSettled) -> &'static str {
    match settled {
        PostSettled::Sent { .. } => "sent",
        PostSettled::Again { .. } => "retried",
        PostSettled::Held { .. } | PostSettled::Blocked { .. } => "held",
        PostSettled::Dead { .. } => "dead",
        PostSettled::Dropped { .. } => "dropped",
    }
}

/// What its reader is told of its lateness.
fn label(meaning: &Meaning) -> &'static str {
    match meaning {
        Meaning::Board(post) => match post.late {
            Lateness::None => "",
            Lateness::Data(_) => ", with an older list for want of its own",
            Lateness::CatchUp(_) => ", made up for after a stop",
        },
        _ => "",
    }
}

/// What is delivered, in words.
struct What<'a>(&'a Meaning);

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Meaning::Board(post) if post.test => write!(f, "a test of board {}", post.number),
            Meaning::Board(post) => write!(f, "board {}", post.number),
            Meaning::Watch(post) => match &post.news {
                News::Alert(alert) => write!(f, "an alert of watch {}", alert.number),
                News::Folded { alerts, .. } => write!(f, "a message of {} alerts", alerts.len()),
                News::Doubt { region, .. } => write!(f, "the doubt about {}", region.key()),
                News::Vanished { number, .. } => write!(f, "the end of news for watch {number}"),
            },
            Meaning::Notice(notice) => write!(f, "a notice about board {}", notice.number),
            Meaning::Muffled(_) => f.write_str("a notice about alerts"),
            Meaning::Crosspost(_) => f.write_str("a message to be published"),
        }
    }
}
