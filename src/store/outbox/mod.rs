//! Table `outbox`: what is posted unasked. A row is ready, leased to the pump, held for people, and ends as sent,
//! dead or dropped.

mod claim;
mod people;
mod settle;
#[cfg(test)]
mod tests;

pub use people::OutboxEntry;

use super::{Store, StoreError, Writing, columns};
use crate::domain::{BoardId, DeliveryId, Meaning, MessageRef, Target, Trouble};
use chrono::{DateTime, Utc};

/// A post to be queued.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPost {
    /// `board`, `test`, `notice` or `crosspost`.
    pub kind: &'static str,
    /// What it is about: a board, or a message that is published.
    pub subject: i64,
    /// Which of its posts: a local date, a moment. One row for each (kind, subject, period).
    pub period: String,
    /// The server that it belongs to.
    pub server: u64,
    /// The board that it is about.
    pub board: Option<BoardId>,
    /// Where it goes.
    pub target: Target,
    /// What it says.
    pub meaning: Meaning,
    /// After this moment it is given up.
    pub expires_at: DateTime<Utc>,
}

/// How a claimed delivery goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// Which.
    pub id: DeliveryId,
    /// How.
    pub outcome: Settled,
}

/// What is written down of a send.
#[derive(Clone, Debug, PartialEq)]
pub enum Settled {
    /// It stands there; where, and what else is to be posted because of that (publishing it).
    Sent {
        /// Where; none where it was deleted by somebody or Discord didn't say.
        message: Option<MessageRef>,
        /// What follows.
        then: Option<Box<NewPost>>,
    },
    /// Again at a moment.
    Again {
        /// When.
        at: DateTime<Utc>,
        /// Since when it isn't clear whether it arrived; none where that is clear.
        unclear_since: Option<DateTime<Utc>>,
        /// Whether as plain text from now on.
        plain: bool,
        /// Whether the send counts as an attempt.
        counts: bool,
        /// What was said, for people.
        detail: String,
    },
    /// Held until somebody mends or decides it; the board isn't blocked, its managers are told by `notice`.
    Held {
        /// Why.
        trouble: Trouble,
        /// Tells them.
        notice: Option<Box<NewPost>>,
    },
    /// Held because nothing can be posted there: the board is blocked, too, unless it is already; then nobody is
    /// told again.
    Blocked {
        /// Why.
        trouble: Trouble,
        /// Tells the managers.
        notice: Option<Box<NewPost>>,
    },
    /// Given up.
    Dead {
        /// A word: `expired`, `malformed`, `automod`, `dm_closed`, `no_target`.
        cause: &'static str,
        /// What was said.
        detail: String,
        /// Tells the managers, or tells them by another way.
        then: Option<Box<NewPost>>,
    },
    /// Not needed any more: its board was removed or its list is gone.
    Dropped {
        /// Why, for people.
        detail: String,
    },
}

/// The version of the meanings that are written.
const VERSION: i64 = 1;

impl Store {
    /// Queues a post by itself; answers whether it wasn't queued before.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn queue_post(&self, post: &NewPost, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut writing = self.writing().await?;
        let is_new = insert(&mut writing, post, now).await?;
        writing.commit().await?;
        Ok(is_new)
    }
}

/// Queues a post; answers whether it wasn't queued before. Its mark is a random number above 0.
pub(super) async fn insert(
    writing: &mut Writing,
    post: &NewPost,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (channel, person) = match post.target {
        Target::Channel(channel) => (Some(channel), None),
        Target::Person(person) => (None, Some(person)),
    };
    // Publishing waits for a limit of its own, which must hold up no post of the channel.
    let lane = match &post.meaning {
        Meaning::Crosspost(message) => Some(message.message),
        Meaning::Board(_) | Meaning::Notice(_) => channel.or(person),
    };
    let written = sqlx::query(
        "INSERT INTO outbox (mark, kind, subject, period, server, board, channel, person, lane, version,
             meaning, state, ready_at, queued_at, expires_at)
         VALUES (random() & 9223372036854775807, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'ready', $11, $11, $12)
         ON CONFLICT (kind, subject, period) DO NOTHING",
    )
    .bind(post.kind)
    .bind(post.subject)
    .bind(&post.period)
    .bind(post.server.cast_signed())
    .bind(post.board.map(|board| board.0))
    .bind(channel.map(u64::cast_signed))
    .bind(person.map(u64::cast_signed))
    .bind(lane.map(u64::cast_signed))
    .bind(VERSION)
    .bind(serde_json::to_string(&post.meaning).unwrap_or_default())
    .bind(now.timestamp())
    .bind(post.expires_at.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// Holds what is ready of a board that can't post.
pub(super) async fn hold(writing: &mut Writing, board: BoardId, trouble: &Trouble) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE outbox SET state = 'held', cause = $2, detail = $3
         WHERE board = $1 AND state = 'ready' AND kind IN ('board', 'test')",
    )
    .bind(board.0)
    .bind(cause(trouble))
    .bind(said(trouble))
    .execute(&mut **writing)
    .await?;
    Ok(())
}

/// What is held of a board that can post again is ready. What isn't clear stays held: that is for people.
pub(super) async fn release(
    writing: &mut Writing,
    board: BoardId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE runs SET state = 'queued', detail = '', at = $2
         WHERE board = $1 AND state = 'blocked' AND EXISTS
             (SELECT 1 FROM outbox WHERE outbox.board = $1 AND outbox.kind = 'board'
                 AND outbox.period = runs.date AND outbox.state = 'held' AND outbox.cause <> 'unclear'
                 AND outbox.expires_at > $2)",
    )
    .bind(board.0)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    sqlx::query(
        "UPDATE outbox SET state = 'ready', ready_at = $2, cause = '', detail = ''
         WHERE board = $1 AND state = 'held' AND cause <> 'unclear' AND expires_at > $2",
    )
    .bind(board.0)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}

/// The word of a trouble.
const fn cause(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::NoAccess { .. } => "no_access",
        Trouble::ChannelGone => "channel_gone",
        Trouble::ThreadLocked => "thread_locked",
        Trouble::TagRequired => "tag_required",
        Trouble::AutoMod { .. } => "automod",
        Trouble::Unclear => "unclear",
    }
}

/// What was said of a trouble.
fn said(trouble: &Trouble) -> String {
    match trouble {
        Trouble::AutoMod { said } => said.clone(),
        other => columns::trouble_text(other),
    }
}
