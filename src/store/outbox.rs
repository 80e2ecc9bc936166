//! Table `outbox`: what is posted unasked. A row is ready, leased to the pump, held for people, and ends as sent,
//! dead or dropped.

use super::{Lock, Store, StoreError};
use crate::domain::{BoardId, Delivery, DeliveryId, Mark, Meaning, MessageRef, Target, Trouble};
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

/// A row for people.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxEntry {
    /// Which.
    pub id: DeliveryId,
    /// `board`, `test`, `notice` or `crosspost`.
    pub kind: String,
    /// The server.
    pub server: u64,
    /// The board's number in its server.
    pub number: Option<u32>,
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
}

impl Store {
    /// Queues a post by itself; answers whether it wasn't queued before.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn queue_post(&self, post: &NewPost, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let _ = (post, now);
        unimplemented!()
    }

    /// Writes down how sends went, with their boards and turns and what follows, then claims up to `most` deliveries
    /// that are ready, at most one for each lane, none of a server that is left or in an outage: all in one
    /// transaction, the claim in one statement.
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
        let _ = (settled, now, lease_until, most);
        unimplemented!()
    }

    /// At start, with the lock as a proof that nobody sends: what was leased is ready from `ready_at` on, and isn't
    /// clear. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn recover_leases(&self, _lock: &Lock, ready_at: DateTime<Utc>) -> Result<u64, StoreError> {
        let _ = ready_at;
        unimplemented!()
    }

    /// Leases that ran out (the pump broke off): the same for them.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn recover_late_leases(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let _ = now;
        unimplemented!()
    }

    /// When the next delivery is ready; none where the outbox has none.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn next_ready(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        unimplemented!()
    }

    /// The newest rows in these states (all when empty), newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn outbox(&self, states: &[&str], most: u32) -> Result<Vec<OutboxEntry>, StoreError> {
        let _ = (states, most);
        unimplemented!()
    }

    /// Rows of a board that are held or dead, newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn stuck_posts(&self, board: BoardId, most: u32) -> Result<Vec<OutboxEntry>, StoreError> {
        let _ = (board, most);
        unimplemented!()
    }

    /// Makes a held or dead delivery ready again, with a new expiry; answers whether it was one.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn retry_post(
        &self,
        id: DeliveryId,
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let _ = (id, expires_at, now);
        unimplemented!()
    }

    /// Drops a delivery that isn't sent; answers whether it was one.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn drop_post(&self, id: DeliveryId, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let _ = (id, now);
        unimplemented!()
    }

    /// What a mark stands for: the board, and the moment of its post.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn marked(&self, mark: Mark) -> Result<Option<OutboxEntry>, StoreError> {
        let _ = mark;
        unimplemented!()
    }

    /// Gives up what is held beyond its expiry, and forgets what was settled before `settled_before`.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn tidy_outbox(
        &self,
        now: DateTime<Utc>,
        settled_before: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let _ = (now, settled_before);
        unimplemented!()
    }
}
