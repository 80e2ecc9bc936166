//! From version to version: a copy is kept, and a database of the future is left alone.

use crate::{watch_world::has, world::World};

/// Changes a world's database behind the program's back.
async fn change(world: &World, statement: &'static str) {
    let url = format!("sqlite://{}", world.config.database.path.display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::raw_sql(statement).execute(&pool).await.unwrap();
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_the_future_is_refused_by_all_and_left_as_it_is() {
    let world = World::without_bot("upgrade-newer", |_| {}).await;
    assert_eq!(world.run(&["migrate"]).await.code, Some(0));
    change(&world, "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 5").await;
    let before = std::fs::read(&world.config.database.path).unwrap();
    let copy = &["backup", "copy.db"];
    for command in [&["run"][..], &["migrate"], &["outbox"], &["credits"], &["ranking"], &["check"], copy] {
        let ended = world.run(command).await;
        assert_eq!(ended.code, Some(1), "{command:?}: {ended:?}");
        let said = format!("{}{}", ended.out, ended.err);
        has(&said, &["version 9999", "newer"]);
        assert!(std::fs::read(&world.config.database.path).unwrap() == before, "{command:?} changed it");
    }
    assert!(!world.folder().join("copy.db").exists());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_database_is_kept_beside_before_it_is_brought_to_this_version() {
    let world = World::without_bot("upgrade-older", |_| {}).await;
    assert_eq!(world.run(&["migrate"]).await.code, Some(0));
    let fourth = "DROP TABLE restores; ALTER TABLE outbox DROP COLUMN due_at;
        DELETE FROM _sqlx_migrations WHERE version = 5";
    change(&world, fourth).await;
    let check = world.run(&["check"]).await;
    has(&check.out, &["is of an older version"]);
    let done = world.run(&["migrate"]).await;
    assert_eq!(done.code, Some(0), "{done:?}");
    has(&done.out, &["brought from 4 to 5 in", "rankwatch.db.before-0005", "going back to version 4"]);
    let again = world.run(&["migrate"]).await;
    has(&again.out, &["is at this version (5); nothing was to be done"]);
    let older = world.run(&["restore", "rankwatch.db.before-0005"]).await;
    assert_eq!(older.code, Some(1), "{older:?}");
    has(&older.err, &["is of version 4", "--upgrade"]);
    let upgraded = world.run(&["restore", "rankwatch.db.before-0005", "--upgrade"]).await;
    assert_eq!(upgraded.code, Some(0), "{upgraded:?}");
    has(&upgraded.out, &["brought from version 4 to version 5"]);
    world.end().await;
}
