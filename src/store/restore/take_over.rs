//! Once, also after a restore: what may have been said between the backup and now isn't said again.

use crate::{
    domain::{Board, BoardState, DataDate, Firing, Period, schedule},
    store::{Store, StoreError, Writing, boards, columns, json},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use futures_util::TryStreamExt;
use sqlx::Row as _;

/// So many turns of a board between the backup and now are written down.
const NOTED: usize = 30;

/// What a restored database doesn't make up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOver {
    /// The backup's moment; of one that doesn't say it, its newest trace.
    pub moment: DateTime<Utc>,
    /// Turns of boards that may have been posted since, and are left out; also those still to come of lists that were
    /// out at the restore.
    pub turns: u64,
    /// Posts that may have been sent since, and are looked for by their marks first.
    pub posts: u64,
    /// Watches learn the days up to this one, and tell nothing of them.
    pub told_until: NaiveDate,
}

/// How a board goes on: the turns that it leaves out, when it is due next, up to which date it counts as posted.
type GoesOn = (i64, Vec<(Firing, DataDate)>, Option<Firing>, DataDate);

impl Store {
    /// Whether this file is a backup that was put in place by hand.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn is_untaken_backup(&self) -> Result<bool, StoreError> {
        let tables = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'backup_moment'";
        Ok(sqlx::query_scalar::<_, i64>(tables).fetch_one(&self.writer).await? > 0)
    }

    /// The moment of the backup that this database is. Where it doesn't say it: of its newest trace, for after that
    /// nothing of it is known. None of one in which nothing happened.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn backup_moment(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let mut moment: Option<i64> = None;
        if self.is_untaken_backup().await? {
            moment = sqlx::query_scalar("SELECT MAX(at) FROM backup_moment").fetch_one(&self.writer).await?;
        }
        if moment.is_none() {
            moment = sqlx::query_scalar(
                "SELECT MAX(at) FROM (
                     SELECT MAX(at) AS at FROM credits UNION ALL SELECT MAX(at) FROM runs
                     UNION ALL SELECT MAX(queued_at) FROM outbox UNION ALL SELECT MAX(settled_at) FROM outbox
                     UNION ALL SELECT MAX(leased_at) FROM outbox UNION ALL SELECT MAX(evaluated_at) FROM watches
                     UNION ALL SELECT MAX(fetched_at) FROM lists UNION ALL SELECT MAX(at) FROM audit)",
            )
            .fetch_one(&self.writer)
            .await?;
        }
        Ok(moment.and_then(|at| DateTime::from_timestamp(at, 0)))
    }

    /// Makes a backup of a moment the database that goes on from now. In one transaction: turns of boards for dates that
    /// were out by now end as `restored`; whatever isn't sent is unclear since the moment; watches learn what happened without
    /// telling it; set-ups that were under way are forgotten, for their buttons may stand for others; no id of a board,
    /// a watch or a set-up that was given since is given again; commands are registered anew.
    ///
    /// # Errors
    /// When the database can't be written; then nothing was.
    pub async fn take_over(
        &self,
        moment: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<TakenOver, StoreError> {
        let moment = moment.unwrap_or(now).min(now);
        let told_until = DataDate::newest_closed(Period::Day, now).first();
        let mut writing = self.writing().await?;
        let turns = boards_go_on(&mut writing, now).await?;
        let posts = sqlx::query(
            "UPDATE outbox SET unclear_since = COALESCE(leased_at, $1)
             WHERE state <> 'sent' AND unclear_since IS NULL",
        )
        .bind(moment.timestamp())
        .execute(&mut *writing)
        .await?;
        let waiting = "SELECT COUNT(*) FROM outbox WHERE state IN ('ready', 'leased')";
        let waiting: i64 = sqlx::query_scalar(waiting).fetch_one(&mut *writing).await?;
        tracing::debug!(unclear = posts.rows_affected(), "posts that may have been sent");
        sqlx::query("INSERT INTO restores (at, backup_at, told_until) VALUES ($1, $2, $3)")
            .bind(now.timestamp())
            .bind(moment.timestamp())
            .bind(told_until.to_string())
            .execute(&mut *writing)
            .await?;
        for table in ["boards", "watches", "drafts"] {
            number_on(&mut writing, table, now).await?;
        }
        for statement in
            ["DELETE FROM drafts", "DELETE FROM registrations", "DROP TABLE IF EXISTS backup_moment"]
        {
            sqlx::query(statement).execute(&mut *writing).await?;
        }
        writing.commit().await?;
        Ok(TakenOver { moment, turns, posts: waiting.unsigned_abs(), told_until })
    }

    /// The newest data date of which watches tell nothing, for a restored database doesn't know whether it was told.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn told_until(&self) -> Result<Option<NaiveDate>, StoreError> {
        let date: Option<String> =
            sqlx::query_scalar("SELECT MAX(told_until) FROM restores").fetch_one(&self.readers).await?;
        let date = date.map(|date| date.parse().map_err(|_| StoreError::corrupt("told_until", date)));
        date.transpose()
    }

    /// The date of `told_until` where it isn't over at a moment: a backup was restored while the clock was ahead.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn told_ahead(&self, now: DateTime<Utc>) -> Result<Option<NaiveDate>, StoreError> {
        let newest = DataDate::newest_closed(Period::Day, now).first();
        Ok(self.told_until().await?.filter(|until| *until > newest))
    }
}

