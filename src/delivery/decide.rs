//! What becomes of a delivery by how its send went: pure.

use super::tell::{self, fallback, notice};
use crate::{
    domain::{Delivery, Meaning, MessageRef, Sent, Target, Trouble},
    store::{NewPost, PostSettled, Telling},
};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// The first wait after a failure, and the longest; each is twice the one before it.
const FIRST_WAIT_MS: i64 = 1_000;
const LONGEST_WAIT_MS: i64 = 300_000;
/// Before a look for a post it gets this long to arrive: twice what a call may take.
const ARRIVAL: TimeDelta = TimeDelta::seconds(20);
/// No wait is longer, whatever Discord says.
const DAY: TimeDelta = TimeDelta::days(1);
/// When a delivery is tried again that something else than Discord keeps from going out.
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// When an alert is tried again that can't be posted.
const QUARTER: TimeDelta = TimeDelta::minutes(15);

/// How far a delivery came.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// It was sent, or found, or it failed.
    Sent(Sent),
    /// Whether it arrived can't be known.
    Unreadable,
    /// It was too late to send it.
    Expired,
    /// What it would show isn't there any more.
    Gone,
}

impl Outcome {
    /// Whether people may have to be told.
    pub(super) fn is_trouble(&self) -> bool {
        matches!(self, Self::Unreadable | Self::Sent(Sent::Blocked(_)))
    }
}

/// When it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moments {
    /// When the send began.
    pub(super) began: DateTime<Utc>,
    /// Now that it ended.
    pub(super) now: DateTime<Utc>,
    /// When what follows from it is given up.
    pub(super) expiry: DateTime<Utc>,
}

/// What is written down of it.
pub(super) fn decide(delivery: &Delivery, outcome: Outcome, when: Moments, telling: &Telling) -> PostSettled {
    let sent = match outcome {
        Outcome::Sent(sent) => sent,
        Outcome::Unreadable => return unreadable(delivery, when, telling),
        Outcome::Expired => return dead("expired", String::new(), None),
        Outcome::Gone => return PostSettled::Dropped { detail: "its list isn't stored any more".into() },
    };
    match sent {
        Sent::Posted { message, announcement } => {
            let then =
                message.filter(|_| announcement).and_then(|message| crosspost(delivery, message, when));
            PostSettled::Sent { message, then: then.map(Box::new) }
        }
        Sent::Deleted => PostSettled::Sent { message: None, then: None },
        Sent::Wait(time) => {
            let wait = TimeDelta::from_std(time).unwrap_or(DAY).min(DAY);
            again(delivery, when, Again { wait, detail: "a rate limit".into(), ..Again::default() })
        }
        Sent::Broken { unclear, why } => {
            let wait = backoff(delivery);
            let wait = if unclear { wait.max(ARRIVAL) } else { wait };
            again(delivery, when, Again { wait, unclear, counts: true, detail: why, ..Again::default() })
        }
        Sent::TokenRefused => {
            let detail = "Discord refuses the bot's token".into();
            again(delivery, when, Again { wait: MINUTE, detail, ..Again::default() })
        }
        Sent::EditLost => {
            let detail = "the message to be edited is lost".into();
            again(delivery, when, Again { wait: backoff(delivery), counts: true, detail, ..Again::default() })
        }
        Sent::Malformed(why) if delivery.plain || matches!(delivery.meaning, Meaning::Crosspost(_)) => {
            dead("malformed", why, None)
        }
        Sent::Malformed(why) => {
            again(delivery, when, Again { plain: true, counts: true, detail: why, ..Again::default() })
        }
        Sent::DmClosed => dead("dm_closed", String::new(), None),
        Sent::Blocked(trouble) => blocked(delivery, trouble, when, telling),
    }
}

/// How a delivery is tried again.
#[derive(Default)]
struct Again {
    wait: TimeDelta,
    unclear: bool,
    plain: bool,
    counts: bool,
    detail: String,
    then: Option<NewPost>,
}

fn again(delivery: &Delivery, when: Moments, again: Again) -> PostSettled {
    PostSettled::Again {
        at: resume_at(when.now, again.wait, delivery.expires_at),
        unclear_since: delivery.unclear_since.or_else(|| again.unclear.then_some(when.began)),
        plain: delivery.plain || again.plain,
        counts: again.counts,
        detail: again.detail,
        then: again.then.map(Box::new),
    }
}

