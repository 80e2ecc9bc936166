//! `/help`: by task, private, with examples that work as the reader's own client shows them.

use crate::world::{Person, World, is_private, text};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// What `/ranking` and its options are called in a language: their names there, and those that are sent.
async fn names(world: &World, language: &str) -> (String, HashMap<String, String>) {
    let commands = world.get("state").await["commands"].clone();
    let ranking = commands.as_array().unwrap().iter().find(|command| command["name"] == "ranking").unwrap();
    let shown = |value: &Value| text(&value["name_localizations"][language]);
    let options = ranking["options"].as_array().unwrap().iter();
    (shown(ranking), options.map(|option| (shown(option), text(&option["name"]))).collect())
}

/// Runs every example that `/help` shows to somebody.
async fn try_examples(world: &World, who: &Person, language: &str) {
    let (command, names) = names(world, language).await;
    let help = world.ask(who, "help", json!({})).await;
    assert!(is_private(help.message()));
    let fields = help.message()["embeds"][0]["fields"].as_array().unwrap().clone();
    let all: String = fields.iter().map(|field| field["value"].as_str().unwrap()).collect();
    let command = format!("/{command}");
    let examples: Vec<&str> =
        all.split('`').filter_map(|part| part.strip_prefix(&command)).map(str::trim).collect();
    assert!(examples.len() >= 6, "{examples:?}");
    for example in examples {
        let options = example.split_whitespace().map(|option| {
            let (name, value) = option.split_once(':').unwrap();
            let name = names.get(name).unwrap_or_else(|| panic!("no option {name} in {language}"));
            (name.clone(), json!(value))
        });
        let answer = world.ask(who, "ranking", options.collect::<Map<_, _>>().into()).await;
        assert!(!is_private(answer.message()), "{command} {example}: {answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn help_is_private_and_its_examples_work() {
    let world = World::new("help").await;
    try_examples(&world, &world.mason().await, "en-US").await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn help_in_chinese_teaches_the_names_of_a_chinese_client() {
    let world = World::new("help-chinese").await;
    try_examples(&world, &world.person("lilei", "榜单").await, "zh-CN").await;
    world.end().await;
}
