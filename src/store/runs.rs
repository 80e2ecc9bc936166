//! Table `runs`: the turns of boards, at most one a local date.

use super::{Store, StoreError, Writing, columns, outbox, outbox::NewPost};
use crate::domain::{Board, BoardId, DataDate, Firing, Period, Run, RunState};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

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
        let rows = sqlx::query(
            "SELECT boards.*, runs.date AS run_date, runs.due_at AS run_due_at, runs.target AS run_target,
                 runs.state AS run_state, runs.detail AS run_detail, runs.at AS run_at,
                 runs.channel AS run_channel, runs.message AS run_message, runs.caught_up AS run_caught_up
             FROM runs JOIN boards ON boards.id = runs.board JOIN servers ON servers.id = boards.server
             WHERE runs.state = 'waiting' AND runs.next_try_at <= $1 AND boards.state = 'active'
                 AND servers.state = 'here'
             ORDER BY runs.next_try_at LIMIT $2",
        )
        .bind(now.timestamp())
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        let waiting = |row: &SqliteRow| {
            let board = columns::board(row)?;
            let run = run(row, board.id, board.settings.question.period)?;
            Ok(WaitingRun { board, run, caught_up: row.try_get("run_caught_up")? })
        };
        rows.iter().map(waiting).collect()
    }

    /// Writes down what becomes of turns, with their posts, in one transaction. Without effect on a turn that
    /// doesn't wait any more.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn end_runs(
        &self,
        ends: &[(BoardId, NaiveDate, RunEnd)],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        for (board, date, end) in ends {
            match end {
                RunEnd::Wait(until) => wait(&mut writing, *board, *date, *until).await?,
                RunEnd::End(state) => {
                    finish(&mut writing, *board, *date, state, now).await?;
                }
                RunEnd::Queue(post, shown) => {
                    if finish(&mut writing, *board, *date, &RunState::Queued, now).await? {
                        outbox::insert(&mut writing, post, now).await?;
                        posted(&mut writing, *board, *shown).await?;
                    }
                }
            }
        }
        writing.commit().await?;
        Ok(())
    }

    /// The last turns of a board, newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn runs(&self, board: BoardId, most: u32) -> Result<Vec<Run>, StoreError> {
        let rows = sqlx::query(
            "SELECT boards.period, runs.date AS run_date, runs.due_at AS run_due_at,
                 runs.target AS run_target, runs.state AS run_state, runs.detail AS run_detail,
                 runs.at AS run_at, runs.channel AS run_channel, runs.message AS run_message
             FROM runs JOIN boards ON boards.id = runs.board
             WHERE runs.board = $1 ORDER BY runs.date DESC LIMIT $2",
        )
        .bind(board.0)
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| run(row, board, columns::known(row, "period", Period::of_word)?)).collect()
    }

    /// Forgets turns from before a moment. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_runs(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(sqlx::query("DELETE FROM runs WHERE at < $1 AND state NOT IN ('waiting', 'queued')")
            .bind(before.timestamp())
            .execute(&self.writer)
            .await?
            .rows_affected())
    }
}

async fn wait(
    writing: &mut Writing,
    board: BoardId,
    date: NaiveDate,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE runs SET next_try_at = $3 WHERE board = $1 AND date = $2 AND state = 'waiting'")
        .bind(board.0)
        .bind(date.to_string())
        .bind(until.timestamp())
        .execute(&mut **writing)
        .await?;
    Ok(())
}

/// Ends the waiting of a turn; answers whether it waited, and its board is active.
async fn finish(
    writing: &mut Writing,
    board: BoardId,
    date: NaiveDate,
    state: &RunState,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (word, detail) = written(state);
    let done = sqlx::query(
        "UPDATE runs SET state = $3, detail = $4, at = $5, next_try_at = NULL
         WHERE board = $1 AND date = $2 AND state = 'waiting'
             AND EXISTS (SELECT 1 FROM boards WHERE boards.id = $1 AND boards.state = 'active')",
    )
    .bind(board.0)
    .bind(date.to_string())
    .bind(word)
    .bind(detail)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(done.rows_affected() > 0)
}

async fn posted(writing: &mut Writing, board: BoardId, shown: DataDate) -> Result<(), StoreError> {
    sqlx::query("UPDATE boards SET posted = $2 WHERE id = $1")
        .bind(board.0)
        .bind(shown.first().to_string())
        .execute(&mut **writing)
        .await?;
    Ok(())
}

/// A state as word and detail.
pub(super) fn written(state: &RunState) -> (&'static str, String) {
    match state {
        RunState::Waiting => ("waiting", String::new()),
        RunState::Queued => ("queued", String::new()),
        RunState::Posted => ("posted", String::new()),
        RunState::PostedLate => ("posted_late", String::new()),
        RunState::Missed => ("missed", String::new()),
        RunState::NothingNew => ("nothing_new", String::new()),
        RunState::SkippedLate => ("skipped_late", String::new()),
        RunState::NoNumbers(word) => ("no_numbers", word.clone()),
        RunState::Blocked(trouble) => ("blocked", columns::trouble_text(trouble)),
        RunState::Dead(detail) => ("dead", detail.clone()),
        RunState::Dropped => ("dropped", String::new()),
    }
}

fn read(word: &str, detail: &str) -> Result<RunState, StoreError> {
    Ok(match word {
        "waiting" => RunState::Waiting,
        "queued" => RunState::Queued,
        "posted" => RunState::Posted,
        "posted_late" => RunState::PostedLate,
        "missed" => RunState::Missed,
        "nothing_new" => RunState::NothingNew,
        "skipped_late" => RunState::SkippedLate,
        "no_numbers" => RunState::NoNumbers(detail.to_owned()),
        "blocked" => RunState::Blocked(columns::trouble("detail", detail)?),
        "dead" => RunState::Dead(detail.to_owned()),
        "dropped" => RunState::Dropped,
        other => return Err(StoreError::corrupt("state", other)),
    })
}

/// A turn by the columns of a row that begin with `run_`. Its target is of the period that it had then.
fn run(row: &SqliteRow, board: BoardId, period: Period) -> Result<Run, StoreError> {
    let target = columns::date("target", row.try_get("run_target")?)?;
    Ok(Run {
        board,
        firing: Firing {
            date: columns::date("date", row.try_get("run_date")?)?,
            at: columns::time("due_at", row.try_get("run_due_at")?)?,
        },
        target: DataDate::containing(period, target),
        state: read(row.try_get("run_state")?, row.try_get("run_detail")?)?,
        at: columns::time("at", row.try_get("run_at")?)?,
        message: columns::message(row, "run_channel", "run_message")?,
    })
}
