//! The file under a ranking: private, whole, the same numbers, harmless in a spreadsheet.

use crate::{
    table::parsed,
    world::{Outcome, World, is_private, text},
};
use serde_json::json;

/// `7,752` as a spreadsheet would have it.
fn plain(number: &str) -> String {
    number.replace(',', "")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_private_whole_and_says_the_same_as_the_ranking() {
    let world = World::new("csv").await;
    let mason = world.mason().await;
    let ranking = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 30 })).await;
    let answer = world.press(&mason, ranking.message(), "CSV").await;
    assert!(is_private(answer.message()));
    let file = &answer.message()["attachments"][0];
    assert_eq!(file["filename"], "ranking-GB-sales-day-2026-11-22.csv");
    assert!(text(&answer.message()["content"]).starts_with("30 creators"));
    let raw = world.file(answer.message()).await;
    assert!(
        raw.starts_with("\u{feff}rank,movement,value,user_id,unique_id,nick_name,profile,region,category,")
    );
    let table = parsed(&raw);
    let ranks: Vec<_> = table.iter().map(|line| line["rank"].clone()).collect();
    assert_eq!(ranks, (1..=30).map(|rank| rank.to_string()).collect::<Vec<_>>());
    let shown = world.all_pages(&mason, &ranking).await;
    assert_eq!(shown.len(), table.len());
    for (row, line) in shown.iter().zip(&table) {
        assert_eq!([&plain(&row.value), &line["value"]], [&line["units"]; 2], "{row:?}");
        assert_eq!(row.link, line["profile"]);
        assert_eq!(row.link, format!("https://www.tiktok.com/@{}", line["unique_id"]));
        assert_eq!(
            [&line["region"], &line["by"], &line["period"], &line["data_date"]],
            ["GB", "sales", "day", "2026-11-22"]
        );
    }
    assert_eq!(world.credits().await, 3);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_may_take_the_file_and_nobody_else_sees_it() {
    let world = World::new("csv-anybody").await;
    let mason = world.mason().await;
    let maya = world.person("maya", "rankings").await;
    let ranking = world.ask(&mason, "ranking", json!({ "region": "GB" })).await;
    assert_eq!(world.table(&maya, &ranking).await.len(), 10);
    let seen_by_mason = world.messages(&mason).await;
    assert_eq!(seen_by_mason.len(), 1, "the file is not among them");
    assert_eq!(world.credits().await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_is_a_formula() {
    let world = World::new("csv-formula").await;
    world.post("keyapi", json!({ "qps": 0 })).await;
    let mason = world.mason().await;
    let mut guarded = 0;
    for region in ["US", "GB", "ID", "BR"] {
        let ranking: Outcome = world.ask(&mason, "ranking", json!({ "region": region, "top": 100 })).await;
        let table = world.table(&mason, &ranking).await;
        assert_eq!(table.len(), 100);
        for line in &table {
            let name = &line["nick_name"];
            assert!(!name.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{name}");
            guarded += usize::from(name.starts_with("'@"));
        }
    }
    assert!(guarded > 0, "the market has names such as @everyone");
    world.end().await;
}
