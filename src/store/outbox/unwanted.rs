//! Rows that nobody waits for any more: their board was paused or removed, or their watch removed, while they were on
//! their way.

use super::{Ended, moved, moves};
use crate::{
    domain::{Board, BoardId, Meaning, RunState, watch::WatchId},
    store::{StoreError, Writing, json, runs},
};
use chrono::{DateTime, Utc};
use sqlx::Row as _;

/// Drops what these boards have waiting and don't want any more; answers the lanes to be put in order.
pub(super) async fn let_go(
    writing: &mut Writing,
    boards: &[BoardId],
    now: DateTime<Utc>,
    ended: &mut Ended,
) -> Result<Vec<i64>, StoreError> {
    let gone: Vec<(i64, bool, i64)> = sqlx::query_as(
        "SELECT DISTINCT boards.id, boards.state = 'removed', state_at FROM json_each($1) AS ids CROSS JOIN boards
         WHERE boards.id = ids.value AND boards.state IN ('paused', 'removed')",
    )
    .bind(json(&boards.iter().map(|board| board.0).collect::<Vec<_>>())?)
    .fetch_all(&mut **writing)
    .await?;
    let mut lanes = Vec::new();
    for (board, removed, since) in gone {
        // Dropped with the deed, so that taking it back brings it back.
        let since = DateTime::from_timestamp(since, 0).unwrap_or(now);
        lanes.extend(drop_posts(writing, BoardId(board), (removed, false), since, ended).await?);
    }
    Ok(lanes)
}

/// Drops the posts of a board that wait or are held, and their turns; with `removed` also its tests and notices, and
/// with `turns` the turns that have no post yet. What publishes a message that stands there goes on. Answers the lanes
/// to be put in order.
pub(in crate::store) async fn drop_posts(
    writing: &mut Writing,
    board: BoardId,
    (removed, turns): (bool, bool),
    now: DateTime<Utc>,
    ended: &mut Ended,
) -> Result<Vec<i64>, StoreError> {
    let rows = sqlx::query(
        "UPDATE outbox SET state = 'dropped', front = FALSE, settled_at = $3
         WHERE board = $1 AND state IN ('ready', 'held') AND (kind = 'board' OR $2 AND kind IN ('test', 'notice'))
         RETURNING lane, kind, period",
    )
    .bind(board.0)
    .bind(removed)
    .bind(now.timestamp())
    .fetch_all(&mut **writing)
    .await?;
    for row in &rows {
        ended.dropped(row.try_get("kind")?);
    }
    let (lanes, dates) = moved(&rows)?;
    runs::set(writing, board, &dates, turns, &RunState::Dropped, now).await?;
    Ok(lanes)
}

/// Takes back what [`drop_posts`] dropped when the board came to the state that it is in: its posts that aren't expired
/// and still are what it asks, and its turns without a post that fell due after `due_after`. They go where it posts now.
/// Answers the lanes to be put in order.
pub(in crate::store) async fn pick_up(
    writing: &mut Writing,
    board: &Board,
    due_after: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<i64>, StoreError> {
    let posts: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, meaning FROM outbox
         WHERE board = $1 AND kind = 'board' AND state = 'dropped' AND expires_at > $2
           AND settled_at = (SELECT state_at FROM boards WHERE id = $1)",
    )
    .bind(board.id.0)
    .bind(now.timestamp())
    .fetch_all(&mut **writing)
    .await?;
    let asked = &board.settings.question;
    let is_asked = |meaning: &str| match serde_json::from_str(meaning) {
        Ok(Meaning::Board(post)) => post.settings.question.ranks_as(asked),
        _ => false,
    };
    let wanted: Vec<_> = posts.iter().filter(|(_, meaning)| is_asked(meaning)).map(|(id, _)| *id).collect();
    let rows = sqlx::query(
        "UPDATE outbox SET state = 'ready', ready_at = $2, settled_at = NULL, cause = '', detail = ''
         WHERE id IN (SELECT value FROM json_each($1)) RETURNING lane, kind, period",
    )
    .bind(json(&wanted)?)
    .bind(now.timestamp())
    .fetch_all(&mut **writing)
    .await?;
    let (mut lanes, dates) = moved(&rows)?;
    runs::set(writing, board.id, &dates, false, &RunState::Queued, now).await?;
    lanes.extend(moves::to_channel(writing, board.id, board.settings.channel.cast_signed()).await?);
    sqlx::query(
        "UPDATE runs SET state = 'waiting', next_try_at = $2, at = $2
         WHERE board = $1 AND state = 'dropped' AND due_at > $3
           AND at = (SELECT state_at FROM boards WHERE id = $1)
           AND NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'board' AND subject = runs.board AND period = date)",
    )
    .bind(board.id.0)
    .bind(now.timestamp())
    .bind(due_after.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(lanes)
}

/// Drops the alerts of these watches, where they were removed, that wait or are held; answers the lanes to be put in
/// order. Dropped with the deed, so that taking it back brings them back.
pub(in crate::store) async fn drop_alerts(
    writing: &mut Writing,
    watches: &[WatchId],
    ended: &mut Ended,
) -> Result<Vec<i64>, StoreError> {
    let ids: Vec<_> = watches.iter().map(|watch| watch.0).collect();
    let lanes = sqlx::query_scalar(
        "UPDATE outbox SET state = 'dropped', front = FALSE, settled_at = watches.state_at
         FROM json_each($1) AS ids CROSS JOIN watches
         WHERE watches.id = ids.value AND watches.state = 'removed' AND kind = 'alert' AND subject = watches.id
           AND outbox.watch = watches.id AND outbox.state IN ('ready', 'held')
         RETURNING lane",
    )
    .bind(json(&ids)?)
    .fetch_all(&mut **writing)
    .await?;
    lanes.iter().for_each(|_: &i64| ended.dropped("alert"));
    Ok(lanes)
}

/// Drops the alerts of a watch that wait for a later moment; answers the lanes to be put in order.
pub(in crate::store) async fn drop_waiting_alerts(
    writing: &mut Writing,
    watch: WatchId,
    now: DateTime<Utc>,
    ended: &mut Ended,
) -> Result<Vec<i64>, StoreError> {
    let lanes = sqlx::query_scalar(
        "UPDATE outbox SET state = 'dropped', front = FALSE, settled_at = $2
         WHERE kind = 'alert' AND subject = $1 AND watch = $1 AND state = 'ready' AND ready_at > $2 RETURNING lane",
    )
    .bind(watch.0)
    .bind(now.timestamp())
    .fetch_all(&mut **writing)
    .await?;
    lanes.iter().for_each(|_: &i64| ended.dropped("alert"));
    Ok(lanes)
}

/// Takes back what [`drop_alerts`] dropped of a removed watch and isn't expired; it goes where the watch posts. Answers
/// the lanes to be put in order.
pub(in crate::store) async fn pick_up_alerts(
    writing: &mut Writing,
    watch: WatchId,
    now: DateTime<Utc>,
) -> Result<Vec<i64>, StoreError> {
    Ok(sqlx::query_scalar(
        "UPDATE outbox SET state = 'ready', ready_at = MAX(ready_at, $2), settled_at = NULL, cause = '', detail = ''
         WHERE kind = 'alert' AND subject = $1 AND watch = $1 AND state = 'dropped' AND expires_at > $2
           AND settled_at = (SELECT state_at FROM watches WHERE id = $1)
         RETURNING lane",
    )
    .bind(watch.0)
    .bind(now.timestamp())
    .fetch_all(&mut **writing)
    .await?)
}
