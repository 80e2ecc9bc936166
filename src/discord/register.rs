//! Our commands as Discord registers them, in every language, made from their specs.

use super::{face::Face, rest::RestError};
use crate::{
    commands::{COMMANDS, Kind, OptionSpec, Spec, Subcommand},
    domain::Language,
    text::Words,
};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// Option types of Discord's documentation.
const SUBCOMMAND: u8 = 1;
const STRING: u8 = 3;
const INTEGER: u8 = 4;
const BOOLEAN: u8 = 5;
const CHANNEL: u8 = 7;
const ROLE: u8 = 8;
const ATTACHMENT: u8 = 11;
/// Channels in which messages stand, in Discord's documentation "Channel Types": text, voice, announcements and their
/// threads, public and private threads, forums and media.
const PLACES: [u8; 8] = [0, 2, 5, 10, 11, 12, 15, 16];

/// The pauses between tries of a registration that Discord broke off: doubled from the first to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(600);

impl Face {
    /// Registers the commands at Discord, unless they are registered just so; tries until it is done or refused.
    pub async fn register(&self, application_id: u64) {
        let mut pause = FIRST_PAUSE;
        while let Err(error) = self.try_to_register(application_id).await {
            if !error.is_passing() {
                return tracing::error!(%error, "Discord refuses to register the commands");
            }
            tracing::warn!(%error, "the commands can't be registered; trying again in {} s", pause.as_secs());
            self.clock.sleep(pause).await;
            pause = LONGEST_PAUSE.min(2 * pause);
        }
    }

    async fn try_to_register(&self, application_id: u64) -> Result<(), RestError> {
        let commands = commands();
        let fingerprint = fingerprint(&commands);
        // Somebody else may have removed them: what we remember holds only while their names are there.
        if self.commands.registered(application_id).await.as_deref() == Some(&fingerprint) {
            let mut names = self.rest.global_command_names(application_id).await?;
            names.sort_unstable();
            let mut ours: Vec<_> = COMMANDS.iter().map(|spec| spec.name).collect();
            ours.sort_unstable();
            if names == ours {
                tracing::debug!("the commands are registered as they are");
                return Ok(());
            }
        }
        self.rest.put_global_commands(application_id, &commands).await?;
        self.commands.set_registered(application_id, &fingerprint).await;
        tracing::info!("the commands changed and were registered anew");
        Ok(())
    }
}

/// The body of the bulk overwrite of global commands.
fn commands() -> Value {
    COMMANDS.iter().map(command).collect()
}

/// Tells one registration from another.
fn fingerprint(commands: &Value) -> String {
    Sha256::digest(commands.to_string()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A command: usable in servers, in DMs with the bot and in private channels, installed to servers and to people,
/// unless it is only for servers.
fn command(spec: &Spec) -> Value {
    let key = spec.name;
    let options: Vec<Value> = match spec.subcommands {
        [] => spec.options.iter().map(|option| self::option(key, option)).collect(),
        below => below.iter().map(|below| subcommand(key, below)).collect(),
    };
    let (contexts, installed) =
        if spec.servers_only { (json!([0]), json!([0])) } else { (json!([0, 1, 2]), json!([0, 1])) };
    let mut command = described(&format!("{key}-command"), &format!("{key}-about"));
    command.extend([
        ("type".to_owned(), json!(1)),
        ("name".to_owned(), json!(spec.name)),
        ("options".to_owned(), json!(options)),
        ("contexts".to_owned(), contexts),
        ("integration_types".to_owned(), installed),
    ]);
    Value::Object(command)
}

fn subcommand(command: &str, spec: &Subcommand) -> Value {
    let key = format!("{command}-{}", spec.name);
    let options: Vec<Value> = spec.options.iter().map(|option| self::option(command, option)).collect();
    let mut subcommand = described(&format!("{key}-command"), &format!("{key}-about"));
    subcommand.extend([
        ("type".to_owned(), json!(SUBCOMMAND)),
        ("name".to_owned(), json!(spec.name)),
        ("options".to_owned(), json!(options)),
    ]);
    Value::Object(subcommand)
}

/// The command whose words an option has: the first that takes it, so that what is alike is called alike.
fn speaker<'a>(command: &'a str, option: &str) -> &'a str {
    let takes = |spec: &&Spec| spec.options.iter().any(|known| known.name == option);
    COMMANDS.iter().find(takes).map_or(command, |spec| spec.name)
}

fn option(command: &str, spec: &OptionSpec) -> Value {
    let command = speaker(command, spec.name);
    let key = format!("{command}-option-{}", spec.name);
    let mut option = described(&key, &format!("{key}-about"));
    option.insert("name".to_owned(), json!(spec.name));
    if spec.required {
        option.insert("required".to_owned(), json!(true));
    }
    let (kind, rest) = match spec.kind {
        Kind::Suggested(most) => (STRING, json!({ "autocomplete": true, "max_length": most })),
        Kind::Choice(words) => {
            let choice = |word: &&str| choice(&format!("{command}-choice-{}-{word}", spec.name), word);
            (STRING, json!({ "choices": words.iter().map(choice).collect::<Vec<_>>() }))
        }
        Kind::Integer(least, most) => (INTEGER, json!({ "min_value": least, "max_value": most })),
        Kind::Boolean => (BOOLEAN, json!({})),
        Kind::Channel => (CHANNEL, json!({ "channel_types": PLACES })),
        Kind::Role => (ROLE, json!({})),
        Kind::Attachment => (ATTACHMENT, json!({})),
    };
    option.insert("type".to_owned(), json!(kind));
    if let Value::Object(rest) = rest {
        option.extend(rest);
    }
    Value::Object(option)
}

