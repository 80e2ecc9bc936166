//! What stories look at besides answers: the source's log, the traffic with Discord, what stands in a channel.

use crate::world::{Outcome, Person, World, is_private, text};
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

/// Flag of a message that "is thinking…".
const LOADING: u64 = 128;

impl World {
    /// Asks for `/ranking` without waiting; gives the interaction's id.
    pub(crate) async fn start_asking(&self, who: &Person, options: Value) -> String {
        let asked = json!({ "as": who.id, "channel": who.channel, "command": "ranking", "options": options });
        text(&self.post("interactions/command", asked).await["interaction"])
    }

    /// How far an interaction is, once it is settled.
    pub(crate) async fn settled(&self, interaction: &str) -> Outcome {
        Outcome(self.get(&format!("interactions/{interaction}?wait=20000")).await)
    }

    /// Waits until an interaction's answer is a placeholder that "is thinking…", and gives it.
    pub(crate) async fn placeholder(&self, interaction: &str) -> Value {
        let path = format!("interactions/{interaction}");
        self.until("a placeholder", async |world: &Self| is_thinking(&world.get(&path).await["messages"][0]))
            .await;
        self.get(&path).await["messages"][0].clone()
    }

    /// The messages in a channel that everybody sees.
    pub(crate) async fn public(&self, who: &Person) -> Vec<Value> {
        self.messages(who).await.into_iter().filter(|message| !is_private(message)).collect()
    }

    /// The requests that reached the source so far.
    pub(crate) async fn requests(&self) -> Vec<Value> {
        self.get("keyapi").await["requests"].as_array().expect("a log").clone()
    }

    /// Breaks the source for every request until it is healed.
    pub(crate) async fn break_source(&self, effect: &Value) {
        self.fault(faulty("keyapi", "", effect)).await;
    }

    /// Breaks Discord's routes that contain `path`, for so many requests.
    pub(crate) async fn break_discord(&self, path: &str, times: u32, effect: &Value) {
        let mut fault = faulty("discord", path, effect);
        fault["times"] = times.into();
        self.fault(fault).await;
    }

    /// The exchanges with Discord whose method and path fit.
    pub(crate) fn traffic(&self, method: &str, path: &str) -> Vec<Value> {
        let fits = |line: &Value| {
            line["method"] == method && line["path"].as_str().is_some_and(|text| text.contains(path))
        };
        self.logged().into_iter().filter(fits).collect()
    }

    /// The lines of the traffic log; the last may be only half written.
    pub(crate) fn logged(&self) -> Vec<Value> {
        let log = std::fs::read_to_string(&self.traffic_log).expect("the traffic log");
        let whole = log.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        whole.map(|line| serde_json::from_str(line).expect("JSON lines")).collect()
    }

    /// The states of the ledger's credits, the newest first; read beside whoever writes it.
    pub(crate) async fn ledger(&self) -> Vec<String> {
        let file = SqliteConnectOptions::new().filename(&self.config.database.path).read_only(true);
        let mut ledger = SqliteConnection::connect_with(&file).await.expect("the database");
        let query = sqlx::query_scalar("SELECT state FROM credits ORDER BY id DESC");
        query.fetch_all(&mut ledger).await.expect("the ledger")
    }
}

fn faulty(side: &str, path: &str, effect: &Value) -> Value {
    let mut fault = effect.clone();
    fault["side"] = side.into();
    fault["path"] = path.into();
    fault
}

/// Whether a message is a placeholder.
pub(crate) fn is_thinking(message: &Value) -> bool {
    message["flags"].as_u64().unwrap_or(0) & LOADING != 0
}
