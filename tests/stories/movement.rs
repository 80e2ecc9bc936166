//! Ranks against the period before, and the orders that are computed, checked against the files.

use crate::{
    table::{Row, Table},
    world::{Outcome, Person, World},
};
use serde_json::json;

/// What must stand beside a rank, given the period before as far as it is stored.
fn expected(rank: usize, creator: &str, before: &Table, whole: bool) -> String {
    match before.iter().position(|line| line["user_id"] == creator).map(|place| place + 1) {
        Some(old) if old > rank => format!("▲{}", old - rank),
        Some(old) if old < rank => format!("▼{}", rank - old),
        Some(_) => "–".to_owned(),
        None if whole => "new".to_owned(),
        None => String::new(),
    }
}

async fn asked(world: &World, who: &Person, date: &str, top: usize) -> (Outcome, Vec<Row>, Table) {
    let options = json!({ "region": "GB", "date": date, "top": top });
    let answer = world.ask(who, "ranking", options).await;
    let shown = world.all_pages(who, &answer).await;
    let table = world.table(who, &answer).await;
    (answer, shown, table)
}

#[tokio::test(flavor = "multi_thread")]
async fn ranks_move_against_the_day_before_as_far_as_it_is_stored() {
    let world = World::new("movement").await;
    let mason = world.mason().await;
    let (first, shown, earlier) = asked(&world, &mason, "2026-11-20", 30).await;
    assert!(shown.iter().all(|row| row.movement.is_empty()), "nothing is known of the day before");
    assert!(!first.foot().contains("new"), "{}", first.foot());
    let (second, shown, later) = asked(&world, &mason, "2026-11-21", 30).await;
    for (row, line) in shown.iter().zip(&later) {
        assert_eq!(row.movement, expected(row.rank, &line["user_id"], &earlier, true), "{row:?}");
    }
    for sign in ["▲", "▼", "–", "new"] {
        assert!(shown.iter().any(|row| row.movement.starts_with(sign)), "no {sign}: {shown:?}");
    }
    let (again, repeated, _) = asked(&world, &mason, "2026-11-21", 30).await;
    assert_eq!(shown, repeated);
    assert!(again.foot().contains("0 credits"), "{}", again.foot());
    let with_new = [&second, &again].map(|answer| answer.description().contains(" new"));
    let explained = [&second, &again]
        .map(|answer| answer.foot().contains("new = not in the top 30 of the period before"));
    assert_eq!(with_new, explained, "what new means is said where it stands");
    let (_, deeper, whole) = asked(&world, &mason, "2026-11-21", 50).await;
    for (row, line) in deeper.iter().zip(&whole) {
        assert_eq!(row.movement, expected(row.rank, &line["user_id"], &earlier, false), "{row:?}");
    }
    assert!(deeper.iter().any(|row| row.movement.is_empty()), "thirty rows don't tell who is new in fifty");
    assert_eq!(world.credits().await, 3 + 3 + 2);
    world.end().await;
}

/// The creators of a file in the order of a value, the largest first; equals stay.
fn ordered(table: &Table, value: impl Fn(&dyn Fn(&str) -> f64) -> f64) -> Vec<String> {
    let mut lines: Vec<_> = table
        .iter()
        .map(|line| {
            let number =
                |column: &str| line[column].parse::<f64>().unwrap_or_else(|_| panic!("{column}: {line:?}"));
            (value(&number), line["user_id"].clone())
        })
        .collect();
    lines.sort_by(|a, b| b.0.total_cmp(&a.0));
    lines.into_iter().map(|(_, creator)| creator).collect()
}

fn creators(table: &Table) -> Vec<String> {
    table.iter().map(|line| line["user_id"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn computed_orders_say_among_whom_and_are_right() {
    let world = World::new("movement-computed").await;
    let mason = world.mason().await;
    let ask = async |by: &str, top: usize| {
        let answer = world.ask(&mason, "ranking", json!({ "region": "GB", "by": by, "top": top })).await;
        (world.table(&mason, &answer).await, answer)
    };
    let (sales, _) = ask("sales", 100).await;
    let (followers, _) = ask("followers", 100).await;
    assert_eq!(world.credits().await, 20);
    let (gmv, answer) = ask("gmv", 100).await;
    assert_eq!(answer.title(), "United Kingdom · est. GMV · Sun, 22 Nov 2026");
    assert_eq!(answer.description().lines().next(), Some("Computed among the first 100 by units sold"));
    assert_eq!(creators(&gmv), ordered(&sales, |line| line("gmv_usd")));
    let (growth, answer) = ask("growth", 100).await;
    assert_eq!(answer.title(), "United Kingdom · growth rate · Sun, 22 Nov 2026");
    assert_eq!(answer.description().lines().next(), Some("Computed among the first 100 by followers gained"));
    let rate = |line: &dyn Fn(&str) -> f64| {
        line("followers_gained") / (line("lifetime_followers") - line("followers_gained"))
    };
    assert_eq!(creators(&growth), ordered(&followers, rate));
    for (line, ahead) in growth.iter().skip(1).zip(&growth) {
        let [value, before] = [line, ahead].map(|line| line["value"].parse::<f64>().unwrap());
        assert!(value <= before, "{line:?}");
    }
    let (ten, _) = ask("gmv", 10).await;
    assert_eq!(creators(&ten), creators(&gmv)[..10]);
    assert_eq!(world.credits().await, 20, "the orders are computed from what is stored");
    world.end().await;
}