fn choice(key: &str, word: &str) -> Value {
    json!({ "name": Words::new(Language::default()).say(key), "value": word, "name_localizations": localised(key) })
}

/// The description, and names and descriptions in every language. The name itself is the spec's.
fn described(name: &str, about: &str) -> Map<String, Value> {
    Map::from_iter([
        ("description".to_owned(), json!(Words::new(Language::default()).say(about))),
        ("name_localizations".to_owned(), localised(name)),
        ("description_localizations".to_owned(), localised(about)),
    ])
}

fn localised(key: &str) -> Value {
    Language::ALL
        .iter()
        .map(|language| (language.tag().to_owned(), json!(Words::new(*language).say(key))))
        .collect::<Map<_, _>>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Discord's largest command, in characters: names, descriptions and values, of each its longest language.
    const MOST: usize = 8_000;

    fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
            Value::Object(map) => map.values().for_each(|value| texts(value, found)),
            _ => {}
        }
    }

    /// A command, its subcommands and all their options.
    fn parts<'a>(command: &'a Value, found: &mut Vec<&'a Value>) {
        found.push(command);
        command["options"].as_array().into_iter().flatten().for_each(|part| parts(part, found));
    }

    #[test]
    fn every_word_of_every_command_is_there_in_every_language() {
        let commands = commands();
        let mut found = Vec::new();
        texts(&commands, &mut found);
        let options: usize = COMMANDS.iter().map(|spec| spec.options.len()).sum();
        assert!(found.len() >= (COMMANDS.len() + options) * 2 * Language::ALL.len());
        for text in found {
            let is_key = text.contains("-option-") || text.contains("-choice-") || text.ends_with("-about");
            assert!(!is_key, "{text} has no words");
            assert!((1..=100).contains(&text.chars().count()), "{text}");
        }
    }

    #[test]
    fn every_name_is_one_that_discord_takes_and_stands_once() {
        let commands = commands();
        for command in commands.as_array().unwrap() {
            let mut all = Vec::new();
            parts(command, &mut all);
            for part in all {
                let localised = part["name_localizations"].as_object().unwrap().values();
                for name in localised.chain([&part["name"]]).map(|name| name.as_str().unwrap()) {
                    let is_plain = name.chars().all(|char| char.is_alphanumeric() || "-_".contains(char));
                    assert!(is_plain && (1..=32).contains(&name.chars().count()), "{name}");
                    assert_eq!(name, name.to_lowercase());
                }
                for language in Language::ALL {
                    let inner = part["options"].as_array().into_iter().flatten();
                    let mut names: Vec<_> =
                        inner.map(|option| &option["name_localizations"][language.tag()]).collect();
                    let count = names.len();
                    names.sort_unstable_by_key(|name| name.as_str());
                    names.dedup();
                    assert_eq!(names.len(), count, "two options are called alike: {names:?}");
                }
                let options = part["options"].as_array().cloned().unwrap_or_default();
                assert!(options.len() <= 25 && options.is_sorted_by_key(|option| option["required"] != true));
            }
        }
    }

    #[test]
    fn no_command_is_too_large() {
        let longest = |part: &Value, text: &str, localised: &str| {
            let all = part[localised].as_object().into_iter().flat_map(Map::values).chain([&part[text]]);
            all.filter_map(Value::as_str).map(|text| text.chars().count()).max().unwrap_or_default()
        };
        for command in commands().as_array().unwrap() {
            let mut all = Vec::new();
            parts(command, &mut all);
            let of_choice = |choice: &Value| {
                let value = choice["value"].as_str().unwrap_or_default().chars().count();
                longest(choice, "name", "name_localizations") + value
            };
            let size = |part: &&Value| {
                let choices = part["choices"].as_array().into_iter().flatten().map(of_choice).sum::<usize>();
                longest(part, "name", "name_localizations")
                    + longest(part, "description", "description_localizations")
                    + choices
            };
            let characters: usize = all.iter().map(size).sum();
            assert!(characters < MOST, "{}: {characters}", command["name"]);
        }
    }

    #[test]
    fn boards_and_settings_are_for_servers_and_hidden_from_nobody() {
        for command in commands().as_array().unwrap() {
            let everywhere = ["ranking", "help"].contains(&command["name"].as_str().unwrap());
            let contexts = if everywhere { json!([0, 1, 2]) } else { json!([0]) };
            assert_eq!(command["contexts"], contexts, "{command}");
            assert!(command.get("default_member_permissions").is_none());
        }
    }

    #[test]
    fn a_fingerprint_changes_with_the_commands() {
        let commands = commands();
        assert_eq!(fingerprint(&commands), fingerprint(&commands));
        assert_ne!(fingerprint(&commands), fingerprint(&json!([])));
    }
}
