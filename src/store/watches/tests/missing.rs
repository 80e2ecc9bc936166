use super::*;
use crate::{domain::watch::Watch, store::NewPost};
use chrono::NaiveDate;

async fn vanished(store: &Store, before: u32) -> Vec<(u32, Option<NaiveDate>)> {
    let vanished = store.vanished(us(), date(before), 9).await.unwrap();
    vanished.into_iter().map(|(due, last)| (due.watch.number, last)).collect()
}

async fn tell(store: &Store, watch: &Watch, period: &str) {
    let post = NewPost { period: period.to_owned(), ..alert_post(watch, 22) };
    store.tell_vanished(&[(watch.id, Some(post))], at(0)).await.unwrap();
}

#[tokio::test]
async fn who_was_not_seen_for_long_is_missed_once_until_they_are_seen_again() {
    let (_folder, store) = served().await;
    let (one, two) = (watched(&store, 1).await, watched(&store, 2).await);
    watched(&store, 3).await;
    seen(&store, 1, 19).await;
    seen(&store, 2, 21).await;
    assert_eq!(vanished(&store, 24).await, [], "nobody was asked for them");
    for day in [22, 23, 24, 25] {
        let absent: Vec<_> =
            [1, 2, 3].into_iter().filter(|number| (*number, day) != (1, 22)).map(id).collect();
        store.note_absent(date(day), &absent, at(0)).await.unwrap();
    }
    assert_eq!(vanished(&store, 19).await, []);
    assert_eq!(vanished(&store, 22).await, [(1, Some(date(19))), (2, Some(date(21)))], "the third is new");
    assert_eq!(vanished(&store, 24).await.len(), 3);
    assert_eq!(vanished(&store, 24).await[2], (3, None));
    for period in ["first", "second"] {
        tell(&store, &one, period).await;
    }
    assert_eq!(vanished(&store, 22).await, [(2, Some(date(21)))]);
    assert_eq!(store.outbox(&[], 9).await.unwrap().len(), 1, "it is said once");
    assert_eq!(store.next_ready().await.unwrap(), Some(at(0)));
    store.note_absent(date(22), &[id(1)], at(0)).await.unwrap();
    assert!(store.evaluate(&evaluated(&[&one], 22)).await.unwrap());
    assert_eq!(
        vanished(&store, 22).await,
        [(2, Some(date(21)))],
        "looked for in vain, they are missed still"
    );
    let one = again(&store, &one).await;
    seen(&store, 1, 23).await;
    assert!(store.evaluate(&evaluated(&[&one], 23)).await.unwrap());
    assert_eq!(vanished(&store, 24).await[..2], [(1, Some(date(23))), (2, Some(date(21)))], "they were back");
    store.remove_watch(two.id, by(0)).await.unwrap();
    tell(&store, &two, "third").await;
    assert_eq!(store.outbox(&[], 9).await.unwrap().len(), 1, "nobody watches them");
    store.server_left(SERVER, at(0)).await.unwrap();
    assert_eq!(vanished(&store, 24).await, []);
}
