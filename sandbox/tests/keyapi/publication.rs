//! When lists appear, over the moved clock.

use crate::world::{Outside, RANKING, column};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

const EVENING: &str = "2026-11-10T22:00:00Z";

/// When a list appears by itself, and when it is complete.
async fn plan(world: &Outside, region: &str, period: &str, date: &str) -> (DateTime<Utc>, DateTime<Utc>) {
    let asked = json!({"region": region, "period": period, "date": date});
    let answer = world.control("POST", "/control/market/publish", asked).await;
    let time = |name: &str| answer[name].as_str().unwrap().parse().unwrap();
    (time("appears"), time("complete"))
}

async fn count(world: &Outside, query: &str) -> usize {
    world.rows(query, 1).await.len()
}

#[tokio::test]
async fn a_day_appears_on_the_next_day() {
    let world = Outside::seeded(1, EVENING).await;
    let day = "date=2026-11-10&region=DE&rank_type=1&influencer_rank_field=2";
    assert_eq!(count(&world, day).await, 0, "the day is not over");
    let mut appeared = None;
    for hour in 1..=13 {
        world.advance(TimeDelta::hours(1));
        if appeared.is_none() && count(&world, day).await > 0 {
            appeared = Some(hour - 2);
        }
    }
    let hour = appeared.expect("the list appears");
    println!("Germany's list appears after {hour} h");
    assert!((3..=10).contains(&hour));
}

#[tokio::test]
async fn weeks_and_months_appear_after_they_close() {
    let world = Outside::seeded(1, EVENING).await;
    let week = "date=2026-11-09&rank_type=2&region=GB&influencer_rank_field=2";
    let month = "date=2026-11-01&rank_type=3&region=GB&influencer_rank_field=2";
    assert_eq!((count(&world, week).await, count(&world, month).await), (0, 0));
    world.advance(TimeDelta::days(9));
    assert_eq!((count(&world, week).await, count(&world, month).await), (10, 0));
    world.advance(TimeDelta::days(15));
    assert_eq!((count(&world, week).await, count(&world, month).await), (10, 10));
    assert_eq!(count(&world, &month.replace("11-01", "11-02")).await, 0, "no month begins on a second");
}

#[tokio::test]
async fn most_lists_are_on_time_and_some_are_not() {
    let world = Outside::seeded(1, EVENING).await;
    let (mut late, mut partial, mut all) = (0, 0, 0);
    for region in ["US", "GB", "BR", "ID"] {
        let mut date = "2026-05-01".parse::<chrono::NaiveDate>().unwrap();
        while date < "2026-09-01".parse().unwrap() {
            let (appears, complete) = plan(&world, region, "day", &date.to_string()).await;
            let end = (date + TimeDelta::days(1)).and_time(chrono::NaiveTime::MIN).and_utc();
            let wait = appears - end;
            assert!(wait >= TimeDelta::hours(3) && wait <= TimeDelta::hours(72 + 9), "{wait}");
            late += usize::from(wait > TimeDelta::hours(9));
            partial += usize::from(complete > appears);
            all += 1;
            date += TimeDelta::days(1);
        }
    }
    println!("{late} late and {partial} in part of {all}");
    assert!(late > 5 && partial > 5 && (late + partial) * 100 < all * 15);
}

#[tokio::test]
async fn a_list_in_part_is_shorter_and_revised_later() {
    let world = Outside::seeded(1, EVENING).await;
    let mut found = None;
    for day in 1..=31 {
        let date = format!("2026-12-{day:02}");
        let (appears, complete) = plan(&world, "IE", "day", &date).await;
        if complete > appears && found.is_none() {
            found = Some((date, appears));
        }
    }
    let (date, appears) = found.expect("a list of December comes in part");
    let query = format!("date={date}&region=IE&rank_type=1&influencer_rank_field=2");
    world.advance(appears + TimeDelta::minutes(10) - world.sandbox.world.clock.now());
    let first = world.rows(&query, 12).await;
    world.advance(TimeDelta::hours(6));
    let whole = world.rows(&query, 12).await;
    println!("{} rows at first, {} in the end", first.len(), whole.len());
    assert!(!first.is_empty() && first.len() < whole.len());
    let sold = |rows: &[Value]| column(rows, "total_sale_cnt").iter().sum::<i64>();
    assert!(sold(&first) < sold(&whole));
}

#[tokio::test]
async fn lists_are_held_and_released_by_hand() {
    let world = Outside::seeded(1, "2026-11-11T20:00:00Z").await;
    let query = "date=2026-11-10&region=BR&rank_type=1&influencer_rank_field=2";
    let mut asked = json!({"region": "BR", "date": "2026-11-10", "hold": true});
    let answer = world.control("POST", "/control/market/publish", asked.clone()).await;
    assert_eq!(answer["state"], "absent");
    assert_eq!(world.get(&format!("{RANKING}?{query}&page_num=1&page_size=10")).await.1["data"], json!([]));
    asked["hold"] = json!(false);
    let answer = world.control("POST", "/control/market/publish", asked.clone()).await;
    assert_eq!(answer["state"], "complete");
    assert_eq!(count(&world, query).await, 10);
    asked["hold"] = Value::Null;
    let answer = world.control("POST", "/control/market/publish", asked.clone()).await;
    assert_eq!(answer["state"], "complete", "by itself it has been there since the morning");
    asked["date"] = json!("2026-11-11");
    asked["hold"] = json!(false);
    let answer = world.control("POST", "/control/market/publish", asked).await;
    assert_eq!(answer["state"], "absent", "the day is not over");
}

#[tokio::test]
async fn there_is_nothing_before_the_market_began() {
    let world = Outside::new().await;
    assert_eq!(count(&world, "date=2024-12-31&region=US&rank_type=1&influencer_rank_field=2").await, 0);
    assert_eq!(count(&world, "date=2025-01-06&region=US&rank_type=2&influencer_rank_field=2").await, 10);
}
