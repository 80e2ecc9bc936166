//! Alerts of watches in the outbox.

use super::*;
use crate::{
    domain::watch::Watch,
    store::{
        Lock,
        tests::{
            SERVER, by, served,
            watched::{alert_post, watch, watched, watching},
        },
    },
};

async fn states(store: &Store) -> Vec<String> {
    store.outbox(&[], 9).await.unwrap().into_iter().rev().map(|entry| entry.state).collect()
}

async fn queued(store: &Store, watch: &Watch, day: u32) {
    assert!(store.queue_post(&alert_post(watch, day), at(0)).await.unwrap());
}

#[tokio::test]
async fn an_alert_names_its_watch_and_comes_no_earlier_than_it_may() {
    let (_folder, store) = served().await;
    watched(&store, 8).await;
    let watch = watched(&store, 1).await;
    let quiet = NewPost { not_before: Some(at(40)), ..alert_post(&watch, 21) };
    store.queue_post(&quiet, at(0)).await.unwrap();
    let past = NewPost { not_before: Some(at(-40)), ..alert_post(&watch, 22) };
    store.queue_post(&past, at(5)).await.unwrap();
    let first = claim_one(&store).await;
    assert_eq!((first.watch, first.board, &first.meaning), (Some(watch.id), None, &past.meaning));
    assert_eq!(first.due_at, at(5), "it isn't late before it is known");
    settle(&store, first.id, sent()).await;
    assert_eq!(claim(&store, 39).await, []);
    let second = claim(&store, 40).await.remove(0);
    assert_eq!((second.meaning, second.due_at), (quiet.meaning, at(40)), "late from the quiet hours' end on");
    let entry = store.outbox(&["sent"], 9).await.unwrap().remove(0);
    assert_eq!((entry.watch, entry.watch_number, entry.number), (Some(watch.id), Some(2), None));
    assert_eq!(entry.ready_at, at(5));
    assert_eq!(store.outbox_entry(entry.id).await.unwrap(), Some(entry));
    let many = NewPost { subject: 5, ..alert_post(&watch, 23) };
    store.queue_post(&many, at(6)).await.unwrap();
    let entry = store.outbox(&[], 1).await.unwrap().remove(0);
    assert_eq!((entry.watch, entry.watch_number), (Some(watch.id), None), "of many, it is no one's");
}

#[tokio::test]
async fn a_removed_watch_drops_its_alerts_and_brings_them_back() {
    let (_folder, store) = served().await;
    let (gone, other) = (watched(&store, 1).await, watch(&store, &watching(1, 6)).await);
    queued(&store, &gone, 21).await;
    queued(&store, &other, 21).await;
    let folded = NewPost { subject: 5, ..alert_post(&gone, 21) };
    let notice = NewPost { kind: "notice", ..alert_post(&gone, 21) };
    let late = NewPost { not_before: Some(at(900)), ..alert_post(&gone, 22) };
    let expires = NewPost { expires_at: at(30), ..alert_post(&gone, 23) };
    for post in [&folded, &notice, &late, &expires] {
        store.queue_post(post, at(0)).await.unwrap();
    }
    store.remove_watch(gone.id, by(20)).await.unwrap();
    assert_eq!(states(&store).await, ["dropped", "ready", "ready", "ready", "dropped", "dropped"]);
    assert_eq!(claim(&store, 20).await.len(), 2, "both lanes go on");
    store.restore_watch(gone.id, 9, by(30)).await.unwrap();
    let entries = store.outbox(&["ready"], 9).await.unwrap();
    let back: Vec<_> = entries.iter().map(|entry| (entry.period.as_str(), entry.ready_at)).collect();
    assert_eq!(back, [("2026-11-22", at(900)), ("2026-11-21", at(0)), ("2026-11-21", at(30))]);
}

#[tokio::test]
async fn an_alert_that_comes_back_after_its_watch_was_removed_is_dropped() {
    for recovers in [false, true] {
        let (folder, store) = served().await;
        let watch = watched(&store, 1).await;
        queued(&store, &watch, 21).await;
        let delivery = claim_one(&store).await;
        store.remove_watch(watch.id, by(20)).await.unwrap();
        assert_eq!(states(&store).await, ["leased"]);
        if recovers {
            let lock = Lock::take(&folder.path().join("lock")).unwrap();
            store.recover_leases(&lock, at(30)).await.unwrap();
        } else {
            settle(&store, delivery.id, again(30)).await;
        }
        assert_eq!(states(&store).await, ["dropped"]);
        assert!(!store.retry_post(delivery.id, false, at(99), at(30)).await.unwrap());
        store.restore_watch(watch.id, 9, by(40)).await.unwrap();
        assert_eq!(states(&store).await, ["ready"], "as it was when it was removed");
    }
}

#[tokio::test]
async fn a_dead_alert_is_retried_while_its_watch_is_there() {
    let (_folder, store) = served().await;
    let watch = watched(&store, 1).await;
    queued(&store, &watch, 21).await;
    let id = claim_one(&store).await.id;
    settle(&store, id, Settled::Dead { cause: "expired", detail: String::new(), then: None }).await;
    store.remove_watch(watch.id, by(20)).await.unwrap();
    assert!(!store.retry_post(id, false, at(99), at(30)).await.unwrap());
    store.restore_watch(watch.id, 9, by(20)).await.unwrap();
    assert!(store.retry_post(id, false, at(99), at(30)).await.unwrap());
}

#[tokio::test]
async fn an_alert_follows_its_watch_unless_it_may_stand_where_it_was() {
    for (unclear_since, channel) in [(None, 6), (Some(at(5)), 5)] {
        let (_folder, store) = served().await;
        let watch = watched(&store, 1).await;
        queued(&store, &watch, 21).await;
        let id = claim_one(&store).await.id;
        let detail = String::new();
        let again =
            Settled::Again { at: at(10), unclear_since, plain: false, counts: true, detail, then: None };
        settle(&store, id, again).await;
        store.edit_watch(watch.id, &watch.settings, &watching(1, 6), by(10)).await.unwrap();
        assert_eq!(claim_one(&store).await.target, Target::Channel(channel));
    }
}

#[tokio::test]
async fn a_server_that_was_left_hears_no_alerts_and_who_set_a_watch_up_is_told() {
    let (_folder, store) = served().await;
    let watch = watched(&store, 1).await;
    queued(&store, &watch, 21).await;
    let person = async |watch| store.telling(SERVER, None, watch).await.unwrap().person;
    assert_eq!(person(Some(watch.id)).await, Some(u64::MAX));
    assert_eq!(person(None).await, None);
    store.server_left(SERVER, at(20)).await.unwrap();
    assert_eq!(states(&store).await, ["dropped"]);
}

#[tokio::test]
async fn a_snooze_drops_what_waits_for_the_end_of_quiet_hours() {
    let (_folder, store) = served().await;
    let watch = watched(&store, 1).await;
    let post = NewPost { not_before: Some(at(600)), ..alert_post(&watch, 21) };
    assert!(store.queue_post(&post, at(0)).await.unwrap());
    let until = |until| move |log: &mut crate::domain::watch::WatchLog| log.snoozed_until = until;
    store.change_watch_log(watch.id, "watch_wake", by(1), until(None)).await.unwrap();
    assert_eq!(store.outbox(&["ready"], 9).await.unwrap().len(), 1);
    store.change_watch_log(watch.id, "watch_snooze", by(1), until(Some(at(9_000)))).await.unwrap();
    assert_eq!(store.outbox(&["dropped"], 9).await.unwrap().len(), 1);
}
