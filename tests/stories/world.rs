//! The world of a story: a sandbox of its own, a bot of its own, people who act through the control API.

use rankwatch::{
    app::{App, Secrets},
    config::Config,
};
use rankwatch_sandbox::{Options, Sandbox};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::{path::PathBuf, sync::Once, time::Duration};
use tempfile::TempDir;
use tokio::{sync::oneshot, task::JoinHandle};

/// The moment at which every story begins: a Monday noon, when all of yesterday's lists are out.
const START: &str = "2026-11-23T12:00:00Z";
/// Real time that an answer may take before a story fails.
const PATIENCE: &str = "20000";

/// A world, its people, and the bot while it runs.
pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) config: Config,
    /// Where the traffic with Discord is written.
    pub(crate) traffic_log: PathBuf,
    http: reqwest::Client,
    folder: TempDir,
    bot: Option<Bot>,
}

struct Bot {
    stop: oneshot::Sender<()>,
    task: JoinHandle<anyhow::Result<()>>,
}

/// Somebody in a channel.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: String,
    /// A channel's id, or `dm`.
    pub(crate) channel: String,
}

/// What became of something that a person did, as they see it.
#[derive(Clone, Debug)]
pub(crate) struct Outcome(pub(crate) Value);

impl World {
    /// A world with a running bot.
    pub(crate) async fn new(story: &str) -> Self {
        Self::with(story, |_| {}).await
    }

    /// A world with a running bot that is configured otherwise.
    pub(crate) async fn with(story: &str, configure: impl FnOnce(&mut Config)) -> Self {
        let mut world = Self::without_bot(story, configure).await;
        world.start_bot().await;
        world
    }

    /// A world in which no bot runs yet.
    pub(crate) async fn without_bot(story: &str, configure: impl FnOnce(&mut Config)) -> Self {
        log_once();
        let folder = TempDir::new().expect("a folder for the story");
        let traffic_log = traffic_log(&folder, story);
        let sandbox = Sandbox::start(Options {
            listen: ([127, 0, 0, 1], 0).into(),
            seed: 1,
            traffic_log: Some(traffic_log.clone()),
            start: Some(START.parse().expect("a moment")),
        })
        .await
        .expect("a sandbox");
        let mut config = Config::default();
        config.discord.api_url.clone_from(&sandbox.hello().discord);
        config.keyapi.base_url.clone_from(&sandbox.hello().keyapi);
        config.clock.url.clone_from(&sandbox.hello().clock);
        config.database.path = folder.path().join("rankwatch.db");
        config.keyapi.min_interval_ms = 0;
        config.keyapi.retry_wait_ms = 200;
        config.http.listen.clear();
        configure(&mut config);
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { sandbox, config, traffic_log, http, folder, bot: None }
    }

    /// Starts the bot and waits until it is connected and its commands are registered.
    pub(crate) async fn start_bot(&mut self) {
        let hello = self.sandbox.hello();
        let secrets = Secrets {
            token: SecretString::from(hello.token.clone()),
            key: SecretString::from(hello.key.clone()),
        };
        let app = App::start(&self.config, secrets).await.expect("the bot starts");
        let (stop, stopped) = oneshot::channel();
        #[expect(clippy::disallowed_methods, reason = "a story runs the bot beside itself")]
        let task = tokio::spawn(app.until(async move {
            let _ = stopped.await;
        }));
        self.bot = Some(Bot { stop, task });
        self.until("the bot is connected", async |world: &Self| {
            let state = world.get("state").await;
            let session =
                state["gateway"]["sessions"].as_array().is_some_and(|sessions| !sessions.is_empty());
            session && state["commands"].as_array().is_some_and(|commands| !commands.is_empty())
        })
        .await;
    }

    /// Stops the bot as SIGTERM would.
    pub(crate) async fn stop_bot(&mut self) {
        let bot = self.bot.take().expect("a running bot");
        let _ = bot.stop.send(());
        bot.task.await.expect("no panic").expect("a clean stop");
        // Discord takes one IDENTIFY in 5 s: the next start needn't wait for that.
        self.pass(chrono::TimeDelta::seconds(6)).await;
    }

    /// Ends the story: the bot stops cleanly.
    pub(crate) async fn end(mut self) {
        if self.bot.is_some() {
            self.stop_bot().await;
        }
        self.sandbox.stop().await;
    }

    /// Waits in real time until something holds; fails after 20 s.
    pub(crate) async fn until(&self, what: &str, holds: impl AsyncFn(&Self) -> bool) {
        for _ in 0..400 {
            if holds(self).await {
                return;
            }
            self.sandbox.world.clock.pause(Duration::from_millis(50)).await;
        }
        panic!("never: {what}");
    }

