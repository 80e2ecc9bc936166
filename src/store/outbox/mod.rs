//! Table `outbox`: what is posted unasked. A row is ready, leased to the pump, held for people, and ends as sent,
//! dead or dropped.

mod claim;
mod ended;
pub(super) mod lanes;
pub(super) mod moves;
mod people;
mod recover;
mod row;
mod sent;
mod settle;
#[cfg(test)]
mod tests;
pub(super) mod unwanted;

pub(super) use ended::Ended;
pub(super) use row::{insert, moved, trouble_word, trouble_words};

use super::{Store, StoreError};
use crate::{
    domain::{BoardId, Delivery, DeliveryId, Meaning, MessageRef, Target, Trouble, watch::WatchId},
    telemetry,
};
use chrono::{DateTime, Utc};

/// A post to be queued.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPost {
    /// `board`, `test`, `alert`, `notice` or `crosspost`.
    pub kind: &'static str,
    /// What it is about: a board, a watch, a channel, or a message that is published.
    pub subject: i64,
    /// Which of its posts: for `board` the local date of its turn, else a moment or whatever tells it from others. One
    /// row for each (kind, subject, period).
    pub period: String,
    /// The server that it belongs to.
    pub server: u64,
    /// The board that it is about.
    pub board: Option<BoardId>,
    /// The watch that it is about: its posts that aren't sent go with it.
    pub watch: Option<WatchId>,
    /// Where it goes.
    pub target: Target,
    /// What it says.
    pub meaning: Meaning,
    /// Its moment, where that isn't when it is queued: it is sent no earlier, and a board's lateness counts from it.
    pub not_before: Option<DateTime<Utc>>,
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
        /// Tells the managers.
        then: Option<Box<NewPost>>,
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

/// A row for people.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxEntry {
    /// Which.
    pub id: DeliveryId,
    /// `board`, `test`, `alert`, `notice` or `crosspost`.
    pub kind: String,
    /// The server.
    pub server: u64,
    /// The board that it is about.
    pub board: Option<BoardId>,
    /// The board's number in its server.
    pub number: Option<u32>,
    /// The watch that it is about.
    pub watch: Option<WatchId>,
    /// The watch's number in its server; none of a message of many alerts.
    pub watch_number: Option<u32>,
    /// Where it goes.
    pub target: Target,
    /// Its local date, or what tells it from others.
    pub period: String,
    /// `ready`, `leased`, `held`, `sent`, `dead` or `dropped`.
    pub state: String,
    /// Why it is held or dead.
    pub cause: String,
    /// What was said of it.
    pub detail: String,
    /// Sends so far.
    pub attempts: u32,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
    /// When it is ready, for one that is.
    pub ready_at: DateTime<Utc>,
    /// When it is given up.
    pub expires_at: DateTime<Utc>,
    /// When it ended.
    pub settled_at: Option<DateTime<Utc>>,
    /// Whether it may have arrived.
    pub unclear: bool,
}

impl Store {
    /// Queues a post by itself; answers whether it wasn't queued before.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn queue_post(&self, post: &NewPost, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut writing = self.writing().await?;
        let queued = insert(&mut writing, &[post], now).await? > 0;
        lanes::put_in_order(&mut writing, &[post.lane()]).await?;
        writing.commit().await?;
        Ok(queued)
    }

    /// Writes down how sends went, with their boards and turns and what follows, then claims up to `most` deliveries
    /// that are ready, at most one for each lane, none of a server that is left or in an outage: all in one
    /// transaction, the claim in one statement. What was meant by a row that can't be read is dead.
    ///
    /// # Errors
    /// When the database can't be written; then nothing was settled and nothing claimed.
    pub async fn settle_and_claim(
        &self,
        settled: &[Settlement],
        now: DateTime<Utc>,
        lease_until: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let _timed = telemetry::database("outbox");
        let mut writing = self.writing().await?;
        let mut ended = Ended::default();
        settle::settle(&mut writing, settled, now, &mut ended).await?;
        let claimed = claim::claim(&mut writing, (now, lease_until), most, &mut ended).await?;
        writing.commit().await?;
        ended.count();
        Ok(claimed)
    }
}
