//! How sends went: the row, its turn, its board, and what follows from it.

use super::{
    Ended, NewPost, Settled, Settlement, insert, lanes, moves, sent, trouble_word, trouble_words, unwanted,
};
use crate::{
    domain::{BoardId, RunState, Trouble, watch::WatchId},
    store::{StoreError, Writing, boards::blocks, json, people, runs},
};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};
use std::collections::HashMap;

/// A leased row, as far as settling it takes.
pub(super) struct Leased {
    pub(super) id: i64,
    kind: String,
    period: String,
    board: Option<BoardId>,
    watch: Option<WatchId>,
    pub(super) channel: Option<i64>,
    person: Option<i64>,
    lane: i64,
    pub(super) late: bool,
    unclear: bool,
    /// Where its board posts now.
    pub(super) board_channel: Option<i64>,
}

impl Leased {
    /// The board and the local date of the turn that it is the post of.
    pub(super) fn turn(&self) -> Option<(BoardId, &str)> {
        self.board.filter(|_| self.kind == "board").map(|board| (board, self.period.as_str()))
    }

    /// The board, and the other channel that it posts to since this post of its was claimed.
    fn elsewhere(&self) -> Option<(BoardId, i64)> {
        let (board, _) = self.turn()?;
        Some((board, self.board_channel.filter(|channel| Some(*channel) != self.channel)?))
    }
}

/// Settles what is leased; without effect on what isn't.
pub(super) async fn settle(
    writing: &mut Writing,
    settled: &[Settlement],
    now: DateTime<Utc>,
    ended: &mut Ended,
) -> Result<(), StoreError> {
    if settled.is_empty() {
        return Ok(());
    }
    let mut leased = load(writing, settled).await?;
    let (mut touched, mut boards, mut watches, mut went) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for settlement in settled {
        let Some(row) = leased.remove(&settlement.id.0) else { continue };
        touched.push(row.lane);
        boards.extend(row.board);
        watches.extend(row.watch);
        apply(writing, &row, &settlement.outcome, now, &mut touched).await?;
        if let Settled::Sent { message, .. } = settlement.outcome {
            went.push((row, message));
        }
    }
    sent::write_down(writing, &went, now).await?;
    touched.extend(unwanted::let_go(writing, &boards, now, ended).await?);
    touched.extend(unwanted::drop_alerts(writing, &watches, ended).await?);
    lanes::put_in_order(writing, &touched).await
}

async fn load(writing: &mut Writing, settled: &[Settlement]) -> Result<HashMap<i64, Leased>, StoreError> {
    let ids: Vec<_> = settled.iter().map(|settlement| settlement.id.0).collect();
    let rows = sqlx::query(
        "SELECT outbox.id, kind, outbox.period, board, watch, outbox.channel, person, lane,
             kind = 'board' AND meaning ->> '$.late' <> 'none' AS late,
             unclear_since IS NOT NULL AS unclear, boards.channel AS board_channel
         FROM json_each($1) AS ids CROSS JOIN outbox LEFT JOIN boards ON boards.id = outbox.board
         WHERE outbox.id = ids.value AND outbox.state = 'leased'",
    )
    .bind(json(&ids)?)
    .fetch_all(&mut **writing)
    .await?;
    let leased = |row: &SqliteRow| {
        let leased = Leased {
            id: row.try_get("id")?,
            kind: row.try_get("kind")?,
            period: row.try_get("period")?,
            board: row.try_get::<Option<i64>, _>("board")?.map(BoardId),
            watch: super::row::watch(row)?,
            channel: row.try_get("channel")?,
            person: row.try_get("person")?,
            lane: row.try_get("lane")?,
            late: row.try_get("late")?,
            unclear: row.try_get("unclear")?,
            board_channel: row.try_get("board_channel")?,
        };
        Ok((leased.id, leased))
    };
    rows.iter().map(leased).collect()
}

