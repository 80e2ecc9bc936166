//! A database that is there already keeps what it has.

use super::{at, day, list, scope};
use crate::{
    domain::{
        CreatorCategory, DataDate, Field, Handle, List, ListKey, Period, Scope, Target, UserId,
        watch::{DetailReading, RankReading},
    },
    store::{History, NewPost, Store, list_rows, lists::Columns, migrate::MIGRATOR},
};
use std::collections::BTreeSet;
use tempfile::TempDir;

/// A store as the second version left it.
async fn second() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("rankwatch.db")).await.unwrap();
    MIGRATOR.run_to(2, &store.writer).await.unwrap();
    (folder, store)
}

/// Lists with all that is odd: filtered, of a week, with columns that aren't filled, with handles that change hands.
fn lists() -> Vec<List> {
    let plain = list("2026-11-22", &[9, 8, 7]);
    let followers = |date: &str, gained: &[i64]| {
        let mut list = list(date, &vec![0; gained.len()]);
        list.key = ListKey::new(Scope { field: Field::Followers, ..scope() }, day(date));
        for (row, gained) in list.rows.iter_mut().zip(gained) {
            row.period.followers = Some(*gained);
            row.lifetime.units = Some(0);
        }
        List { fetched_at: at(1), ..list }
    };
    let category = CreatorCategory::parse("Beauty").ok();
    let mut filtered = List {
        key: ListKey::new(Scope { category, ..scope() }, day("2026-11-22")),
        fetched_at: at(2),
        ..list("2026-11-22", &[8, 7, 6, 5])
    };
    filtered.rows.iter_mut().zip(2..).for_each(|(row, id)| row.user_id = user(id));
    let week = DataDate::new(Period::Week, "2026-11-16".parse().unwrap()).unwrap();
    let mut week = List { key: ListKey::new(scope(), week), fetched_at: at(3), ..list("2026-11-16", &[1]) };
    week.rows[0].user_id = user(77);
    week.rows[0].region = Some("XX".to_owned());
    let mut later = List { fetched_at: at(4), ..list("2026-11-23", &[3, 2, 1]) };
    later.rows[0].unique_id = Some("Creator.2".to_owned());
    later.rows[1].unique_id = Some("no handle".to_owned());
    later.rows[2].lifetime.gmv = Some(1234.56);
    vec![plain, followers("2026-11-22", &[5, 0]), followers("2026-11-21", &[0, 0]), filtered, week, later]
}

fn user(id: u32) -> UserId {
    UserId::new(&id.to_string()).unwrap()
}

async fn keep(store: &Store, list: &List) {
    let columns = Columns::of(&list.key);
    let mut writing = store.writing().await.unwrap();
    let id = sqlx::query_scalar(
        "INSERT INTO lists (region, period, field, category, product, date, pages, ended, provisional, revised,
             first_seen_at, fetched_at)
         VALUES ($1, $2, $3, $4, $5, $6, 1, TRUE, FALSE, FALSE, $7, $7) RETURNING id",
    )
    .bind(columns.region)
    .bind(columns.period)
    .bind(columns.field)
    .bind(columns.category)
    .bind(columns.product)
    .bind(&columns.date)
    .bind(list.fetched_at.timestamp())
    .fetch_one(&mut *writing)
    .await
    .unwrap();
    list_rows::replace(&mut writing, id, &list.rows).await.unwrap();
    writing.commit().await.unwrap();
}

