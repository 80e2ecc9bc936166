//! Table `boards`: what people set up, and when it falls due.

pub(super) mod blocks;
mod deeds;
mod due;
pub(super) mod row;
#[cfg(test)]
pub(super) mod tests;

use super::{Store, StoreError, columns::known};
use crate::domain::{
    Board, BoardId, BoardSettings, BoardState, CreatorCategory, DataDate, Depth, Firing, Order,
    ProductCategory, Progress, Question, Trouble,
};
use chrono::{DateTime, Utc};
use sqlx::Row as _;

/// How adding a board went.
#[derive(Clone, Debug, PartialEq)]
pub enum Added {
    /// It is there.
    Yes(Box<Board>),
    /// The server has as many as it may.
    Full,
}

/// Who did it, and when: for the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// Discord's id of the person.
    pub person: u64,
    /// When.
    pub now: DateTime<Utc>,
}

/// A change of what is set of a board.
#[derive(Clone, Copy, Debug)]
pub struct BoardEdit<'a> {
    /// What was set when it was looked at.
    pub from: &'a BoardSettings,
    /// What is to be set.
    pub to: &'a BoardSettings,
    /// How far it is with what it asks then, where that is another question, and in another channel.
    pub progress: Progress,
    /// When it falls due next.
    pub next: Option<Firing>,
}

/// A board that fell due: its turn, and when it falls due after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The board.
    pub board: BoardId,
    /// The turn; none where the firing has nothing to be due for, so that only the next moment is saved.
    pub turn: Option<Turn>,
    /// When it falls due next.
    pub next: Option<Firing>,
}

/// A turn that begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// When it fell due.
    pub firing: Firing,
    /// The data date that it is for.
    pub target: DataDate,
    /// Whether the bot was down when it fell due.
    pub caught_up: bool,
    /// Whether the limit had passed already when it was noticed: then it only stands in the history.
    pub missed: bool,
}

impl Store {
    /// A board by its number in a server; none where it was removed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn board(&self, server: u64, number: u32) -> Result<Option<Board>, StoreError> {
        let row =
            sqlx::query("SELECT * FROM boards WHERE server = $1 AND number = $2 AND state <> 'removed'")
                .bind(server.cast_signed())
                .bind(number)
                .fetch_optional(&self.readers)
                .await?;
        row.as_ref().map(row::read).transpose()
    }

    /// A board among all servers, also a removed one; the truth says whether it was removed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn board_by_id(&self, id: BoardId) -> Result<Option<(Board, bool)>, StoreError> {
        let query = sqlx::query("SELECT * FROM boards WHERE id = $1").bind(id.0);
        let row = query.fetch_optional(&self.readers).await?;
        row.map(|row| Ok((row::read(&row)?, row.try_get::<&str, _>("state")? == "removed"))).transpose()
    }

    /// A server's boards by their numbers.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards(&self, server: u64) -> Result<Vec<Board>, StoreError> {
        let rows =
            sqlx::query("SELECT * FROM boards WHERE server = $1 AND state <> 'removed' ORDER BY number")
                .bind(server.cast_signed())
                .fetch_all(&self.readers)
                .await?;
        Ok(row::readable(&rows))
    }

    /// How many boards of all servers, this one included, share a question to the source: scope and depth.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards_sharing(&self, question: &Question) -> Result<u32, StoreError> {
        let rows = sqlx::query(
            "SELECT ranked_by, top, COUNT(*) AS boards FROM boards
             JOIN servers ON servers.id = boards.server AND servers.state <> 'left'
             WHERE boards.state = 'active' AND boards.region = $1 AND period = $2 AND category = $3
               AND product = $4
             GROUP BY ranked_by, top",
        )
        .bind(question.region.key())
        .bind(question.period.word())
        .bind(question.category.map_or("", CreatorCategory::key))
        .bind(question.product.map_or("", ProductCategory::key))
        .fetch_all(&self.readers)
        .await?;
        let mut sharing = 0;
        for row in &rows {
            // One that can't be read shares nothing.
            let Ok(order) = known(row, "ranked_by", Order::of_word) else { continue };
            let Some(depth) = Depth::new(row.try_get("top")?) else { continue };
            let other = Question { order, depth, ..*question };
            if (other.scope(), other.fetched()) == (question.scope(), question.fetched()) {
                sharing += row.try_get::<u32, _>("boards")?;
            }
        }
        Ok(sharing)
    }

    /// Boards that are blocked, of servers that the bot is in.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn blocked_boards(&self) -> Result<Vec<(Board, Trouble)>, StoreError> {
        let rows = sqlx::query(
            "SELECT boards.* FROM boards JOIN servers ON servers.id = boards.server AND servers.state = 'here'
             WHERE boards.state = 'blocked' ORDER BY boards.id",
        )
        .fetch_all(&self.readers)
        .await?;
        let blocked = |board: Board| match &board.state {
            BoardState::Blocked(trouble, _) => {
                let trouble = trouble.clone();
                Some((board, trouble))
            }
            _ => None,
        };
        Ok(row::readable(&rows).into_iter().filter_map(blocked).collect())
    }

    /// Boards of a channel.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards_in(&self, channel: u64) -> Result<Vec<Board>, StoreError> {
        let rows = sqlx::query("SELECT * FROM boards WHERE channel = $1 AND state <> 'removed' ORDER BY id")
            .bind(channel.cast_signed())
            .fetch_all(&self.readers)
            .await?;
        Ok(row::readable(&rows))
    }

    /// Forgets boards that were blocked or removed before a moment. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_boards(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut writing = self.writing().await?;
        sqlx::query(
            "DELETE FROM outbox WHERE board IN (
                 SELECT id FROM boards WHERE state IN ('blocked', 'removed') AND state_at < $1)",
        )
        .bind(before.timestamp())
        .execute(&mut *writing)
        .await?;
        let purged =
            sqlx::query("DELETE FROM boards WHERE state IN ('blocked', 'removed') AND state_at < $1")
                .bind(before.timestamp())
                .execute(&mut *writing)
                .await?;
        writing.commit().await?;
        Ok(purged.rows_affected())
    }
}