async fn apply(
    writing: &mut Writing,
    row: &Leased,
    outcome: &Settled,
    now: DateTime<Utc>,
    touched: &mut Vec<i64>,
) -> Result<(), StoreError> {
    let follows = match outcome {
        // Sends that went well are written down together: each statement is a way to the database and back.
        Settled::Sent { then, .. } => then.as_deref(),
        Settled::Again { at, unclear_since, plain, counts, detail, then } => {
            let again = (at.timestamp(), unclear_since.map(|since| since.timestamp()), *plain, *counts);
            ready_again(writing, row.id, again, detail).await?;
            if let (None, Some((board, channel))) = (unclear_since, row.elsewhere()) {
                touched.extend(moves::to_channel(writing, board, channel).await?);
            }
            then.as_deref()
        }
        Settled::Held { trouble, notice } => {
            hold(writing, row, trouble, now).await?;
            notice.as_deref()
        }
        Settled::Blocked { trouble, notice } => {
            blocked(writing, row, trouble, now, touched).await?.then_some(notice.as_deref()).flatten()
        }
        Settled::Dead { cause, detail, then } => {
            give_up(writing, row.id, cause, detail, now).await?;
            if let Some(person) = row.person.filter(|_| *cause == "dm_closed") {
                people::close_dm(writing, person, now).await?;
            }
            then.as_deref()
        }
        Settled::Dropped { detail } => {
            end(writing, row.id, ("dropped", "", detail), now).await?;
            end_turn(writing, row, &RunState::Dropped, now).await?;
            None
        }
    };
    if let Some(post) = follows {
        follow(writing, post, now, touched).await?;
    }
    Ok(())
}

async fn follow(
    writing: &mut Writing,
    post: &NewPost,
    now: DateTime<Utc>,
    touched: &mut Vec<i64>,
) -> Result<(), StoreError> {
    insert(writing, &[post], now).await?;
    touched.push(post.lane());
    Ok(())
}

async fn ready_again(
    writing: &mut Writing,
    id: i64,
    (at, unclear_since, plain, counts): (i64, Option<i64>, bool, bool),
    detail: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE outbox SET state = 'ready', leased_at = NULL, lease_until = NULL, ready_at = $2,
             unclear_since = $3, plain = $4, attempts = attempts + $5, detail = $6
         WHERE id = $1",
    )
    .bind(id)
    .bind(at)
    .bind(unclear_since)
    .bind(plain)
    .bind(counts)
    .bind(detail)
    .execute(&mut **writing)
    .await?;
    Ok(())
}

async fn hold(
    writing: &mut Writing,
    row: &Leased,
    trouble: &Trouble,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE outbox SET state = 'held', front = FALSE, leased_at = NULL, lease_until = NULL, cause = $2,
             detail = $3
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(trouble_word(trouble))
    .bind(trouble_words(trouble))
    .execute(&mut **writing)
    .await?;
    end_turn(writing, row, &RunState::Blocked(trouble.clone()), now).await
}

/// Holds a row, and blocks the board whose post it is; answers whether somebody is to be told. That a notice can't be
/// posted blocks nothing. A board that posts elsewhere by now isn't blocked: its post follows it.
async fn blocked(
    writing: &mut Writing,
    row: &Leased,
    trouble: &Trouble,
    now: DateTime<Utc>,
    touched: &mut Vec<i64>,
) -> Result<bool, StoreError> {
    if let Some((board, channel)) = row.elsewhere().filter(|_| !row.unclear) {
        ready_again(writing, row.id, (now.timestamp(), None, false, false), "").await?;
        touched.extend(moves::to_channel(writing, board, channel).await?);
        return Ok(false);
    }
    hold(writing, row, trouble, now).await?;
    let posts = matches!(row.kind.as_str(), "board" | "test") && row.channel == row.board_channel;
    let Some(board) = row.board.filter(|_| posts) else { return Ok(false) };
    blocks::block(writing, board, trouble, now, touched).await
}

/// A row is dead, and the turn that it is the post of. Its lane is to be put in order after that.
pub(super) async fn give_up(
    writing: &mut Writing,
    id: i64,
    cause: &str,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    end(writing, id, ("dead", cause, detail), now).await?;
    let turn = sqlx::query_as("SELECT board, period FROM outbox WHERE id = $1 AND kind = 'board'")
        .bind(id)
        .fetch_optional(&mut **writing)
        .await?;
    let Some((board, date)): Option<(i64, String)> = turn else { return Ok(()) };
    runs::set(writing, BoardId(board), &[date], false, &RunState::Dead(cause.to_owned()), now).await
}

async fn end(
    writing: &mut Writing,
    id: i64,
    (state, cause, detail): (&str, &str, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE outbox SET state = $2, front = FALSE, leased_at = NULL, lease_until = NULL, cause = $3,
             detail = $4, settled_at = $5
         WHERE id = $1",
    )
    .bind(id)
    .bind(state)
    .bind(cause)
    .bind(detail)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}

async fn end_turn(
    writing: &mut Writing,
    row: &Leased,
    state: &RunState,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some((board, date)) = row.turn() else { return Ok(()) };
    runs::set(writing, board, &[date.to_owned()], false, state, now).await
}
