//! What people do with boards, each deed with its line in the audit.

use super::{Added, BoardEdit, By, blocks, row};
use crate::{
    domain::{AuditLine, Board, BoardId, BoardSettings, BoardState, DataDate, Firing, Period, Progress},
    store::{
        Store, StoreError, Writing,
        columns::{self, moment},
        outbox::{Ended, lanes, moves, unwanted},
        servers,
    },
};
use chrono::{DateTime, Utc};
use sqlx::Row as _;

/// A deed in the audit.
#[derive(Clone, Copy)]
enum Deed {
    Add,
    Edit,
    Pause,
    Resume,
    Remove,
    Restore,
}

impl Store {
    /// Adds a board, unless the server has `most` already; with a line in the audit.
    ///
    /// # Errors
    /// When the database can't be written, also for a server that isn't known.
    pub async fn add_board(
        &self,
        server: u64,
        settings: &BoardSettings,
        next: Option<Firing>,
        most: u32,
        by: By,
    ) -> Result<Added, StoreError> {
        let mut writing = self.writing().await?;
        if count(&mut writing, server).await? >= most {
            return Ok(Added::Full);
        }
        let number: u32 = sqlx::query_scalar(
            "UPDATE servers SET last_board = last_board + 1 WHERE id = $1 RETURNING last_board",
        )
        .bind(server.cast_signed())
        .fetch_one(&mut *writing)
        .await?;
        let (next_at, next_date) = columns::firing(next);
        let query = sqlx::query(
            "INSERT INTO boards (channel, region, ranked_by, period, category, product, top, time, days, cron,
                 zone, language, style, format, mention, late, server, number, created_by, created_at, state,
                 state_at, next_due_at, next_due_date)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                 'active', $20, $21, $22)
             RETURNING *",
        );
        let row = row::bind(query, settings)
            .bind(server.cast_signed())
            .bind(number)
            .bind(by.person.cast_signed())
            .bind(by.now.timestamp())
            .bind(next_at)
            .bind(next_date)
            .fetch_one(&mut *writing)
            .await?;
        let board = row::read(&row)?;
        write_down(&mut writing, &board, Deed::Add, by).await?;
        writing.commit().await?;
        Ok(Added::Yes(Box::new(board)))
    }

    /// Changes what is set of a board and when it falls due next, unless it falls due now; with a line in the audit.
    /// Where the channel changes, posts that wait go to the new one, unless one may stand in the old one. A blocked
    /// board becomes active. Answers how it was; none where it was removed or is set otherwise than `from`: then
    /// nothing is changed.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn edit_board(
        &self,
        id: BoardId,
        edit: BoardEdit<'_>,
        by: By,
    ) -> Result<Option<Board>, StoreError> {
        let BoardEdit { from, to: settings, progress, next } = edit;
        let mut writing = self.writing().await?;
        let Some(old) = load(&mut writing, id, false).await?.filter(|old| old.settings == *from) else {
            return Ok(None);
        };
        let (next_at, next_date) = columns::firing(next);
        let query = sqlx::query(
            "UPDATE boards SET channel = $1, region = $2, ranked_by = $3, period = $4, category = $5,
                 product = $6, top = $7, time = $8, days = $9, cron = $10, zone = $11, language = $12,
                 style = $13, format = $14, mention = $15, late = $16,
                 next_due_at = CASE WHEN state = 'paused' THEN NULL
                     WHEN next_due_at <= $20 THEN next_due_at ELSE $18 END,
                 next_due_date = CASE WHEN state = 'paused' THEN NULL
                     WHEN next_due_at <= $20 THEN next_due_date ELSE $19 END
             WHERE id = $17",
        );
        let query = row::bind(query, settings).bind(id.0).bind(next_at).bind(next_date);
        query.bind(by.now.timestamp()).execute(&mut *writing).await?;
        let asks = &settings.question;
        if !old.settings.question.ranks_as(asks) {
            ask_anew(&mut writing, id, asks.period, progress, by.now).await?;
        }
        if old.settings.channel != settings.channel {
            let (channel, message) = progress.message.map(columns::place).unzip();
            sqlx::query("UPDATE boards SET posted_channel = $2, posted_message = $3 WHERE id = $1")
                .bind(id.0)
                .bind(channel)
                .bind(message)
                .execute(&mut *writing)
                .await?;
            let lanes = moves::to_channel(&mut writing, id, settings.channel.cast_signed()).await?;
            lanes::put_in_order(&mut writing, &lanes).await?;
        }
        if matches!(old.state, BoardState::Blocked(..)) {
            blocks::lift(&mut writing, id, next, by.now).await?;
        }
        write_down(&mut writing, &old, Deed::Edit, by).await?;
        writing.commit().await?;
        Ok(Some(old))
    }

    /// Pauses a board: it has no next moment, its waiting turn and its posts that aren't sent are dropped. Without
    /// effect on one that is paused or removed.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn pause_board(&self, id: BoardId, by: By) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        let Some(board) = load(&mut writing, id, false).await? else { return Ok(()) };
        if board.state == BoardState::Paused {
            return Ok(());
        }
        sqlx::query(
            "UPDATE boards SET state = 'paused', state_at = $2, trouble = NULL, next_due_at = NULL,
                 next_due_date = NULL
             WHERE id = $1",
        )
        .bind(id.0)
        .bind(by.now.timestamp())
        .execute(&mut *writing)
        .await?;
        let mut ended = Ended::default();
        let lanes = unwanted::drop_posts(&mut writing, id, (false, true), by.now, &mut ended).await?;
        lanes::put_in_order(&mut writing, &lanes).await?;
        write_down(&mut writing, &board, Deed::Pause, by).await?;
        writing.commit().await?;
        ended.count();
        Ok(())
    }

    /// Resumes a paused or blocked board; without effect on another. With `picks_up`, what its pause dropped goes on:
    /// posts that aren't expired, and turns that fell due later than that.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn resume_board(
        &self,
        id: BoardId,
        next: Option<Firing>,
        picks_up: Option<DateTime<Utc>>,
        by: By,
    ) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        let Some(board) = load(&mut writing, id, false).await? else { return Ok(()) };
        if board.state == BoardState::Active {
            return Ok(());
        }
        if let (Some(due_after), BoardState::Paused) = (picks_up, &board.state) {
            let lanes = unwanted::pick_up(&mut writing, &board, due_after, by.now).await?;
            lanes::put_in_order(&mut writing, &lanes).await?;
        }
        blocks::lift(&mut writing, id, next, by.now).await?;
        write_down(&mut writing, &board, Deed::Resume, by).await?;
        writing.commit().await?;
        Ok(())
    }

    /// Removes a board: it can be restored until it is purged. What it has waiting is dropped.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn remove_board(&self, id: BoardId, by: By) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        let Some(board) = load(&mut writing, id, false).await? else { return Ok(()) };
        sqlx::query(
            "UPDATE boards SET state = 'removed', state_at = $2, trouble = NULL, next_due_at = NULL,
                 next_due_date = NULL, removed_from = CASE state WHEN 'paused' THEN 'paused' ELSE 'active' END
             WHERE id = $1",
        )
        .bind(id.0)
        .bind(by.now.timestamp())
        .execute(&mut *writing)
        .await?;
        let mut ended = Ended::default();
        let lanes = unwanted::drop_posts(&mut writing, id, (true, true), by.now, &mut ended).await?;
        lanes::put_in_order(&mut writing, &lanes).await?;
        write_down(&mut writing, &board, Deed::Remove, by).await?;
        writing.commit().await?;
        ended.count();
        Ok(())
    }

    /// Brings a removed board back, unless the server has `most` already; answers whether it is there. One that was
    /// paused is paused again, and has no next moment. What the removal dropped goes on: posts that aren't expired,
    /// and turns that fell due after `due_after`.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn restore_board(
        &self,
        id: BoardId,
        next: Option<Firing>,
        most: u32,
        due_after: DateTime<Utc>,
        by: By,
    ) -> Result<bool, StoreError> {
        let mut writing = self.writing().await?;
        let Some(board) = load(&mut writing, id, true).await? else { return Ok(true) };
        if count(&mut writing, board.server).await? >= most {
            return Ok(false);
        }
        if board.state == BoardState::Active {
            let lanes = unwanted::pick_up(&mut writing, &board, due_after, by.now).await?;
            lanes::put_in_order(&mut writing, &lanes).await?;
        }
        let (next_at, next_date) = columns::firing(next.filter(|_| board.state == BoardState::Active));
        sqlx::query(
            "UPDATE boards SET state = removed_from, removed_from = NULL, state_at = $2, next_due_at = $3,
                 next_due_date = $4
             WHERE id = $1",
        )
        .bind(id.0)
        .bind(by.now.timestamp())
        .bind(next_at)
        .bind(next_date)
        .execute(&mut *writing)
        .await?;
        write_down(&mut writing, &board, Deed::Restore, by).await?;
        writing.commit().await?;
        Ok(true)
    }
}

