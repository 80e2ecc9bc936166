//! How much there is, for the log of the operator.

use super::{Store, StoreError};

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Servers of which the bot is a member.
    pub servers: u32,
    /// Boards that post.
    pub boards: u32,
    /// Watches that say something.
    pub watches: u32,
    /// Posts that are to go out, the late ones and those of later.
    pub waiting: u32,
    /// Posts that are held until somebody mends something.
    pub held: u32,
}

impl Store {
    /// Counts what there is.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let query = "SELECT (SELECT COUNT(*) FROM servers WHERE state <> 'left') AS servers,
                 (SELECT COUNT(*) FROM boards WHERE state = 'active') AS boards,
                 (SELECT COUNT(*) FROM watches WHERE state = 'active') AS watches,
                 (SELECT COUNT(*) FROM outbox WHERE state IN ('ready', 'leased')) AS waiting,
                 (SELECT COUNT(*) FROM outbox WHERE state = 'held') AS held";
        Ok(sqlx::query_as(query).fetch_one(&self.readers).await?)
    }
}
