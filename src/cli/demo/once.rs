//! `demo --once`: asks one `/ranking` as a member of the first server would, and prints what they see.

use super::super::print;
use crate::{
    clock::{Clock, SystemClock},
    discord::render,
};
use anyhow::Context;
use rankwatch_sandbox::Hello;
use serde_json::{Value, json};
use std::time::Duration;

/// How long the bot may take to connect and register.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two looks whether it has.
const PAUSE: Duration = Duration::from_millis(100);

/// Asks `/ranking` as a member of the first server would, and prints what they see.
pub(super) async fn ask(hello: &Hello) -> anyhow::Result<()> {
    let control = format!("{}control", hello.page);
    let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()?;
    let state = registered(&client, &control).await?;
    let server = &state["guilds"][0];
    let channels = server["channels"].as_array().into_iter().flatten();
    let channel =
        channels.clone().find(|channel| channel["name"] == "rankings").context("no channel to ask in")?;
    let asker = member(&state).context("nobody to ask")?;
    print(format_args!(
        "{} types /ranking in #{} of {}:\n",
        asker["global_name"].as_str().unwrap_or("Somebody"),
        channel["name"].as_str().unwrap_or("rankings"),
        server["name"].as_str().unwrap_or("the server"),
    ));
    let asked = json!({ "as": asker["id"], "channel": channel["id"], "command": "ranking", "options": {} });
    let url = format!("{control}/interactions/command?wait={}", PATIENCE.as_millis());
    let answer: Value = client.post(url).json(&asked).send().await?.json().await?;
    let message = &answer["messages"][0];
    anyhow::ensure!(!message.is_null(), "the bot didn't answer: {answer}");
    show(message);
    Ok(())
}

/// The world's state once the bot has registered its commands.
async fn registered(client: &reqwest::Client, control: &str) -> anyhow::Result<Value> {
    let latest = SystemClock.now() + PATIENCE;
    loop {
        let state: Value = client.get(format!("{control}/state")).send().await?.json().await?;
        if state["commands"].as_array().is_some_and(|commands| !commands.is_empty()) {
            return Ok(state);
        }
        anyhow::ensure!(
            SystemClock.now() < latest,
            "the bot didn't register its commands in {} s",
            PATIENCE.as_secs()
        );
        SystemClock.sleep(PAUSE).await;
    }
}

/// A person of the first server who has no special role.
fn member(state: &Value) -> Option<&Value> {
    let members = state["guilds"][0]["members"].as_array()?;
    let plain = |id: &Value| {
        members.iter().any(|member| {
            member["user"]["id"] == *id && member["roles"].as_array().is_some_and(Vec::is_empty)
        })
    };
    let owner = &state["guilds"][0]["owner"];
    state["people"]
        .as_array()?
        .iter()
        .find(|person| person["bot"] == false && person["id"] != *owner && plain(&person["id"]))
}

/// A message as lines of text: what its embeds say, and its buttons.
fn show(message: &Value) {
    let text = |value: &Value| value.as_str().map(render::unmarked).unwrap_or_default();
    print(text(&message["content"]));
    for embed in message["embeds"].as_array().into_iter().flatten() {
        print(format_args!("  {}\n", text(&embed["title"])));
        for line in text(&embed["description"]).lines() {
            print(format_args!("  {line}"));
        }
        print(format_args!("\n  {}", text(&embed["footer"]["text"])));
    }
    let parts =
        message["components"].as_array().into_iter().flatten().filter_map(|row| row["components"].as_array());
    let labels = parts.flatten().filter_map(|part| part["label"].as_str().or(part["placeholder"].as_str()));
    print(format_args!("  {}\n", labels.map(|label| format!("[ {label} ]")).collect::<Vec<_>>().join(" ")));
}
