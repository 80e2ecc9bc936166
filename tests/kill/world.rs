//! The world of a run: a sandbox of its own, its control API, and a server with many channels.

use rankwatch_sandbox::{Options, Sandbox};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::{path::PathBuf, time::Duration};
use tempfile::TempDir;

/// The moment at which every run begins: a Monday noon.
const START: &str = "2026-11-23T12:00:00Z";
/// The owner of the server, by the id that the sandbox's description gives her: she sets the boards up.
pub(crate) const MAYA: u64 = 1_100_000_000_000_000_004;
/// The bot itself.
const BOT: &str = "1100000000000000001";

/// A world.
pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) folder: TempDir,
    /// The server of the run.
    pub(crate) server: u64,
    http: reqwest::Client,
}

impl World {
    /// A world that remembers nonces for so many seconds.
    pub(crate) async fn new(nonce_window_s: u64) -> Self {
        let folder = TempDir::new().expect("a folder");
        let sandbox = Sandbox::start(Options {
            listen: ([127, 0, 0, 1], 0).into(),
            seed: 1,
            traffic_log: Some(folder.path().join("traffic.ndjson")),
            start: Some(START.parse().expect("a moment")),
        })
        .await
        .expect("a sandbox");
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let mut world = Self { sandbox, folder, server: 0, http };
        world.post("settings", json!({ "nonce_window_s": nonce_window_s })).await;
        let made = world.post("guilds", json!({ "name": "Kill Test", "owner": MAYA.to_string() })).await;
        world.server = id(&made["id"]);
        world
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("rankwatch.db")
    }

    /// Makes a text channel.
    pub(crate) async fn channel(&self, name: &str) -> u64 {
        let made = self.post(&format!("guilds/{}/channels", self.server), json!({ "name": name })).await;
        id(&made["id"])
    }

    /// Takes the right to write in a channel from the bot.
    pub(crate) async fn forbid(&self, channel: u64) {
        let path = format!("channels/{channel}/overwrites/{BOT}");
        self.ask(Method::PUT, &path, json!({ "type": 1, "deny": ["SEND_MESSAGES"] })).await;
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        self.ask(Method::POST, path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) {
        self.ask(Method::DELETE, path, json!({})).await;
    }

    async fn ask(&self, method: Method, path: &str, body: Value) -> Value {
        let (status, answer) = self.try_ask(method, path, &body).await;
        assert!(status.is_success(), "{path} {body}: {status} {answer}");
        answer
    }

    async fn try_ask(&self, method: Method, path: &str, body: &Value) -> (StatusCode, Value) {
        let url = format!("{}control/{path}", self.sandbox.hello().page);
        let asked = self.http.request(method, url).json(body);
        let answer = asked.send().await.expect("the control API answers");
        (answer.status(), answer.json().await.expect("JSON"))
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.ask(Method::GET, path, json!({})).await
    }

    /// The marks of all that the bot posted unasked in a channel, oldest first; none where it is gone.
    pub(crate) async fn marks(&self, channel: u64) -> Vec<String> {
        let (status, messages) =
            self.try_ask(Method::GET, &format!("channels/{channel}/messages"), &json!({})).await;
        if status == StatusCode::NOT_FOUND { Vec::new() } else { marks(&messages) }
    }

    /// The marks of what the bot wrote to somebody unasked.
    pub(crate) async fn marks_to(&self, person: u64) -> Vec<String> {
        marks(&self.get(&format!("dm/{person}/messages")).await)
    }

    /// Whether a bot is connected, and its commands are registered.
    pub(crate) async fn is_connected(&self) -> bool {
        let state = self.get("state").await;
        let mut sessions = state["gateway"]["sessions"].as_array().into_iter().flatten();
        sessions.any(|session| session["connected"] == true)
            && state["commands"].as_array().is_some_and(|commands| !commands.is_empty())
    }

    /// Moves the clock on.
    pub(crate) async fn pass(&self, seconds: u64) {
        self.post("clock", json!({ "advance_ms": seconds * 1_000 })).await;
    }

    /// Waits in real time.
    pub(crate) async fn wait(&self, ms: u64) {
        self.sandbox.world.clock.pause(Duration::from_millis(ms)).await;
    }

    /// Waits in real time until something holds; fails after 20 s.
    pub(crate) async fn until(&self, what: &str, holds: impl AsyncFn(&Self) -> bool) {
        for _ in 0..400 {
            if holds(self).await {
                return;
            }
            self.wait(50).await;
        }
        panic!("never: {what}");
    }

    /// Answers of Discord with the status 429: how many a fault made, and what was asked where the limits made it.
    pub(crate) fn too_many_requests(&self) -> (usize, Vec<String>) {
        let log = std::fs::read_to_string(self.folder.path().join("traffic.ndjson")).expect("the traffic");
        let lines = log.lines().filter(|line| line.contains("\"status\":429"));
        let all = lines.filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let (made, met): (Vec<_>, Vec<_>) =
            all.filter(|line| line["status"] == 429).partition(|line| line["fault"].is_string());
        let asked = |line: &Value| {
            let scope = if line["response"]["global"] == true { "of all" } else { "of one" };
            format!("{} {} ({scope})", line["method"], line["path"])
        };
        (made.len(), met.iter().map(asked).collect())
    }
}

/// The `custom_id`s by which posts are told from other messages.
fn marks(messages: &Value) -> Vec<String> {
    let messages = messages.as_array().expect("messages").iter();
    let rows = messages.flat_map(|message| message["components"].as_array().into_iter().flatten());
    let parts = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    let ids = parts.filter_map(|part| part["custom_id"].as_str());
    ids.filter(|id| id.starts_with("d1|")).map(str::to_owned).collect()
}

/// An id in JSON.
pub(crate) fn id(value: &Value) -> u64 {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("no id: {value}"))
}
