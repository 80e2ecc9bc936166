//! More people and more places than the world begins with, and what went over the wire.

use crate::world::{Person, World, text};
use serde_json::{Value, json};

impl World {
    /// Somebody new, who is a member of no server yet.
    pub(crate) async fn newcomer(&self, person: Value) -> String {
        text(&self.post("people", person).await["id"])
    }

    /// Lets somebody join a server, by its name, and stand in one of its channels.
    pub(crate) async fn join(&self, server: &str, user: &str, channel: &str) -> Person {
        let server = self.server(server).await;
        let path = format!("control/guilds/{}/members/{user}", text(&server["id"]));
        let url = format!("{}{path}", self.sandbox.hello().page);
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = http.put(url).json(&json!({})).send().await.unwrap();
        assert!(answer.status().is_success(), "{answer:?}");
        Person { id: user.to_owned(), channel: channel_of(&server, channel) }
    }

    /// A server by its name, as the state shows it.
    pub(crate) async fn server(&self, name: &str) -> Value {
        let state = self.get("state").await;
        let mut servers = state["guilds"].as_array().unwrap().iter();
        servers.find(|server| server["name"] == name).expect("the server").clone()
    }

    /// A person in a channel of a server that is named, for channels whose names stand twice.
    pub(crate) async fn at(&self, username: &str, server: &str, channel: &str) -> Person {
        let person = self.person(username, "dm").await;
        Person { channel: channel_of(&self.server(server).await, channel), ..person }
    }

    /// What Discord's client says when it doesn't even send a command.
    pub(crate) async fn client_refuses(&self, who: &Person, options: Value) -> String {
        let url = format!("{}control/interactions/command", self.sandbox.hello().page);
        let asked = json!({ "as": who.id, "channel": who.channel, "command": "ranking", "options": options });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = http.post(url).json(&asked).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{options}");
        text(&answer.json::<Value>().await.unwrap()["error"])
    }

    /// The messages of a channel that everybody in it sees.
    pub(crate) async fn public_messages(&self, who: &Person) -> Vec<Value> {
        let mut messages = self.messages(who).await;
        messages.retain(|message| !crate::world::is_private(message));
        messages
    }

    /// Every REST exchange with Discord so far.
    pub(crate) fn exchanges(&self) -> Vec<Value> {
        let log = std::fs::read_to_string(&self.traffic_log).expect("the traffic log");
        let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        lines.filter(|line| line["method"].is_string()).collect()
    }
}

fn channel_of(server: &Value, name: &str) -> String {
    let mut channels = server["channels"].as_array().unwrap().iter();
    text(&channels.find(|channel| channel["name"] == name).expect("the channel")["id"])
}

/// Text as it looks: without what escapes and isolates.
pub(crate) fn looks(text: &str) -> String {
    text.replace(['\\', '\u{200b}', '\u{2068}', '\u{2069}'], "")
}
