//! A running sandbox and the means to ask it.

use chrono::{DateTime, TimeDelta, Utc};
use rankwatch_sandbox::{Options, Sandbox};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

/// The start of most tests: Tuesday 2026-11-24, noon.
pub(crate) const START: &str = "2026-11-24T12:00:00Z";
pub(crate) const RANKING: &str = "/v1/tiktok/influencer/ranking/analytics";

pub(crate) struct Outside {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
}

impl Outside {
    pub(crate) async fn new() -> Self {
        Self::seeded(1, START).await
    }

    pub(crate) async fn seeded(seed: u64, start: &str) -> Self {
        let start: DateTime<Utc> = start.parse().unwrap();
        let listen = "127.0.0.1:0".parse().unwrap();
        let options = Options { listen, seed, traffic_log: None, start: Some(start) };
        let outside = Self { sandbox: Sandbox::start(options).await.unwrap(), client: Client::new() };
        outside.control("POST", "/control/keyapi", json!({"qps": 0})).await;
        outside
    }

    pub(crate) fn advance(&self, step: TimeDelta) {
        self.sandbox.world.clock.advance(step);
    }

    pub(crate) async fn send(&self, path: &str) -> reqwest::Result<Response> {
        let hello = self.sandbox.hello();
        self.client.get(format!("{}{path}", hello.keyapi)).bearer_auth(&hello.key).send().await
    }

    /// Status and body.
    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        let response = self.send(path).await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// The body of a ranking page.
    pub(crate) async fn ranking(&self, query: &str) -> Value {
        let (status, body) = self.get(&format!("{RANKING}?{query}")).await;
        assert_eq!(status, 200, "{body}");
        assert_eq!(body["code"], 0, "{body}");
        body
    }

    /// The rows of the first pages of a list, up to its end.
    pub(crate) async fn rows(&self, query: &str, pages: u32) -> Vec<Value> {
        let mut rows = Vec::new();
        for page in 1..=pages {
            let body = self.ranking(&format!("{query}&page_num={page}&page_size=10")).await;
            let page = body["data"].as_array().unwrap();
            rows.extend(page.iter().cloned());
            if page.len() < 10 {
                break;
            }
        }
        rows
    }

    /// The first page of the United States' sales board of a day.
    pub(crate) async fn top(&self, date: &str) -> Vec<Value> {
        self.rows(&format!("date={date}&region=US&rank_type=1&influencer_rank_field=2"), 1).await
    }

    /// Status and body of a control request.
    pub(crate) async fn try_control(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let method: Method = method.parse().unwrap();
        let request = self.client.request(method.clone(), format!("{}{path}", self.sandbox.hello().keyapi));
        let request = if method == Method::POST { request.json(&body) } else { request };
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    pub(crate) async fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let (status, answer) = self.try_control(method, path, body).await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    /// Switches a fault on for one request to KeyAPI.
    pub(crate) async fn fault(&self, mut fault: Value) {
        fault["side"] = json!("keyapi");
        fault["times"] = json!(1);
        self.control("POST", "/control/faults", fault).await;
    }
}

/// The numbers of one field.
pub(crate) fn column(rows: &[Value], field: &str) -> Vec<i64> {
    rows.iter().map(|row| row[field].as_i64().unwrap()).collect()
}