/// Never long after its expiry, so that its end is written down in time. Whole seconds, as the store keeps them, and
/// none too early.
fn resume_at(now: DateTime<Utc>, wait: TimeDelta, expires_at: DateTime<Utc>) -> DateTime<Utc> {
    let at = now + wait;
    let whole = at.trunc_subsecs(0);
    let at = if whole < at && wait > TimeDelta::zero() { whole + TimeDelta::seconds(1) } else { whole };
    let end = expires_at + TimeDelta::seconds(1);
    if end > now { at.min(end) } else { at }
}

/// Grows with each send; a fifth more or less by the mark, so that many don't come back together.
fn backoff(delivery: &Delivery) -> TimeDelta {
    let wait = (FIRST_WAIT_MS << delivery.attempts.min(20)).min(LONGEST_WAIT_MS);
    let chance = delivery.mark.0.rotate_left(delivery.attempts * 7 % 64) % 401;
    let permille = 800 + i64::try_from(chance).unwrap_or_default();
    TimeDelta::milliseconds(wait * permille / 1_000)
}

fn unreadable(delivery: &Delivery, when: Moments, telling: &Telling) -> PostSettled {
    match &delivery.meaning {
        Meaning::Board(post) => PostSettled::Held {
            trouble: Trouble::Unclear,
            notice: notice(delivery, post, Trouble::Unclear, when, telling).map(Box::new),
        },
        // It is looked for again, until its expiry: then the history can be read, or never.
        Meaning::Watch(_) => muffled(delivery, &Trouble::Unclear, when, telling),
        Meaning::Notice(_) | Meaning::Muffled(_) | Meaning::Crosspost(_) => {
            let detail = "it isn't clear whether it arrived, and the history can't be read".into();
            dead("no_target", detail, fallback(delivery, when, telling))
        }
    }
}

fn blocked(delivery: &Delivery, trouble: Trouble, when: Moments, telling: &Telling) -> PostSettled {
    if !telling.here {
        let detail = "the server is out of order".into();
        return again(delivery, when, Again { wait: MINUTE, detail, ..Again::default() });
    }
    match &delivery.meaning {
        Meaning::Board(post) => {
            let notice = notice(delivery, post, trouble.clone(), when, telling);
            match trouble {
                Trouble::AutoMod { said } => dead("automod", said, notice),
                trouble if trouble.blocks() => PostSettled::Blocked { trouble, notice: notice.map(Box::new) },
                trouble => PostSettled::Held { trouble, notice: notice.map(Box::new) },
            }
        }
        Meaning::Watch(_) => match trouble {
            Trouble::AutoMod { said } => {
                let told = tell::muffled(delivery, &Trouble::AutoMod { said: said.clone() }, when, telling);
                dead("automod", said, told)
            }
            trouble => muffled(delivery, &trouble, when, telling),
        },
        Meaning::Notice(_) | Meaning::Muffled(_) | Meaning::Crosspost(_) => {
            dead("no_target", said_of(&trouble).to_owned(), fallback(delivery, when, telling))
        }
    }
}

/// An alert waits for its channel: what is said late is worth little, so that it is tried again and again until its
/// expiry.
fn muffled(delivery: &Delivery, trouble: &Trouble, when: Moments, telling: &Telling) -> PostSettled {
    let then = tell::muffled(delivery, trouble, when, telling);
    again(
        delivery,
        when,
        Again { wait: QUARTER, detail: said_of(trouble).to_owned(), then, ..Again::default() },
    )
}

fn dead(cause: &'static str, detail: String, then: Option<NewPost>) -> PostSettled {
    PostSettled::Dead { cause, detail, then: then.map(Box::new) }
}

/// What was said of a place, for people.
pub(super) fn said_of(trouble: &Trouble) -> &str {
    match trouble {
        Trouble::NoAccess { .. } => "rights are missing",
        Trouble::ChannelGone => "the channel is gone",
        Trouble::ThreadLocked => "the thread is locked",
        Trouble::TagRequired => "the forum requires a tag",
        Trouble::AutoMod { said } => said,
        Trouble::Unclear => "it isn't clear whether it arrived",
    }
}

/// A board's new message in an announcement channel is published; a test isn't, and what is edited was before.
fn crosspost(delivery: &Delivery, message: MessageRef, when: Moments) -> Option<NewPost> {
    match &delivery.meaning {
        Meaning::Board(post) if !post.test => Some(NewPost {
            kind: "crosspost",
            subject: message.message.cast_signed(),
            period: String::new(),
            server: delivery.server,
            board: delivery.board,
            watch: None,
            not_before: None,
            target: Target::Channel(message.channel),
            meaning: Meaning::Crosspost(message),
            expires_at: when.expiry,
        }),
        _ => None,
    }
}
