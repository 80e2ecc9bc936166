//! `/ranking`: the whole way from a typed command to what people read.

use crate::world::{World, is_private};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_ask_costs_its_credits_and_the_second_none() {
    let world = World::new("ranking-costs").await;
    let mason = world.mason().await;
    let first = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 30 })).await;
    assert!(first.foot().contains("3 credits"), "{}", first.foot());
    assert!(!is_private(first.message()));
    assert_eq!(world.credits().await, 3);
    let second = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 30 })).await;
    assert!(second.foot().contains("0 credits"), "{}", second.foot());
    assert_eq!(first.description(), second.description());
    assert_eq!(world.credits().await, 3);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_shorter_than_asked_says_so() {
    let world = World::new("ranking-short").await;
    let mason = world.mason().await;
    let asked = json!({ "region": "IE", "by": "growth", "top": 100 });
    let first = world.ask(&mason, "ranking", asked).await;
    let table = world.table(&mason, &first).await;
    let all = table.len();
    assert!((11..90).contains(&all), "{all}");
    let pages = all.div_ceil(10);
    assert_eq!(world.credits().await, pages as u64);
    let among = format!("Computed among the first {all} by followers gained");
    assert_eq!(first.description().lines().next(), Some(among.as_str()));
    assert!(first.foot().contains(&format!("{all} creators, the list has no more")), "{}", first.foot());
    let modal = world.press(&mason, first.message(), &format!("1 / {pages}")).await;
    let label = &modal.modal()["components"][0]["components"][0]["label"];
    assert_eq!(label, &json!(format!("Page, 1 to {pages}")), "the pages that there are, not those asked for");
    let beyond = world.submit(&mason, &modal, &(pages + 1).to_string()).await;
    assert_eq!(
        beyond.private_sentence(),
        format!("This ranking has {pages} pages: choose one from 1 to {pages}.")
    );
    let shown = world.all_pages(&mason, &first).await;
    assert_eq!(shown.len(), all);
    let gained_one =
        table.iter().position(|line| line["followers_gained"] == "1").expect("somebody gained one");
    assert!(shown[gained_one].second.starts_with("+1 of "), "{:?}", shown[gained_one]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn weeks_months_and_filters_are_named() {
    let world = World::new("ranking-named").await;
    let mason = world.mason().await;
    for (options, title, foot) in [
        (
            json!({ "region": "GB", "period": "week", "category": "Beauty" }),
            "United Kingdom · units sold · 16–22 Nov 2026",
            "Data of the week 16–22 Nov 2026 · ",
        ),
        (
            json!({ "region": "GB", "period": "month", "by": "followers", "product": "601450" }),
            "United Kingdom · followers gained · October 2026",
            "Data of October 2026 · ",
        ),
    ] {
        let answer = world.ask(&mason, "ranking", options).await;
        assert_eq!(answer.title(), title);
        assert!(answer.foot().starts_with(foot), "{}", answer.foot());
        let table = world.table(&mason, &answer).await;
        assert!(!table.is_empty() && table.iter().all(|line| line["region"] == "GB"));
    }
    let beauty = json!({ "region": "GB", "period": "week", "category": "Beauty" });
    let beauty = world.ask(&mason, "ranking", beauty).await;
    let table = world.table(&mason, &beauty).await;
    assert!(table.iter().all(|line| line["category"] == "Beauty"), "{table:?}");
    world.end().await;
}
