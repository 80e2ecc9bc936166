//! Table `alerts`: what watches said.

use super::{
    Store, StoreError, Writing,
    columns::{known, moment},
    json,
};
use crate::domain::watch::{Alert, Rule, WatchId};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};
use std::collections::BTreeMap;

impl Store {
    /// The last alert of a watch, and when it was said.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_alert(&self, watch: WatchId) -> Result<Option<(Alert, DateTime<Utc>)>, StoreError> {
        let row = sqlx::query(
            "SELECT at, data FROM alerts WHERE watch = $1 ORDER BY at DESC, date DESC, rule LIMIT 1",
        )
        .bind(watch.0)
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(read).transpose()
    }

    /// The alert of a watch's rule about a data date, and when it was said.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn alert(
        &self,
        watch: WatchId,
        rule: &Rule,
        date: NaiveDate,
    ) -> Result<Option<(Alert, DateTime<Utc>)>, StoreError> {
        let row = sqlx::query("SELECT at, data FROM alerts WHERE watch = $1 AND rule = $2 AND date = $3")
            .bind(watch.0)
            .bind(rule.word())
            .bind(date.to_string())
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// The last alert of each watch of a server, and when it was said; without those that can't be read.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_alerts(
        &self,
        server: u64,
    ) -> Result<BTreeMap<WatchId, (Alert, DateTime<Utc>)>, StoreError> {
        let rows = sqlx::query(
            "SELECT watch, at, data FROM alerts WHERE (watch, rule, date) IN (
                 SELECT watch, rule, date FROM (
                     SELECT watch, rule, date,
                         ROW_NUMBER() OVER (PARTITION BY watch ORDER BY at DESC, date DESC, rule) AS nth
                     FROM watches CROSS JOIN alerts ON alerts.watch = watches.id
                     WHERE server = $1 AND state = 'active') AS numbered
                 WHERE nth = 1)",
        )
        .bind(server.cast_signed())
        .fetch_all(&self.readers)
        .await?;
        let mut last = BTreeMap::new();
        for row in &rows {
            let watch = WatchId(row.try_get("watch")?);
            match read(row) {
                Ok(alert) => {
                    last.insert(watch, alert);
                }
                Err(error) => tracing::error!(watch = watch.0, %error, "an alert can't be read"),
            }
        }
        Ok(last)
    }

    /// How many alerts about a data date were said in a channel.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn folded_before(&self, channel: u64, date: NaiveDate) -> Result<u32, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT COUNT(*) FROM watches CROSS JOIN alerts
             WHERE watches.channel = $1 AND alerts.date = $2 AND alerts.watch = watches.id",
        )
        .bind(channel.cast_signed())
        .bind(date.to_string())
        .fetch_one(&self.readers)
        .await?)
    }

    /// Forgets alerts that were said before a moment. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_alerts(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let purged = sqlx::query("DELETE FROM alerts WHERE at < $1")
            .bind(before.timestamp())
            .execute(&self.writer)
            .await?;
        Ok(purged.rows_affected())
    }
}

/// Writes down what watches said; what a rule said of a date already stays.
pub(super) async fn insert(
    writing: &mut Writing,
    alerts: &[Alert],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(alerts.len());
    for alert in alerts {
        rows.push((alert.watch.0, alert.rule().word(), alert.finding.date(), json(alert)?));
    }
    sqlx::query(
        "INSERT INTO alerts (watch, rule, date, at, data)
         SELECT alert.value ->> 0, alert.value ->> 1, alert.value ->> 2, $2, alert.value ->> 3
         FROM json_each($1) AS alert WHERE TRUE
         ON CONFLICT (watch, rule, date) DO NOTHING",
    )
    .bind(json(&rows)?)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<(Alert, DateTime<Utc>), StoreError> {
    Ok((known(row, "data", |text| serde_json::from_str(text).ok())?, moment(row, "at")?))
}

#[cfg(test)]
mod tests;
