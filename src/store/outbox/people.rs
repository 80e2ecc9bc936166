//! What people see of the outbox, and do with it.

use super::{Ended, OutboxEntry, lanes, moved, row, settle::give_up};
use crate::{
    domain::{Board, BoardId, DeliveryId, Mark, RunState},
    store::{Store, StoreError, Writing, boards, json, runs},
};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

impl Store {
    /// The newest rows in these states (all when empty), newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn outbox(&self, states: &[&str], most: u32) -> Result<Vec<OutboxEntry>, StoreError> {
        let rows = sqlx::query(
            "SELECT outbox.*, boards.number AS number, watches.number AS watch_number FROM outbox
             LEFT JOIN boards ON boards.id = outbox.board LEFT JOIN watches ON watches.id = outbox.watch
             WHERE $1 = '[]' OR outbox.state IN (SELECT value FROM json_each($1))
             ORDER BY outbox.id DESC LIMIT $2",
        )
        .bind(json(&states)?)
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(row::entry).collect()
    }

    /// A row of the outbox.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn outbox_entry(&self, id: DeliveryId) -> Result<Option<OutboxEntry>, StoreError> {
        let row = sqlx::query(
            "SELECT outbox.*, boards.number AS number, watches.number AS watch_number FROM outbox
             LEFT JOIN boards ON boards.id = outbox.board LEFT JOIN watches ON watches.id = outbox.watch
             WHERE outbox.id = $1",
        )
        .bind(id.0)
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(row::entry).transpose()
    }

    /// Rows of a board that are held or dead, newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn stuck_posts(&self, board: BoardId, most: u32) -> Result<Vec<OutboxEntry>, StoreError> {
        let rows = sqlx::query(
            "SELECT outbox.*, boards.number AS number, watches.number AS watch_number FROM outbox
             LEFT JOIN boards ON boards.id = outbox.board LEFT JOIN watches ON watches.id = outbox.watch
             WHERE board = $1 AND outbox.state IN ('held', 'dead') ORDER BY outbox.id DESC LIMIT $2",
        )
        .bind(board.0)
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(row::entry).collect()
    }

    /// What a mark stands for: the board, and the moment of its post.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn marked(&self, mark: Mark) -> Result<Option<OutboxEntry>, StoreError> {
        let row = sqlx::query(
            "SELECT outbox.*, boards.number AS number, watches.number AS watch_number FROM outbox
             LEFT JOIN boards ON boards.id = outbox.board LEFT JOIN watches ON watches.id = outbox.watch
             WHERE mark = $1",
        )
        .bind(mark.0.cast_signed())
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(row::entry).transpose()
    }

    /// Makes a held or dead delivery ready again, with a new expiry; answers whether it was one. One whose board was
    /// removed, or paused unless it is a test or a notice, stays as it is; so does the alert of a watch that was removed. What may have arrived is looked for first,
    /// unless somebody `looked`; a dead one begins anew in its rich form.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn retry_post(
        &self,
        id: DeliveryId,
        looked: bool,
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut writing = self.writing().await?;
        let row = sqlx::query(
            "UPDATE outbox SET attempts = CASE state WHEN 'dead' THEN 0 ELSE attempts END,
                 plain = plain AND state <> 'dead', state = 'ready', ready_at = $2, expires_at = $3, cause = '',
                 detail = '', settled_at = NULL, unclear_since = CASE WHEN $4 THEN NULL ELSE unclear_since END
             WHERE id = $1 AND state IN ('held', 'dead')
               AND NOT EXISTS (SELECT 1 FROM boards WHERE id = outbox.board
                   AND (boards.state = 'removed' OR boards.state = 'paused' AND kind = 'board'))
               AND NOT EXISTS (SELECT 1 FROM watches WHERE id = outbox.watch AND watches.state = 'removed'
                   AND kind = 'alert' AND subject = id)
             RETURNING lane, kind, period, board",
        )
        .bind(id.0)
        .bind(now.timestamp())
        .bind(expires_at.timestamp())
        .bind(looked)
        .fetch_optional(&mut *writing)
        .await?;
        let Some(row) = row else { return Ok(false) };
        follow(&mut writing, &row, &RunState::Queued, now).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// Drops a delivery that isn't sent or being sent; answers whether it was one.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn drop_post(&self, id: DeliveryId, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut writing = self.writing().await?;
        let row = sqlx::query(
            "UPDATE outbox SET state = 'dropped', front = FALSE, settled_at = $2
             WHERE id = $1 AND state IN ('ready', 'held', 'dead') RETURNING lane, kind, period, board",
        )
        .bind(id.0)
        .bind(now.timestamp())
        .fetch_optional(&mut *writing)
        .await?;
        let Some(row) = row else { return Ok(false) };
        follow(&mut writing, &row, &RunState::Dropped, now).await?;
        let mut ended = Ended::default();
        ended.dropped(row.try_get("kind")?);
        writing.commit().await?;
        ended.count();
        Ok(true)
    }

    /// Boards of servers that the bot is in which have a post held because it isn't clear whether it arrived.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards_in_doubt(&self) -> Result<Vec<Board>, StoreError> {
        // A cross join keeps the order: what is held comes first, its board is looked up.
        let rows = sqlx::query(
            "SELECT DISTINCT boards.* FROM outbox CROSS JOIN boards CROSS JOIN servers
             WHERE outbox.state = 'held' AND outbox.cause = 'unclear' AND boards.id = outbox.board
               AND boards.state = 'active' AND servers.id = boards.server AND servers.state = 'here'",
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(boards::row::readable(&rows))
    }

    /// Makes ready what is held of a board because it isn't clear whether it arrived: it is looked up before it is sent.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn look_posts_up(&self, board: BoardId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        let rows = sqlx::query(
            "UPDATE outbox SET state = 'ready', ready_at = $2, cause = '', detail = ''
             WHERE board = $1 AND state = 'held' AND cause = 'unclear' AND expires_at > $2
             RETURNING lane, kind, period",
        )
        .bind(board.0)
        .bind(now.timestamp())
        .fetch_all(&mut *writing)
        .await?;
        let (lanes, dates) = moved(&rows)?;
        runs::set(&mut writing, board, &dates, false, &RunState::Queued, now).await?;
        lanes::put_in_order(&mut writing, &lanes).await?;
        writing.commit().await?;
        Ok(())
    }

    /// Gives up what is held beyond its expiry, also what is ready in a server that the bot isn't in, and forgets what
    /// was settled before `settled_before`.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn tidy_outbox(
        &self,
        now: DateTime<Utc>,
        settled_before: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        // What kept it is what people want to know.
        let expired: Vec<(i64, i64, String, String, String)> = sqlx::query_as(
            "SELECT id, lane, kind, cause, detail FROM outbox WHERE state = 'held' AND expires_at <= $1
             UNION ALL
             SELECT outbox.id, lane, kind, 'expired', '' FROM servers JOIN outbox ON outbox.server = servers.id
             WHERE servers.state <> 'here' AND outbox.state = 'ready' AND expires_at <= $1",
        )
        .bind(now.timestamp())
        .fetch_all(&mut *writing)
        .await?;
        let (mut lanes, mut ended) = (Vec::with_capacity(expired.len()), Ended::default());
        for (id, lane, kind, cause, detail) in &expired {
            give_up(&mut writing, *id, cause, detail, now).await?;
            lanes.push(*lane);
            ended.gave_up(kind);
        }
        lanes::put_in_order(&mut writing, &lanes).await?;
        sqlx::query("DELETE FROM outbox WHERE state IN ('sent', 'dead', 'dropped') AND settled_at < $1")
            .bind(settled_before.timestamp())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        ended.count();
        for (id, _, kind, cause, detail) in &expired {
            tracing::warn!(
                id,
                kind,
                cause,
                detail,
                "a post is given up: what keeps it back wasn't mended in time"
            );
        }
        Ok(())
    }
}

/// The turn of a row goes on as the row does, and its lane is put in order.
async fn follow(
    writing: &mut Writing,
    row: &SqliteRow,
    state: &RunState,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (lanes, dates) = moved(std::slice::from_ref(row))?;
    if let Some(board) = row.try_get::<Option<i64>, _>("board")? {
        runs::set(writing, BoardId(board), &dates, false, state, now).await?;
    }
    lanes::put_in_order(writing, &lanes).await
}
