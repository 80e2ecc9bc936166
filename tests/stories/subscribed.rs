//! What stories about boards share: setting one up, the clock, and what a channel got.

use crate::world::{Outcome, Person, World, text};
use serde_json::{Value, json};

/// A moment at which nothing is due in any story yet.
pub(crate) const NINE: &str = "2026-11-24T09:00:00Z";

impl World {
    /// Maya, a manager, in a channel of the first server.
    pub(crate) async fn maya(&self, channel: &str) -> Person {
        self.person("maya", channel).await
    }

    /// Presses the first button whose `custom_id` begins so.
    pub(crate) async fn press_deed(&self, who: &Person, message: &Value, begins: &str) -> Outcome {
        let id = custom_ids(message).into_iter().find(|id| id.starts_with(begins));
        let id = id.unwrap_or_else(|| panic!("no {begins} under {message}"));
        self.press_id(who, message, &json!(id)).await
    }

    /// Chooses in the menu whose `custom_id` begins so.
    pub(crate) async fn set(&self, who: &Person, message: &Value, begins: &str, values: &[&str]) -> Outcome {
        let id = custom_ids(message).into_iter().find(|id| id.starts_with(begins));
        let id = id.unwrap_or_else(|| panic!("no {begins} under {message}"));
        let body = json!({ "as": who.id, "message": message["id"], "custom_id": id, "values": values });
        Outcome(self.post("interactions/choose?wait=20000", body).await)
    }

    /// Sets a board up and saves it; the receipt.
    pub(crate) async fn subscribe(&self, who: &Person, options: Value) -> Outcome {
        let draft = self.ask(who, "board add", options).await;
        self.press_deed(who, draft.message(), SAVE).await
    }

    /// Moves the clock to a moment, and gives the bot a moment to follow.
    pub(crate) async fn reach(&self, moment: &str) {
        self.post("clock", json!({ "to": moment })).await;
        self.sandbox.world.clock.pause(std::time::Duration::from_millis(300)).await;
    }

    /// All that the bot posted unasked in a channel, oldest first.
    pub(crate) async fn posts(&self, channel: &str) -> Vec<Value> {
        let all = self.get(&format!("channels/{channel}/messages")).await;
        let all = all.as_array().expect("messages").clone();
        all.into_iter().filter(|message| !marks(message).is_empty()).collect()
    }

    /// The posts of a channel as soon as there are so many.
    pub(crate) async fn posts_come(&self, channel: &str, count: usize) -> Vec<Value> {
        let what = format!("{count} posts in {channel}");
        self.until(&what, async |world: &Self| world.posts(channel).await.len() >= count).await;
        let posts = self.posts(channel).await;
        assert_eq!(posts.len(), count, "{posts:#?}");
        posts
    }

    /// What the bot wrote to a person by direct message, unasked.
    pub(crate) async fn direct(&self, username: &str) -> Vec<Value> {
        let person = self.person(username, "dm").await;
        let all = self.messages(&person).await;
        all.into_iter().filter(|message| !marks(message).is_empty()).collect()
    }

    /// A role of the first server.
    pub(crate) async fn role(&self, name: &str) -> Value {
        let state = self.get("state").await;
        let roles = state["guilds"][0]["roles"].as_array().expect("roles").clone();
        roles.into_iter().find(|role| role["name"] == name).expect("the role")
    }

    /// Gives the bot, or takes from it, rights in a channel.
    pub(crate) async fn bot_overwrite(&self, channel: &str, allow: &[&str], deny: &[&str]) {
        let bot = text(&self.get("state").await["application_id"]);
        let path = format!("channels/{channel}/overwrites/{bot}");
        self.put(&path, json!({ "type": 1, "allow": allow, "deny": deny })).await;
        // The bot hears of it by its gateway.
        self.sandbox.world.clock.pause(std::time::Duration::from_millis(200)).await;
    }

    /// Holds a day's list of the United States back, or lets it out.
    pub(crate) async fn hold(&self, date: &str, hold: bool) {
        self.post("market/publish", json!({ "region": "US", "date": date, "hold": hold })).await;
    }

    /// Time for whatever shouldn't happen to happen: some ticks of the bot.
    pub(crate) async fn nothing_more(&self) {
        self.pass(chrono::TimeDelta::seconds(5)).await;
        self.sandbox.world.clock.pause(std::time::Duration::from_millis(700)).await;
    }
}

/// The beginnings of what buttons stand for.
pub(crate) const SAVE: &str = "b1|v|";
pub(crate) const CANCEL: &str = "b1|x|";
pub(crate) const UNDO: &str = "b1|u|";
pub(crate) const ABOUT: &str = "d1|";

/// The `custom_id` of all that can be pressed or chosen under a message.
pub(crate) fn custom_ids(message: &Value) -> Vec<String> {
    let rows = message["components"].as_array().into_iter().flatten();
    let parts = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    parts.filter_map(|part| part["custom_id"].as_str()).map(str::to_owned).collect()
}

/// The marks that a message bears.
pub(crate) fn marks(message: &Value) -> Vec<String> {
    custom_ids(message).into_iter().filter(|id| id.starts_with(ABOUT)).collect()
}

/// Everything that a message says, embeds included.
pub(crate) fn said(message: &Value) -> String {
    let mut all = vec![message["content"].as_str().unwrap_or_default().to_owned()];
    for embed in message["embeds"].as_array().into_iter().flatten() {
        for part in ["title", "description"] {
            all.push(embed[part].as_str().unwrap_or_default().to_owned());
        }
        for field in embed["fields"].as_array().into_iter().flatten() {
            all.extend(["name", "value"].map(|part| field[part].as_str().unwrap_or_default().to_owned()));
        }
        all.push(embed["footer"]["text"].as_str().unwrap_or_default().to_owned());
    }
    all.retain(|text| !text.is_empty());
    all.join("\n")
}
