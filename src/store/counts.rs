//! How much there is, for the operator.

use super::{Store, StoreError};

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Servers of which the bot is a member.
    pub servers: u32,
    /// Boards that post.
    pub boards: u32,
    /// Boards that can't post until somebody mends something.
    pub blocked: u32,
    /// Boards that somebody paused.
    pub paused: u32,
    /// Watches that say something.
    pub watches: u32,
    /// Posts that are to go out, the late ones and those of later.
    pub ready: u32,
    /// Posts that are being sent.
    pub leased: u32,
    /// Posts that are held until somebody mends something.
    pub held: u32,
}

impl Store {
    /// Counts what there is: each is the count of an index, and few boards are gone.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        // No index tells those that are paused.
        let query = "SELECT (SELECT COUNT(*) FROM outbox WHERE state = 'ready') AS ready,
                 (SELECT COUNT(*) FROM outbox WHERE state = 'leased') AS leased,
                 (SELECT COUNT(*) FROM outbox WHERE state = 'held') AS held,
                 (SELECT COUNT(*) FROM servers WHERE state <> 'left') AS servers,
                 (SELECT COUNT(*) FROM boards WHERE state = 'active') AS boards,
                 (SELECT COUNT(*) FROM boards WHERE state = 'blocked') AS blocked,
                 (SELECT COUNT(*) FROM boards)
                     - (SELECT COUNT(*) FROM boards WHERE state = 'active')
                     - (SELECT COUNT(*) FROM boards WHERE state IN ('blocked', 'removed')) AS paused,
                 (SELECT COUNT(*) FROM watches WHERE state = 'active') AS watches";
        Ok(sqlx::query_as(query).fetch_one(&self.readers).await?)
    }
}
