//! What is asked once for many, and what isn't held up.

use super::*;
use crate::{clock::SystemClock, domain::ProductCategory, telemetry::Pulse};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn boards_of_one_question_cost_one_fetch_as_deep_as_the_deepest() {
    let world = world().await;
    world.publish("US", "2026-11-22", 40);
    let mut boards = Vec::new();
    for (channel, depth) in [(31, 10), (32, 30), (33, 20)] {
        let mut settings = settings_of(channel, "US");
        settings.question.depth = Depth::new(depth).unwrap();
        boards.push(world.add(&settings).await);
    }
    world.be(at("09:00"));
    world.tick().await;
    let pages: Vec<_> = world.asked().into_iter().map(|(_, _, date, page)| (date, page)).collect();
    assert_eq!(pages, [1, 2, 3].map(|page| (day("2026-11-22"), page)));
    assert_eq!(world.posts().await.len(), 3);
    for board in &boards {
        assert_eq!(world.turns(board).await, [RunState::Posted]);
    }
    world.tick().await;
    assert!(world.asked().is_empty() && world.posts().await.is_empty(), "nothing is due twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_question_without_a_filter_asks_for_all_until_something_is_out() {
    let world = world().await;
    for (channel, product) in [(31, "601450"), (32, "603014")] {
        let mut settings = settings_of(channel, "US");
        settings.question.product = Some(ProductCategory::parse(product).unwrap());
        world.add(&settings).await;
    }
    world.be(at("09:00"));
    world.tick().await;
    assert_eq!(world.asked(), [("US", false, day("2026-11-22"), 1)]);
    world.be(at("09:29"));
    world.tick().await;
    assert!(world.asked().is_empty(), "what isn't out isn't asked for each minute");

    world.publish("US", "2026-11-22", 40);
    world.be(at("09:30"));
    world.tick().await;
    let filtered: Vec<_> = world.asked().into_iter().map(|(_, filtered, ..)| filtered).collect();
    assert_eq!(filtered, [false, true, true]);
    assert_eq!(world.posts().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_source_holds_up_nobody_whose_list_is_stored() {
    let world = world().await;
    for region in ["US", "GB"] {
        world.publish(region, "2026-11-22", 40);
    }
    world.add(&settings_of(31, "GB")).await;
    world.be(at("08:30"));
    world.boards.probe(world.clock.now()).await.unwrap();
    world.add(&settings_of(32, "US")).await;
    let mut later = settings_of(33, "GB");
    later.schedule.timing =
        Timing::Daily { time: NaiveTime::from_hms_opt(9, 1, 0).unwrap(), days: Days::ALL };
    world.add(&later).await;
    world.source.held.send_replace(Some("US"));
    let story = async {
        world.be(at("09:00"));
        let mut posted = Vec::new();
        while posted.len() < 3 {
            SystemClock.sleep(Duration::from_millis(5)).await;
            world.clock.advance(Duration::from_secs(1));
            posted.extend(world.posts().await.into_iter().map(|post| post.settings.channel));
            if posted == [31, 33] {
                world.source.held.send_replace(None);
            }
        }
        assert_eq!(posted, [31, 33, 32]);
    };
    let started = world.clock.now();
    let pulse = Pulse::new("boards", TimeDelta::minutes(2), started);
    tokio::select! {
        () = world.boards.run(&pulse) => {}
        () = story => {}
    }
    assert!(pulse.turned() > started, "it gave signs of life");
}
