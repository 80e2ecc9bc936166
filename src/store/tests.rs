//! What the tests of all tables share: a store in a real file, and made-up rows.

use super::{Store, StoreError};
use crate::domain::{
    Counters, DataDate, Field, List, ListKey, Period, ProductPath, Region, Row, SalesFlag, Scope, UserId,
};
use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;

pub(super) async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("data/rankwatch.db")).await.unwrap();
    store.migrate().await.unwrap();
    (folder, store)
}

impl Store {
    /// The credits of the ledger by the word of their state, the oldest first.
    pub(crate) async fn ledger(&self) -> Vec<String> {
        let query = sqlx::query_scalar("SELECT state FROM credits ORDER BY id");
        query.fetch_all(&self.readers).await.unwrap()
    }

    /// Breaks the store: no rows of lists can be written or read from now on.
    pub(crate) async fn lose_rows(&self) {
        sqlx::query("DROP TABLE list_rows").execute(&self.writer).await.unwrap();
    }
}

/// So many seconds after noon of 2026-11-23.
pub(super) fn at(seconds: i64) -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(seconds)
}

pub(super) fn scope() -> Scope {
    Scope {
        region: Region::parse("US").unwrap(),
        period: Period::Day,
        field: Field::Sales,
        category: None,
        product: None,
    }
}

pub(super) fn day(text: &str) -> DataDate {
    DataDate::new(Period::Day, text.parse().unwrap()).unwrap()
}

pub(super) fn row(id: usize, units: i64) -> Row {
    Row {
        rank: id,
        user_id: UserId::new(&id.to_string()).unwrap(),
        unique_id: Some(format!("creator.{id}")),
        nick_name: Some("ﾌひ @everyone \u{202e}".to_owned()),
        avatar: None,
        region: Some("US".to_owned()),
        category: Some("Beauty".to_owned()),
        ec_score: Some(7.33),
        sales_flag: Some(SalesFlag::Showcase),
        most_categories: [Some("601450".to_owned()), None, Some("603014".to_owned())],
        product_categories: [
            ProductPath { levels: ["601450".into(), "849672".into(), "601690".into()] },
            ProductPath { levels: ["601739".into(), "909064".into(), "601925".into()] },
        ]
        .into(),
        period: Counters {
            units: Some(units),
            gmv: Some(73446.17),
            followers: Some(0),
            ..Counters::default()
        },
        lifetime: Counters { followers: Some(46652), lives: Some(-1), ..Counters::default() },
    }
}

pub(super) fn list(date: &str, units: &[i64]) -> List {
    List {
        key: ListKey::new(scope(), day(date)),
        rows: units.iter().zip(1..).map(|(&units, id)| row(id, units)).collect(),
        pages: units.len().div_ceil(10),
        ended: !units.len().is_multiple_of(10),
        first_seen_at: at(0),
        fetched_at: at(0),
        provisional: true,
        revised: false,
    }
}

#[tokio::test]
async fn a_database_newer_than_the_binary_is_refused() {
    let (folder, store) = store().await;
    assert_eq!(store.pending_migrations().await.unwrap(), 0);
    sqlx::query("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 2")
        .execute(&store.writer)
        .await
        .unwrap();
    store.close().await;
    let refused = Store::open(&folder.path().join("data/rankwatch.db")).await.unwrap_err();
    assert!(matches!(refused, StoreError::Newer { database: 9999, .. }), "{refused}");
    assert!(refused.to_string().contains("newer binary"), "{refused}");
}

#[tokio::test]
async fn the_writer_survives_a_loss_of_power_and_readers_do_not_write() {
    let (_folder, store) = store().await;
    let pragma = async |text| sqlx::query_scalar::<_, i64>(text).fetch_one(&store.writer).await.unwrap();
    assert_eq!(pragma("PRAGMA synchronous").await, 2, "FULL");
    assert_eq!(pragma("PRAGMA foreign_keys").await, 1);
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&store.writer).await.unwrap();
    assert_eq!(mode, "wal");
    sqlx::query("DELETE FROM lists").execute(&store.readers).await.unwrap_err();
}