/// Ids of a table go on from the moment in seconds, which no table reaches by counting.
async fn number_on(writing: &mut Writing, table: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let updated = sqlx::query("UPDATE sqlite_sequence SET seq = MAX(seq, $2) WHERE name = $1")
        .bind(table)
        .bind(now.timestamp())
        .execute(&mut **writing)
        .await?;
    if updated.rows_affected() == 0 {
        sqlx::query("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)")
            .bind(table)
            .bind(now.timestamp())
            .execute(&mut **writing)
            .await?;
    }
    Ok(())
}

/// Ends the turns that wait, and those for dates that are out; answers how many.
async fn boards_go_on(writing: &mut Writing, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let boards = json(&going_on(writing, now).await?.iter().map(row).collect::<Vec<_>>())?;
    let mut turns = sqlx::query(
        "INSERT INTO runs (board, date, due_at, period, target, state, at)
         SELECT board.value ->> 0, turn.value ->> 0, turn.value ->> 1, turn.value ->> 2, turn.value ->> 3, 'restored',
             $2
         FROM json_each($1) AS board, json_each(board.value, '$[3]') AS turn WHERE TRUE
         ON CONFLICT (board, date) DO NOTHING",
    )
    .bind(&boards)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?
    .rows_affected();
    // Another list than a turn's own may not stand in for a later turn, either.
    sqlx::query(
        "UPDATE boards SET next_due_at = board.value ->> 1, next_due_date = board.value ->> 2,
             last_due_date = COALESCE(board.value ->> '$[3][#-1][0]', last_due_date),
             targeted = board.value ->> 4, posted = MAX(COALESCE(posted, ''), board.value ->> 4)
         FROM json_each($1) AS board WHERE boards.id = board.value ->> 0",
    )
    .bind(&boards)
    .execute(&mut **writing)
    .await?;
    // What waits, and what somebody dropped and may have taken back since.
    turns += sqlx::query(
        "UPDATE runs SET state = 'restored', detail = '', next_try_at = NULL, at = $1
         WHERE state = 'waiting' OR state = 'dropped'
           AND at = (SELECT state_at FROM boards WHERE boards.id = runs.board)
           AND NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'board' AND subject = runs.board AND period = date)",
    )
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?
    .rows_affected();
    // Another list than the turn's own may not stand in for a later turn, either.
    sqlx::query(
        "UPDATE boards SET posted = MAX(COALESCE(posted, ''), restored.target)
         FROM (SELECT board, period, MAX(target) AS target FROM runs WHERE state = 'restored' AND at = $1
             GROUP BY board, period) AS restored
         WHERE boards.id = restored.board AND boards.period = restored.period",
    )
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(turns)
}

/// Boards that fell due since, and those that posted nothing in the backup: somebody may have had them post since. One
/// that can't be read posts nothing anyway.
async fn going_on(writing: &mut Writing, now: DateTime<Utc>) -> Result<Vec<GoesOn>, StoreError> {
    let mut rows = sqlx::query("SELECT * FROM boards").fetch(&mut **writing);
    let mut boards = Vec::new();
    while let Some(row) = rows.try_next().await? {
        match boards::row::read(&row) {
            Ok(board) if falls_due_later(&board, now) => {}
            Ok(board) => boards.push(plan(&board, now)),
            Err(error) => tracing::error!(id = row.try_get::<i64, _>("id")?, %error, "a board can't be read"),
        }
    }
    Ok(boards)
}

/// Whether a board posts, and has its hour before it. Left out it isn't: that somebody gave it an earlier hour since is
/// rare, and a restored server without the day's boards is worse.
fn falls_due_later(board: &Board, now: DateTime<Utc>) -> bool {
    board.state == BoardState::Active && board.next.is_some_and(|next| next.at > now)
}

/// Whatever was out by now counts as posted, also where the board would have been due for it later.
fn plan(board: &Board, now: DateTime<Utc>) -> GoesOn {
    let (when, period) = (&board.settings.schedule, board.settings.question.period);
    let newest = DataDate::newest_closed(period, now);
    let still_newest = newest.next().closes_at() - TimeDelta::seconds(1);
    let passed = schedule::passed(when, period, board.next, board.targeted, still_newest);
    let mut turns: Vec<_> =
        passed.iter().filter_map(|(firing, target)| Some((*firing, (*target)?))).collect();
    // A week is due once, at its first firing.
    turns.dedup_by_key(|(_, target)| *target);
    turns.drain(..turns.len().saturating_sub(NOTED));
    let targeted = board.targeted.filter(|before| before.first() > newest.first()).unwrap_or(newest);
    let next = match passed.last() {
        Some((last, _)) => schedule::planned(when, period, last.at, Some(last.date), Some(targeted))
            .map(|(firing, _)| firing),
        None => board.next,
    };
    (board.id.0, turns, next, targeted)
}

/// As the statements read it: the board, its next moment and date, its turns, its date.
fn row((board, turns, next, targeted): &GoesOn) -> impl serde::Serialize {
    let (at, date) = columns::firing(*next);
    let turn = |(firing, target): &(Firing, DataDate)| {
        let (date, first) = (firing.date.to_string(), target.first().to_string());
        (date, firing.at.timestamp(), target.period().word(), first)
    };
    (*board, at, date, turns.iter().map(turn).collect::<Vec<_>>(), targeted.first().to_string())
}
