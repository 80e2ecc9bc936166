//! What the operator's document says about forgetting a person does that, in a database of this version.

use crate::markdown::document;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use std::process::Command;

/// A person who asked, set up, changed, was to be told, and was drafting.
const PERSON: &str = "
    INSERT INTO servers (id, name, locale, state) VALUES (1, 'a', 'en-US', 'here');
    INSERT INTO credits (at, purpose, person, server, state, request) VALUES (0, 'ask', 42, 1, 'spent', 'x');
    INSERT INTO audit (server, person, at, what, before, after) VALUES (1, 42, 0, 'zone', '', '');
    INSERT INTO boards (server, number, channel, region, ranked_by, period, category, product, top, time, days, zone,
        language, style, format, late, created_by, created_at, state, state_at)
    VALUES (1, 1, 3, 'US', 'sales', 'day', '', '', 10, '09:00', 127, 'UTC', 'en-US', 'new', 'rich', 'wait', 42, 0,
        'active', 0);
    INSERT INTO creators (user_id, seen_at) VALUES ('7', 0);
    INSERT INTO watches (server, number, creator, channel, region, counts_sales, counts_followers, counts_rank, settings,
        log, state, state_at, created_by, created_at)
    VALUES (1, 1, 1, 3, 'US', 1, 0, 0, '{}', '{}', 'active', 0, 42, 0);
    INSERT INTO outbox (mark, kind, subject, period, server, person, lane, version, meaning, state, ready_at, queued_at,
        expires_at)
    VALUES (1, 'notice', 1, '', 1, 42, 1, 1, '{}', 'sent', 0, 0, 0);
    INSERT INTO drafts (server, person, data, expires_at) VALUES (1, 42, '{}', 0);
    INSERT INTO people (id, dm_closed_at) VALUES (42, 0);";

/// Columns that hold people, wherever they are.
const COLUMNS: &str = "SELECT m.name || '.' || c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c
    WHERE m.type = 'table' AND (c.name IN ('person', 'created_by') OR m.name = 'people' AND c.name = 'id')";

async fn holding(database: &mut SqliteConnection) -> Vec<String> {
    let columns: Vec<String> = sqlx::query_scalar(COLUMNS).fetch_all(&mut *database).await.unwrap();
    let mut holding = Vec::new();
    for column in columns {
        let (table, name) = column.split_once('.').unwrap();
        let query = format!("SELECT COUNT(*) FROM {table} WHERE {name} = 42");
        let count: i64 = sqlx::query_scalar(AssertSqlSafe(query)).fetch_one(&mut *database).await.unwrap();
        holding.extend((count > 0).then_some(column));
    }
    holding
}

#[tokio::test]
async fn a_person_is_forgotten_by_what_the_document_says() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rankwatch.db");
    let migrated = Command::new(env!("CARGO_BIN_EXE_rankwatch"))
        .arg("migrate")
        .current_dir(folder.path())
        .env("RANKWATCH_DATABASE__PATH", &file)
        .output()
        .unwrap();
    assert!(migrated.status.success(), "{migrated:?}");
    let mut database = SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
    sqlx::raw_sql(PERSON).execute(&mut database).await.unwrap();
    assert_eq!(holding(&mut database).await.len(), 7, "in every place there is");
    let said = document("docs/operating.md").code(&["sql"]).join("\n");
    sqlx::raw_sql(AssertSqlSafe(said)).execute(&mut database).await.unwrap();
    assert_eq!(holding(&mut database).await, [""; 0]);
    database.close().await.unwrap();
}
