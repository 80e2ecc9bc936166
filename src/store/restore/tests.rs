use super::*;
use crate::{
    domain::{RunState, schedule},
    store::{
        Added, Due, Replace, back_up,
        tests::{
            SERVER, add, added, at, by, day, due, firing, list, post, queue, served, settings,
            watched::watched,
        },
    },
};
use chrono::TimeDelta;
use std::fs;

/// A store, and its folder's files beside it: the database, and the backup of noon.
fn files(folder: &Path) -> (PathBuf, PathBuf) {
    (folder.join("data/rankwatch.db"), folder.join("noon.db"))
}

async fn restored(folder: &Path, now: DateTime<Utc>) -> Result<Restored, CopyError> {
    let (database, file) = files(folder);
    let lock = Lock::take(&database).unwrap();
    restore(&file, &database, Consent::default(), now, &lock).await
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| !name.ends_with(".lock")).collect();
    names.sort();
    names
}

#[tokio::test]
async fn the_backup_is_in_place_and_what_was_there_is_whole_beside_it() {
    let (folder, store) = served().await;
    let folder = folder.path();
    let (database, file) = files(folder);
    store.save_list(&list("2026-11-21", &[3])).await.unwrap();
    back_up(&database, &file, Some(at(0)), Replace::No).await.unwrap();
    store.save_list(&list("2026-11-22", &[4])).await.unwrap();
    // As a kill leaves it: what was written last is in the journal only.
    let killed: Vec<_> = ["", "-wal", "-shm"].map(|part| fs::read(beside(&database, part)).unwrap()).into();
    store.close().await;
    for (part, bytes) in ["", "-wal", "-shm"].iter().zip(killed) {
        fs::write(beside(&database, part), bytes).unwrap();
    }
    // So does a restore that was killed.
    fs::write(beside(&database, ".restoring"), "half").unwrap();
    fs::write(beside(&database, ".restoring-wal"), "half").unwrap();
    let done = restored(folder, at(60)).await.unwrap();
    assert_eq!((done.contents.lists, done.taken_over.moment), (1, at(0)));
    let aside = done.replaced.unwrap();
    assert!(aside.ends_with("rankwatch.db.replaced-20261123T120100Z"), "{}", aside.display());
    assert_eq!(names(&folder.join("data")), ["rankwatch.db", "rankwatch.db.replaced-20261123T120100Z"]);
    for (path, lists) in [(&database, 1), (&aside, 2)] {
        assert_eq!(verify(path).await.unwrap().lists, lists, "{}", path.display());
    }
    // Where nothing was nothing is set aside.
    fs::remove_dir_all(folder.join("data")).unwrap();
    assert_eq!(restored(folder, at(120)).await.unwrap().replaced, None);
    assert_eq!(verify(&database).await.unwrap().lists, 1);
}

#[tokio::test]
async fn a_damaged_database_goes_aside_with_its_journal() {
    let (folder, store) = served().await;
    let folder = folder.path();
    let (database, file) = files(folder);
    back_up(&database, &file, Some(at(0)), Replace::No).await.unwrap();
    store.close().await;
    for part in ["", "-wal", "-journal", "-shm"] {
        fs::write(beside(&database, part), format!("rubbish{part}")).unwrap();
    }
    let aside = restored(folder, at(60)).await.unwrap().replaced.unwrap();
    for part in ["", "-wal", "-journal"] {
        assert_eq!(fs::read_to_string(beside(&aside, part)).unwrap(), format!("rubbish{part}"));
        assert!(part.is_empty() || !beside(&database, part).exists(), "{part}");
    }
    verify(&database).await.unwrap();
}