#[tokio::test]
async fn what_lists_say_is_known_as_if_they_were_saved_now() {
    let (_old, old) = second().await;
    let (_new, new) = super::store().await;
    for list in lists() {
        keep(&old, &list).await;
        new.save_list(&list).await.unwrap();
    }
    old.migrate().await.unwrap();
    let users: Vec<_> = [1, 2, 3, 4, 5, 77].map(user).into();
    let (first, last) = ("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let known = old.histories(&users, first, last).await.unwrap();
    assert_eq!(known, new.histories(&users, first, last).await.unwrap());
    for user in &users {
        assert_eq!(old.creator(user).await.unwrap(), new.creator(user).await.unwrap());
    }
    // What the lists say, said by hand.
    let said = lists();
    let of = |list: usize, row: usize| RankReading::of(&said[list], &said[list].rows[row]).unwrap();
    let total = |list: usize, row: usize| DetailReading::of_row(&said[list], &said[list].rows[row]).unwrap();
    let second = History {
        user_id: user(2),
        rankings: vec![of(2, 1), of(1, 1), of(0, 1), of(5, 1)],
        details: vec![total(2, 1), total(1, 1), total(0, 1), total(5, 1)],
        trends: vec![],
    };
    assert_eq!(known[1], second);
    assert_eq!(known[3].rankings, [of(3, 2)], "only the filtered list has them");
    assert_eq!(known[5].rankings, [], "a week is no day");
    let handle = async |id| old.creator(&user(id)).await.unwrap().unwrap().handle;
    assert_eq!(handle(1).await, Handle::new("creator.2"));
    assert_eq!(handle(2).await, None, "it changed hands");
}

#[tokio::test]
async fn posts_survive_with_their_ids_and_none_comes_twice() {
    for forgotten in [false, true] {
        let (_folder, store) = second().await;
        sqlx::query("INSERT INTO servers (id, name, locale, state) VALUES (7, 'one', 'en-US', 'here')")
            .execute(&store.writer)
            .await
            .unwrap();
        sqlx::query(
            "INSERT INTO outbox (id, mark, kind, subject, period, server, board, channel, person, lane, version,
                 meaning, state, front, ready_at, leased_at, lease_until, unclear_since, attempts, plain, cause,
                 detail, queued_at, expires_at, settled_at, sent_channel, sent_message)
             VALUES (41, 5, 'test', 3, 'a', 7, 4, 6, NULL, 6, 1, 'm', 'leased', TRUE, 1, 2, 3, 4, 8, TRUE, 'c', 'd',
                 9, 10, 11, 12, 13),
                 (42, 6, 'notice', 3, 'b', 7, NULL, NULL, 9, 9, 1, 'm', 'dead', FALSE, 1, NULL, NULL, NULL, 0, FALSE,
                 '', '', 9, 10, NULL, NULL, NULL)",
        )
        .execute(&store.writer)
        .await
        .unwrap();
        sqlx::query("DELETE FROM outbox WHERE id = 42 OR $1")
            .bind(forgotten)
            .execute(&store.writer)
            .await
            .unwrap();
        let (rows, indexes) = (rows(&store).await, indexes(&store).await);
        assert_eq!(rows.len(), usize::from(!forgotten));
        store.migrate().await.unwrap();
        assert_eq!(self::rows(&store).await, rows);
        assert_eq!(self::indexes(&store).await, indexes);
        let post = NewPost {
            kind: "alert",
            subject: 1,
            period: String::new(),
            server: 7,
            board: None,
            watch: None,
            target: Target::Channel(8),
            meaning: crate::domain::Meaning::Crosspost(crate::domain::MessageRef { channel: 8, message: 1 }),
            not_before: None,
            expires_at: at(60),
        };
        assert!(store.queue_post(&post, at(0)).await.unwrap());
        assert_eq!(store.outbox(&["ready"], 9).await.unwrap()[0].id.0, 43);
    }
}

/// All that the second version knew of the outbox, as text.
async fn rows(store: &Store) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT json_array(id, mark, kind, subject, period, server, board, channel, person, lane, version, meaning,
             state, front, ready_at, leased_at, lease_until, unclear_since, attempts, plain, cause, detail, queued_at,
             expires_at, settled_at, sent_channel, sent_message)
         FROM outbox ORDER BY id",
    )
    .fetch_all(&store.writer)
    .await
    .unwrap()
}

async fn indexes(store: &Store) -> BTreeSet<String> {
    let query =
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'outbox' AND sql IS NOT NULL";
    let indexes: Vec<String> = sqlx::query_scalar(query).fetch_all(&store.writer).await.unwrap();
    assert!(indexes.len() >= 7);
    indexes.into_iter().collect()
}
