use super::*;
use crate::domain::watch::{Evaluated, Metric, Past, Rule, Watch, WatchLog};

/// A watch remembers that it spoke.
fn spoke(watch: &Watch) -> WatchLog {
    let mut log = watch.log.clone();
    log.alerts.insert(Rule::Spike(Metric::Sales), Past { date: date(21), at: at(0) });
    log
}

#[tokio::test]
async fn all_of_an_evaluation_is_written_at_once() {
    let (_folder, store) = served().await;
    let (speaks, silent) = (watched(&store, 1).await, watched(&store, 2).await);
    let mut said = evaluated(&[&silent], 21);
    said.changed.push((speaks.id, speaks.log.clone(), spoke(&speaks)));
    said.alerts = vec![alert(&speaks, 21)];
    said.posts = vec![alert_post(&speaks, 21)];
    assert!(store.evaluate(&said).await.unwrap());
    let was = |watch: &Watch| Some(Evaluated { date: date(21), at: at(0), before: watch.log.clone() });
    let now = again(&store, &speaks).await;
    assert_eq!((&now.log, &now.evaluated), (&spoke(&speaks), &was(&speaks)));
    let quiet = again(&store, &silent).await;
    assert_eq!((&quiet.log, &quiet.evaluated), (&silent.log, &was(&silent)));
    assert_eq!(store.last_alert(speaks.id).await.unwrap(), Some((alert(&speaks, 21), at(0))));
    assert_eq!(store.outbox(&["ready"], 9).await.unwrap().len(), 1);
    assert_eq!(store.next_ready().await.unwrap(), Some(at(0)), "its lane is in order");
    assert!(store.evaluate(&evaluated(&[&now], 22)).await.unwrap());
    assert_eq!(again(&store, &now).await.evaluated.unwrap().before, spoke(&speaks), "of the last one");
}

#[tokio::test]
async fn nothing_is_written_where_one_that_changed_is_not_as_it_was_read() {
    for change in 0..4 {
        let (_folder, store) = served().await;
        let (changed, other) = (watched(&store, 1).await, watched(&store, 2).await);
        let mut said = evaluated(&[], 21);
        said.changed = [&other, &changed].map(|watch| (watch.id, watch.log.clone(), spoke(watch))).to_vec();
        said.alerts = vec![alert(&other, 21)];
        said.posts = vec![alert_post(&other, 21)];
        match change {
            0 => drop(store.change_watch_log(changed.id, "watch_mute", by(1), mute).await.unwrap()),
            1 => store.remove_watch(changed.id, by(1)).await.unwrap(),
            2 => assert!(store.evaluate(&evaluated(&[&changed], 22)).await.unwrap()),
            _ => said.changed.push((WatchId(99), begun(), begun())),
        }
        assert!(!store.evaluate(&said).await.unwrap(), "{change}");
        assert_eq!(again(&store, &other).await, other);
        assert_eq!(store.last_alert(other.id).await.unwrap(), None);
        assert_eq!(store.outbox(&[], 9).await.unwrap(), []);
    }
}

fn mute(log: &mut WatchLog) {
    log.muted.insert(Rule::RankJump);
}

#[tokio::test]
async fn what_another_version_wrote_is_the_same_when_it_means_the_same() {
    let (_folder, store) = served().await;
    let watch = watched(&store, 1).await;
    sqlx::query("UPDATE watches SET log = ' ' || json_set(log, '$.later', 1)")
        .execute(&store.writer)
        .await
        .unwrap();
    assert_eq!(again(&store, &watch).await, watch);
    let mut said = evaluated(&[], 21);
    said.changed.push((watch.id, watch.log.clone(), spoke(&watch)));
    assert!(store.evaluate(&said).await.unwrap());
}

#[tokio::test]
async fn what_was_said_of_a_date_is_said_once() {
    let (_folder, store) = served().await;
    let watch = watched(&store, 1).await;
    for day in [21, 22] {
        let mut said = evaluated(&[&watch], day);
        said.alerts = vec![alert(&watch, 21)];
        said.posts = vec![alert_post(&watch, 21)];
        assert!(store.evaluate(&said).await.unwrap());
    }
    assert_eq!(store.folded_before(5, date(21)).await.unwrap(), 1);
    assert_eq!(store.outbox(&[], 9).await.unwrap().len(), 1);
}
