//! What becomes of turns.

use super::{Ending, RunEnd, row};
use crate::{
    domain::{CreatorCategory, ProductCategory, Question, Target},
    store::{
        Store, StoreError, Writing, json,
        outbox::{insert, lanes},
    },
    telemetry,
};
use chrono::{DateTime, Utc};
use sqlx::Row as _;
use std::collections::HashSet;

/// A turn: its board and its local date.
type Key = (i64, String);

impl Store {
    /// Writes down what becomes of turns, with their posts, in one transaction. Without effect on a turn that
    /// doesn't wait any more, or whose board asks something else by now; a turn also goes on waiting where its
    /// board isn't active or posts elsewhere than its post does.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn end_runs(&self, ends: &[Ending], now: DateTime<Utc>) -> Result<(), StoreError> {
        let _timed = telemetry::database("end_turns");
        let mut writing = self.writing().await?;
        let asking = asking_still(&mut writing, ends).await?;
        let ends: Vec<_> = ends.iter().filter(|ending| asking.contains(&key(ending))).collect();
        wait(&mut writing, &ends).await?;
        end(&mut writing, &ends, now).await?;
        queue(&mut writing, &ends, now).await?;
        writing.commit().await?;
        Ok(())
    }
}

fn key(ending: &Ending) -> Key {
    (ending.board.0, ending.date.to_string())
}

/// The turns whose boards ask what they were read with. A list may take long to come, and an edit of the question
/// meanwhile gives the turn another target.
async fn asking_still(writing: &mut Writing, ends: &[Ending]) -> Result<HashSet<Key>, StoreError> {
    let asked = ends.iter().map(|ending| {
        let Question { region, order, period, category, product, .. } = &ending.question;
        let category = category.map_or("", CreatorCategory::key);
        let product = product.map_or("", ProductCategory::key);
        (key(ending), (region.key(), order.word(), period.word(), category, product))
    });
    let rows = sqlx::query_as(
        "SELECT boards.id, ends.value ->> '$[0][1]' FROM json_each($1) AS ends CROSS JOIN boards
         WHERE boards.id = ends.value ->> '$[0][0]' AND ends.value -> 1 =
             json_array(boards.region, boards.ranked_by, boards.period, boards.category, boards.product)",
    )
    .bind(json(&asked.collect::<Vec<_>>())?)
    .fetch_all(&mut **writing)
    .await?;
    Ok(rows.into_iter().collect())
}

async fn wait(writing: &mut Writing, ends: &[&Ending]) -> Result<(), StoreError> {
    let waiting = ends.iter().filter_map(|ending| match ending.end {
        RunEnd::Wait(until) => Some((ending.board.0, ending.date.to_string(), until.timestamp())),
        _ => None,
    });
    let waiting: Vec<_> = waiting.collect();
    if waiting.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE runs SET next_try_at = ends.value ->> 2 FROM json_each($1) AS ends
         WHERE board = ends.value ->> 0 AND date = ends.value ->> 1 AND state = 'waiting'",
    )
    .bind(json(&waiting)?)
    .execute(&mut **writing)
    .await?;
    Ok(())
}

async fn end(writing: &mut Writing, ends: &[&Ending], now: DateTime<Utc>) -> Result<(), StoreError> {
    let over = ends.iter().filter_map(|ending| match &ending.end {
        RunEnd::End(state) => Some((ending.board.0, ending.date.to_string(), row::columns(state))),
        _ => None,
    });
    let over: Vec<_> = over.collect();
    if over.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE runs SET state = ends.value ->> '$[2][0]', detail = ends.value ->> '$[2][1]', next_try_at = NULL,
             at = $2
         FROM json_each($1) AS ends
         WHERE board = ends.value ->> 0 AND date = ends.value ->> 1 AND runs.state = 'waiting'",
    )
    .bind(json(&over)?)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}

async fn queue(writing: &mut Writing, ends: &[&Ending], now: DateTime<Utc>) -> Result<(), StoreError> {
    let queued = ends.iter().filter_map(|ending| match &ending.end {
        RunEnd::Queue(post, posted) => Some((key(ending), &**post, *posted)),
        _ => None,
    });
    let mut queued: Vec<_> = queued.collect();
    if queued.is_empty() {
        return Ok(());
    }
    let asked = queued.iter().map(|((board, date), post, _)| match post.target {
        Target::Channel(channel) => (board, date, Some(channel.cast_signed())),
        Target::Person(_) => (board, date, None),
    });
    let asked = json(&asked.collect::<Vec<_>>())?;
    let taken = take(writing, &asked, now).await?;
    queued.retain(|(key, ..)| taken.contains(key));
    let posted: Vec<_> =
        queued.iter().map(|((board, _), _, posted)| (board, posted.first().to_string())).collect();
    sqlx::query(
        "UPDATE boards SET posted = MAX(COALESCE(posted, ''), ends.value ->> 1) FROM json_each($1) AS ends
         WHERE boards.id = ends.value ->> 0",
    )
    .bind(json(&posted)?)
    .execute(&mut **writing)
    .await?;
    let posts: Vec<_> = queued.iter().map(|(_, post, _)| *post).collect();
    insert(writing, &posts, now).await?;
    lanes::put_in_order(writing, &posts.iter().map(|post| post.lane()).collect::<Vec<_>>()).await
}

/// Marks turns as queued whose posts still are what their boards want; answers which.
async fn take(writing: &mut Writing, asked: &str, now: DateTime<Utc>) -> Result<HashSet<Key>, StoreError> {
    let rows = sqlx::query(
        "UPDATE runs SET state = 'queued', next_try_at = NULL, at = $2
         FROM json_each($1) AS ends CROSS JOIN boards
         WHERE runs.board = ends.value ->> 0 AND runs.date = ends.value ->> 1 AND runs.state = 'waiting'
           AND boards.id = ends.value ->> 0 AND boards.state = 'active' AND boards.channel = ends.value ->> 2
         RETURNING board, date",
    )
    .bind(asked)
    .bind(now.timestamp())
    .fetch_all(&mut **writing)
    .await?;
    let key = |row: &sqlx::sqlite::SqliteRow| Ok((row.try_get("board")?, row.try_get("date")?));
    rows.iter().map(key).collect()
}