/// How many boards a server has.
async fn count(writing: &mut Writing, server: u64) -> Result<u32, StoreError> {
    let query = "SELECT COUNT(*) FROM boards WHERE server = $1 AND state <> 'removed'";
    Ok(sqlx::query_scalar(query).bind(server.cast_signed()).fetch_one(&mut **writing).await?)
}

/// A board that is removed, or one that isn't.
async fn load(writing: &mut Writing, id: BoardId, removed: bool) -> Result<Option<Board>, StoreError> {
    let row = sqlx::query("SELECT * FROM boards WHERE id = $1 AND (state = 'removed') = $2")
        .bind(id.0)
        .bind(removed)
        .fetch_optional(&mut **writing)
        .await?;
    row.as_ref().map(row::read).transpose()
}

async fn write_down(writing: &mut Writing, board: &Board, deed: Deed, by: By) -> Result<(), StoreError> {
    let number = board.number.to_string();
    let (what, before, after) = match deed {
        Deed::Add => ("board_add", String::new(), number),
        Deed::Edit => ("board_edit", number.clone(), number),
        Deed::Pause => ("board_pause", number.clone(), number),
        Deed::Resume => ("board_resume", number.clone(), number),
        Deed::Remove => ("board_remove", number, String::new()),
        Deed::Restore => ("board_restore", String::new(), number),
    };
    let line = AuditLine { at: by.now, person: by.person, what: what.to_owned(), before, after };
    servers::write_down(writing, board.server, &line).await
}

