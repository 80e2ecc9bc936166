//! What is looked for ahead.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_there_when_their_boards_fall_due() {
    let world = world().await;
    world.publish("US", "2026-11-22", 40);
    world.add(&settings_of(31, "US")).await;
    world.boards.probe(at("06:59")).await.unwrap();
    assert!(world.asked().is_empty(), "two hours ahead, and not sooner");
    for _ in 0..2 {
        world.boards.probe(at("08:00")).await.unwrap();
    }
    assert_eq!(world.asked(), [("US", false, day("2026-11-22"), 1)]);
    world.be(at("09:00"));
    assert!(world.boards.tick(at("09:00")).await.unwrap().is_empty(), "nothing is to be asked");
    assert_eq!(world.posts().await.len(), 1);
    assert!(world.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_is_not_over_is_not_asked_for() {
    let world = world().await;
    let mut settings = settings_of(31, "US");
    settings.schedule.timing =
        Timing::Daily { time: NaiveTime::from_hms_opt(1, 0, 0).unwrap(), days: Days::ALL };
    world.add(&settings).await;
    world.be(at("23:30"));
    world.boards.probe(at("23:30")).await.unwrap();
    assert!(world.asked().is_empty());
    world.be(at("23:59") + TimeDelta::minutes(1));
    world.boards.probe(world.clock.now()).await.unwrap();
    assert_eq!(world.asked(), [("US", false, day("2026-11-23"), 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_not_out_is_asked_for_at_growing_intervals() {
    let world = world().await;
    world.add(&settings_of(31, "US")).await;
    let mut asked_at = Vec::new();
    for minute in 0..60 {
        world.be(at("08:00") + TimeDelta::minutes(minute));
        world.boards.probe(world.clock.now()).await.unwrap();
        asked_at.extend(world.asked().iter().map(|_| minute));
    }
    assert_eq!(asked_at, [0, 30]);
}
