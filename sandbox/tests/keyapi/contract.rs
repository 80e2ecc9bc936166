//! What the contract refuses, and what it costs.

use crate::world::{Outside, RANKING, START, column};
use serde_json::{Value, json};

const GOOD: &str = "date=2026-11-22&region=US&rank_type=1&influencer_rank_field=2&page_num=1&page_size=10";

#[tokio::test]
async fn a_page_has_the_contract_s_fields() {
    let world = Outside::new().await;
    let body = world.ranking(GOOD).await;
    assert_eq!(body["message"], "success");
    assert_eq!(body["requestId"].as_str().unwrap().len(), 36);
    let rows = body["data"].as_array().unwrap();
    assert_eq!(rows.len(), 10);
    let fields = "avatar category ec_score most_category_id most_category_l2_id most_category_l3_id nick_name \
        product_category_list region sales_flag total_digg_cnt total_digg_history_cnt total_followers_cnt \
        total_followers_history_cnt total_live_cnt total_live_history_cnt total_post_video_cnt \
        total_post_video_history_cnt total_product_cnt total_product_history_cnt total_sale_cnt \
        total_sale_gmv_amt total_sale_gmv_history_amt total_sale_history_cnt unique_id user_id";
    for row in rows {
        let names: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, fields.split_whitespace().collect::<Vec<_>>());
        let id = row["user_id"].as_str().unwrap();
        assert_eq!(id.len(), 19);
        assert!(id.parse::<u64>().unwrap() > 1 << 53);
    }
    let sold = column(rows, "total_sale_cnt");
    assert!(sold.is_sorted_by(|one, other| one >= other) && sold[9] > 0, "{sold:?}");
    assert!(column(rows, "total_followers_cnt").iter().all(|value| *value == 0));
}

#[tokio::test]
async fn the_follower_board_leaves_sales_at_zero() {
    let world = Outside::new().await;
    let rows = world.rows("date=2026-11-22&region=GB&rank_type=1&influencer_rank_field=1", 2).await;
    let gained = column(&rows, "total_followers_cnt");
    assert!(gained.is_sorted_by(|one, other| one >= other) && gained[19] > 0);
    assert!(column(&rows, "total_sale_cnt").iter().all(|value| *value == 0));
}

#[tokio::test]
async fn bad_parameters_are_refused() {
    let world = Outside::new().await;
    for name in ["date", "region", "rank_type", "influencer_rank_field", "page_num", "page_size"] {
        let rest: Vec<&str> = GOOD.split('&').filter(|pair| !pair.starts_with(&format!("{name}="))).collect();
        let (status, body) = world.get(&format!("{RANKING}?{}", rest.join("&"))).await;
        assert_eq!(status, 400, "{name}");
        assert_eq!(body["code"], 400);
        assert_eq!(body["data"], Value::Null);
        assert_eq!(body["message"], format!("Missing required parameter: {name}"));
    }
    for (from, to) in [
        ("page_size=10", "page_size=11"),
        ("page_size=10", "page_size=0"),
        ("page_num=1", "page_num=0"),
        ("page_num=1", "page_num=100001"),
        ("page_num=1", "page_num=x"),
        ("rank_type=1", "rank_type=4"),
        ("influencer_rank_field=2", "influencer_rank_field=3"),
        ("date=2026-11-22", "date=22.11.2026"),
        ("date=2026-11-22", "date=2026-11-31"),
        ("date=2026-11-22", "date=2026-1-1"),
    ] {
        let (status, body) = world.get(&format!("{RANKING}?{}", GOOD.replace(from, to))).await;
        assert_eq!((status, &body["code"]), (400, &json!(400)), "{to}");
    }
    let account = world.control("GET", "/control/keyapi", Value::Null).await;
    assert_eq!(account["credits_used"], 0);
}

#[tokio::test]
async fn unknown_names_and_regions_are_no_errors() {
    let world = Outside::new().await;
    let plain = world.ranking(GOOD).await;
    let odd = world.ranking(&format!("{GOOD}&product_category=601450&sort=gmv")).await;
    assert_eq!(plain["data"], odd["data"]);
    assert_eq!(world.ranking(&GOOD.replace("US", "ZZ")).await["data"], json!([]));
    assert_eq!(world.ranking(&GOOD.replace("page_num=1", "page_num=100000")).await["data"], json!([]));
    let week = GOOD.replace("rank_type=1", "rank_type=2");
    assert_eq!(world.ranking(&week).await["data"], json!([]), "a Sunday begins no week");
}

