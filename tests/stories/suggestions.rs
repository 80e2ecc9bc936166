//! What is offered while one types: labels that say what they mean, in the person's language.

use crate::world::{Person, World};
use serde_json::{Value, json};

async fn labels(world: &World, who: &Person, option: &str, options: Value) -> Vec<String> {
    let offered = world.suggested(who, option, options).await;
    assert!(offered.len() <= 25, "{offered:?}");
    offered.into_iter().map(|(label, _)| label).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn regions_and_categories_are_found_by_any_of_their_names() {
    let world = World::new("suggestions").await;
    let mason = world.mason().await;
    let lilei = world.person("lilei", "榜单").await;
    let all = world.suggested(&mason, "region", json!({})).await;
    assert_eq!(all[0], ("US · United States".to_owned(), "US".to_owned()));
    assert_eq!(all.len(), 18);
    assert_eq!(labels(&world, &lilei, "region", json!({})).await[0], "US · 美国");
    for (typed, english, chinese) in [
        ("unit", "US · United States", "US · 美国"),
        ("united k", "GB · United Kingdom", "GB · 英国"),
        ("英", "GB · United Kingdom", "GB · 英国"),
        ("uk", "GB · United Kingdom", "GB · 英国"),
        ("germnay", "DE · Germany", "DE · 德国"),
    ] {
        assert_eq!(labels(&world, &mason, "region", json!({ "region": typed })).await[0], english, "{typed}");
        assert_eq!(labels(&world, &lilei, "region", json!({ "region": typed })).await[0], chinese, "{typed}");
    }
    assert!(labels(&world, &mason, "region", json!({ "region": "zzzzzz" })).await.is_empty());
    for (option, typed, english, chinese) in [
        ("category", "beau", "Beauty", "Beauty · 美妆"),
        ("category", "美妆", "Beauty", "Beauty · 美妆"),
        ("product", "beauty & p", "601450 · Beauty & Personal Care", "601450 · 美妆个护"),
        ("product", "美妆个护", "601450 · Beauty & Personal Care", "601450 · 美妆个护"),
        ("product", "601450", "601450 · Beauty & Personal Care", "601450 · 美妆个护"),
    ] {
        let asked = json!({ option: typed });
        assert_eq!(labels(&world, &mason, option, asked.clone()).await[0], english, "{typed}");
        assert_eq!(labels(&world, &lilei, option, asked).await[0], chinese, "{typed}");
    }
    for option in ["category", "product"] {
        assert_eq!(labels(&world, &mason, option, json!({})).await.len(), 25, "{option}");
    }
    assert_eq!(world.credits().await, 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dates_follow_the_period_and_what_is_offered_is_accepted() {
    let world = World::new("suggestions-dates").await;
    let mason = world.mason().await;
    let lilei = world.person("lilei", "榜单").await;
    for (period, english, chinese, count) in [
        ("day", "2026-11-22 · yesterday · Sun, 22 Nov 2026", "2026-11-22 · 昨天 · 2026年11月22日 周日", 14),
        ("week", "2026-11-16 · last week · 16–22 Nov 2026", "2026-11-16 · 上周 · 2026年11月16日–22日", 13),
        ("month", "2026-10-01 · last month · October 2026", "2026-10-01 · 上个月 · 2026年10月", 12),
    ] {
        let asked = json!({ "period": period });
        let offered = labels(&world, &mason, "date", asked.clone()).await;
        assert_eq!((offered[0].as_str(), offered.len()), (english, count), "{period}");
        assert_eq!(labels(&world, &lilei, "date", asked.clone()).await[0], chinese);
        let third = world.suggested(&mason, "date", asked).await.swap_remove(2);
        let asked = json!({ "region": "GB", "period": period, "date": third.1 });
        let answer = world.ask(&mason, "ranking", asked).await;
        let (_, named) = third.0.split_once(" · ").unwrap();
        assert_eq!(answer.title(), format!("United Kingdom · units sold · {named}"));
    }
    assert_eq!(
        labels(&world, &mason, "date", json!({})).await[0],
        "2026-11-22 · yesterday · Sun, 22 Nov 2026"
    );
    let typed = labels(&world, &mason, "date", json!({ "date": "2026-11-1" })).await;
    assert!(typed.iter().take(10).all(|label| label.starts_with("2026-11-1")), "{typed:?}");
    assert_eq!(typed.first().unwrap(), "2026-11-19 · Thu, 19 Nov 2026");
    for (period, typed, first, count) in [
        ("day", "2026-09", "2026-09-30 · Wed, 30 Sep 2026", 25),
        ("day", "20260304", "2026-03-04 · Wed, 4 Mar 2026", 1),
        ("week", "2026/03/04", "2026-03-02 · 2–8 Mar 2026", 1),
        ("day", "last", "2026-11-22 · yesterday · Sun, 22 Nov 2026", 1),
        ("week", "last week", "2026-11-16 · last week · 16–22 Nov 2026", 1),
        ("day", "昨天", "2026-11-22 · yesterday · Sun, 22 Nov 2026", 1),
    ] {
        let offered = labels(&world, &mason, "date", json!({ "period": period, "date": typed })).await;
        assert_eq!((offered[0].as_str(), offered.len()), (first, count), "{typed}");
    }
    for (option, typed) in [("product", "6014"), ("date", "2031-01-01"), ("date", "2026-99")] {
        let offered = labels(&world, &mason, option, json!({ option: typed })).await;
        assert!(offered.iter().all(|label| label.starts_with(typed)), "{typed}: {offered:?}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn boards_zones_times_and_expressions_are_offered_with_what_they_mean() {
    let world = World::new("suggestions-boards").await;
    let maya = world.maya("rankings").await;
    let offered = async |option: &str, options: Value| {
        let offered = world.suggested_for(&maya, "board add", option, options).await;
        assert!(offered.len() <= 25, "{offered:?}");
        let first = offered.into_iter().next();
        first.unwrap_or_else(|| panic!("nothing for {option}"))
    };
    let both = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    assert_eq!(offered("region", json!({ "region": "uk" })).await, both("GB · United Kingdom", "GB"));
    let tokyo = json!({ "timezone": "toky" });
    assert_eq!(offered("timezone", tokyo).await, both("Asia/Tokyo (UTC+9)", "Asia/Tokyo"));
    let new_york = json!({ "timezone": "new york" });
    assert_eq!(offered("timezone", new_york).await, both("America/New_York (UTC-5)", "America/New_York"));
    assert_eq!(offered("time", json!({})).await, both("09:00", "09:00"));
    assert_eq!(offered("time", json!({ "time": "6:30pm" })).await, both("18:30", "18:30"));
    assert_eq!(offered("days", json!({ "days": "mon,thu" })).await, both("mon,thu · Mon, Thu", "mon,thu"));
    let cron = json!({ "timezone": "Asia/Tokyo", "cron": "0 8 * * 1-5" });
    assert_eq!(offered("cron", cron).await.0, "0 8 * * 1-5 · on weekdays at 08:00, Asia/Tokyo");

    world.subscribe(&maya, json!({ "region": "GB" })).await;
    let boards = world.suggested_for(&maya, "board show", "board", json!({})).await;
    assert_eq!(boards, [both("1 · United Kingdom · units sold · daily · #rankings", "1")]);
    let all = world.suggested_for(&maya, "board edit", "category", json!({})).await;
    assert_eq!(all[0].1, "all", "{all:?}");
    world.end().await;
}
