//! Sends that went well: their rows, turns and boards, all of a batch in three statements.

use super::settle::Leased;
use crate::{
    domain::MessageRef,
    store::{StoreError, Writing, columns, json, runs},
};
use chrono::{DateTime, Utc};

/// Writes down that these rows were sent, and where they stand.
pub(super) async fn write_down(
    writing: &mut Writing,
    sent: &[(Leased, Option<MessageRef>)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if sent.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = sent.iter().map(|(row, message)| (row.id, message.map(columns::place))).collect();
    sqlx::query(
        "UPDATE outbox SET state = 'sent', front = FALSE, leased_at = NULL, lease_until = NULL,
             attempts = attempts + 1, cause = '', detail = '', settled_at = $2,
             sent_channel = sent.value ->> '$[1][0]', sent_message = sent.value ->> '$[1][1]'
         FROM json_each($1) AS sent WHERE outbox.id = sent.value ->> 0",
    )
    .bind(json(&rows)?)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    let turns: Vec<_> =
        sent.iter().filter_map(|(row, message)| row.turn().map(|turn| (turn, row.late, *message))).collect();
    runs::posted(writing, &turns, now).await?;
    // What stands in a channel that the board left is never edited, nor what is older than its last turn.
    let stand = sent.iter().filter_map(|(row, message)| {
        let (board, date) = row.turn().filter(|_| row.channel == row.board_channel)?;
        Some((board.0, columns::place((*message)?), date))
    });
    sqlx::query(
        "UPDATE boards SET posted_channel = stand.value ->> '$[1][0]', posted_message = stand.value ->> '$[1][1]'
         FROM json_each($1) AS stand
         WHERE boards.id = stand.value ->> 0 AND NOT EXISTS (SELECT 1 FROM runs
             WHERE runs.board = boards.id AND runs.date > stand.value ->> 2
               AND runs.state IN ('posted', 'posted_late'))",
    )
    .bind(json(&stand.collect::<Vec<_>>())?)
    .execute(&mut **writing)
    .await?;
    Ok(())
}
