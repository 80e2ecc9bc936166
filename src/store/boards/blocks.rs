//! Boards that can't post, and their return.

use crate::{
    domain::{BoardId, Firing, RunState, Trouble},
    store::{
        NewPost, Store, StoreError, Writing, columns,
        outbox::{insert, lanes, moved, trouble_word, trouble_words},
        runs,
    },
};
use chrono::{DateTime, Utc};

impl Store {
    /// A board can't post: it is blocked, its posts are held, and a notice may be queued, in one transaction. Answers
    /// whether it was active before; a board that isn't stays as it is.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn block_board(
        &self,
        board: BoardId,
        trouble: &Trouble,
        notice: Option<&NewPost>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut writing = self.writing().await?;
        let mut waiting = Vec::new();
        if !block(&mut writing, board, trouble, now, &mut waiting).await? {
            return Ok(false);
        }
        if let Some(notice) = notice {
            waiting.push(notice.lane());
            insert(&mut writing, &[notice], now).await?;
        }
        lanes::put_in_order(&mut writing, &waiting).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// A blocked board can post again: it is active with its next moment, and its held posts are ready, but for
    /// those that were refused for what they say. Without effect on one that isn't blocked.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn unblock_board(
        &self,
        board: BoardId,
        next: Option<Firing>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        let blocked: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM boards WHERE id = $1 AND state = 'blocked')")
                .bind(board.0)
                .fetch_one(&mut *writing)
                .await?;
        if blocked {
            lift(&mut writing, board, next, now).await?;
            writing.commit().await?;
        }
        Ok(())
    }
}

/// Blocks an active board; answers whether it was one. `touched` gets the lanes to be put in order.
pub(in crate::store) async fn block(
    writing: &mut Writing,
    board: BoardId,
    trouble: &Trouble,
    now: DateTime<Utc>,
    touched: &mut Vec<i64>,
) -> Result<bool, StoreError> {
    let blocked = sqlx::query(
        "UPDATE boards SET state = 'blocked', state_at = $2, trouble = $3, next_due_at = NULL,
             next_due_date = NULL
         WHERE id = $1 AND state = 'active'",
    )
    .bind(board.0)
    .bind(now.timestamp())
    .bind(runs::trouble_json(trouble))
    .execute(&mut **writing)
    .await?;
    if blocked.rows_affected() == 0 {
        return Ok(false);
    }
    let rows = sqlx::query(
        "UPDATE outbox SET state = 'held', front = FALSE, cause = $2, detail = $3
         WHERE board = $1 AND state = 'ready' AND kind IN ('board', 'test') RETURNING lane, kind, period",
    )
    .bind(board.0)
    .bind(trouble_word(trouble))
    .bind(trouble_words(trouble))
    .fetch_all(&mut **writing)
    .await?;
    let (lanes, dates) = moved(&rows)?;
    touched.extend(lanes);
    // A turn that waits for its list goes on when the board does.
    runs::set(writing, board, &dates, false, &RunState::Blocked(trouble.clone()), now).await?;
    Ok(true)
}

/// A board is active from now on, and its held posts that aren't expired are ready.
pub(in crate::store) async fn lift(
    writing: &mut Writing,
    board: BoardId,
    next: Option<Firing>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (next_at, next_date) = columns::firing(next);
    sqlx::query(
        "UPDATE boards SET state = 'active', state_at = $2, trouble = NULL, next_due_at = $3, next_due_date = $4
         WHERE id = $1",
    )
    .bind(board.0)
    .bind(now.timestamp())
    .bind(next_at)
    .bind(next_date)
    .execute(&mut **writing)
    .await?;
    let rows = sqlx::query(
        "UPDATE outbox SET state = 'ready', ready_at = $2, cause = '', detail = ''
         WHERE board = $1 AND state = 'held' AND kind IN ('board', 'test') AND expires_at > $2
         RETURNING lane, kind, period",
    )
    .bind(board.0)
    .bind(now.timestamp())
    .fetch_all(&mut **writing)
    .await?;
    let (lanes, dates) = moved(&rows)?;
    runs::set(writing, board, &dates, false, &RunState::Queued, now).await?;
    lanes::put_in_order(writing, &lanes).await
}