#[tokio::test]
async fn a_good_database_is_not_parted_from_its_journal() {
    let (folder, store) = served().await;
    let folder = folder.path();
    let (database, file) = files(folder);
    back_up(&database, &file, Some(at(0)), Replace::No).await.unwrap();
    store.save_list(&list("2026-11-22", &[4])).await.unwrap();
    let killed: Vec<_> = ["", "-wal"].map(|part| fs::read(beside(&database, part)).unwrap()).into();
    store.close().await;
    for (part, bytes) in ["", "-wal"].iter().zip(&killed) {
        fs::write(beside(&database, part), bytes).unwrap();
    }
    // As a disk that can't be written: SQLite can't make what it needs.
    fs::create_dir(beside(&database, "-shm")).unwrap();
    let refused = restored(folder, at(60)).await.unwrap_err().to_string();
    assert!(refused.contains("rankwatch.db-wal can't be brought into"), "{refused}");
    for (part, bytes) in ["", "-wal"].iter().zip(&killed) {
        assert!(fs::read(beside(&database, part)).unwrap() == *bytes, "{part}");
    }
    fs::remove_dir(beside(&database, "-shm")).unwrap();
    let aside = restored(folder, at(60)).await.unwrap().replaced.unwrap();
    assert_eq!(verify(&aside).await.unwrap().lists, 1);
}

