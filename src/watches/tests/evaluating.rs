use super::*;
use crate::domain::{
    Meaning, ServerState, Target,
    watch::{Metric, News, Spoken},
};
use chrono::NaiveTime;

/// Twenty creators are watched; of the first so many the day of a date is a jump.
async fn jumping(count: u32) -> World {
    let mut world = world().await;
    for number in 1..20 {
        world.watch(number, |_| {}).await;
    }
    // Where ranks are watched the whole board is fetched.
    world.watch(20, |draft| draft.metrics = vec![Metric::Sales, Metric::Rank]).await;
    world.publish(21, &day(count));
    world.tick().await;
    world
}

fn day(count: u32) -> Vec<(u32, i64)> {
    (1..=20).map(|number| (number, if number <= count { 900 + i64::from(number) } else { 100 })).collect()
}

impl World {
    async fn news(&self) -> Vec<News> {
        let (now, lease) = (self.clock.now(), self.clock.now());
        let mut news = Vec::new();
        loop {
            let claimed = self.store.settle_and_claim(&[], now, lease, 99).await.unwrap();
            if claimed.is_empty() {
                return news;
            }
            for delivery in claimed {
                assert_eq!(delivery.target, Target::Channel(5));
                let Meaning::Watch(post) = delivery.meaning else { panic!("{:?}", delivery.meaning) };
                news.push(post.news);
                let outcome = crate::store::PostSettled::Sent { message: None, then: None };
                let settled = crate::store::Settlement { id: delivery.id, outcome };
                self.store.settle_and_claim(&[settled], now, lease, 0).await.unwrap();
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_evaluated_once_and_each_alert_is_a_post() {
    let mut world = jumping(3).await;
    let news = world.news().await;
    assert_eq!(news.len(), 3);
    for news in news {
        let News::Alert(alert) = news else { panic!("{news:?}") };
        assert_eq!(alert.spoken, Spoken::New);
        assert_eq!(alert.days.last().unwrap().0, date(21));
        assert_eq!(alert.days.len(), 21);
        assert_eq!(world.store.last_alert(alert.watch).await.unwrap().unwrap().0, *alert);
    }
    for _ in 0..2 {
        world.tick().await;
        assert_eq!(world.posts().await.len(), 3, "nothing is said twice");
    }
    assert_eq!(world.watches.evaluate(us(), date(21), true).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_alerts_of_a_channel_are_one_post_with_the_greatest_first() {
    let world = jumping(7).await;
    let news = world.news().await;
    let [News::Folded { alerts, more: 0 }] = &news[..] else { panic!("{news:?}") };
    let numbers: Vec<u32> = alerts.iter().map(|alert| alert.number).collect();
    assert_eq!(numbers, [7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(world.store.folded_before(5, date(21)).await.unwrap(), 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_most_of_a_region_jumps_one_post_says_so_until_the_next_day_confirms_it() {
    let mut world = jumping(15).await;
    let news = world.news().await;
    let [News::Doubt { held: 15, date: day_of, .. }] = &news[..] else { panic!("{news:?}") };
    assert_eq!(*day_of, date(21));
    world.be("2026-11-23T12:00:00Z");
    // Two of them go on.
    let next: Vec<_> = (1..=20).map(|number| (number, if number <= 2 { 1_500 } else { 100 })).collect();
    world.publish(22, &next);
    world.tick().await;
    let news = world.news().await;
    assert_eq!(news.len(), 2);
    for news in news {
        let News::Alert(alert) = news else { panic!("{news:?}") };
        assert_eq!(alert.spoken, Spoken::Confirmed { held_on: date(21) });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_in_quiet_hours_waits_for_their_end() {
    let mut world = world().await;
    let hours = ["10:00", "14:00"].map(|time| NaiveTime::parse_from_str(time, "%H:%M").unwrap());
    let change = ServerChange::QuietHours(Some((hours[0], hours[1])));
    world.store.change_server(SERVER, 2, change, world.clock.now()).await.unwrap();
    world.watch(1, |_| {}).await;
    world.publish(21, &[(1, 900)]);
    world.tick().await;
    let posts = world.posts().await;
    assert_eq!(posts[0].ready_at, "2026-11-22T14:00:00Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(posts[0].expires_at, posts[0].ready_at + world.watches.settings().expiry);
    assert!(world.news().await.is_empty());
    world.be("2026-11-22T14:00:00Z");
    assert_eq!(world.news().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_left_is_told_nothing() {
    let mut world = world().await;
    world.watch(1, |_| {}).await;
    world.store.server_left(SERVER, world.clock.now()).await.unwrap();
    assert!(matches!(world.store.server(SERVER).await.unwrap().unwrap().state, ServerState::Left(_)));
    world.publish(21, &[(1, 900)]);
    world.tick().await;
    assert!(world.posts().await.is_empty() && world.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creator_who_vanished_is_told_of_once_and_again_after_a_return() {
    let mut world = world().await;
    world.watch(1, |_| {}).await;
    world.watch(2, |_| {}).await;
    // One who comes back is forgotten about: the second time is news again.
    for (day, told) in [(22, 0), (23, 0), (24, 1), (25, 0), (26, 0), (27, 0), (28, 0), (29, 1)] {
        world.be(&format!("2026-11-{}T12:00:00Z", day + 1));
        world.publish(day, if day == 25 { &[(1, 100), (2, 100)] } else { &[(2, 100)] });
        world.tick().await;
        let news = world.news().await;
        assert_eq!(news.len(), told, "{day}: {news:?}");
        for news in news {
            let News::Vanished { number: 1, last, .. } = news else { panic!("{news:?}") };
            assert_eq!(last, Some(date(if day < 25 { 20 } else { 25 })));
        }
    }
}