    /// The folder of this story's files.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// `GET /control/…`
    pub(crate) async fn get(&self, path: &str) -> Value {
        let url = format!("{}control/{path}", self.sandbox.hello().page);
        let answer = self.http.get(url).send().await.expect("the control API answers");
        answer.json().await.expect("JSON")
    }

    /// `POST /control/…`; a refusal fails the story.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        self.send(reqwest::Method::POST, path, body).await
    }

    async fn send(&self, method: reqwest::Method, path: &str, body: Value) -> Value {
        let url = format!("{}control/{path}", self.sandbox.hello().page);
        let asked = self.http.request(method, url).json(&body);
        let answer = asked.send().await.expect("the control API answers");
        let status = answer.status();
        let value: Value = answer.json().await.expect("JSON");
        assert!(status.is_success(), "{path} {body}: {status} {value}");
        value
    }

    /// `PUT /control/…`
    pub(crate) async fn put(&self, path: &str, body: Value) -> Value {
        self.send(reqwest::Method::PUT, path, body).await
    }

    /// `PATCH /control/…`
    pub(crate) async fn patch(&self, path: &str, body: Value) -> Value {
        self.send(reqwest::Method::PATCH, path, body).await
    }

    /// `DELETE /control/…`
    pub(crate) async fn delete(&self, path: &str) -> Value {
        self.send(reqwest::Method::DELETE, path, json!({})).await
    }

    /// Switches a fault on.
    pub(crate) async fn fault(&self, fault: Value) {
        self.post("faults", fault).await;
    }

    /// Switches all faults off.
    pub(crate) async fn heal(&self) {
        let url = format!("{}control/faults", self.sandbox.hello().page);
        self.http.delete(url).send().await.expect("the control API answers");
    }

    /// Moves the clock forward, and gives the bot a moment to follow.
    pub(crate) async fn pass(&self, time: chrono::TimeDelta) {
        self.post("clock", json!({ "advance_ms": time.num_milliseconds() })).await;
        if self.bot.is_some() {
            self.sandbox.world.clock.pause(Duration::from_millis(300)).await;
        }
    }

    /// Credits that the source has charged so far.
    pub(crate) async fn credits(&self) -> u64 {
        self.get("keyapi").await["credits_used"].as_u64().expect("a number")
    }

    /// A person by user name, in a channel by name of a server they are in, or in `dm`.
    pub(crate) async fn person(&self, username: &str, channel: &str) -> Person {
        let state = self.get("state").await;
        let people = state["people"].as_array().expect("people");
        let person = people.iter().find(|person| person["username"] == username).expect("the person");
        let channels = state["guilds"].as_array().expect("servers").iter();
        let mut channels = channels.flat_map(|guild| guild["channels"].as_array().expect("channels"));
        let channel = match channel {
            "dm" => "dm".to_owned(),
            name => text(&channels.find(|channel| channel["name"] == name).expect("the channel")["id"]),
        };
        Person { id: text(&person["id"]), channel }
    }

    /// Mason, a member, in #rankings of the first server.
    pub(crate) async fn mason(&self) -> Person {
        self.person("mason", "rankings").await
    }

    /// Runs a command and waits for what becomes of it.
    pub(crate) async fn ask(&self, who: &Person, command: &str, options: Value) -> Outcome {
        let asked = json!({ "as": who.id, "channel": who.channel, "command": command, "options": options });
        Outcome(self.post(&format!("interactions/command?wait={PATIENCE}"), asked).await)
    }

    /// Presses the button with this label under a message.
    pub(crate) async fn press(&self, who: &Person, message: &Value, label: &str) -> Outcome {
        let custom_id = component(message, |part| part["label"] == label)["custom_id"].clone();
        self.press_id(who, message, &custom_id).await
    }

    /// Sends any `custom_id` from under a message, as a tampering client would.
    pub(crate) async fn press_id(&self, who: &Person, message: &Value, custom_id: &Value) -> Outcome {
        let body = json!({ "as": who.id, "message": message["id"], "custom_id": custom_id, "force": true });
        Outcome(self.post(&format!("interactions/press?wait={PATIENCE}"), body).await)
    }

    /// Chooses the option at a place, from 0, of the menu under a message.
    pub(crate) async fn choose(&self, who: &Person, message: &Value, place: usize) -> Outcome {
        let menu = component(message, |part| part["type"] == 3);
        let values = json!([menu["options"][place]["value"]]);
        let body = json!({ "as": who.id, "message": message["id"], "custom_id": menu["custom_id"], "values": values });
        Outcome(self.post(&format!("interactions/choose?wait={PATIENCE}"), body).await)
    }

    /// Fills in the only field of the modal that an interaction opened.
    pub(crate) async fn submit(&self, who: &Person, opened: &Outcome, typed: &str) -> Outcome {
        let field = &opened.modal()["components"][0]["components"][0]["custom_id"];
        let values = json!({ field.as_str().expect("a field"): typed });
        let body = json!({ "as": who.id, "interaction": opened.0["interaction"], "values": values });
        Outcome(self.post(&format!("interactions/submit?wait={PATIENCE}"), body).await)
    }

    /// What is suggested while somebody types into an option of `/ranking`: (name, value).
    pub(crate) async fn suggested(
        &self,
        who: &Person,
        option: &str,
        options: Value,
    ) -> Vec<(String, String)> {
        self.suggested_for(who, "ranking", option, options).await
    }

    /// What is suggested while somebody types into an option of a command: (name, value).
    pub(crate) async fn suggested_for(
        &self,
        who: &Person,
        command: &str,
        option: &str,
        options: Value,
    ) -> Vec<(String, String)> {
        let body = json!({ "as": who.id, "channel": who.channel, "command": command, "options": options, "focused": option });
        let answer = self.post("interactions/autocomplete", body).await;
        let choices = answer["choices"].as_array().unwrap_or_else(|| panic!("no choices: {answer}"));
        choices.iter().map(|choice| (text(&choice["name"]), text(&choice["value"]))).collect()
    }

    /// The messages of a channel as somebody sees them.
    pub(crate) async fn messages(&self, who: &Person) -> Vec<Value> {
        let path = match who.channel.as_str() {
            "dm" => format!("dm/{}/messages", who.id),
            channel => format!("channels/{channel}/messages?as={}", who.id),
        };
        self.get(&path).await.as_array().expect("messages").clone()
    }

    /// A file that came with a message, as text.
    pub(crate) async fn file(&self, message: &Value) -> String {
        let url = message["attachments"][0]["url"].as_str().expect("a file").to_owned();
        let bytes = self.http.get(url).send().await.expect("the file").bytes().await.expect("bytes");
        String::from_utf8(bytes.to_vec()).expect("text")
    }
}

