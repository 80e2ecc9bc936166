//! A source that ignores a filter is found out.

use super::*;
use crate::domain::{CreatorCategory, ProductCategory, ProductPath};

fn beauty() -> Ask {
    let category = Some(CreatorCategory::parse("Beauty").unwrap());
    Ask { scope: Scope { category, ..scope() }, ..ask(10, "2026-10-01") }
}

fn product(id: &str) -> Ask {
    let product = Some(ProductCategory::parse(id).unwrap());
    Ask { scope: Scope { product, ..scope() }, ..ask(10, "2026-10-01") }
}

fn of_category(id: usize, category: &str) -> Row {
    Row { category: Some(category.to_owned()), ..row(id) }
}

fn promoting(id: usize, most: &str, paths: &[[&str; 3]]) -> Row {
    let path = |levels: &[&str; 3]| ProductPath { levels: levels.map(Box::from) };
    Row {
        most_categories: [Some(most.to_owned()), None, None],
        product_categories: paths.iter().map(path).collect(),
        ..row(id)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_another_category_are_not_stored_and_not_paid_for_again() {
    let world = world(&[]).await;
    world.publish("2026-10-01", (1..=10).map(|id| of_category(id, "Other")).collect());
    for _ in 0..3 {
        assert_eq!(world.rankings.get(beauty()).await.unwrap_err(), Refusal::FilterIgnored);
    }
    assert_eq!(world.pages(), [1]);
    assert!(world.rankings.stored(beauty().scope, None).await.unwrap().is_none());
    world.publish("2026-10-01", (1..=10).map(|id| of_category(id, "Beauty")).collect());
    world.clock.advance(TimeDelta::minutes(30));
    world.rankings.get(beauty()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn half_of_the_rows_that_say_something_is_enough() {
    let world = world(&[]).await;
    let silent = rows(1..=4);
    let mixed = |fitting: usize| {
        (5..=10).map(move |id| of_category(id, if id < 5 + fitting { "beauty " } else { "Other" }))
    };
    world.publish("2026-10-01", silent.iter().cloned().chain(mixed(2)).collect());
    world.rankings.get(beauty()).await.unwrap_err();
    world.clock.advance(TimeDelta::minutes(30));
    world.publish("2026-10-01", silent.into_iter().chain(mixed(3)).collect());
    world.rankings.get(beauty()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_say_nothing_are_believed() {
    let world = world(&[("2026-10-01", 10)]).await;
    world.rankings.get(beauty()).await.unwrap();
    world.rankings.get(product("601450")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_category_fits_at_any_level() {
    let path = ["601450", "848776", "601608"];
    let world = world(&[]).await;
    world.publish("2026-10-01", (1..=10).map(|id| promoting(id, "601739", &[path])).collect());
    world.rankings.get(product("601450")).await.unwrap();
    world.rankings.get(product("848776")).await.unwrap();
    assert_eq!(world.rankings.get(product("600001")).await.unwrap_err(), Refusal::FilterIgnored);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_paths_the_category_above_decides() {
    let world = world(&[]).await;
    world.publish("2026-10-01", (1..=10).map(|id| promoting(id, "601450", &[])).collect());
    world.rankings.get(product("848776")).await.unwrap();
    assert_eq!(world.rankings.get(product("600001")).await.unwrap_err(), Refusal::FilterIgnored);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_last_page_is_judged_with_the_rows_before_it() {
    let world = world(&[]).await;
    let fitting = (1..=10).map(|id| of_category(id, "Beauty"));
    world.publish("2026-10-01", fitting.chain([of_category(11, "Other")]).collect());
    let answer = world.rankings.get(Ask { depth: Depth::new(20).unwrap(), ..beauty() }).await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.instead), (11, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_page_that_does_not_fit_is_left_out() {
    let world = world(&[]).await;
    let rows = (1..=20).map(|id| of_category(id, if id <= 10 { "Beauty" } else { "Other" }));
    world.publish("2026-10-01", rows.collect());
    let answer = world.rankings.get(Ask { depth: Depth::new(20).unwrap(), ..beauty() }).await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.instead), (10, Some(Refusal::FilterIgnored)));
}