#[tokio::test]
async fn key_path_and_method_are_checked() {
    let world = Outside::new().await;
    let url = format!("{}{RANKING}?{GOOD}", world.sandbox.hello().keyapi);
    for request in [world.client.get(&url), world.client.get(&url).bearer_auth("wrong")] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 401);
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["message"], "apiKey is null");
    }
    let (status, body) = world.get("/v1/tiktok/nothing").await;
    assert_eq!((status, &body["code"]), (404, &json!(404)));
    let posted = world.client.post(&url).bearer_auth(&world.sandbox.hello().key).send().await.unwrap();
    assert_eq!(posted.status(), 405);
}

#[tokio::test]
async fn credits_are_counted_and_run_out() {
    let world = Outside::new().await;
    world.control("POST", "/control/keyapi", json!({"balance": 2})).await;
    world.ranking(GOOD).await;
    world.ranking(&GOOD.replace("US", "ZZ")).await;
    let (status, body) = world.get(&format!("{RANKING}?{GOOD}")).await;
    assert_eq!((status, &body["message"]), (402, &json!("apiKey quota is not enough")));
    let account = world.control("GET", "/control/keyapi", Value::Null).await;
    assert_eq!((&account["credits_used"], &account["balance"]), (&json!(2), &json!(0)));
    let requests = account["requests"].as_array().unwrap();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[0]["params"]["region"], "US");
    assert_eq!((&requests[0]["credits"], &requests[2]["credits"]), (&json!(1), &json!(0)));
    assert_eq!(requests[2]["status"], 402);
}

#[tokio::test]
async fn too_fast_is_refused_until_a_second_has_passed() {
    let world = Outside::seeded(1, START).await;
    world.control("POST", "/control/keyapi", json!({"qps": 2})).await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(world.get(&format!("{RANKING}?{}", GOOD.replace("US", "ZZ"))).await.0);
    }
    assert_eq!(seen, [200, 200, 429]);
    world.advance(chrono::TimeDelta::seconds(1));
    world.ranking(GOOD).await;
}

#[tokio::test]
async fn details_and_trends_agree_with_the_ranking() {
    let world = Outside::new().await;
    let release = json!({"region": "US", "date": "2026-11-23", "hold": false});
    world.control("POST", "/control/market/publish", release).await;
    let newest = world.top("2026-11-23").await;
    let ids: Vec<&str> = newest.iter().map(|row| row["user_id"].as_str().unwrap()).collect();
    let path = "/v1/tiktok/influencer/detail/analytics";
    let (_, body) = world.get(&format!("{path}?user_ids={},1", ids[..9].join(","))).await;
    let details = body["data"].as_array().unwrap();
    assert_eq!(details.len(), 9, "the unknown one is absent");
    for (detail, row) in details.iter().zip(&newest) {
        assert_eq!(detail["total_sale_cnt"], row["total_sale_history_cnt"]);
        assert_eq!(detail["total_followers_cnt"], row["total_followers_history_cnt"]);
    }
    let handle = newest[3]["unique_id"].as_str().unwrap();
    let (_, body) = world.get(&format!("{path}?unique_ids={handle}")).await;
    assert_eq!(body["data"][0]["user_id"], newest[3]["user_id"]);
    assert_eq!(world.get(&format!("{path}?user_ids={}", ["1"; 11].join(","))).await.0, 400);
    let trends = "/v1/tiktok/influencer/trends/analytics";
    let span = "start_date=2026-11-01&end_date=2026-11-30&page_num=3&page_size=10";
    let (_, body) = world.get(&format!("{trends}?user_id={}&{span}", ids[0])).await;
    let last = body["data"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["dt"], "2026-11-23");
    assert_eq!(last["total_sale_1d_cnt"], newest[0]["total_sale_cnt"]);
    world.control("POST", "/control/keyapi", json!({"detail": 403, "trends": 404})).await;
    assert_eq!(world.get(&format!("{path}?user_ids={}", ids[0])).await.0, 403);
    assert_eq!(world.get(&format!("{trends}?user_id={}&{span}", ids[0])).await.0, 404);
}