#[tokio::test]
async fn a_database_that_is_damaged_inside_is_replaced() {
    let (folder, store) = served().await;
    let folder = folder.path();
    let (database, file) = files(folder);
    back_up(&database, &file, Some(at(0)), Replace::No).await.unwrap();
    store.close().await;
    for (from, to, minute) in [(100, 4000, 1), (16, 60, 2)] {
        let mut bytes = fs::read(&file).unwrap();
        bytes[from..to].fill(0xAA);
        fs::write(&database, &bytes).unwrap();
        let aside = restored(folder, at(60 * minute)).await.unwrap().replaced.unwrap();
        assert!(fs::read(&aside).unwrap() == bytes, "as it was");
        verify(&database).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_refused_changes_nothing() {
    let (folder, store) = served().await;
    let folder = folder.path();
    let (database, file) = files(folder);
    back_up(&database, &file, Some(at(0)), Replace::No).await.unwrap();
    store.close().await;
    let (before, good) = (fs::read(&database).unwrap(), fs::read(&file).unwrap());
    let mut damaged = good.clone();
    damaged.truncate(good.len() / 2);
    for (bytes, said) in
        [(&b"rubbish"[..], "noon.db is no SQLite database"), (&damaged, "noon.db is damaged")]
    {
        fs::write(&file, bytes).unwrap();
        let refused = restored(folder, at(60)).await.unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
        assert!(fs::read(&database).unwrap() == before, "the database is what it was");
        assert_eq!(names(&folder.join("data")), ["rankwatch.db"]);
    }
    fs::remove_file(&file).unwrap();
    assert!(matches!(restored(folder, at(60)).await.unwrap_err(), CopyError::Missing(_)));
    fs::hard_link(&database, &file).unwrap();
    let lock = Lock::take(&database).unwrap();
    let itself = restore(&database, &database, Consent::default(), at(60), &lock).await.unwrap_err();
    assert!(matches!(itself, CopyError::Itself(_)), "{itself}");
}

#[tokio::test]
async fn a_clock_that_can_hardly_be_right_is_believed_when_somebody_says_so() {
    let (folder, store) = served().await;
    let (database, file) = files(folder.path());
    back_up(&database, &file, Some(at(0)), Replace::No).await.unwrap();
    assert_eq!(store.told_ahead(at(0)).await.unwrap(), None);
    store.close().await;
    let in_days = |days| at(60) + TimeDelta::days(days);
    for (days, now) in [(366, "2027-11-24 12:01 UTC"), (-1, "2026-11-22 12:01 UTC")] {
        let refused = restored(folder.path(), in_days(days)).await.unwrap_err().to_string();
        for said in ["is of 2026-11-23 12:00 UTC", now, "put the clock right", "--any-age"] {
            assert!(refused.contains(said), "{refused}");
        }
        assert_eq!(names(&folder.path().join("data")), ["rankwatch.db"]);
    }
    for (days, any_age) in [(89, false), (366, true)] {
        let lock = Lock::take(&database).unwrap();
        let consent = Consent { any_age, ..Consent::default() };
        restore(&file, &database, consent, in_days(days), &lock).await.unwrap();
    }
    let store = Store::open(&database).await.unwrap();
    let muted = Some("2027-11-23".parse().unwrap());
    assert_eq!(store.told_ahead(at(60)).await.unwrap(), muted, "watches would be silent for a year");
    assert_eq!(store.told_ahead(in_days(366)).await.unwrap(), None);
    store.close().await;
}

#[tokio::test]
async fn turns_between_the_backup_and_now_are_not_made_up() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    store.begin_turns(&[due(&board)], at(0)).await.unwrap();
    // The turn of the 23rd waits; those of the 24th and the 25th, 12:00, fall due before the restore.
    let now = at(2 * 86_400 + 60);
    let taken = store.take_over(Some(at(30)), now).await.unwrap();
    assert_eq!((taken.moment, taken.turns), (at(30), 3));
    let runs = store.runs(board.id, 9).await.unwrap();
    assert!(runs.iter().all(|run| run.state == RunState::Restored), "{runs:?}");
    let dates: Vec<_> = runs.iter().map(|run| run.firing.date.to_string()).collect();
    assert_eq!(dates, ["2026-11-25", "2026-11-24", "2026-11-23"]);
    let again = store.board_by_id(board.id).await.unwrap().unwrap().0;
    let when = &board.settings.schedule;
    let next = schedule::planned(when, board.settings.question.period, now, None, None).unwrap().0;
    assert_eq!(
        (again.next, again.targeted, again.posted),
        (Some(next), Some(day("2026-11-24")), again.targeted)
    );
    assert!(store.due_boards(now, 9).await.unwrap().is_empty());
    assert!(store.due_runs(now, 9).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_week_that_may_have_been_posted_is_not_posted_on_the_next_day() {
    let (_folder, store) = served().await;
    let mut weekly = settings();
    weekly.question.period = crate::domain::Period::Week;
    let board = add(&store, &weekly).await;
    let taken = store.take_over(None, at(3600)).await.unwrap();
    assert_eq!(taken.turns, 1, "Monday's");
    let again = store.board_by_id(board.id).await.unwrap().unwrap().0;
    assert_eq!(again.next.unwrap().date, "2026-11-30".parse().unwrap(), "the next Monday");
}

#[tokio::test]
async fn a_date_that_was_out_is_left_out_of_boards_that_fell_due_or_rested() {
    let (_folder, store) = served().await;
    let (begun, new) = (added(&store).await, added(&store).await);
    let paused = added(&store).await;
    store.pause_board(paused.id, by(0)).await.unwrap();
    // The 23rd, 20:00: the list of the 22nd is out, which one board was due for at noon; the other is due tomorrow.
    store.begin_turns(&[due(&begun)], at(0)).await.unwrap();
    sqlx::query("UPDATE boards SET next_due_at = $1, next_due_date = '2026-11-24' WHERE id = $2")
        .bind(at(86_400).timestamp())
        .bind(new.id.0)
        .execute(&store.writer)
        .await
        .unwrap();
    let boards = async || {
        let board = async |id| store.board_by_id(id).await.unwrap().unwrap().0;
        let boards = [board(begun.id).await, board(new.id).await, board(paused.id).await];
        boards.map(|board| (board.next.map(|next| next.date.to_string()), board.targeted, board.posted))
    };
    store.take_over(Some(at(30)), at(8 * 3600)).await.unwrap();
    let (next, had) = (Some("2026-11-24".to_owned()), Some(day("2026-11-22")));
    assert_eq!(boards().await, [(next.clone(), had, had), (next.clone(), None, None), (None, had, had)]);
    // The 24th, 09:00, before they fall due: nothing is left out but of the one that rests.
    let taken = store.take_over(Some(at(30)), at(21 * 3600)).await.unwrap();
    let rests = Some(day("2026-11-23"));
    assert_eq!(taken.turns, 0);
    assert_eq!(boards().await, [(next.clone(), had, had), (next, None, None), (None, rests, rests)]);
    // The 24th, 13:00.
    let taken = store.take_over(Some(at(30)), at(25 * 3600)).await.unwrap();
    assert_eq!(taken.turns, 2, "those of noon");
    let (next, had) = (Some("2026-11-25".to_owned()), Some(day("2026-11-23")));
    assert_eq!(boards().await, [(next.clone(), had, had), (next, had, had), (None, had, had)]);
    let run = &store.runs(new.id, 9).await.unwrap()[0];
    assert_eq!((run.firing, run.state.clone()), (firing(24, 86_400), RunState::Restored));
}

#[tokio::test]
async fn what_was_waiting_is_looked_for_and_what_was_half_set_up_is_forgotten() {
    let (_folder, store) = served().await;
    let mut boards = Vec::new();
    for channel in [5, 6, 7, 8] {
        let board = add(&store, &crate::domain::BoardSettings { channel, ..settings() }).await;
        queue(&store, &post(&board)).await;
        boards.push(board);
    }
    let claimed = store.settle_and_claim(&[], at(10), at(40), 1).await.unwrap();
    store.drop_post(store.outbox(&["ready"], 9).await.unwrap()[0].id, at(11)).await.unwrap();
    let watch = watched(&store, 1).await;
    let before = store.outbox(&[], 9).await.unwrap();
    assert!(before.iter().all(|post| !post.unclear));
    let now = at(3000);
    let taken = store.take_over(Some(at(20)), now).await.unwrap();
    assert_eq!((taken.posts, taken.told_until), (3, day("2026-11-22").first()));
    assert!(store.outbox(&[], 9).await.unwrap().iter().all(|post| post.unclear));
    let since: Vec<i64> = sqlx::query_scalar("SELECT unclear_since FROM outbox ORDER BY id")
        .fetch_all(&store.readers)
        .await
        .unwrap();
    let (leased, moment) = (at(10).timestamp(), at(20).timestamp());
    assert_eq!(since, [leased, moment, moment, moment]);
    assert_eq!(claimed.len(), 1);
    assert_eq!(store.told_until().await.unwrap(), Some(taken.told_until));
    // Ids that were given since aren't given again.
    let Added::Yes(board) = store.add_board(SERVER, &settings(), None, 9, by(0)).await.unwrap() else {
        panic!()
    };
    assert!(board.id.0 > now.timestamp(), "{:?}", board.id);
    assert!(watched(&store, 2).await.id.0 > now.timestamp().max(watch.id.0));
    assert!(!store.is_untaken_backup().await.unwrap());
}

#[tokio::test]
async fn a_backup_without_its_moment_is_of_its_newest_trace() {
    let (folder, store) = served().await;
    let (database, file) = files(folder.path());
    assert_eq!(store.backup_moment().await.unwrap(), None, "nothing happened");
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    store.settle_and_claim(&[], at(70), at(100), 1).await.unwrap();
    back_up(&database, &file, None, Replace::No).await.unwrap();
    store.close().await;
    let taken = restored(folder.path(), at(600)).await.unwrap().taken_over;
    assert_eq!(taken.moment, at(70));
    let store = Store::open(&database).await.unwrap();
    assert!(!store.is_untaken_backup().await.unwrap());
    assert_eq!(store.pending_migrations().await.unwrap(), 0);
    let later = Due { board: board.id, turn: None, next: Some(firing(30, 0)) };
    store.begin_turns(&[later], at(0) + TimeDelta::days(9)).await.unwrap();
    store.close().await;
}
