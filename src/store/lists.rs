//! Table `lists`: what the source answered to one question for one data date.

use super::{Store, StoreError, absences, absences::time, columns, list_rows, observations};
use crate::{
    domain::{DataDate, List, ListKey, Scope},
    telemetry,
};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Executor, Row as _, Sqlite, sqlite::SqliteRow};

/// A question as columns; '' stands for a filter that isn't set, for NULLs are never equal in a key.
pub(super) struct Columns<'a> {
    pub(super) region: &'a str,
    pub(super) period: &'a str,
    pub(super) field: u8,
    pub(super) category: &'a str,
    pub(super) product: &'a str,
    pub(super) date: String,
}

impl Columns<'_> {
    pub(super) fn of(key: &ListKey) -> Self {
        let scope = key.scope();
        Self {
            region: scope.region.key(),
            period: scope.period.word(),
            field: scope.field.number(),
            category: scope.category.map_or("", |category| category.key()),
            product: scope.product.map_or("", |product| product.key()),
            date: key.date().first().to_string(),
        }
    }
}

impl Store {
    /// The list that is stored for a question.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn list(&self, key: &ListKey) -> Result<Option<List>, StoreError> {
        let _timed = telemetry::database("read_lists");
        // One transaction, so that a list and its rows are of one moment.
        let mut reading = self.readers.begin().await?;
        let Some((id, list)) = head(&mut *reading, key).await? else { return Ok(None) };
        let rows = list_rows::load(&mut *reading, id).await?;
        Ok(Some(List { rows, ..list }))
    }

    /// Saves a list in the place of what was stored for its question, and answers what is stored now.
    ///
    /// The moment of the first sight stays. The list is marked as revised for good once rows that were stored
    /// before come back with other creators, ranks or numbers; rows that are added below leave it as it is. Its creators
    /// are noted, and of a day's list what it says of their day.
    ///
    /// # Errors
    /// [`StoreError::EmptyList`] for a list without rows, else when the database can't be written.
    pub async fn save_list(&self, list: &List) -> Result<List, StoreError> {
        let _timed = telemetry::database("save_list");
        if list.rows.is_empty() {
            return Err(StoreError::EmptyList);
        }
        let mut writing = self.writing().await?;
        let mut list = list.clone();
        let mut replaced = Vec::new();
        if let Some((id, old)) = head(&mut *writing, &list.key).await? {
            let old = List { rows: list_rows::load(&mut *writing, id).await?, ..old };
            list.first_seen_at = old.first_seen_at;
            list.revised |= old.revised || list.differs(&old);
            replaced = old.rows;
        }
        let columns = Columns::of(&list.key);
        let id = sqlx::query_scalar(
            "INSERT INTO lists (region, period, field, category, product, date, pages, ended, provisional,
                 revised, first_seen_at, fetched_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (region, period, field, category, product, date) DO UPDATE SET
                 pages = excluded.pages, ended = excluded.ended, provisional = excluded.provisional,
                 revised = excluded.revised, fetched_at = excluded.fetched_at
             RETURNING id",
        )
        .bind(columns.region)
        .bind(columns.period)
        .bind(columns.field)
        .bind(columns.category)
        .bind(columns.product)
        .bind(&columns.date)
        .bind(i64::try_from(list.pages).unwrap_or(i64::MAX))
        .bind(list.ended)
        .bind(list.provisional)
        .bind(list.revised)
        .bind(list.first_seen_at.timestamp())
        .bind(list.fetched_at.timestamp())
        .fetch_one(&mut *writing)
        .await?;
        list_rows::replace(&mut writing, id, &list.rows).await?;
        observations::note_list(&mut writing, id, &list, &replaced).await?;
        absences::forget(&mut writing, &columns).await?;
        writing.commit().await?;
        Ok(list)
    }

    /// The newest data date on or before `until` that has rows stored for a question.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn newest_date(&self, scope: Scope, until: DataDate) -> Result<Option<DataDate>, StoreError> {
        let columns = Columns::of(&ListKey::new(scope, until));
        let newest: Option<String> = sqlx::query_scalar(
            "SELECT MAX(date) FROM lists
             WHERE region = $1 AND period = $2 AND field = $3 AND category = $4 AND product = $5
               AND date <= $6",
        )
        .bind(columns.region)
        .bind(columns.period)
        .bind(columns.field)
        .bind(columns.category)
        .bind(columns.product)
        .bind(columns.date)
        .fetch_one(&self.readers)
        .await?;
        newest
            .map(|text| {
                let first: NaiveDate = text.parse().map_err(|_| StoreError::corrupt("date", &text))?;
                Ok(DataDate::containing(until.period(), first))
            })
            .transpose()
    }

    /// The lists of a question that are stored for dates before `date`, the newest first, at most `periods` back.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn lists_before(&self, key: &ListKey, periods: usize) -> Result<Vec<List>, StoreError> {
        let _timed = telemetry::database("read_lists");
        let columns = Columns::of(key);
        let earliest = std::iter::successors(Some(key.date()), |date| Some(date.previous())).nth(periods);
        let earliest = earliest.unwrap_or_else(|| key.date()).first().to_string();
        let mut reading = self.readers.begin().await?;
        let rows = sqlx::query(
            "SELECT id, date, pages, ended, provisional, revised, first_seen_at, fetched_at FROM lists
             WHERE region = $1 AND period = $2 AND field = $3 AND category = $4 AND product = $5
               AND date < $6 AND date >= $7
             ORDER BY date DESC",
        )
        .bind(columns.region)
        .bind(columns.period)
        .bind(columns.field)
        .bind(columns.category)
        .bind(columns.product)
        .bind(columns.date)
        .bind(earliest)
        .fetch_all(&mut *reading)
        .await?;
        let mut lists = Vec::with_capacity(rows.len());
        for row in rows {
            let first = columns::date(&row, "date")?;
            let key = ListKey::new(key.scope(), DataDate::containing(key.date().period(), first));
            let rows = list_rows::load(&mut *reading, row.try_get("id")?).await?;
            lists.push(List { rows, ..bare(&row, key)? });
        }
        Ok(lists)
    }

    /// When rows of the same market, period, field and date were first seen, whatever the filter.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn first_sight(&self, key: &ListKey) -> Result<Option<DateTime<Utc>>, StoreError> {
        let columns = Columns::of(key);
        let first: Option<i64> = sqlx::query_scalar(
            "SELECT MIN(first_seen_at) FROM lists
             WHERE region = $1 AND period = $2 AND field = $3 AND date = $4",
        )
        .bind(columns.region)
        .bind(columns.period)
        .bind(columns.field)
        .bind(columns.date)
        .fetch_one(&self.readers)
        .await?;
        first.map(|seconds| time("first_seen_at", seconds)).transpose()
    }
}

