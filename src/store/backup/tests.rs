use super::*;
use crate::store::tests::{added, at, by, list, post, queue, served, watched::watched};
use std::{fs, os::unix::fs::PermissionsExt};

const DATABASE: &str = "data/rankwatch.db";

/// Backs a folder's database up to a file in it.
async fn backed_up(folder: &Path, file: &str) -> Result<Contents, CopyError> {
    back_up(&folder.join(DATABASE), &folder.join(file), Some(at(0)), Replace::No).await
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_backup_holds_what_is_in_the_journal_still_and_only_its_owner_reads_it() {
    let (folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    watched(&store, 1).await;
    store.save_list(&list("2026-11-22", &[3, 2, 1])).await.unwrap();
    assert!(folder.path().join("data/rankwatch.db-wal").metadata().unwrap().len() > 0);
    // One that was broken off left half of it.
    fs::write(folder.path().join("copy.db.partial"), "half").unwrap();
    let contents = backed_up(folder.path(), "copy.db").await.unwrap();
    let newest = Some("2026-11-22".parse().unwrap());
    let version = crate::store::newest_version();
    assert_eq!(contents, Contents { version, servers: 1, boards: 1, watches: 1, lists: 1, newest });
    assert_eq!(names(folder.path()), ["copy.db", "data"], "nothing else is left");
    let mode = folder.path().join("copy.db").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // The database goes on, and so does the copy by itself.
    store.remove_board(board.id, by(0)).await.unwrap();
    let copy = crate::store::Store::open(&folder.path().join("copy.db")).await.unwrap();
    assert_eq!(copy.outbox(&["ready"], 9).await.unwrap().len(), 1);
    assert_eq!(copy.backup_moment().await.unwrap(), Some(at(0)));
    copy.close().await;
    let again =
        back_up(&folder.path().join(DATABASE), &folder.path().join("copy.db"), None, Replace::Yes).await;
    assert_eq!(again.unwrap().boards, 0);
}

#[tokio::test]
async fn what_cannot_be_written_is_refused_with_its_mend() {
    let (folder, store) = served().await;
    let folder = folder.path();
    fs::write(folder.join("there.db"), "").unwrap();
    for (file, said) in [
        ("there.db", "is there already: name another file"),
        ("nowhere/copy.db", "nowhere isn't there: make it first"),
    ] {
        let refused = backed_up(folder, file).await.unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
    }
    let under_way = private(&folder.join("copy.db.partial")).unwrap();
    under_way.lock().unwrap();
    let refused = backed_up(folder, "copy.db").await.unwrap_err();
    assert!(matches!(refused, CopyError::Busy(_)), "{refused}");
    assert!(folder.join("copy.db.partial").exists(), "it is somebody else's");
    let refused = room(&folder.join("copy.db"), u64::MAX / 2).unwrap_err().to_string();
    assert!(refused.contains("MB are needed: make room"), "{refused}");
    drop(under_way);
    store.close().await;
    fs::remove_dir_all(folder.join("data")).unwrap();
    let refused = backed_up(folder, "copy.db").await.unwrap_err();
    assert!(matches!(refused, CopyError::Missing(_)), "{refused}");
}

#[tokio::test]
async fn a_file_is_believed_only_when_it_is_whole_and_ours() {
    let (folder, store) = served().await;
    for date in ["2026-11-20", "2026-11-21", "2026-11-22"] {
        store.save_list(&list(date, &[9; 300])).await.unwrap();
    }
    let (folder, file) = (folder.path(), folder.path().join("copy.db"));
    backed_up(folder, "copy.db").await.unwrap();
    let good = fs::read(&file).unwrap();
    let refused = async |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        verify::verify(&file).await.unwrap_err()
    };
    assert!(matches!(refused(b"").await, CopyError::NoDatabase(_)));
    assert!(matches!(refused(&[7; 9000]).await, CopyError::NoDatabase(_)));
    let short = refused(&good[..good.len() / 2]).await;
    assert!(matches!(short, CopyError::Damaged { .. }), "{short}");
    let mut bent = good.clone();
    let middle = good.len() / 2;
    bent[middle..middle + 6000].fill(0xAA);
    let bent = refused(&bent).await;
    assert!(matches!(bent, CopyError::Damaged { .. }), "{bent}");
    let changed = async |statement: &'static str| {
        fs::write(&file, &good).unwrap();
        let options = SqliteConnectOptions::new().filename(&file).foreign_keys(false);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        sqlx::query(statement).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        verify::verify(&file).await.unwrap_err()
    };
    let lost = changed("DELETE FROM lists WHERE id = 1").await;
    assert!(lost.to_string().contains("has lost its lists"), "{lost}");
    let newer = changed("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 5").await;
    assert!(matches!(newer, CopyError::Newer { found: 9999, .. }), "{newer}");
    for foreign in
        ["UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 3", "DROP TABLE _sqlx_migrations"]
    {
        let refused = changed(foreign).await;
        assert!(matches!(refused, CopyError::Foreign { .. }), "{foreign}: {refused}");
    }
}

#[test]
fn only_files_that_are_named_as_scheduled_backups_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert_eq!(newest_backup(&folder.join("none"), at(0)), None);
    let ours: Vec<_> = (0..4).map(|day| scheduled_backup(folder, at(day * 86_400))).collect();
    assert!(ours[0].ends_with("rankwatch-20261123T120000Z.db"), "{}", ours[0].display());
    let others = [
        "rankwatch-2026.db",
        "rankwatch-20261123T120000Z.db.gz",
        "rankwatch.db",
        "rankwatch-20261123T1200+0Z.db",
    ];
    let broken_off = partial(&scheduled_backup(folder, at(9)));
    for file in ours.iter().cloned().chain(others.map(|name| folder.join(name))).chain([broken_off.clone()]) {
        fs::write(file, "").unwrap();
    }
    assert_eq!(newest_backup(folder, at(4 * 86_400)), Some(at(3 * 86_400)));
    // By a clock that went wrong.
    let ahead = scheduled_backup(folder, at(9_999 * 86_400));
    fs::write(&ahead, "").unwrap();
    assert_eq!(newest_backup(folder, at(4 * 86_400)), Some(at(3 * 86_400)), "of the future");
    prepare_folder(folder).unwrap();
    assert!(!broken_off.exists());
    assert_eq!(rotate_backups(folder, 2, at(4 * 86_400)).unwrap(), 2);
    assert_eq!(ours.iter().filter(|file| file.exists()).collect::<Vec<_>>(), [&ours[2], &ours[3]]);
    assert!(ahead.exists() && others.iter().all(|name| folder.join(name).exists()));
}
