//! Table `absences`: questions that the source is known to have had no rows for.

use super::{Store, StoreError, Writing, lists::Columns};
use crate::domain::ListKey;
use chrono::{DateTime, Utc};
use sqlx::Row as _;

/// Why there were no rows to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The source answered without rows.
    Empty,
    /// The source's rows answered another question: it ignored the filter.
    FilterIgnored,
}

impl Cause {
    const fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::FilterIgnored => "filter_ignored",
        }
    }
}

/// A question that had no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Why.
    pub cause: Cause,
    /// How many times in a row it was asked in vain.
    pub times: u32,
    /// When it was asked last.
    pub asked_at: DateTime<Utc>,
    /// Not to be asked again before this moment.
    pub next_ask_at: DateTime<Utc>,
}

impl Store {
    /// The absence known for a question; none once it has rows.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn absence(&self, key: &ListKey) -> Result<Option<Absence>, StoreError> {
        let columns = Columns::of(key);
        let row = sqlx::query(
            "SELECT cause, times, asked_at, next_ask_at FROM absences
             WHERE region = $1 AND period = $2 AND field = $3 AND category = $4 AND product = $5
               AND date = $6",
        )
        .bind(columns.region)
        .bind(columns.period)
        .bind(columns.field)
        .bind(columns.category)
        .bind(columns.product)
        .bind(columns.date)
        .fetch_optional(&self.readers)
        .await?;
        row.map(|row| {
            let cause: &str = row.try_get("cause")?;
            Ok(Absence {
                cause: [Cause::Empty, Cause::FilterIgnored]
                    .into_iter()
                    .find(|known| known.word() == cause)
                    .ok_or_else(|| StoreError::corrupt("cause", cause))?,
                times: row.try_get("times")?,
                asked_at: time("asked_at", row.try_get("asked_at")?)?,
                next_ask_at: time("next_ask_at", row.try_get("next_ask_at")?)?,
            })
        })
        .transpose()
    }

    /// Writes an absence down, in place of what was known.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn save_absence(&self, key: &ListKey, absence: Absence) -> Result<(), StoreError> {
        let columns = Columns::of(key);
        sqlx::query(
            "INSERT INTO absences (region, period, field, category, product, date, cause, times, asked_at,
                 next_ask_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (region, period, field, category, product, date) DO UPDATE SET
                 cause = excluded.cause, times = excluded.times, asked_at = excluded.asked_at,
                 next_ask_at = excluded.next_ask_at",
        )
        .bind(columns.region)
        .bind(columns.period)
        .bind(columns.field)
        .bind(columns.category)
        .bind(columns.product)
        .bind(columns.date)
        .bind(absence.cause.word())
        .bind(absence.times)
        .bind(absence.asked_at.timestamp())
        .bind(absence.next_ask_at.timestamp())
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}

/// Rows were seen: what was known of their absence is over.
pub(super) async fn forget(writing: &mut Writing, columns: &Columns<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM absences
         WHERE region = $1 AND period = $2 AND field = $3 AND category = $4 AND product = $5 AND date = $6",
    )
    .bind(columns.region)
    .bind(columns.period)
    .bind(columns.field)
    .bind(columns.category)
    .bind(columns.product)
    .bind(&columns.date)
    .execute(&mut **writing)
    .await?;
    Ok(())
}

/// The moment of epoch seconds.
pub(super) fn time(column: &'static str, seconds: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| StoreError::corrupt(column, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{at, list, store};

    #[tokio::test]
    async fn an_absence_is_known_until_rows_are_seen() {
        let (_folder, store) = store().await;
        let list = list("2026-11-22", &[9]);
        assert_eq!(store.absence(&list.key).await.unwrap(), None);
        let first = Absence { cause: Cause::Empty, times: 1, asked_at: at(0), next_ask_at: at(1800) };
        let again = Absence { cause: Cause::FilterIgnored, times: 2, asked_at: at(9), next_ask_at: at(3600) };
        for absence in [first, again] {
            store.save_absence(&list.key, absence).await.unwrap();
            assert_eq!(store.absence(&list.key).await.unwrap(), Some(absence));
        }
        assert_eq!(store.absence(&list.key.previous()).await.unwrap(), None);
        store.save_list(&list).await.unwrap();
        assert_eq!(store.absence(&list.key).await.unwrap(), None);
    }
}
