//! `rankwatch credits`: the ledger's sums are what the source charged.

use crate::{subscribed::NINE, world::World};
use serde_json::{Value, json};

async fn sheet(world: &World, arguments: &[&str]) -> Value {
    let ended = world.run(&[&["credits", "--json"], arguments].concat()).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sums_are_what_the_source_charged() {
    let world = World::new("credits").await;
    let mason = world.mason().await;
    for region in ["GB", "FR", "DE"] {
        world.ask(&mason, "ranking", json!({ "region": region })).await.foot();
    }
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({ "region": "MY", "top": 30 })).await;
    let first = world.credits().await;
    world.reach(NINE).await;
    world.posts_come(&maya.channel, 1).await;
    let all = world.credits().await;
    assert!(all > first && first > 3, "{first} {all}");

    let whole = sheet(&world, &[]).await;
    assert_eq!(whole["sum"]["sum"], all, "{whole}");
    let parts = ["ask", "board", "watch", "backfill"].map(|purpose| whole["sum"][purpose].as_u64().unwrap());
    assert_eq!(parts.iter().sum::<u64>(), all, "{whole}");
    assert!(parts[0] >= 3 && parts[1] > 0, "{whole}");
    assert_eq!(whole["month"]["spent"], all, "{whole}");
    assert_eq!(whole["month"]["left"], 18_000 - all, "{whole}");
    let days = whole["days"].as_array().unwrap();
    let day = |number: usize| (days[number]["day"].as_str().unwrap(), days[number]["sum"].as_u64().unwrap());
    assert_eq!(day(0).0, "2026-11-23", "{whole}");
    assert_eq!(day(1), ("2026-11-24", all - day(0).1), "{whole}");
    assert_eq!(whole["today"]["spent"], day(1).1, "{whole}");
    assert_eq!(whole["forecast"]["of_whole_days"], 1, "{whole}");
    let pace = day(0).1;
    let by_end = day(0).1 + day(1).1.max(pace) + 6 * pace;
    assert_eq!(whole["forecast"]["by_month_end"], by_end, "the pace of a day until the 30th: {whole}");
    assert_eq!(whole["servers"][0]["name"], "Creator Agency", "{whole}");

    let today = sheet(&world, &["--days", "1"]).await;
    assert_eq!(today["sum"]["sum"], day(1).1, "{today}");
    let shown = world.run(&["credits"]).await;
    assert_eq!(shown.code, Some(0), "{shown:?}");
    for part in [
        "UTC day",
        "2026-11-23",
        "of 600",
        "November",
        "at 6.0 a day (yesterday's, the only whole day",
        "Creator Agency",
    ] {
        assert!(shown.out.contains(part), "{part}: {}", shown.out);
    }
    assert!(shown.out.lines().all(|line| line.chars().count() <= 80), "{}", shown.out);
    let spent = world.run(&["check", "--spend"]).await;
    assert!(spent.code == Some(0), "{spent:?}");
    assert_eq!(sheet(&world, &[]).await["sum"]["ask"], parts[0] + 1);
    assert_eq!(world.credits().await, all + 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ledger_that_is_empty_or_not_there_is_said() {
    let mut world = World::without_bot("credits-empty", |_| {}).await;
    let missing = world.run(&["credits"]).await;
    assert!(missing.code == Some(1) && missing.err.contains("no bot has run on it yet"), "{missing:?}");
    assert!(!world.config.database.path.exists());
    world.start_bot().await;
    let empty = world.run(&["credits"]).await;
    assert_eq!(empty.code, Some(0), "{empty:?}");
    assert_eq!(empty.out, "the ledger is empty: nothing was asked of the source yet\n");
    let nothing = sheet(&world, &[]).await;
    assert_eq!((&nothing["sum"]["sum"], &nothing["today"]["left"]), (&json!(0), &json!(600)), "{nothing}");
    let years = world.run(&["credits", "--days", "367"]).await;
    assert_eq!(years.code, Some(2), "{years:?}");
    world.end().await;
}
