//! Settling: how a send went, with its board, its turn and what follows, in the transaction that is under way.

use super::{
    super::{StoreError, Writing, boards, people, runs},
    Settled, Settlement, cause, insert, said,
};
use crate::domain::{BoardId, DeliveryId, Lateness, Meaning, MessageRef, RunState, Trouble};
use chrono::{DateTime, Utc};
use sqlx::Row as _;

/// What a settled row was about.
struct Settling {
    kind: String,
    board: Option<BoardId>,
    date: String,
    person: Option<u64>,
    late: bool,
}

pub(super) async fn settle(
    writing: &mut Writing,
    settlement: &Settlement,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let id = settlement.id;
    match &settlement.outcome {
        Settled::Sent { message, then } => {
            let row = end(writing, id, "sent", "", "", *message, now).await?;
            if let Some(row) = row {
                sent(writing, &row, *message, now).await?;
                if let Some(then) = then {
                    insert(writing, then, now).await?;
                }
            }
        }
        Settled::Again { at, unclear_since, plain, counts, detail } => {
            sqlx::query(
                "UPDATE outbox SET state = 'ready', ready_at = $2, unclear_since = $3, plain = $4,
                     attempts = attempts + $5, detail = $6
                 WHERE id = $1 AND state = 'leased'",
            )
            .bind(id.0)
            .bind(at.timestamp())
            .bind(unclear_since.map(|since| since.timestamp()))
            .bind(plain)
            .bind(i64::from(*counts))
            .bind(detail)
            .execute(&mut **writing)
            .await?;
            drop_of_the_idle(writing, id, now).await?;
        }
        Settled::Held { trouble, notice } => {
            if let Some(row) = end(writing, id, "held", cause(trouble), &said(trouble), None, now).await? {
                turn(writing, &row, &RunState::Blocked(trouble.clone()), None, now).await?;
                if let Some(notice) = notice {
                    insert(writing, notice, now).await?;
                }
                drop_of_the_idle(writing, id, now).await?;
            }
        }
        Settled::Blocked { trouble, notice } => {
            if let Some(row) = end(writing, id, "held", cause(trouble), &said(trouble), None, now).await? {
                turn(writing, &row, &RunState::Blocked(trouble.clone()), None, now).await?;
                blocked(writing, &row, trouble, notice.as_deref(), now).await?;
                drop_of_the_idle(writing, id, now).await?;
            }
        }
        Settled::Dead { cause, detail, then } => {
            if let Some(row) = end(writing, id, "dead", cause, detail, None, now).await? {
                let told = if detail.is_empty() { (*cause).to_owned() } else { format!("{cause}: {detail}") };
                turn(writing, &row, &RunState::Dead(told), None, now).await?;
                if let Some(person) = row.person.filter(|_| *cause == "dm_closed") {
                    people::close_dm(writing, person, now).await?;
                }
                if let Some(then) = then {
                    insert(writing, then, now).await?;
                }
            }
        }
        Settled::Dropped { detail } => {
            if let Some(row) = end(writing, id, "dropped", "", detail, None, now).await? {
                turn(writing, &row, &RunState::Dropped, None, now).await?;
            }
        }
    }
    Ok(())
}

/// Ends a lease; none where the row wasn't leased any more.
async fn end(
    writing: &mut Writing,
    id: DeliveryId,
    state: &str,
    cause: &str,
    detail: &str,
    message: Option<MessageRef>,
    now: DateTime<Utc>,
) -> Result<Option<Settling>, StoreError> {
    let row = sqlx::query(
        "UPDATE outbox SET state = $2, cause = $3, detail = $4, sent_channel = $5, sent_message = $6,
             settled_at = CASE WHEN $2 = 'held' THEN NULL ELSE $7 END
         WHERE id = $1 AND state = 'leased'
         RETURNING kind, board, period, person, meaning",
    )
    .bind(id.0)
    .bind(state)
    .bind(cause)
    .bind(detail)
    .bind(message.map(|message| message.channel.cast_signed()))
    .bind(message.map(|message| message.message.cast_signed()))
    .bind(now.timestamp())
    .fetch_optional(&mut **writing)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let meaning: Option<Meaning> = serde_json::from_str(row.try_get("meaning")?).ok();
    let late = matches!(meaning, Some(Meaning::Board(post)) if post.late != Lateness::None);
    Ok(Some(Settling {
        kind: row.try_get("kind")?,
        board: row.try_get::<Option<i64>, _>("board")?.map(BoardId),
        date: row.try_get("period")?,
        person: row.try_get::<Option<i64>, _>("person")?.map(i64::cast_unsigned),
        late,
    }))
}

async fn sent(
    writing: &mut Writing,
    row: &Settling,
    message: Option<MessageRef>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let state = if row.late { RunState::PostedLate } else { RunState::Posted };
    turn(writing, row, &state, message, now).await?;
    let (Some(board), Some(message)) = (row.board.filter(|_| row.kind == "board"), message) else {
        return Ok(());
    };
    sqlx::query("UPDATE boards SET posted_channel = $2, posted_message = $3 WHERE id = $1")
        .bind(board.0)
        .bind(message.channel.cast_signed())
        .bind(message.message.cast_signed())
        .execute(&mut **writing)
        .await?;
    Ok(())
}

/// What became of the turn behind a board's post.
async fn turn(
    writing: &mut Writing,
    row: &Settling,
    state: &RunState,
    message: Option<MessageRef>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(board) = row.board.filter(|_| row.kind == "board") else { return Ok(()) };
    let (word, detail) = runs::written(state);
    sqlx::query(
        "UPDATE runs SET state = $3, detail = $4, at = $5, channel = $6, message = $7
         WHERE board = $1 AND date = $2",
    )
    .bind(board.0)
    .bind(&row.date)
    .bind(word)
    .bind(detail)
    .bind(now.timestamp())
    .bind(message.map(|message| message.channel.cast_signed()))
    .bind(message.map(|message| message.message.cast_signed()))
    .execute(&mut **writing)
    .await?;
    Ok(())
}

/// Blocks the board behind a post; who manages it is told once.
async fn blocked(
    writing: &mut Writing,
    row: &Settling,
    trouble: &Trouble,
    notice: Option<&super::NewPost>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if let Some(board) = row.board.filter(|_| row.kind == "board" || row.kind == "test") {
        boards::block(writing, board, trouble, notice, now).await?;
    }
    Ok(())
}

/// A post of a board that was paused or removed while it was under way isn't tried again.
async fn drop_of_the_idle(
    writing: &mut Writing,
    id: DeliveryId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE outbox SET state = 'dropped', settled_at = $2
         WHERE id = $1 AND state IN ('ready', 'held') AND kind IN ('board', 'test') AND EXISTS
             (SELECT 1 FROM boards WHERE boards.id = outbox.board AND boards.state IN ('paused', 'removed'))",
    )
    .bind(id.0)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}
