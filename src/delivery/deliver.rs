//! One delivery: looked up where it may have arrived, sent, and decided.

use super::{
    Content, Post, Pump,
    decide::{Moments, Outcome, decide},
    report,
};
use crate::{
    clock,
    domain::{Delivery, Found, Meaning, Sent},
    store::{Settlement, Telling},
};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::FutureExt;
use std::{panic::AssertUnwindSafe, time::Duration};
use tracing::Instrument as _;

/// A delivery takes at most this long, looks included; less than its lease.
const LONGEST: Duration = Duration::from_mins(2);
/// So long after its expiry a post is still looked for that may have arrived.
const LAST_LOOK: TimeDelta = TimeDelta::hours(1);

/// A delivery that ended.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) settlement: Settlement,
    pub(super) token: Token,
}

/// What a send tells of the bot's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Refused,
    Taken,
    Unsaid,
}

impl Pump {
    /// Carries a delivery out. Whatever happens in it, it ends, and says how.
    pub(super) async fn deliver(&self, delivery: Delivery) -> Ended {
        let span = report::span(&delivery);
        self.carry_out(delivery).instrument(span).await
    }

    async fn carry_out(&self, delivery: Delivery) -> Ended {
        let began = self.clock.now();
        let attempt = AssertUnwindSafe(self.attempt(&delivery, began)).catch_unwind();
        let outcome = match clock::timeout(&*self.clock, LONGEST, attempt).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => unclear("a send failed by a fault of the bot's own"),
            Err(clock::Elapsed) => unclear("it took too long"),
        };
        let token = match &outcome {
            Outcome::Sent(Sent::TokenRefused) => Token::Refused,
            Outcome::Sent(Sent::Posted { .. } | Sent::Deleted | Sent::Blocked(_) | Sent::DmClosed) => {
                Token::Taken
            }
            _ => Token::Unsaid,
        };
        let (outcome, telling) = self.with_telling(&delivery, outcome).await;
        let now = self.clock.now();
        let when = Moments { began, now, expiry: now + self.settings.expiry };
        let settled = decide(&delivery, outcome, when, &telling);
        self.report(&delivery, &settled, now).await;
        Ended { settlement: Settlement { id: delivery.id, outcome: settled }, token }
    }

    async fn attempt(&self, delivery: &Delivery, began: DateTime<Utc>) -> Outcome {
        let expired = began > delivery.expires_at;
        // Publishing twice is publishing once.
        let since = delivery.unclear_since.filter(|_| !matches!(delivery.meaning, Meaning::Crosspost(_)));
        if expired && since.is_none() {
            return Outcome::Expired;
        }
        let content = match self.content(&delivery.meaning, began).await {
            Ok(Some(content)) => content,
            Ok(None) => return Outcome::Gone,
            Err(why) => return Outcome::Sent(Sent::Broken { unclear: false, why }),
        };
        let mut post = Post {
            mark: delivery.mark,
            server: delivery.server,
            target: delivery.target,
            content,
            plain: delivery.plain,
            edit: delivery.edit,
        };
        if let Some(since) = since {
            match self.sink.find(&post, since).await {
                Found::Here { message, announcement } => {
                    return Outcome::Sent(Sent::Posted { message: Some(message), announcement });
                }
                Found::Failed(_) if began > delivery.expires_at + LAST_LOOK => return Outcome::Expired,
                Found::Failed(sent) => return Outcome::Sent(*sent),
                Found::Absent | Found::Unreadable if expired => return Outcome::Expired,
                // What is edited twice is edited once; only where its message is lost could a second one come of it.
                Found::Unreadable if post.edit.is_some() => {
                    return match self.sink.send(&post).await {
                        Sent::EditLost => Outcome::Unreadable,
                        sent => Outcome::Sent(sent),
                    };
                }
                Found::Unreadable => return Outcome::Unreadable,
                Found::Absent => {}
            }
        }
        match self.sink.send(&post).await {
            Sent::EditLost => {
                post.edit = None;
                Outcome::Sent(self.sink.send(&post).await)
            }
            sent => Outcome::Sent(sent),
        }
    }

    async fn content(&self, meaning: &Meaning, now: DateTime<Utc>) -> Result<Option<Content>, String> {
        match meaning {
            Meaning::Board(post) => Ok(self.pages.of(post, now).await?.map(Content::Board)),
            Meaning::Watch(post) => Ok(Some(Content::Watch(post.clone()))),
            Meaning::Notice(notice) => Ok(Some(Content::Notice(notice.clone()))),
            Meaning::Muffled(muffled) => Ok(Some(Content::Muffled(muffled.clone()))),
            Meaning::Crosspost(message) => Ok(Some(Content::Crosspost(*message))),
        }
    }

    /// Looks up whom to tell, where somebody may have to be told.
    async fn with_telling(&self, delivery: &Delivery, outcome: Outcome) -> (Outcome, Telling) {
        if !outcome.is_trouble() {
            return (outcome, Telling::NOBODY);
        }
        match self.store.telling(delivery.server, delivery.board, delivery.watch).await {
            Ok(telling) => (outcome, telling),
            Err(error) => {
                let sent = Sent::Broken { unclear: false, why: error.to_string() };
                (Outcome::Sent(sent), Telling::NOBODY)
            }
        }
    }
}

fn unclear(why: &str) -> Outcome {
    Outcome::Sent(Sent::Broken { unclear: true, why: why.to_owned() })
}
