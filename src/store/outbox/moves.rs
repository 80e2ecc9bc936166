//! Posts that go where their board posts now.

use crate::{
    domain::{BoardId, watch::WatchId},
    store::{StoreError, Writing},
};

/// Moves the posts of a board that wait or are held to another channel; answers the lanes to be put in order. A post
/// that may stand in the old channel stays there, to be looked for.
pub(in crate::store) async fn to_channel(
    writing: &mut Writing,
    board: BoardId,
    channel: i64,
) -> Result<Vec<i64>, StoreError> {
    let mut lanes: Vec<i64> = sqlx::query_scalar(
        "SELECT lane FROM outbox
         WHERE board = $1 AND kind = 'board' AND state IN ('ready', 'held') AND unclear_since IS NULL",
    )
    .bind(board.0)
    .fetch_all(&mut **writing)
    .await?;
    sqlx::query(
        "UPDATE outbox SET channel = $2, lane = $2, front = FALSE,
             meaning = json_set(meaning, '$.settings.channel', $2)
         WHERE board = $1 AND kind = 'board' AND state IN ('ready', 'held') AND unclear_since IS NULL",
    )
    .bind(board.0)
    .bind(channel)
    .execute(&mut **writing)
    .await?;
    lanes.push(channel);
    Ok(lanes)
}

/// Moves the alerts of a watch that wait or are held to another channel, as the posts of a board.
pub(in crate::store) async fn alerts_to_channel(
    writing: &mut Writing,
    watch: WatchId,
    channel: i64,
) -> Result<Vec<i64>, StoreError> {
    let mut lanes: Vec<i64> = sqlx::query_scalar(
        "SELECT lane FROM outbox
         WHERE kind = 'alert' AND subject = $1 AND watch = $1 AND state IN ('ready', 'held')
           AND unclear_since IS NULL",
    )
    .bind(watch.0)
    .fetch_all(&mut **writing)
    .await?;
    sqlx::query(
        "UPDATE outbox SET channel = $2, lane = $2, front = FALSE
         WHERE kind = 'alert' AND subject = $1 AND watch = $1 AND state IN ('ready', 'held')
           AND unclear_since IS NULL",
    )
    .bind(watch.0)
    .bind(channel)
    .execute(&mut **writing)
    .await?;
    lanes.push(channel);
    Ok(lanes)
}
