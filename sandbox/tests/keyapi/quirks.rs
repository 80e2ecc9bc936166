//! Each quirk of the data and each fault of the wire.

use crate::world::{Outside, RANKING};
use serde_json::{Value, json};

const PAGE: &str = "date=2026-11-10&region=US&rank_type=1&influencer_rank_field=2&page_num=1&page_size=10";

async fn quirky(world: &Outside, name: &str, query: &str) -> (u16, Value) {
    world.fault(json!({"kind": "quirk", "name": name})).await;
    world.get(&format!("{RANKING}?{query}")).await
}

async fn rows(world: &Outside, name: &str, query: &str) -> Vec<Value> {
    let (status, body) = quirky(world, name, query).await;
    assert_eq!(status, 200, "{name}: {body}");
    body["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn values_change_their_types() {
    let world = Outside::new().await;
    let good = world.ranking(PAGE).await["data"].as_array().unwrap().clone();
    let strings = rows(&world, "numbers_as_strings", PAGE).await;
    assert_eq!(strings[0]["total_sale_cnt"], json!(good[0]["total_sale_cnt"].to_string()));
    assert!(strings[0].as_object().unwrap().values().all(|value| !value.is_number()));
    let floats = rows(&world, "floats", PAGE).await;
    assert!(floats[0]["total_sale_cnt"].is_f64());
    assert_eq!(floats[0]["total_sale_cnt"].as_f64(), good[0]["total_sale_cnt"].as_f64());
    let percent = rows(&world, "percent_strings", PAGE).await;
    assert!(percent[0]["ec_score"].as_str().unwrap().ends_with('%'));
    let odd = rows(&world, "category_odd", PAGE).await;
    assert_eq!((&odd[0]["category"], &odd[2]["category"]), (&Value::Null, &json!("[]")));
    assert_eq!(world.ranking(PAGE).await["data"], json!(good), "the quirk is used up");
}

#[tokio::test]
async fn fields_go_missing_but_never_the_id() {
    let world = Outside::new().await;
    let nulls = rows(&world, "nulls", PAGE).await;
    let missing = rows(&world, "missing_fields", PAGE).await;
    for (nulls, missing) in nulls.iter().zip(&missing) {
        assert!(nulls["user_id"].is_string() && missing["user_id"].is_string());
        assert!(nulls.as_object().unwrap().values().filter(|value| value.is_null()).count() > 5);
        assert!(missing.as_object().unwrap().len() < 20);
    }
    let bad = rows(&world, "bad_row", PAGE).await;
    assert_eq!(bad.len(), 10);
    assert_eq!(bad[1], "garbage");
    assert_eq!(bad[4]["user_id"], Value::Null);
}

#[tokio::test]
async fn lists_change_their_rows() {
    let world = Outside::new().await;
    let good = world.ranking(PAGE).await["data"].as_array().unwrap().clone();
    assert_eq!(rows(&world, "empty", PAGE).await, Vec::<Value>::new());
    assert_eq!(rows(&world, "short", PAGE).await, good[..5]);
    assert_eq!(rows(&world, "unordered", PAGE).await[0], good[9]);
    assert_eq!(rows(&world, "wrong_region", PAGE).await[0]["region"], "ZZ");
    let second = rows(&world, "duplicate_row", &PAGE.replace("page_num=1", "page_num=2")).await;
    assert_eq!(second[0], good[9]);
    let filtered = format!("{PAGE}&product_category_id=951432");
    assert_ne!(world.ranking(&filtered).await["data"], json!(good));
    assert_eq!(rows(&world, "unfiltered", &filtered).await, good);
}

#[tokio::test]
async fn a_source_that_errs_shows_wrong_totals() {
    let world = Outside::new().await;
    let good = world.ranking(PAGE).await["data"][0].clone();
    let number = |row: &Value, field: &str| row[field].as_i64().unwrap();
    let (sold, ever) = (number(&good, "total_sale_cnt"), number(&good, "total_sale_history_cnt"));
    for (name, sold, ever) in
        [("zeros", 0, ever), ("tenfold", sold * 10, ever), ("history_falls", sold, ever / 2)]
    {
        let row = &rows(&world, name, PAGE).await[0];
        assert_eq!(
            (number(row, "total_sale_cnt"), number(row, "total_sale_history_cnt")),
            (sold, ever),
            "{name}"
        );
    }
}

#[tokio::test]
async fn control_characters_stand_raw_in_strings() {
    let world = Outside::new().await;
    world.fault(json!({"kind": "quirk", "name": "control_characters"})).await;
    let text = world.send(&format!("{RANKING}?{PAGE}")).await.unwrap().text().await.unwrap();
    assert!(text.contains("\"nick_name\":\"\u{1}\t\n"));
    assert!(serde_json::from_str::<Value>(&text).is_err());
    let mended: String = text.chars().filter(|c| *c >= ' ').collect();
    assert!(serde_json::from_str::<Value>(&mended).is_ok());
}

#[tokio::test]
async fn refusals_hide_behind_status_200() {
    let world = Outside::new().await;
    for (name, code) in [
        ("code_400", 0),
        ("code_401", 401),
        ("code_402", 402),
        ("code_403", 403),
        ("code_404", 404),
        ("code_429", 429),
        ("code_500", 500),
        ("code_invalid", 400),
    ] {
        if code == 0 {
            let fault = json!({"side": "keyapi", "kind": "quirk", "name": name});
            let (status, body) = world.try_control("POST", "/control/faults", fault).await;
            assert_eq!(status, 400);
            assert!(body["error"].as_str().unwrap().contains("code_401"));
            continue;
        }
        let (status, body) = quirky(&world, name, PAGE).await;
        assert_eq!((status, &body["code"], &body["data"]), (200, &json!(code), &Value::Null), "{name}");
    }
    let (status, body) = quirky(&world, "quota_500", PAGE).await;
    assert_eq!((status, &body["message"]), (500, &json!("Usage Limit Exceeded")));
    world.fault(json!({"kind": "quirk", "name": "html"})).await;
    let page = world.send(&format!("{RANKING}?{PAGE}")).await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(page.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
    let account = world.control("GET", "/control/keyapi", Value::Null).await;
    assert_eq!(account["credits_used"], 0);
}

#[tokio::test]
async fn the_wire_breaks_before_and_after_the_work() {
    let world = Outside::new().await;
    let path = format!("{RANKING}?{PAGE}");
    let used = async || world.control("GET", "/control/keyapi", Value::Null).await["credits_used"].clone();
    world.fault(json!({"kind": "refused"})).await;
    assert!(world.send(&path).await.is_err(), "no answer");
    assert_eq!(used().await, 0);
    world.fault(json!({"kind": "lost_answer"})).await;
    assert!(world.send(&path).await.is_err(), "no answer");
    assert_eq!(used().await, 1);
    world.fault(json!({"kind": "cut_body"})).await;
    let cut = world.send(&path).await.expect("the head arrives");
    assert!(cut.text().await.is_err(), "the body is cut");
    assert_eq!(used().await, 2);
    world.fault(json!({"kind": "status_after", "status": 500})).await;
    assert_eq!(world.get(&path).await.0, 500);
    assert_eq!(used().await, 3);
    let body = json!({"code": 429, "data": null, "message": "qps limit exceeded"});
    let headers = json!([["retry-after", "7"]]);
    world.fault(json!({"kind": "status", "status": 429, "body": body, "headers": headers})).await;
    let refused = world.send(&path).await.unwrap();
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (429, &"7".parse().unwrap()));
    world.fault(json!({"kind": "huge", "bytes": 300_000})).await;
    assert_eq!(world.send(&path).await.unwrap().bytes().await.unwrap().len(), 300_000);
    world.fault(json!({"kind": "delay", "ms": 30})).await;
    assert_eq!(world.get(&path).await.0, 200);
    assert_eq!(used().await, 5);
    let account = world.control("GET", "/control/keyapi", Value::Null).await;
    let faults: Vec<&str> = account["requests"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|request| request["fault"].as_str())
        .collect();
    assert_eq!(faults, ["refused", "lost_answer", "cut_body", "status_after", "status", "huge", "delay"]);
}
