//! What falls due: a column, computed and saved before the work.

use super::{Due, row};
use crate::{
    domain::{Board, BoardId, DataDate, Firing},
    store::{Store, StoreError, columns::firing, json},
    telemetry,
};
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use sqlx::Row as _;
use std::pin::pin;

impl Store {
    /// Active boards of servers that the bot is in (not in an outage, not left) that are due, the longest due first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn due_boards(&self, now: DateTime<Utc>, most: u32) -> Result<Vec<Board>, StoreError> {
        self.boards_due_until(now, most).await
    }

    /// Active boards that fall due until a moment: what tomorrow's lists are asked for.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn boards_due_until(&self, until: DateTime<Utc>, most: u32) -> Result<Vec<Board>, StoreError> {
        let _timed = telemetry::database("due_boards");
        // A cross join keeps the order: what is due comes first, its server is looked up.
        let rows = sqlx::query(
            "SELECT boards.* FROM boards CROSS JOIN servers
             WHERE boards.state = 'active' AND next_due_at IS NOT NULL AND next_due_at <= $1
               AND servers.id = boards.server AND servers.state = 'here'
             ORDER BY next_due_at LIMIT $2",
        )
        .bind(until.timestamp())
        .bind(most)
        .fetch(&self.readers);
        let (mut boards, mut unreadable) = (Vec::new(), Vec::new());
        // One by one: ten thousand rows at once would take fifty megabytes.
        let mut rows = pin!(rows);
        while let Some(row) = rows.try_next().await? {
            match row::read(&row) {
                Ok(board) => boards.push(board),
                Err(error) => unreadable.push((row.try_get("id")?, error)),
            }
        }
        for (id, error) in unreadable {
            self.set_aside(id, &error).await?;
        }
        Ok(boards)
    }

    /// A board that can't be read isn't due any more, and its turns end: it would be read again and again.
    pub(in crate::store) async fn set_aside(&self, id: i64, error: &StoreError) -> Result<(), StoreError> {
        tracing::error!(id, %error, "a board can't be read, and posts nothing");
        let mut writing = self.writing().await?;
        for statement in [
            "UPDATE boards SET next_due_at = NULL, next_due_date = NULL WHERE id = $1",
            "UPDATE runs SET state = 'dead', detail = 'unreadable', next_try_at = NULL
             WHERE board = $1 AND state = 'waiting'",
        ] {
            sqlx::query(statement).bind(id).execute(&mut *writing).await?;
        }
        writing.commit().await?;
        Ok(())
    }

    /// Saves when an active board falls due next, where it has no next moment.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn schedule_board(&self, id: BoardId, next: Option<Firing>) -> Result<(), StoreError> {
        let (at, date) = firing(next);
        sqlx::query(
            "UPDATE boards SET next_due_at = $2, next_due_date = $3
             WHERE id = $1 AND state = 'active' AND next_due_at IS NULL",
        )
        .bind(id.0)
        .bind(at)
        .bind(date)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Writes turns down that nobody was there for, where their dates had none.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn note_missed(
        &self,
        missed: &[(BoardId, Firing, DataDate)],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let rows = missed.iter().map(|(board, firing, target)| {
            let (at, date) = (firing.at.timestamp(), firing.date.to_string());
            (board.0, date, at, target.period().word(), target.first().to_string())
        });
        sqlx::query(
            "INSERT INTO runs (board, date, due_at, period, target, state, at)
             SELECT boards.id, turn.value ->> 1, turn.value ->> 2, turn.value ->> 3, turn.value ->> 4,
                 'missed', $2
             FROM json_each($1) AS turn CROSS JOIN boards
             WHERE boards.id = turn.value ->> 0 AND boards.state = 'active'
             ON CONFLICT (board, date) DO NOTHING",
        )
        .bind(json(&rows.collect::<Vec<_>>())?)
        .bind(now.timestamp())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Begins the turns of due boards and saves when they fall due next, in one transaction. A local date that a
    /// board had already begins no second turn. Without effect on a board that isn't due any more.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn begin_turns(&self, due: &[Due], now: DateTime<Utc>) -> Result<(), StoreError> {
        let _timed = telemetry::database("begin_turns");
        let rows = due.iter().map(|due| {
            let (next_at, next_date) = firing(due.next);
            let turn = due.turn.map(|turn| {
                let date = turn.firing.date.to_string();
                let target = (turn.target.period().word(), turn.target.first().to_string());
                (date, turn.firing.at.timestamp(), target.0, target.1, turn.caught_up, turn.missed)
            });
            (due.board.0, next_at, next_date, turn)
        });
        let due = json(&rows.collect::<Vec<_>>())?;
        let mut writing = self.writing().await?;
        sqlx::query(
            "INSERT INTO runs (board, date, due_at, period, target, caught_up, state, next_try_at, at)
             SELECT boards.id, due.value ->> '$[3][0]', due.value ->> '$[3][1]', due.value ->> '$[3][2]',
                 due.value ->> '$[3][3]', due.value ->> '$[3][4]',
                 CASE WHEN due.value ->> '$[3][5]' THEN 'missed' ELSE 'waiting' END,
                 CASE WHEN due.value ->> '$[3][5]' THEN NULL ELSE $2 END, $2
             FROM json_each($1) AS due CROSS JOIN boards
             WHERE boards.id = due.value ->> 0 AND due.value ->> 3 IS NOT NULL
               AND boards.state = 'active' AND boards.next_due_at <= $2
             ON CONFLICT (board, date) DO NOTHING",
        )
        .bind(&due)
        .bind(now.timestamp())
        .execute(&mut *writing)
        .await?;
        // A turn that still waits is overtaken by a later one.
        sqlx::query(
            "UPDATE runs SET state = 'missed', next_try_at = NULL, at = $2
             FROM json_each($1) AS due
             WHERE runs.board = due.value ->> 0 AND runs.state = 'waiting'
               AND runs.date < due.value ->> '$[3][0]'",
        )
        .bind(&due)
        .bind(now.timestamp())
        .execute(&mut *writing)
        .await?;
        // The turn that stands on the date is the one that counts, also where it isn't the one that came now.
        sqlx::query(
            "UPDATE boards SET next_due_at = due.value ->> 1, next_due_date = due.value ->> 2,
                 last_due_date = COALESCE(due.value ->> '$[3][0]', last_due_date),
                 targeted = COALESCE(
                     (SELECT target FROM runs WHERE runs.board = boards.id AND runs.date = due.value ->> '$[3][0]'
                          AND runs.period = boards.period),
                     targeted)
             FROM json_each($1) AS due
             WHERE boards.id = due.value ->> 0 AND state = 'active' AND next_due_at <= $2",
        )
        .bind(&due)
        .bind(now.timestamp())
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(())
    }
}