/// A list's id and the list without its rows.
async fn head(
    connection: impl Executor<'_, Database = Sqlite>,
    key: &ListKey,
) -> Result<Option<(i64, List)>, StoreError> {
    let columns = Columns::of(key);
    let row = sqlx::query(
        "SELECT id, pages, ended, provisional, revised, first_seen_at, fetched_at FROM lists
         WHERE region = $1 AND period = $2 AND field = $3 AND category = $4 AND product = $5 AND date = $6",
    )
    .bind(columns.region)
    .bind(columns.period)
    .bind(columns.field)
    .bind(columns.category)
    .bind(columns.product)
    .bind(columns.date)
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok((row.try_get("id")?, bare(&row, *key)?))).transpose()
}

/// A list without its rows.
fn bare(row: &SqliteRow, key: ListKey) -> Result<List, StoreError> {
    let pages: i64 = row.try_get("pages")?;
    Ok(List {
        key,
        rows: Vec::new(),
        pages: usize::try_from(pages).map_err(|_| StoreError::corrupt("pages", pages))?,
        ended: row.try_get("ended")?,
        first_seen_at: time("first_seen_at", row.try_get("first_seen_at")?)?,
        fetched_at: time("fetched_at", row.try_get("fetched_at")?)?,
        provisional: row.try_get("provisional")?,
        revised: row.try_get("revised")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{CreatorCategory, Field, ProductCategory},
        store::tests::{at, day, list, row, scope, store},
    };

    #[tokio::test]
    async fn a_list_comes_back_as_it_was_saved() {
        let (_folder, store) = store().await;
        let list = list("2026-11-22", &[9, 8, 7]);
        assert_eq!(store.list(&list.key).await.unwrap(), None);
        assert_eq!(store.save_list(&list).await.unwrap(), list);
        assert_eq!(store.list(&list.key).await.unwrap(), Some(list));
    }

    #[tokio::test]
    async fn each_filter_names_a_list_of_its_own() {
        let (_folder, store) = store().await;
        let plain = list("2026-11-22", &[9]);
        store.save_list(&plain).await.unwrap();
        let category = Some(CreatorCategory::parse("Beauty").unwrap());
        let product = Some(ProductCategory::parse("601450").unwrap());
        for scope in [Scope { category, ..scope() }, Scope { product, ..scope() }] {
            let key = ListKey::new(scope, plain.key.date());
            assert_eq!(store.list(&key).await.unwrap(), None);
            store.save_list(&List { key, ..plain.clone() }).await.unwrap();
            assert_eq!(store.list(&key).await.unwrap().unwrap().key, key);
        }
    }

    #[tokio::test]
    async fn an_empty_list_never_overwrites() {
        let (_folder, store) = store().await;
        let list = list("2026-11-22", &[9, 8]);
        store.save_list(&list).await.unwrap();
        let empty = List { rows: Vec::new(), ..list.clone() };
        assert!(matches!(store.save_list(&empty).await, Err(StoreError::EmptyList)));
        assert_eq!(store.list(&list.key).await.unwrap(), Some(list));
    }

    #[tokio::test]
    async fn the_first_sight_stays_and_added_rows_are_no_revision() {
        let (_folder, store) = store().await;
        let mut list = list("2026-11-22", &[9; 10]);
        store.save_list(&list).await.unwrap();
        list.rows.extend((11..=20).map(|id| row(id, 1)));
        list.pages = 2;
        list.first_seen_at = at(60);
        list.fetched_at = at(60);
        let saved = store.save_list(&list).await.unwrap();
        assert_eq!((saved.first_seen_at, saved.fetched_at, saved.revised), (at(0), at(60), false));
        assert_eq!(store.list(&list.key).await.unwrap(), Some(saved));
    }

    #[tokio::test]
    async fn other_numbers_ranks_or_a_list_that_goes_on_are_a_revision_for_good() {
        let (_folder, store) = store().await;
        let first = list("2026-11-20", &[9, 8, 7]);
        let mut numbers = first.clone();
        numbers.rows[1].period.units = Some(6);
        let mut ranks = first.clone();
        ranks.rows.swap(0, 1);
        ranks.rows.iter_mut().zip(1..).for_each(|(row, rank)| row.rank = rank);
        for (number, changed) in [numbers, ranks, list("2026-11-20", &[9, 8, 7, 1])].into_iter().enumerate() {
            let date = day(&format!("2026-11-1{number}"));
            let key = ListKey::new(scope(), date);
            store.save_list(&List { key, ..first.clone() }).await.unwrap();
            let changed = List { key, ..changed };
            assert!(store.save_list(&changed).await.unwrap().revised);
            assert!(store.save_list(&changed).await.unwrap().revised, "it stays revised");
        }
        let mut handle = first.clone();
        handle.rows[0].unique_id = Some("renamed".to_owned());
        store.save_list(&first).await.unwrap();
        assert!(!store.save_list(&handle).await.unwrap().revised, "a new handle is no revision");
    }

    #[tokio::test]
    async fn the_newest_date_on_or_before_a_day_is_found() {
        let (_folder, store) = store().await;
        for date in ["2026-11-09", "2026-11-20"] {
            store.save_list(&list(date, &[9])).await.unwrap();
        }
        let newest = async |until| store.newest_date(scope(), day(until)).await.unwrap();
        assert_eq!(newest("2026-11-22").await, Some(day("2026-11-20")));
        assert_eq!(newest("2026-11-20").await, Some(day("2026-11-20")));
        assert_eq!(newest("2026-11-19").await, Some(day("2026-11-09")));
        assert_eq!(newest("2026-11-08").await, None);
    }

    #[tokio::test]
    async fn rows_under_any_filter_show_that_a_date_is_out() {
        let (_folder, store) = store().await;
        let plain = list("2026-11-22", &[9]);
        let product = Some(ProductCategory::parse("601450").unwrap());
        let filtered = |scope| ListKey::new(Scope { product, ..scope }, plain.key.date());
        assert_eq!(store.first_sight(&filtered(scope())).await.unwrap(), None);
        store.save_list(&List { first_seen_at: at(60), ..plain.clone() }).await.unwrap();
        let category = Some(CreatorCategory::parse("Beauty").unwrap());
        let key = ListKey::new(Scope { category, ..scope() }, plain.key.date());
        store.save_list(&List { key, first_seen_at: at(30), ..plain.clone() }).await.unwrap();
        assert_eq!(store.first_sight(&filtered(scope())).await.unwrap(), Some(at(30)));
        assert_eq!(store.first_sight(&filtered(scope()).previous()).await.unwrap(), None);
        let followers = Scope { field: Field::Followers, ..scope() };
        assert_eq!(store.first_sight(&filtered(followers)).await.unwrap(), None);
    }

    #[tokio::test]
    async fn ranks_are_kept_with_their_gaps() {
        let (_folder, store) = store().await;
        let mut list = list("2026-11-22", &[9; 10]);
        list.rows.retain(|row| row.rank != 4);
        store.save_list(&list).await.unwrap();
        assert_eq!(store.list(&list.key).await.unwrap(), Some(list));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn two_stores_that_compete_both_save() {
        let (folder, one) = store().await;
        let two = Store::open(&folder.path().join("data/rankwatch.db")).await.unwrap();
        let save = async |store: &Store| {
            for units in 1..=30 {
                store.save_list(&list("2026-11-22", &[units; 20])).await.unwrap();
                let read = store.list(&list("2026-11-22", &[0]).key).await.unwrap().unwrap();
                assert_eq!(read.rows.len(), 20, "never half a list");
            }
        };
        tokio::join!(save(&one), save(&two));
    }
}
