//! A filter that nobody fits is not paid for again and again.

use super::*;
use crate::domain::{CreatorCategory, ProductCategory};

fn hopeless() -> Ask {
    let category = Some(CreatorCategory::parse("Beauty").unwrap());
    let product = Some(ProductCategory::parse("700437").unwrap());
    Ask { scope: Scope { category, product, ..scope() }, date: None, ..ask(10, "2026-11-22") }
}

/// What a day of asking every hour costs.
async fn a_day(world: &World) -> usize {
    world.asked();
    for _ in 0..24 {
        assert!(matches!(world.rankings.get(hopeless()).await, Err(Refusal::Empty { .. })));
        world.clock.advance(hours(1));
    }
    world.pages().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_filter_two_dates_before_the_newest_are_looked_at() {
    let world = world(&[]).await;
    world.rankings.get(hopeless()).await.unwrap_err();
    let dates: Vec<_> = world.asked().into_iter().map(|(date, _)| date).collect();
    assert_eq!(dates, ["2026-11-22", "2026-11-21", "2026-11-20"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_asking_in_vain_costs_little() {
    let world = world(&[]).await;
    let spent = a_day(&world).await;
    assert!(spent <= 24, "{spent}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_other_rows_show_that_the_list_is_out_nobody_fits() {
    let world = world(&[("2026-11-22", 10), ("2026-11-21", 10)]).await;
    world.source.nobody.send_replace(true);
    world.latest().await.unwrap();
    world.asked();
    let refused = world.rankings.get(hopeless()).await.unwrap_err();
    assert_eq!(refused, Refusal::Empty { newest: None });
    assert_eq!(world.asked(), [("2026-11-22".to_owned(), 1)], "no date before it");
    for _ in 0..5 {
        world.clock.advance(hours(1));
        world.rankings.get(hopeless()).await.unwrap_err();
    }
    assert!(world.asked().is_empty(), "the list may still grow, and nobody asks");
    world.clock.advance(hours(1));
    for _ in 0..5 {
        world.rankings.get(hopeless()).await.unwrap_err();
        world.clock.advance(hours(1));
    }
    assert_eq!(world.pages(), [1], "once more when it has settled, then never again");
    world.clock.advance(TimeDelta::days(1));
    world.rankings.get(Ask { date: Some(day("2026-11-22")), ..hopeless() }).await.unwrap_err();
    assert!(world.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absence_older_than_the_list_beside_it_proves_nothing() {
    let world = world(&[]).await;
    world.source.nobody.send_replace(true);
    world.rankings.get(hopeless()).await.unwrap_err();
    world.publish("2026-11-22", rows(1..=10));
    world.clock.advance(hours(1));
    world.latest().await.unwrap();
    world.asked();
    world.source.nobody.send_replace(false);
    assert_eq!(world.rankings.get(hopeless()).await.unwrap().list.rows.len(), 10);
}
