//! Over real HTTP, with a store in a real file and a clock moved by hand.

use super::*;
use crate::{
    clock::ManualClock,
    domain::{Language, Payer, Purpose},
    store::{
        Reserve,
        tests::{served, watched::watched},
    },
    telemetry,
};
use reqwest::{Method, StatusCode, header};
use serde_json::Value;
use std::sync::Mutex;
use tempfile::TempDir;

/// Why the source is silent, as the test says.
type Silent = Arc<Mutex<Option<String>>>;

struct Bot {
    _folder: TempDir,
    clock: Arc<ManualClock>,
    inside: Inside,
    silent: Silent,
    url: String,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Bot {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn now() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

impl Bot {
    async fn start() -> Self {
        let (folder, store) = served().await;
        let clock = Arc::new(ManualClock::new(now()));
        let silent = Silent::default();
        let told = Arc::clone(&silent);
        let inside = Inside {
            clock: Arc::<ManualClock>::clone(&clock),
            store,
            database: folder.path().join("data/rankwatch.db"),
            loops: vec![
                Pulse::new("boards", TimeDelta::minutes(3), now()),
                Pulse::new("posts", TimeDelta::minutes(3), now()),
            ],
            line: Line::new(now()),
            silence: Arc::new(move || told.lock().unwrap().clone()),
            limits: Limits { per_day: Some(1), per_month: None, ..Limits::default() },
            expiry: TimeDelta::hours(6),
            backup: Some(Arc::new(|| None)),
            since: now(),
            counts: telemetry::install().unwrap(),
        };
        inside.line.note(1, 1, now());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        #[expect(clippy::disallowed_methods, reason = "the test stands in for the app")]
        let task = tokio::spawn(serve(listener, inside.clone()));
        Self { _folder: folder, clock, inside, silent, url, task }
    }

    async fn ask(&self, method: Method, path: &str, accepts: &str) -> reqwest::Response {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let asked = client.request(method, format!("{}{path}", self.url)).header(header::ACCEPT, accepts);
        asked.send().await.unwrap()
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        let answer = self.ask(Method::GET, path, "*/*").await;
        (answer.status(), answer.text().await.unwrap())
    }

    async fn json(&self, path: &str) -> Value {
        self.ask(Method::GET, path, "application/json").await.json().await.unwrap()
    }

    fn pass(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_there_can_be_read() {
    let bot = Bot::start().await;
    let (status, index) = bot.get("/").await;
    assert_eq!(status, StatusCode::OK);
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert!(index.contains(path), "{index}");
        let head = bot.ask(Method::HEAD, path, "*/*").await;
        assert_eq!((head.status(), head.text().await.unwrap()), (StatusCode::OK, String::new()), "{path}");
        let post = bot.ask(Method::POST, path, "*/*").await;
        assert_eq!(
            (post.status(), &post.headers()[header::ALLOW]),
            (StatusCode::METHOD_NOT_ALLOWED, &"GET, HEAD".parse().unwrap())
        );
        assert!(post.text().await.unwrap().contains("GET or HEAD"));
    }
    let (status, sentence) = bot.get("/metrics/").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(sentence.contains("/ says what there is"), "{sentence}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loop_that_stopped_turning_is_named() {
    let bot = Bot::start().await;
    assert_eq!(bot.get("/healthz").await.0, StatusCode::OK);
    bot.pass(179);
    bot.inside.loops[1].beat(bot.clock.now());
    bot.pass(2);
    let (status, text) = bot.get("/healthz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text.contains("boards: hasn't turned since 2026-11-23T12:00:00Z"), "{text}");
    assert!(text.contains("posts: turned at 2026-11-23T12:02:59Z"), "{text}");
    let json = bot.json("/healthz").await;
    assert_eq!(
        (&json["ok"], &json["loops"][0]["ok"], &json["loops"][1]["ok"]),
        (&false.into(), &false.into(), &true.into())
    );
    bot.inside.loops[0].beat(bot.clock.now());
    assert_eq!(bot.get("/healthz").await.0, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_cannot_work_with_is_said_with_the_reason() {
    let bot = Bot::start().await;
    let (status, text) = bot.get("/readyz").await;
    assert_eq!(status, StatusCode::OK, "{text}");
    bot.pass(60);
    bot.inside.line.note(3, 2, bot.clock.now());
    let (status, text) = bot.get("/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    let line = "gateway: NOT READY, only 2 of 3 shards are connected, since 2026-11-23T12:01:00Z";
    assert!(text.contains(line), "{text}");
    bot.inside.line.note(3, 3, bot.clock.now());
    *bot.silent.lock().unwrap() = Some("nothing is asked: the key is refused".to_owned());
    let json = bot.json("/readyz").await;
    let source = &json["checks"][2];
    assert_eq!(
        (&json["ok"], &source["name"], &source["ok"]),
        (&false.into(), &"source".into(), &false.into())
    );
    let reason = source["reason"].as_str().unwrap();
    assert_eq!(reason, "nothing is asked: the key is refused");
    *bot.silent.lock().unwrap() = None;
    let reserve = Reserve { purpose: Purpose::Ask, payer: Payer::default(), request: "a page" };
    bot.inside.store.reserve(reserve, &bot.inside.limits, bot.clock.now()).await.unwrap();
    bot.pass(5);
    let (status, text) = bot.get("/readyz").await;
    assert_eq!(status, StatusCode::OK, "a ceiling is the operator's own: {text}");
    assert!(
        text.contains("the credits of the day are used up (credits.per_day), until 2026-11-24"),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_hangs_or_fails_shows() {
    let bot = Bot::start().await;
    use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
    let other = SqliteConnectOptions::new().filename(&bot.inside.database);
    let mut other = other.connect().await.unwrap();
    let held = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let (status, text) = bot.get("/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text.contains("database: NOT READY, a write didn't end within 3 s"), "{text}");
    let (status, metrics) = bot.get("/metrics").await;
    assert_eq!(status, StatusCode::OK);
    assert!(metrics.contains("rankwatch_ready{check=\"database\"} 0"), "{metrics}");
    assert!(metrics.contains("rankwatch_servers 1\n"), "what can be read is told: {metrics}");
    held.rollback().await.unwrap();
    bot.pass(5);
    assert_eq!(bot.get("/readyz").await.0, StatusCode::OK);
    bot.inside.store.close().await;
    bot.pass(55);
    assert_eq!(bot.get("/readyz").await.0, StatusCode::OK, "a write that went well is believed for a minute");
    bot.pass(5);
    let (status, text) = bot.get("/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text.contains("database: NOT READY, it can't be written"), "{text}");
    assert!(bot.get("/metrics").await.1.contains("rankwatch_build_info"), "the rest is told all the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn states_are_told_and_looked_up_once_in_five_seconds() {
    let bot = Bot::start().await;
    let metrics = bot.get("/metrics").await.1;
    for line in [
        "rankwatch_outbox_rows{state=\"ready\"} 0",
        "rankwatch_outbox_oldest_seconds 0",
        "rankwatch_credits_left{ceiling=\"day\"} 1",
        "rankwatch_credits_spent{span=\"month\",purpose=\"ask\"} 0",
        "rankwatch_gateway_shards{state=\"connected\"} 1",
        "rankwatch_ready{check=\"source\"} 1",
        "rankwatch_servers 1",
        "rankwatch_boards{state=\"paused\"} 0",
        "rankwatch_watches 0",
        "rankwatch_backup_age_seconds 0",
        &format!("rankwatch_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION")),
    ] {
        assert!(metrics.lines().any(|told| told == line), "{line}: {metrics}");
    }
    assert!(!metrics.contains("ceiling=\"month\""), "it isn't set");
    assert!(metrics.contains("process_resident_memory_bytes"), "{metrics}");
    assert!(!metrics.contains("rankwatch_data_age_seconds{"), "nobody needs any: {metrics}");
    watched(&bot.inside.store, 1).await;
    bot.inside.store.server_here(7, "Another", Language::EnUs).await.unwrap();
    bot.pass(4);
    assert!(bot.get("/metrics").await.1.contains("rankwatch_servers 1\n"));
    bot.pass(1);
    let metrics = bot.get("/metrics").await.1;
    assert!(metrics.contains("rankwatch_servers 2\n"));
    for age in ["rankwatch_backup_age_seconds 5", "rankwatch_data_age_seconds{region=\"US\"} 5"] {
        assert!(metrics.lines().any(|told| told == age), "since the start, for there is none: {metrics}");
    }
}
