use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_on_a_list_is_free_and_the_rest_is_ten_a_credit_once() {
    let mut world = world().await;
    for number in 1..=25 {
        world.watch(number, |_| {}).await;
    }
    world.publish(21, &[(1, 100), (2, 100), (3, 100)]);
    *world.source.totals.lock().unwrap() = (4..=24).map(|number| (number, 5_000)).collect();
    world.tick().await;
    assert_eq!(world.asked(), ["sales 1", "details 10", "details 10", "details 2"]);
    world.tick().await;
    assert!(world.asked().is_empty(), "also not for the one whom the source doesn't know");
    assert_eq!(world.store.ledger().await, ["spent"; 4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_difference_of_two_totals_is_a_day() {
    let mut world = world().await;
    let watch = world.watch(1, |_| {}).await;
    world.publish(21, &[(9, 1)]);
    *world.source.totals.lock().unwrap() = vec![(1, 5_000)];
    world.tick().await;
    world.be("2026-11-23T12:00:00Z");
    world.publish(22, &[(9, 1)]);
    *world.source.totals.lock().unwrap() = vec![(1, 5_900)];
    world.tick().await;
    let (alert, _) = world.store.last_alert(watch.id).await.unwrap().unwrap();
    assert_eq!(alert.days.last(), Some(&(date(22), 900.0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_details_the_board_is_walked_as_far_as_the_operator_set() {
    let mut world = world().await;
    for number in [1, 15, 25] {
        world.watch(number, |_| {}).await;
    }
    *world.source.refuses.lock().unwrap() = true;
    let board: Vec<_> = (1..=30).map(|number| (number, 900 - i64::from(number))).collect();
    world.publish(21, &board);
    world.tick().await;
    assert_eq!(world.asked(), ["sales 1", "details 2", "sales 2"]);
    assert_eq!(world.posts().await.len(), 2, "the third stands below the limit");
    world.tick().await;
    assert!(world.asked().is_empty());
    world.be("2026-11-23T11:00:00Z");
    world.publish(22, &board);
    world.tick().await;
    assert_eq!(world.asked(), ["sales 1", "sales 2"], "it isn't asked again whether they are offered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_not_out_is_looked_for_at_growing_intervals_up_to_two_hours() {
    let mut world = world().await;
    world.watch(1, |_| {}).await;
    let mut asked = Vec::new();
    for _ in 0..96 {
        world.tick().await;
        asked.push(world.asked().len());
        world.clock.advance(std::time::Duration::from_secs(300));
    }
    let moments: Vec<usize> = (0..96).filter(|at| asked[*at] > 0).map(|at| at * 5).collect();
    assert_eq!(moments, [0, 30, 90, 210, 330, 450]);
}

#[tokio::test(flavor = "multi_thread")]
async fn followers_are_looked_for_on_their_own_board() {
    let mut world = world().await;
    let watch = world.watch(1, |draft| draft.metrics = vec![crate::domain::watch::Metric::Followers]).await;
    world.publish(21, &[(1, 900)]);
    *world.source.refuses.lock().unwrap() = true;
    world.tick().await;
    let again = world.store.watch_by_id(watch.id).await.unwrap().unwrap().0;
    assert_eq!(again.evaluated.map(|last| last.date), Some(date(21)), "walked, and not found");
    assert_eq!(world.asked(), ["sales 1", "details 1", "followers 1"]);
}
