use super::*;
use crate::{
    domain::watch::Metric,
    store::tests::{
        SERVER, at, by, served,
        watched::{alert, date, evaluated, watch, watched, watching},
    },
};

/// Says something of a date of November, so many seconds after noon.
async fn say(store: &Store, watch: &crate::domain::watch::Watch, day: u32, seconds: i64) {
    let said = crate::store::Evaluations {
        now: at(seconds),
        alerts: vec![alert(watch, day)],
        ..evaluated(&[watch], day)
    };
    assert!(store.evaluate(&said).await.unwrap());
}

#[tokio::test]
async fn what_was_said_is_found_by_its_watch_rule_and_date() {
    let (_folder, store) = served().await;
    let (one, two, silent) = (watched(&store, 1).await, watched(&store, 2).await, watched(&store, 3).await);
    for (watch, day, seconds) in [(&one, 21, 1), (&one, 22, 2), (&two, 21, 3)] {
        say(&store, watch, day, seconds).await;
    }
    let spike = Rule::Spike(Metric::Sales);
    let found = async |day| store.alert(one.id, &spike, date(day)).await.unwrap();
    assert_eq!(found(21).await, Some((alert(&one, 21), at(1))));
    assert_eq!(found(23).await, None);
    assert_eq!(store.alert(one.id, &Rule::EnteredTop, date(21)).await.unwrap(), None);
    assert_eq!(store.last_alert(one.id).await.unwrap(), Some((alert(&one, 22), at(2))));
    assert_eq!(store.last_alert(silent.id).await.unwrap(), None);
    let last = [(one.id, (alert(&one, 22), at(2))), (two.id, (alert(&two, 21), at(3)))];
    assert_eq!(store.last_alerts(SERVER).await.unwrap(), BTreeMap::from(last));
    store.remove_watch(two.id, by(4)).await.unwrap();
    assert_eq!(store.last_alerts(SERVER).await.unwrap().len(), 1);
    assert_eq!(store.last_alerts(7).await.unwrap().len(), 0);
}

#[tokio::test]
async fn alerts_of_a_channel_and_date_are_counted_and_forgotten_in_time() {
    let (_folder, store) = served().await;
    let (one, two) = (watched(&store, 1).await, watched(&store, 2).await);
    let elsewhere = watch(&store, &watching(1, 6)).await;
    for (watch, day, seconds) in [(&one, 21, 1), (&two, 21, 2), (&elsewhere, 21, 3), (&two, 22, 4)] {
        say(&store, watch, day, seconds).await;
    }
    assert_eq!(store.folded_before(5, date(21)).await.unwrap(), 2);
    assert_eq!(store.folded_before(5, date(22)).await.unwrap(), 1);
    assert_eq!(store.folded_before(6, date(22)).await.unwrap(), 0);
    assert_eq!(store.purge_alerts(at(2)).await.unwrap(), 1);
    assert_eq!(store.folded_before(5, date(21)).await.unwrap(), 1);
}
