//! How observations come in.

use crate::{
    domain::{
        Creator, CreatorDetail, Field, List, Row, TrendDay, UserId,
        watch::{DetailReading, RankReading},
    },
    store::{Store, StoreError, Writing, creators, json},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::collections::HashSet;

/// A row to be written. Money in cents.
#[derive(Serialize)]
struct New<'a> {
    id: &'a str,
    date: NaiveDate,
    units: Option<i64>,
    gmv: Option<i64>,
    followers: Option<i64>,
    total_units: Option<i64>,
    total_gmv: Option<i64>,
    total_followers: Option<i64>,
    rank: Option<usize>,
}

impl Store {
    /// Notes what the source says of creators alone, as of the end of a data date, and who they are. The newest fetch
    /// of a date counts.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn note_details(
        &self,
        date: NaiveDate,
        details: &[CreatorDetail],
        fetched_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let seen: Vec<Creator> = details.iter().map(|detail| detail.creator.clone()).collect();
        let rows = details.iter().map(|detail| New {
            total_units: detail.units,
            total_gmv: detail.gmv.and_then(cents),
            total_followers: detail.followers,
            ..New::of(&detail.creator.user_id, date)
        });
        let rows: Vec<_> = rows.collect();
        let mut writing = self.writing().await?;
        creators::note(&mut writing, &seen, fetched_at).await?;
        write(&mut writing, ("detail", None), &rows, fetched_at).await?;
        writing.commit().await?;
        Ok(())
    }

    /// Notes days of a creator's history; the newest fetch of a date counts. Without effect on a creator who was never
    /// seen.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn note_trends(
        &self,
        user_id: &UserId,
        days: &[TrendDay],
        fetched_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let rows = days.iter().map(|day| New {
            units: day.units,
            gmv: day.gmv.and_then(cents),
            followers: day.followers,
            ..New::of(user_id, day.date)
        });
        let rows: Vec<_> = rows.collect();
        let mut writing = self.writing().await?;
        write(&mut writing, ("trend", None), &rows, fetched_at).await?;
        writing.commit().await?;
        Ok(())
    }

    /// Notes that the source was asked for creators on a data date and said nothing of them.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn note_absent(
        &self,
        date: NaiveDate,
        creators: &[UserId],
        fetched_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let rows: Vec<_> = creators.iter().map(|creator| New::of(creator, date)).collect();
        let mut writing = self.writing().await?;
        write(&mut writing, ("absent", None), &rows, fetched_at).await?;
        writing.commit().await?;
        Ok(())
    }
}

impl<'a> New<'a> {
    fn of(user_id: &'a UserId, date: NaiveDate) -> Self {
        Self {
            id: user_id.as_str(),
            date,
            units: None,
            gmv: None,
            followers: None,
            total_units: None,
            total_gmv: None,
            total_followers: None,
            rank: None,
        }
    }

    /// A row of a day's ranking.
    fn of_row(list: &List, row: &'a Row) -> Option<Self> {
        let reading = RankReading::of(list, row)?;
        let totals = DetailReading::of_row(list, row);
        let totals = totals.as_ref();
        Some(Self {
            units: reading.units(),
            gmv: reading.gmv().and_then(cents),
            followers: reading.followers(),
            total_units: totals.and_then(|totals| totals.units),
            total_gmv: totals.and_then(|totals| totals.gmv).and_then(cents),
            total_followers: totals.and_then(|totals| totals.followers),
            rank: Some(row.rank),
            ..Self::of(&row.user_id, reading.date)
        })
    }
}

/// Notes the creators of a list, and of a day's list their days. `old` are the rows that it had before: what only they
/// told can't be traced any more, and is forgotten.
pub(in crate::store) async fn note_list(
    writing: &mut Writing,
    id: i64,
    list: &List,
    old: &[Row],
) -> Result<(), StoreError> {
    let seen: Vec<Creator> = list.rows.iter().map(Creator::of_row).collect();
    creators::note(writing, &seen, list.fetched_at).await?;
    let rows: Vec<_> = list.rows.iter().filter_map(|row| New::of_row(list, row)).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let source = match list.key.scope().field {
        Field::Sales => "sales",
        Field::Followers => "followers",
    };
    forget(writing, (id, source), list, old).await?;
    write(writing, (source, Some((id, list.key.scope().is_filtered()))), &rows, list.fetched_at).await
}

async fn forget(
    writing: &mut Writing,
    (id, source): (i64, &str),
    list: &List,
    old: &[Row],
) -> Result<(), StoreError> {
    let listed: HashSet<_> = list.rows.iter().map(|row| &row.user_id).collect();
    let gone = old.iter().map(|row| &row.user_id).filter(|user_id| !listed.contains(user_id));
    let gone: Vec<_> = gone.map(UserId::as_str).collect();
    if gone.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "DELETE FROM observations
         WHERE creator IN (SELECT id FROM creators WHERE user_id IN (SELECT value FROM json_each($1)))
           AND date = $2 AND source = $3 AND list = $4",
    )
    .bind(json(&gone)?)
    .bind(list.key.date().first().to_string())
    .bind(source)
    .bind(id)
    .execute(&mut **writing)
    .await?;
    Ok(())
}

/// Writes rows of one source, with the list that they are of and whether it is filtered.
async fn write(
    writing: &mut Writing,
    (source, list): (&str, Option<(i64, bool)>),
    rows: &[New<'_>],
    fetched_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (list, filtered) = list.unzip();
    // Of a list of all the rank means something that it doesn't among some.
    sqlx::query(
        "INSERT INTO observations (creator, date, source, units, gmv, followers, total_units, total_gmv,
             total_followers, rank, list, fetched_at)
         SELECT creators.id, day.value ->> 'date', $2, day.value ->> 'units', day.value ->> 'gmv',
             day.value ->> 'followers', day.value ->> 'total_units', day.value ->> 'total_gmv',
             day.value ->> 'total_followers', day.value ->> 'rank', $3, $5
         FROM json_each($1) AS day CROSS JOIN creators ON creators.user_id = day.value ->> 'id' WHERE TRUE
         ON CONFLICT (creator, date, source) DO UPDATE SET
             units = excluded.units, gmv = excluded.gmv, followers = excluded.followers,
             total_units = excluded.total_units, total_gmv = excluded.total_gmv,
             total_followers = excluded.total_followers, rank = excluded.rank, list = excluded.list,
             fetched_at = excluded.fetched_at
         WHERE CASE COALESCE((SELECT category <> '' OR product <> '' FROM lists WHERE id = observations.list), FALSE)
             WHEN $4 THEN excluded.fetched_at >= observations.fetched_at
             ELSE NOT $4 END",
    )
    .bind(json(&rows)?)
    .bind(source)
    .bind(list)
    .bind(filtered.unwrap_or(false))
    .bind(fetched_at.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}

/// Money in cents, to the nearest; none where it isn't a number.
fn cents(dollars: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
    let cents = (dollars * 100.0).round() as i64;
    dollars.is_finite().then_some(cents)
}
