//! What is to be looked for and to be evaluated.

use super::row::Columns;
use crate::{
    domain::{
        Language, Region, UserId,
        watch::{Watch, WatchId},
    },
    store::{
        Store, StoreError,
        columns::{known, meant},
        json,
    },
    telemetry,
};
use chrono::NaiveDate;
use sqlx::{FromRow as _, Row as _, sqlite::SqliteRow};

/// A creator who is watched, and of whom something isn't known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unobserved {
    /// The creator.
    pub user_id: UserId,
    /// Whether what they sold is to be looked for, or their rank.
    pub sales: bool,
    /// Whether the followers that they gained are.
    pub followers: bool,
}

/// A watch to be evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct DueWatch {
    /// The watch.
    pub watch: Watch,
    /// Where it stands in the order in which they come.
    pub key: (i64, WatchId),
    /// The language of its server.
    pub language: Language,
}

impl Store {
    /// Regions in which somebody is watched, by servers that aren't left.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn watched_regions(&self) -> Result<Vec<Region>, StoreError> {
        let regions: Vec<String> = sqlx::query_scalar(
            "SELECT region FROM (SELECT DISTINCT region FROM watches WHERE state = 'active') AS watched
             WHERE EXISTS (SELECT 1 FROM watches JOIN servers ON servers.id = watches.server
                 WHERE watches.region = watched.region AND watches.state = 'active' AND servers.state <> 'left')
             ORDER BY region",
        )
        .fetch_all(&self.readers)
        .await?;
        let region = |key: &String| {
            let region = Region::of_key(key);
            if region.is_none() {
                tracing::error!(key, "a watched region isn't known");
            }
            region
        };
        Ok(regions.iter().filter_map(region).collect())
    }

    /// Creators who are watched in a region, of whom what their watches count isn't known for a date. A row is enough,
    /// also one that leaves a number out: asking again wouldn't fill it. One of trends isn't: it has no total, without
    /// which the next day's has nothing to be compared with.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn unobserved(&self, region: Region, date: NaiveDate) -> Result<Vec<Unobserved>, StoreError> {
        let rows = sqlx::query(
            "SELECT user_id, sales, followers FROM (
                 SELECT creator, date_of.sales AND NOT EXISTS (SELECT 1 FROM observations
                         WHERE creator = date_of.creator AND date = $2 AND source IN ('sales', 'detail', 'absent'))
                         AS sales,
                     date_of.followers AND NOT EXISTS (SELECT 1 FROM observations
                         WHERE creator = date_of.creator AND date = $2 AND source IN ('followers', 'detail', 'absent'))
                         AS followers
                 FROM (
                     SELECT creator, MAX(counts_sales) AS sales, MAX(counts_followers) AS followers
                     FROM watches JOIN servers ON servers.id = watches.server AND servers.state <> 'left'
                     WHERE watches.region = $1 AND watches.state = 'active' GROUP BY creator) AS date_of) AS lacking
             CROSS JOIN creators ON creators.id = lacking.creator
             WHERE sales OR followers ORDER BY creators.id",
        )
        .bind(region.key())
        .bind(date.to_string())
        .fetch_all(&self.readers)
        .await?;
        let unobserved = |row: &SqliteRow| {
            Ok(Unobserved {
                user_id: known(row, "user_id", UserId::new)?,
                sales: row.try_get("sales")?,
                followers: row.try_get("followers")?,
            })
        };
        rows.iter().map(unobserved).collect()
    }

    /// Whether anybody's rank is watched in a region, by servers that aren't left.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn ranks_are_watched(&self, region: Region) -> Result<bool, StoreError> {
        let query = "SELECT EXISTS (SELECT 1 FROM watches JOIN servers ON servers.id = watches.server
             WHERE watches.region = $1 AND watches.state = 'active' AND counts_rank AND servers.state <> 'left')";
        Ok(sqlx::query_scalar(query).bind(region.key()).fetch_one(&self.readers).await?)
    }

    /// Creators who are watched in a region, of whom something is known on a date, at most so many: always the same
    /// ones.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn watched_creators(
        &self,
        region: Region,
        date: NaiveDate,
        most: u32,
    ) -> Result<Vec<UserId>, StoreError> {
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT user_id FROM (SELECT DISTINCT creator FROM watches WHERE region = $1 AND state = 'active') AS watched
             CROSS JOIN creators ON creators.id = watched.creator
             WHERE EXISTS (SELECT 1 FROM observations
                 WHERE creator = watched.creator AND date = $2 AND source <> 'absent')
             ORDER BY creators.id LIMIT $3",
        )
        .bind(region.key())
        .bind(date.to_string())
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        ids.iter().map(|id| UserId::new(id).ok_or_else(|| StoreError::corrupt("user_id", id))).collect()
    }

    /// Watches of a region, of servers that aren't left, that began before a date and weren't evaluated for it or a
    /// later one, of whose creators something is known on it; with `whole` all that they count, or it was asked for in
    /// vain. By creator, those behind the key `after`, at most so many.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn due_watches(
        &self,
        (region, date, whole): (Region, NaiveDate, bool),
        after: Option<(i64, WatchId)>,
        most: u32,
    ) -> Result<Vec<DueWatch>, StoreError> {
        let _timed = telemetry::database("due_watches");
        let (creator, id) = after.map_or((i64::MIN, i64::MIN), |(creator, id)| (creator, id.0));
        // One text for all: rows are handed over from thread to thread one by one, which would cost far more.
        let text: String = sqlx::query_scalar(
            "SELECT json_group_array(json_array(creator, spoken, json_array(id, server, number, user_id, handle, name,
                 creator_region, settings, log, evaluated, evaluated_at, log_before, created_by, created_at)))
             FROM (SELECT watches.*, user_id, handle, creators.name, creators.region AS creator_region,
                 COALESCE(servers.language, servers.locale) AS spoken
             FROM watches CROSS JOIN servers CROSS JOIN creators
             WHERE watches.region = $1 AND watches.state = 'active' AND (creator, watches.id) > ($3, $4)
               AND (evaluated IS NULL OR evaluated < $2)
               AND (NOT $6 OR NOT counts_sales OR EXISTS (SELECT 1 FROM observations WHERE creator = watches.creator
                   AND date = $2 AND source IN ('sales', 'detail', 'trend', 'absent')))
               AND EXISTS (SELECT 1 FROM observations WHERE creator = watches.creator AND date = $2)
               AND (NOT $6 OR NOT counts_followers OR EXISTS (SELECT 1 FROM observations WHERE creator = watches.creator
                   AND date = $2 AND source IN ('followers', 'detail', 'trend', 'absent')))
               AND servers.id = watches.server AND servers.state <> 'left'
               AND creators.id = watches.creator AND watches.log ->> '$.started' < $2
             ORDER BY creator, watches.id LIMIT $5) AS due",
        )
        .bind(region.key())
        .bind(date.to_string())
        .bind(creator)
        .bind(id)
        .bind(most)
        .bind(whole)
        .fetch_one(&self.readers)
        .await?;
        let told: Vec<(i64, String, Columns)> = meant("due", &text, |text| serde_json::from_str(text).ok())?;
        let (mut due, mut unreadable) = (Vec::with_capacity(told.len()), Vec::new());
        for (creator, spoken, columns) in told {
            let id = columns.id;
            match due_watch(creator, &spoken, columns) {
                Ok(watch) => due.push(watch),
                Err(error) => unreadable.push((id, error)),
            }
        }
        due.sort_by_key(|one| one.key);
        self.pass_over(&unreadable, date).await?;
        Ok(due)
    }

    /// Watches that can't be read have their date behind them: they would be read again and again.
    async fn pass_over(&self, unreadable: &[(i64, StoreError)], date: NaiveDate) -> Result<(), StoreError> {
        if unreadable.is_empty() {
            return Ok(());
        }
        for (id, error) in unreadable {
            tracing::error!(id, %error, "a watch can't be read, and says nothing");
        }
        let ids: Vec<_> = unreadable.iter().map(|(id, _)| id).collect();
        sqlx::query("UPDATE watches SET evaluated = $2, evaluated_at = 0 WHERE id IN (SELECT value FROM json_each($1))")
            .bind(json(&ids)?)
            .bind(date.to_string())
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

/// A watch with its place and language.
pub(super) fn read(row: &SqliteRow) -> Result<DueWatch, StoreError> {
    due_watch(row.try_get("creator")?, row.try_get("spoken")?, Columns::from_row(row)?)
}

fn due_watch(creator: i64, spoken: &str, columns: Columns) -> Result<DueWatch, StoreError> {
    let watch = columns.watch()?;
    let key = (creator, watch.id);
    Ok(DueWatch { watch, key, language: meant("spoken", spoken, Language::of_tag)? })
}
