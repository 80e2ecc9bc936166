use super::*;

#[tokio::test]
async fn the_newest_watches_are_shown_with_what_they_said_last() {
    let (_folder, store) = served().await;
    let (one, two, three) = (watched(&store, 1).await, watched(&store, 2).await, watched(&store, 3).await);
    for day in [21, 22] {
        let said = Evaluations { alerts: vec![alert(&two, day)], ..evaluated(&[&two], day) };
        assert!(store.evaluate(&said).await.unwrap());
    }
    let numbers = async |most| {
        let watches = store.newest_watches(most).await.unwrap();
        watches.into_iter().map(|(watch, last)| (watch.number, last)).collect::<Vec<_>>()
    };
    let said = Some((alert(&two, 22), at(0)));
    assert_eq!(numbers(9).await, [(three.number, None), (two.number, said.clone()), (one.number, None)]);
    store.remove_watch(three.id, by(0)).await.unwrap();
    assert_eq!(numbers(1).await, [(two.number, said)], "a removed one makes room");
}
