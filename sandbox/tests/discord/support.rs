//! A sandbox, a REST client, a Gateway client.

use futures_util::{SinkExt, StreamExt};
use rankwatch_sandbox::{Options, Sandbox};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

pub(crate) const APP: &str = "1100000000000000001";
pub(crate) const AGENCY: u64 = 1_100_000_000_000_000_000 + (1 << 22);
pub(crate) const GENERAL: u64 = AGENCY + 11;
pub(crate) const RANKINGS: u64 = AGENCY + 12;
pub(crate) const STAFF: u64 = AGENCY + 14;
pub(crate) const NEWS: u64 = AGENCY + 15;
pub(crate) const IDEAS: u64 = AGENCY + 16;
pub(crate) const BOT_ROLE: u64 = AGENCY + 2;
pub(crate) const MASON: u64 = 1_100_000_000_000_000_003;
pub(crate) const MAYA: u64 = 1_100_000_000_000_000_004;
pub(crate) const BOT: u64 = 1_100_000_000_000_000_001;

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    http: Client,
}

/// A status and a body.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, self.body);
        self.body
    }

    #[track_caller]
    pub(crate) fn refused(self, status: u16, code: u64) -> Value {
        assert_eq!((self.status.as_u16(), self.body["code"].as_u64()), (status, Some(code)), "{}", self.body);
        self.body
    }

    /// Refused by the control API with a sentence.
    #[track_caller]
    pub(crate) fn refused_plainly(self, status: u16) {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        assert!(self.body["error"].as_str().is_some_and(|sentence| sentence.ends_with('.')), "{}", self.body);
    }

    /// Refused as a bad form, with this problem at this dotted path.
    #[track_caller]
    pub(crate) fn form(self, path: &str, code: &str) {
        let body = self.refused(400, 50035);
        let node = path.split('.').fold(&body["errors"], |node, key| &node[key]);
        assert_eq!(node["_errors"][0]["code"], code, "{body}");
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        let dir = std::env::var("SANDBOX_TEST_LOG").ok();
        let traffic_log = dir.map(|dir| {
            let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
            std::path::Path::new(&dir).join(format!("{name}.ndjson"))
        });
        let listen = "127.0.0.1:0".parse().unwrap();
        let sandbox = Sandbox::start(Options { listen, seed: 1, traffic_log, start: None }).await.unwrap();
        Self { sandbox, http: Client::new() }
    }

    pub(crate) fn base(&self) -> &str {
        &self.sandbox.hello().discord
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/api/v10{path}", self.base());
        self.http.request(method, url).header("Authorization", format!("Bot {}", self.sandbox.hello().token))
    }

    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = serde_json::from_str(&response.text().await.unwrap()).unwrap_or(Value::Null);
        Answer { status, headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn call(&self, method: &str, path: &str, body: Value) -> Answer {
        self.send(self.request(method.parse().unwrap(), path).json(&body)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call("POST", path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call("PATCH", path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// A message in a channel.
    pub(crate) async fn say(&self, channel: u64, body: Value) -> Answer {
        self.post(&format!("/channels/{channel}/messages"), body).await
    }

    pub(crate) async fn control(&self, method: &str, path: &str, body: Value) -> Answer {
        let url = format!("{}/control{path}", self.base());
        self.send(self.http.request(method.parse().unwrap(), url).json(&body)).await
    }

    pub(crate) async fn set(&self, body: Value) {
        self.control("POST", "/settings", body).await.ok();
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.sandbox.world.clock.advance(chrono::TimeDelta::seconds(seconds));
    }

    pub(crate) async fn register(&self, commands: Value) -> Value {
        self.call("PUT", &format!("/applications/{APP}/commands"), commands).await.ok()
    }

    /// Runs a command and answers what the bot was sent.
    pub(crate) async fn run(&self, line: &mut Line, body: Value) -> Value {
        self.control("POST", "/interactions/command", body).await.ok();
        line.event("INTERACTION_CREATE").await
    }

    pub(crate) async fn callback(&self, interaction: &Value, body: Value) -> Answer {
        let (id, token) = (interaction["id"].as_str().unwrap(), interaction["token"].as_str().unwrap());
        self.post(&format!("/interactions/{id}/{token}/callback"), body).await
    }

    pub(crate) async fn webhook(&self, method: &str, interaction: &Value, path: &str, body: Value) -> Answer {
        let token = interaction["token"].as_str().unwrap();
        self.call(method, &format!("/webhooks/{APP}/{token}{path}"), body).await
    }

    pub(crate) async fn state(&self, interaction: &Value) -> Value {
        let id = interaction["id"].as_str().unwrap();
        self.control("GET", &format!("/interactions/{id}"), Value::Null).await.ok()
    }

    pub(crate) async fn seen(&self, channel: u64, user: u64) -> Vec<Value> {
        let path = format!("/channels/{channel}/messages?as={user}");
        self.control("GET", &path, Value::Null).await.ok().as_array().unwrap().clone()
    }
}

/// A Gateway connection.
pub(crate) struct Line {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(crate) seq: u64,
}

impl Line {
    /// Connects and reads HELLO.
    pub(crate) async fn open(world: &World) -> Self {
        Self::open_with(world, "/?v=10&encoding=json").await
    }

    pub(crate) async fn open_with(world: &World, query: &str) -> Self {
        let url = format!("{}/gateway/ws{query}", world.base().replace("http", "ws"));
        let (socket, _) = connect_async(url).await.unwrap();
        let mut line = Self { socket, seq: 0 };
        if query.contains("v=10") || query.is_empty() {
            assert_eq!(line.frame().await["op"], 10);
        }
        line
    }

    pub(crate) async fn send(&mut self, value: Value) {
        self.socket.send(Message::text(value.to_string())).await.unwrap();
    }

    pub(crate) async fn identify(&mut self, world: &World, intents: u64) -> Value {
        let token = &world.sandbox.hello().token;
        self.send(json!({"op": 2, "d": {"token": token, "intents": intents, "properties": {}}})).await;
        self.event("READY").await
    }

    /// Connected, identified, both servers seen.
    pub(crate) async fn ready(world: &World, intents: u64) -> Self {
        let mut line = Self::open(world).await;
        line.identify(world, intents).await;
        line.event("GUILD_CREATE").await;
        line.event("GUILD_CREATE").await;
        line
    }

    /// The next frame, whatever it is.
    pub(crate) async fn frame(&mut self) -> Value {
        match self.socket.next().await {
            Some(Ok(Message::Text(text))) => {
                let value: Value = serde_json::from_str(&text).unwrap();
                self.seq = value["s"].as_u64().unwrap_or(self.seq);
                value
            }
            Some(Ok(Message::Close(frame))) => json!({"close": frame.map(|frame| u16::from(frame.code))}),
            other => json!({"gone": format!("{other:?}")}),
        }
    }

    /// The next event, which must be this one.
    pub(crate) async fn event(&mut self, name: &'static str) -> Value {
        let frame = self.frame().await;
        assert_eq!(frame["t"], name, "{frame}");
        frame["d"].clone()
    }

    pub(crate) async fn hang_up(mut self, code: u16) {
        use tokio_tungstenite::tungstenite::protocol::CloseFrame;
        let frame = CloseFrame { code: code.into(), reason: "".into() };
        self.socket.close(Some(frame)).await.unwrap();
        while let Some(Ok(_)) = self.socket.next().await {}
    }
}