/// A board asks something else, with which it is as far as `progress` says: what it fell due for and posted was of
/// another question. Its waiting turn is for the newest period that was over when it fell due.
async fn ask_anew(
    writing: &mut Writing,
    id: BoardId,
    period: Period,
    progress: Progress,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let waiting = sqlx::query("SELECT date, due_at FROM runs WHERE board = $1 AND state = 'waiting'")
        .bind(id.0)
        .fetch_all(&mut **writing)
        .await?;
    for row in &waiting {
        let target = DataDate::newest_closed(period, moment(row, "due_at")?);
        sqlx::query(
            "UPDATE runs SET period = $3, target = $4, next_try_at = $5, at = $5 WHERE board = $1 AND date = $2",
        )
        .bind(id.0)
        .bind(row.try_get::<&str, _>("date")?)
        .bind(period.word())
        .bind(target.first().to_string())
        .bind(now.timestamp())
        .execute(&mut **writing)
        .await?;
    }
    sqlx::query(
        "UPDATE boards SET posted = $3, targeted = (
             SELECT MAX(target) FROM (
                 SELECT target FROM runs WHERE board = $1 AND state = 'waiting' UNION ALL SELECT $2))
         WHERE id = $1",
    )
    .bind(id.0)
    .bind(progress.targeted.map(|date| date.first().to_string()))
    .bind(progress.posted.map(|date| date.first().to_string()))
    .execute(&mut **writing)
    .await?;
    Ok(())
}
