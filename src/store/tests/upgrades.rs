//! A database of each version that landed, filled as that version filled it, comes to this one a step at a time.

use super::{at, day, list};
use crate::{
    domain::{Board, BoardId, RunState, UserId, watch::WatchId},
    store::{
        Consent, CopyError, Lock, Replace, Store, StoreError, back_up,
        migrate::{MIGRATOR, newest},
        restore,
    },
};
use sqlx::AssertSqlSafe;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// What each version adds.
const FILLED: [&str; 5] = [
    include_str!("../../../tests/upgrade/1.sql"),
    include_str!("../../../tests/upgrade/2.sql"),
    include_str!("../../../tests/upgrade/3.sql"),
    include_str!("../../../tests/upgrade/4.sql"),
    include_str!("../../../tests/upgrade/5.sql"),
];

/// A database as a version left it.
async fn left_by(version: i64) -> (TempDir, PathBuf, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rankwatch.db");
    let store = Store::open(&path).await.unwrap();
    MIGRATOR.run_to(version, &store.writer).await.unwrap();
    for filled in FILLED.iter().take(usize::try_from(version).unwrap()) {
        sqlx::raw_sql(*filled).execute(&store.writer).await.unwrap();
    }
    (folder, path, store)
}

async fn texts(store: &Store, query: String) -> Vec<String> {
    sqlx::query_scalar(AssertSqlSafe(query)).fetch_all(&store.writer).await.unwrap()
}

/// All tables with their columns.
async fn tables(store: &Store) -> BTreeMap<String, String> {
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx_%'";
    let mut tables = BTreeMap::new();
    for table in texts(store, names.to_owned()).await {
        let columns = texts(store, format!("SELECT name FROM pragma_table_info('{table}')")).await;
        tables.insert(table, columns.join(", "));
    }
    tables
}

/// The rows of these columns as text.
async fn rows(store: &Store, tables: &BTreeMap<String, String>) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for (table, columns) in tables {
        let query = format!("SELECT json_array({columns}) AS row FROM {table} ORDER BY row");
        all.insert(table.clone(), texts(store, query).await);
    }
    all
}

async fn is_whole(store: &Store) {
    assert_eq!(texts(store, "PRAGMA integrity_check".to_owned()).await, ["ok"]);
    let lost = "SELECT \"table\" FROM pragma_foreign_key_check()".to_owned();
    assert_eq!(texts(store, lost).await, [""; 0]);
}

#[tokio::test]
async fn each_version_keeps_its_rows_at_every_step() {
    assert_eq!(i64::try_from(FILLED.len()).unwrap(), newest(), "a version that landed has no dump");
    for version in 1..=newest() {
        let (_folder, _path, store) = left_by(version).await;
        for step in version + 1..=newest() {
            let tables = tables(&store).await;
            let before = rows(&store, &tables).await;
            assert!(before["lists"].len() == 3 && (version < 2 || before["outbox"].len() >= 7));
            MIGRATOR.run_to(step, &store.writer).await.unwrap();
            assert_eq!(store.version().await.unwrap(), step);
            is_whole(&store).await;
            assert_eq!(rows(&store, &tables).await, before, "from {version} to {step}");
        }
        reads(&store, version).await;
        store.close().await;
    }
}

/// All that the bot reads can be read.
async fn reads(store: &Store, version: i64) {
    let known = list("2026-11-22", &[1]).key;
    let found = store.list(&known).await.unwrap().unwrap();
    assert_eq!((found.rows.len(), found.revised, found.rows[0].period.units), (2, true, Some(300)));
    let creator = store.creator(&UserId::new("6801").unwrap()).await.unwrap();
    assert_eq!(creator.is_some(), version < 3, "lists that were there before are looked through");
    assert_eq!(store.newest_credits(9).await.unwrap().len(), 3);
    if version < 2 {
        return;
    }
    let servers = store.servers().await.unwrap();
    assert_eq!(servers.iter().map(|server| server.id).collect::<Vec<_>>(), [7, 8], "the third is left");
    assert_eq!(servers[0].quiet_hours().is_some(), version >= 4);
    assert_eq!(store.audit(7, 9).await.unwrap().len(), 1);
    assert!(store.dm_closed(9).await.unwrap());
    let boards: Vec<Board> = store.boards(7).await.unwrap();
    assert_eq!(boards.iter().map(|board| board.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!((boards[0].posted, boards[0].next.unwrap().at), (Some(day("2026-11-22")), at(72_000)));
    let states: Vec<_> = store.runs(BoardId(1), 9).await.unwrap().into_iter().map(|run| run.state).collect();
    let ended = RunState::NoNumbers("server".to_owned());
    assert_eq!(states, [RunState::Queued, ended, RunState::Posted, RunState::Missed]);
    let posts = store.outbox(&[], 99).await.unwrap();
    assert_eq!(posts.len(), if version >= 3 { 8 } else { 7 });
    // What is meant can be read: nothing that is claimed is found unreadable.
    let claimed = store.settle_and_claim(&[], at(9000), at(9030), 99).await.unwrap();
    assert_eq!(claimed.len(), if version >= 3 { 3 } else { 2 });
    assert_eq!(store.outbox(&["dead"], 99).await.unwrap().len(), 1);
    if version < 3 {
        return;
    }
    let watches = store.watches(7).await.unwrap();
    assert_eq!((watches.len(), watches[0].creator.name.as_deref()), (1, Some("Nine")));
    assert!(watches[0].evaluated.is_some());
    let said = store.last_alert(WatchId(1)).await.unwrap().unwrap().0;
    assert_eq!((said.number, said.creator.name.as_deref()), (1, Some("Nine")));
    assert_eq!(store.told_until().await.unwrap().is_some(), version >= 5);
}

#[tokio::test]
async fn an_older_backup_is_brought_to_this_version_when_that_is_asked_for() {
    let (folder, path, store) = left_by(2).await;
    let file = folder.path().join("old.db");
    assert_eq!(
        back_up(&path, &file, Some(at(0)), Replace::No).await.unwrap().version,
        2,
        "it isn't brought on"
    );
    store.close().await;
    let place = folder.path().join("new/rankwatch.db");
    let lock = Lock::take(&place).unwrap();
    let refused = restore(&file, &place, Consent::default(), at(60), &lock).await.unwrap_err();
    assert!(
        matches!(refused, CopyError::Older { found: 2, .. }) && refused.to_string().contains("--upgrade")
    );
    assert!(!place.exists());
    let restored =
        restore(&file, &place, Consent { upgrade: true, any_age: false }, at(60), &lock).await.unwrap();
    assert_eq!((restored.contents.version, restored.contents.boards), (2, 3));
    let store = Store::open(&place).await.unwrap();
    assert_eq!(store.version().await.unwrap(), newest());
    assert_eq!(store.boards(7).await.unwrap().len(), 3);
    let still = Store::open(&file).await.unwrap();
    assert_eq!(still.version().await.unwrap(), 2, "the file itself stays as it is");
}

#[tokio::test]
async fn an_edited_migration_is_refused() {
    let (_folder, path, store) = left_by(4).await;
    let edit = "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 3";
    sqlx::query(edit).execute(&store.writer).await.unwrap();
    let refused = store.migrate().await.unwrap_err();
    assert!(matches!(refused, StoreError::Edited(3)), "{refused}");
    assert_eq!(store.version().await.unwrap(), 4, "nothing was done");
    let copy = back_up(&path, Path::new("/nowhere/copy.db"), None, Replace::No).await.unwrap_err();
    assert!(matches!(copy, CopyError::Foreign { .. }), "{copy}");
}