impl Outcome {
    /// The only message that came of it.
    pub(crate) fn message(&self) -> &Value {
        let messages = self.0["messages"].as_array().unwrap_or_else(|| panic!("no message: {}", self.0));
        assert_eq!(messages.len(), 1, "{}", self.0);
        &messages[0]
    }

    /// The modal that it opened.
    pub(crate) fn modal(&self) -> &Value {
        assert!(self.0["modal"].is_object(), "no modal: {}", self.0);
        &self.0["modal"]
    }

    /// The sentence of a private answer; a public one fails the story.
    pub(crate) fn private_sentence(&self) -> String {
        let message = self.message();
        assert!(is_private(message), "public: {message}");
        text(&message["content"])
    }

    /// The description of the answer's embed.
    pub(crate) fn description(&self) -> String {
        text(&self.message()["embeds"][0]["description"])
    }

    /// The title of the answer's embed.
    pub(crate) fn title(&self) -> String {
        text(&self.message()["embeds"][0]["title"])
    }

    /// The foot of the answer's embed.
    pub(crate) fn foot(&self) -> String {
        text(&self.message()["embeds"][0]["footer"]["text"])
    }
}

/// Whether only one person sees a message.
pub(crate) fn is_private(message: &Value) -> bool {
    message["flags"].as_u64().unwrap_or(0) & 64 != 0
}

/// A JSON string's text.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("not a string: {value}")).to_owned()
}

/// The first component under a message that fits.
pub(crate) fn component(message: &Value, fits: impl Fn(&Value) -> bool) -> Value {
    let rows = message["components"].as_array().expect("components");
    let mut parts = rows.iter().flat_map(|row| row["components"].as_array().expect("a row's components"));
    parts.find(|part| fits(part)).unwrap_or_else(|| panic!("no such component: {message}")).clone()
}

/// Where this story's traffic is logged: kept for the contract check where `STORY_TRAFFIC` names a folder.
fn traffic_log(folder: &TempDir, story: &str) -> PathBuf {
    let kept = std::env::var_os("STORY_TRAFFIC").map(PathBuf::from);
    kept.unwrap_or_else(|| folder.path().to_owned()).join(format!("{story}.ndjson"))
}

/// `RUST_LOG=debug` shows what the bot logs.
fn log_once() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "error".into());
        let _ = tracing_subscriber::fmt().with_env_filter(filter).with_test_writer().try_init();
    });
}
