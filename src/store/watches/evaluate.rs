//! What becomes of evaluations: all of a date in one transaction.

use crate::{
    domain::watch::{Alert, WatchId, WatchLog},
    store::{
        NewPost, Store, StoreError, Writing, alerts, json,
        outbox::{insert, lanes},
    },
    telemetry,
};
use chrono::{DateTime, NaiveDate, Utc};

/// Evaluations of a data date, and what follows from them.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluations {
    /// The data date.
    pub date: NaiveDate,
    /// When.
    pub now: DateTime<Utc>,
    /// Watches that remember what they did.
    pub marked: Vec<WatchId>,
    /// The others: what they remembered when they were read, and what they remember now.
    pub changed: Vec<(WatchId, WatchLog, WatchLog)>,
    /// What they said.
    pub alerts: Vec<Alert>,
    /// What is posted of it.
    pub posts: Vec<NewPost>,
}

impl Store {
    /// Writes evaluations down with their alerts and posts, in one transaction. Where one that
    /// changed remembers something else by now, was removed, or evaluated meanwhile for the date or a later one, nothing
    /// is written; the answer says whether it was.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn evaluate(&self, evaluations: &Evaluations) -> Result<bool, StoreError> {
        let _timed = telemetry::database("evaluate");
        let mut writing = self.writing().await?;
        if !as_read(&mut writing, evaluations).await? {
            return Ok(false);
        }
        mark(&mut writing, evaluations).await?;
        alerts::insert(&mut writing, &evaluations.alerts, evaluations.now).await?;
        let posts: Vec<_> = evaluations.posts.iter().collect();
        insert(&mut writing, &posts, evaluations.now).await?;
        let lanes: Vec<_> = posts.iter().map(|post| post.lane()).collect();
        lanes::put_in_order(&mut writing, &lanes).await?;
        writing.commit().await?;
        Ok(true)
    }
}

/// Whether the watches that changed are as they were read.
async fn as_read(writing: &mut Writing, evaluations: &Evaluations) -> Result<bool, StoreError> {
    let mut read = Vec::with_capacity(evaluations.changed.len());
    for (id, log, _) in &evaluations.changed {
        read.push((id.0, json(log)?));
    }
    // Of those that aren't the same to the letter what it means is compared: another version may have written it.
    let others: Vec<(i64, Option<String>)> = sqlx::query_as(
        "SELECT seen.key, CASE WHEN state = 'active' AND (evaluated IS NULL OR evaluated < $2) THEN log END
         FROM json_each($1) AS seen LEFT JOIN watches ON watches.id = seen.value ->> 0
         WHERE log IS NULL OR log <> seen.value ->> 1 OR state <> 'active' OR evaluated >= $2",
    )
    .bind(json(&read)?)
    .bind(evaluations.date.to_string())
    .fetch_all(&mut **writing)
    .await?;
    let same = |(key, log): &(i64, Option<String>)| {
        let read = usize::try_from(*key).ok().and_then(|key| evaluations.changed.get(key));
        let log: Option<WatchLog> = log.as_deref().and_then(|log| serde_json::from_str(log).ok());
        log.zip(read).is_some_and(|(log, (_, read, _))| log == *read)
    };
    Ok(others.iter().all(same))
}

/// Marks watches as evaluated. That something is known of a creator ends their being missed.
async fn mark(writing: &mut Writing, evaluations: &Evaluations) -> Result<(), StoreError> {
    let same: Vec<i64> = evaluations.marked.iter().map(|id| id.0).collect();
    let mut changed = Vec::with_capacity(evaluations.changed.len());
    for (id, _, log) in &evaluations.changed {
        changed.push((id.0, json(log)?));
    }
    sqlx::query(
        "UPDATE watches SET evaluated = $2, evaluated_at = $3, log_before = NULL, missing_told = missing_told AND NOT EXISTS (SELECT 1 FROM observations
                 WHERE creator = watches.creator AND date = $2 AND source <> 'absent')
         WHERE id IN (SELECT value FROM json_each($1)) AND state = 'active'
           AND (evaluated IS NULL OR evaluated < $2)",
    )
    .bind(json(&same)?)
    .bind(evaluations.date.to_string())
    .bind(evaluations.now.timestamp())
    .execute(&mut **writing)
    .await?;
    sqlx::query(
        "UPDATE watches SET evaluated = $2, evaluated_at = $3, log_before = log, log = changed.value ->> 1,
             missing_told = missing_told AND NOT EXISTS (SELECT 1 FROM observations
                 WHERE creator = watches.creator AND date = $2 AND source <> 'absent')
         FROM json_each($1) AS changed WHERE watches.id = changed.value ->> 0",
    )
    .bind(json(&changed)?)
    .bind(evaluations.date.to_string())
    .bind(evaluations.now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}
