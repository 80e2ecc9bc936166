//! Sums of the ledger: what was spent by day, for what, on whose allowance. What is set aside counts as spent.

use crate::{
    domain::Purpose,
    store::{Store, StoreError, columns::snowflake},
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

/// Credits of a UTC day for one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpentOn {
    /// The day.
    pub day: NaiveDate,
    /// What for.
    pub purpose: Purpose,
    /// How many.
    pub credits: u32,
}

/// Credits on the allowance of one server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpentBy {
    /// Discord's id of the server.
    pub server: u64,
    /// Its name as last heard; none of one that is forgotten.
    pub name: Option<String>,
    /// How many.
    pub credits: u32,
}

impl Store {
    /// What was spent from a UTC day on, by day and purpose; days without spending are left out.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn spent_since(&self, from: NaiveDate) -> Result<Vec<SpentOn>, StoreError> {
        let rows = sqlx::query(
            "SELECT at / 86400 * 86400 AS day, purpose, COUNT(*) AS credits FROM credits
             WHERE at >= $1 AND state <> 'released' GROUP BY 1, 2 ORDER BY 1, 2",
        )
        .bind(midnight(from))
        .fetch_all(&self.readers)
        .await?;
        let spent = |row: &SqliteRow| {
            let purpose: &str = row.try_get("purpose")?;
            Ok(SpentOn {
                day: moment(row.try_get("day")?)?.date_naive(),
                purpose: Purpose::of_word(purpose).ok_or_else(|| StoreError::corrupt("purpose", purpose))?,
                credits: row.try_get("credits")?,
            })
        };
        rows.iter().map(spent).collect()
    }

    /// The servers that spent the most from a UTC day on, at most so many, the largest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn spent_by_servers(&self, from: NaiveDate, most: u32) -> Result<Vec<SpentBy>, StoreError> {
        let rows = sqlx::query(
            "SELECT credits.server, servers.name, COUNT(*) AS credits
             FROM credits LEFT JOIN servers ON servers.id = credits.server
             WHERE credits.at >= $1 AND credits.state <> 'released' AND credits.server IS NOT NULL
             GROUP BY credits.server ORDER BY 3 DESC, 1 LIMIT $2",
        )
        .bind(midnight(from))
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        let spent = |row: &SqliteRow| {
            let (name, credits) = (row.try_get("name")?, row.try_get("credits")?);
            Ok(SpentBy { server: snowflake(row, "server")?, name, credits })
        };
        rows.iter().map(spent).collect()
    }

    /// When the ledger's first and its last line were written; none where it is empty.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn ledger_span(&self) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>, StoreError> {
        let row = sqlx::query("SELECT MIN(at) AS first, MAX(at) AS last FROM credits")
            .fetch_one(&self.readers)
            .await?;
        let (first, last): (Option<i64>, Option<i64>) = (row.try_get("first")?, row.try_get("last")?);
        first.zip(last).map(|(first, last)| Ok((moment(first)?, moment(last)?))).transpose()
    }

    /// How many credits were set aside since the line that was the newest at some time; see [`Store::newest_credit`].
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn credits_after(&self, line: i64) -> Result<u64, StoreError> {
        let count = sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM credits WHERE id > $1");
        Ok(count.bind(line).fetch_one(&self.readers).await?.unsigned_abs())
    }

    /// The number of the ledger's newest line; 0 where it is empty.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn newest_credit(&self) -> Result<i64, StoreError> {
        let newest = "SELECT COALESCE(MAX(id), 0) FROM credits";
        Ok(sqlx::query_scalar(newest).fetch_one(&self.readers).await?)
    }
}

fn midnight(day: NaiveDate) -> i64 {
    day.and_time(NaiveTime::MIN).and_utc().timestamp()
}

fn moment(seconds: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| StoreError::corrupt("at", seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Limits, Payer},
        store::{
            Reserve, Reserved, Settled,
            tests::{SERVER, served},
        },
    };

    async fn spend(store: &Store, at: &str, purpose: Purpose, server: Option<u64>, settled: Settled) {
        let payer = Payer { person: None, server };
        let reserve = Reserve { purpose, payer, request: "US day" };
        let reserved = store.reserve(reserve, &Limits::default(), at.parse().unwrap()).await.unwrap();
        let Reserved::Yes(id) = reserved else { panic!("no limits") };
        store.settle(id, settled).await.unwrap();
    }

    #[tokio::test]
    async fn days_purposes_and_servers_are_summed_without_what_was_released() {
        let (_folder, store) = served().await;
        assert_eq!(store.ledger_span().await.unwrap(), None);
        let other = SERVER + 1;
        for (at, purpose, server, settled) in [
            ("2026-11-21T23:59:59Z", Purpose::Ask, Some(SERVER), Settled::Spent),
            ("2026-11-22T00:00:00Z", Purpose::Ask, Some(SERVER), Settled::Spent),
            ("2026-11-22T23:59:59Z", Purpose::Ask, Some(other), Settled::Spent),
            ("2026-11-22T12:00:00Z", Purpose::Board, None, Settled::Spent),
            ("2026-11-22T12:00:00Z", Purpose::Board, None, Settled::Released),
            ("2026-11-24T12:00:00Z", Purpose::Ask, Some(other), Settled::Spent),
        ] {
            spend(&store, at, purpose, server, settled).await;
        }
        let from = "2026-11-22".parse().unwrap();
        let on = |day: &str, purpose, credits| SpentOn { day: day.parse().unwrap(), purpose, credits };
        let expected = [
            on("2026-11-22", Purpose::Ask, 2),
            on("2026-11-22", Purpose::Board, 1),
            on("2026-11-24", Purpose::Ask, 1),
        ];
        assert_eq!(store.spent_since(from).await.unwrap(), expected);
        let by =
            |server, name: Option<&str>, credits| SpentBy { server, name: name.map(str::to_owned), credits };
        let expected = [by(other, None, 2), by(SERVER, Some("Creators' Circle"), 1)];
        assert_eq!(store.spent_by_servers(from, 5).await.unwrap(), expected);
        assert_eq!(store.spent_by_servers(from, 1).await.unwrap(), expected[..1]);
        let (first, last) = store.ledger_span().await.unwrap().unwrap();
        assert_eq!(
            (first.to_rfc3339(), last.to_rfc3339()),
            ("2026-11-21T23:59:59+00:00".into(), "2026-11-24T12:00:00+00:00".into())
        );
        assert_eq!(store.newest_credit().await.unwrap(), 6);
        assert_eq!(store.credits_after(4).await.unwrap(), 2);
    }
}
