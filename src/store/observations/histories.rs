//! What is known of creators' days, many creators at once: one text a creator, for a row a day would cost far more.

use crate::{
    domain::{
        CreatorCategory, DataDate, Depth, Order, Period, ProductCategory, Question, Region, UserId,
        watch::{DetailReading, RankReading, StoredRank, TrendReading},
    },
    store::{
        Store, StoreError,
        columns::{filter, known},
        json,
    },
    telemetry,
};
use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Deserializer, de::Error as _};
use sqlx::{Row as _, sqlite::SqliteRow};
use std::collections::{HashMap, HashSet};

/// What is known of a creator's days, the oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The creator.
    pub user_id: UserId,
    /// Rows of rankings.
    pub rankings: Vec<RankReading>,
    /// Totals, of details and of rankings.
    pub details: Vec<DetailReading>,
    /// Rows of trends.
    pub trends: Vec<TrendReading>,
}

/// A row as its text has it: date, source; units, GMV and followers of the day, then in total, GMV in cents; rank, list,
/// and when it was fetched.
#[derive(Deserialize)]
struct Told(
    #[serde(deserialize_with = "date")] NaiveDate,
    Source,
    Count,
    Count,
    Count,
    Count,
    Count,
    Count,
    Option<usize>,
    Count,
    i64,
);

type Count = Option<i64>;

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Source {
    Sales,
    Followers,
    Detail,
    Trend,
}

impl Store {
    /// What is known of creators on the dates from `since` to `until`, both included, in the order in which they are
    /// asked; without those who were never seen. Meant for some hundred creators a call.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn histories(
        &self,
        creators: &[UserId],
        since: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<History>, StoreError> {
        let _timed = telemetry::database("read_histories");
        let mut reading = self.readers.begin().await?;
        let rows = sqlx::query(
            "SELECT user_id, (
                 SELECT json_group_array(json_array(date, source, units, gmv, followers, total_units, total_gmv,
                     total_followers, rank, list, fetched_at))
                 FROM observations WHERE creator = creators.id AND date >= $2 AND date <= $3
                     AND source <> 'absent') AS days
             FROM json_each($1) AS asked CROSS JOIN creators ON user_id = asked.value",
        )
        .bind(json(&creators)?)
        .bind(since.to_string())
        .bind(until.to_string())
        .fetch_all(&mut *reading)
        .await?;
        let mut told = Vec::with_capacity(rows.len());
        for row in &rows {
            let days = known(row, "days", |text| serde_json::from_str::<Vec<Told>>(text).ok());
            told.extend(readable(days.and_then(|days| Ok((known(row, "user_id", UserId::new)?, days)))));
        }
        let lists: HashSet<i64> = told.iter().flat_map(|(_, days)| days).filter_map(|day| day.9).collect();
        let rows = sqlx::query(
            "SELECT lists.id, region, category, product FROM json_each($1) AS asked
             CROSS JOIN lists ON lists.id = asked.value",
        )
        .bind(json(&lists)?)
        .fetch_all(&mut *reading)
        .await?;
        let questions = rows.iter().map(question).collect::<Result<HashMap<_, _>, _>>()?;
        let histories = told.into_iter().map(|(user_id, days)| history(user_id, &days, &questions));
        Ok(histories.filter_map(readable).collect())
    }
}

/// What can't be read keeps nobody else from being looked at.
fn readable<T>(read: Result<T, StoreError>) -> Option<T> {
    read.inspect_err(|error| tracing::error!(%error, "a creator's days can't be read")).ok()
}

fn history(
    user_id: UserId,
    days: &[Told],
    questions: &HashMap<i64, Question>,
) -> Result<History, StoreError> {
    let mut history = History {
        user_id,
        rankings: Vec::with_capacity(days.len()),
        details: Vec::with_capacity(days.len()),
        trends: Vec::new(),
    };
    for day in days {
        let Told(date, source, units, gmv, followers, _, _, _, rank, list, fetched_at) = *day;
        let (user_id, gmv) = (|| history.user_id.clone(), gmv.map(dollars));
        let fetched_at = DateTime::from_timestamp(fetched_at, 0)
            .ok_or_else(|| StoreError::corrupt("fetched_at", fetched_at))?;
        let order = match source {
            Source::Sales => Some(Order::Sales),
            Source::Followers => Some(Order::Followers),
            Source::Detail | Source::Trend => None,
        };
        if let (Some(order), Some(rank), Some(list)) = (order, rank, list) {
            let listed = questions.get(&list).ok_or_else(|| StoreError::corrupt("list", list))?;
            let (date, depth) = (DataDate::new(Period::Day, date).ok(), shown(rank));
            let question = Question { order, date, depth, ..*listed };
            let stored = StoredRank { user_id: user_id(), question, rank, fetched_at, units, gmv, followers };
            history.rankings.extend(RankReading::stored(stored));
        }
        if matches!(source, Source::Trend) {
            history.trends.push(TrendReading { user_id: user_id(), date, fetched_at, units, followers, gmv });
        }
        let Told(.., units, gmv, followers, _, _, _) = *day;
        if matches!(source, Source::Detail) || (units, gmv, followers) != (None, None, None) {
            let gmv = gmv.map(dollars);
            history.details.push(DetailReading {
                user_id: user_id(),
                date,
                fetched_at,
                units,
                followers,
                gmv,
            });
        }
    }
    Ok(history)
}

/// A date of this very form. There are hundreds of thousands, and chrono reads any form, much more slowly.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = <&str>::deserialize(deserializer)?;
    let number = |range| text.get(range).and_then(|digits: &str| digits.parse().ok());
    let date = number(0..4)
        .zip(number(5..7))
        .zip(number(8..10))
        .and_then(|((year, month), day)| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day));
    date.ok_or_else(|| D::Error::custom("no date"))
}

/// What a list answers, but for its order and date.
fn question(row: &SqliteRow) -> Result<(i64, Question), StoreError> {
    let question = Question {
        region: known(row, "region", Region::of_key)?,
        order: Order::Sales,
        period: Period::Day,
        date: None,
        category: filter(row, "category", CreatorCategory::of_key)?,
        product: filter(row, "product", ProductCategory::of_key)?,
        depth: Depth::MOST,
    };
    Ok((row.try_get("id")?, question))
}

/// How much of a list shows a rank.
fn shown(rank: usize) -> Depth {
    let rows = i64::try_from(rank).ok().map(|rank| rank.max(10));
    rows.and_then(Depth::new).unwrap_or(Depth::MOST)
}

fn dollars(cents: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "cents stay far below 2^53")]
    let cents = cents as f64;
    cents / 100.0
}
