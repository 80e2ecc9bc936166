//! Table `runs`: the turns of boards, at most one a local date.

mod ends;
mod row;
#[cfg(test)]
mod tests;

pub(super) use row::trouble_json;

use super::{NewPost, Store, StoreError, Writing, boards, columns, json};
use crate::domain::{Board, BoardId, DataDate, MessageRef, Question, Run, RunState};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::TryStreamExt;
use sqlx::{Row as _, sqlite::SqliteRow};
use std::pin::pin;

/// A turn whose list is to be looked for, with its board.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingRun {
    /// The board.
    pub board: Board,
    /// The turn.
    pub run: Run,
    /// Whether the bot was down when it fell due.
    pub caught_up: bool,
}

/// A turn as it was read, and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ending {
    /// Its board.
    pub board: BoardId,
    /// Its local date.
    pub date: NaiveDate,
    /// What its board asked: where it asks something else by now, this becomes of nothing.
    pub question: Question,
    /// What becomes of it.
    pub end: RunEnd,
}

/// What becomes of a turn.
#[derive(Clone, Debug, PartialEq)]
pub enum RunEnd {
    /// It waits until that moment.
    Wait(DateTime<Utc>),
    /// Its post goes into the outbox; the data date counts as posted.
    Queue(Box<NewPost>, DataDate),
    /// It ends without a post.
    End(RunState),
}

impl Store {
    /// Turns that are to be tried now, the longest due first, of active boards of servers that the bot is in.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn due_runs(&self, now: DateTime<Utc>, most: u32) -> Result<Vec<WaitingRun>, StoreError> {
        // A cross join keeps the order: what waits comes first, its board is looked up.
        let rows = sqlx::query(
            "SELECT boards.*, runs.board AS run_board, runs.date AS run_date, runs.due_at AS run_due_at,
                 runs.period AS run_period, runs.target AS run_target, runs.state AS run_state,
                 runs.detail AS run_detail, runs.at AS run_at, runs.channel AS run_channel,
                 runs.message AS run_message, runs.caught_up AS run_caught_up
             FROM runs CROSS JOIN boards CROSS JOIN servers
             WHERE runs.state = 'waiting' AND runs.next_try_at <= $1
               AND boards.id = runs.board AND boards.state = 'active'
               AND servers.id = boards.server AND servers.state = 'here'
             ORDER BY runs.due_at, runs.board LIMIT $2",
        )
        .bind(now.timestamp())
        .bind(most)
        .fetch(&self.readers);
        let (mut turns, mut unreadable) = (Vec::new(), Vec::new());
        // One by one, for a row takes far more room than what is read from it.
        let mut rows = pin!(rows);
        while let Some(row) = rows.try_next().await? {
            let id = row.try_get("run_board")?;
            match (boards::row::read(&row), row::read(&row)) {
                (Ok(board), Ok(run)) => {
                    turns.push(WaitingRun { board, run, caught_up: row.try_get("run_caught_up")? });
                }
                (Err(error), _) => unreadable.push((id, None, error)),
                (_, Err(error)) => unreadable.push((id, Some(row.try_get("run_date")?), error)),
            }
        }
        for (board, turn, error) in unreadable {
            match turn {
                None => self.set_aside(board, &error).await?,
                Some(date) => self.give_turn_up((board, date), &error, now).await?,
            }
        }
        Ok(turns)
    }

    /// A turn that can't be read ends: it would be read again and again.
    async fn give_turn_up(
        &self,
        (board, date): (i64, String),
        error: &StoreError,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        tracing::error!(board, date, %error, "a board's turn can't be read, and ends");
        let mut writing = self.writing().await?;
        let ends = RunState::Dead("unreadable".to_owned());
        set(&mut writing, BoardId(board), &[date], false, &ends, now).await?;
        writing.commit().await?;
        Ok(())
    }

    /// The last turns of a board, newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn runs(&self, board: BoardId, most: u32) -> Result<Vec<Run>, StoreError> {
        let rows = sqlx::query(
            "SELECT board AS run_board, date AS run_date, due_at AS run_due_at, period AS run_period,
                 target AS run_target, state AS run_state, detail AS run_detail, at AS run_at,
                 channel AS run_channel, message AS run_message
             FROM runs WHERE board = $1 ORDER BY date DESC LIMIT $2",
        )
        .bind(board.0)
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        let turn = |row: &SqliteRow| match row::read(row) {
            Ok(run) => Some(run),
            Err(error) => {
                tracing::error!(board = board.0, %error, "a board's turn can't be read");
                None
            }
        };
        Ok(rows.iter().filter_map(turn).collect())
    }

    /// Forgets turns from before a moment, but for those that aren't over. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_runs(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let purged = sqlx::query("DELETE FROM runs WHERE at < $1 AND state NOT IN ('waiting', 'queued')")
            .bind(before.timestamp())
            .execute(&self.writer)
            .await?;
        Ok(purged.rows_affected())
    }
}

/// Changes how turns of a board stand: those on these local dates, and with `waiting` all that wait.
pub(super) async fn set(
    writing: &mut Writing,
    board: BoardId,
    dates: &[String],
    waiting: bool,
    state: &RunState,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (word, detail) = row::columns(state);
    sqlx::query(
        "UPDATE runs SET state = $4, detail = $5, next_try_at = NULL, at = $6
         WHERE board = $1 AND (date IN (SELECT value FROM json_each($2)) OR $3 AND state = 'waiting')",
    )
    .bind(board.0)
    .bind(json(&dates)?)
    .bind(waiting)
    .bind(word)
    .bind(detail)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}

/// Turns were posted: their boards and local dates, whether late, and where.
pub(super) async fn posted(
    writing: &mut Writing,
    turns: &[((BoardId, &str), bool, Option<MessageRef>)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let turns = turns.iter().map(|((board, date), late, message)| {
        let state = row::columns(if *late { &RunState::PostedLate } else { &RunState::Posted });
        (board.0, date, state, message.map(columns::place))
    });
    sqlx::query(
        "UPDATE runs SET state = turns.value ->> '$[2][0]', detail = turns.value ->> '$[2][1]', next_try_at = NULL,
             at = $2, channel = turns.value ->> '$[3][0]', message = turns.value ->> '$[3][1]'
         FROM json_each($1) AS turns
         WHERE board = turns.value ->> 0 AND date = turns.value ->> 1",
    )
    .bind(json(&turns.collect::<Vec<_>>())?)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}
