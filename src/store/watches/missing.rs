//! Watches of creators the source says nothing of any more.

use super::{DueWatch, due};
use crate::{
    domain::{Region, watch::WatchId},
    store::{
        NewPost, Store, StoreError,
        columns::some_known,
        json,
        outbox::{insert, lanes},
    },
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use std::collections::HashSet;

/// On so many dates the source must have been asked in vain: without an answer nobody vanished.
const SEEN_ABSENT: i64 = 2;

impl Store {
    /// Watches of a region, of servers that aren't left, of whose creators nothing is known from a date on, with the
    /// last date of which something is, though it was asked for; those of whom it never was when they are older than that. None that were told
    /// of already; by creator, at most so many.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn vanished(
        &self,
        region: Region,
        before: NaiveDate,
        most: u32,
    ) -> Result<Vec<(DueWatch, Option<NaiveDate>)>, StoreError> {
        let rows = sqlx::query(
            "SELECT watches.*, user_id, handle, creators.name, creators.region AS creator_region,
                 COALESCE(servers.language, servers.locale) AS spoken,
                 (SELECT MAX(date) FROM observations
                     WHERE creator = watches.creator AND source <> 'absent') AS last
             FROM (SELECT DISTINCT creator FROM watches WHERE region = $1 AND state = 'active') AS watched
             CROSS JOIN watches CROSS JOIN servers CROSS JOIN creators
             WHERE NOT EXISTS (SELECT 1 FROM observations
                     WHERE creator = watched.creator AND date >= $2 AND source <> 'absent')
               AND watches.creator = watched.creator
               AND watches.region = $1 AND watches.state = 'active' AND NOT missing_told
               AND servers.id = watches.server AND servers.state <> 'left' AND creators.id = watches.creator
               AND (SELECT COUNT(*) FROM observations
                   WHERE creator = watches.creator AND source = 'absent' AND date >= $2) >= $5
               AND (last IS NOT NULL OR created_at < $3)
             ORDER BY watches.creator, watches.id LIMIT $4",
        )
        .bind(region.key())
        .bind(before.to_string())
        .bind(before.and_time(NaiveTime::MIN).and_utc().timestamp())
        .bind(most)
        .bind(SEEN_ABSENT)
        .fetch_all(&self.readers)
        .await?;
        let mut vanished = Vec::with_capacity(rows.len());
        for row in &rows {
            match due::read(row) {
                Ok(watch) => vanished.push((watch, some_known(row, "last", |text| text.parse().ok())?)),
                Err(error) => tracing::error!(%error, "a watch can't be read"),
            }
        }
        Ok(vanished)
    }

    /// Queues what is said of vanished creators, once for each watch, until something is known of them again. Without a
    /// post it counts as told.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn tell_vanished(
        &self,
        told: &[(WatchId, Option<NewPost>)],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let ids: Vec<_> = told.iter().map(|(id, _)| id.0).collect();
        let mut writing = self.writing().await?;
        let marked: Vec<i64> = sqlx::query_scalar(
            "UPDATE watches SET missing_told = TRUE
             WHERE id IN (SELECT value FROM json_each($1)) AND state = 'active' AND NOT missing_told RETURNING id",
        )
        .bind(json(&ids)?)
        .fetch_all(&mut *writing)
        .await?;
        let marked: HashSet<i64> = marked.into_iter().collect();
        let posts: Vec<_> = told
            .iter()
            .filter(|(id, _)| marked.contains(&id.0))
            .filter_map(|(_, post)| post.as_ref())
            .collect();
        insert(&mut writing, &posts, now).await?;
        let lanes: Vec<_> = posts.iter().map(|post| post.lane()).collect();
        lanes::put_in_order(&mut writing, &lanes).await?;
        writing.commit().await?;
        Ok(())
    }
}
