//! Our commands as Discord registers them, in every language, made from their specs.

use super::{face::Face, rest::RestError};
use crate::{
    commands::{COMMANDS, Kind, OptionSpec, Spec},
    domain::Language,
    text::Words,
};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// Option types of Discord's documentation.
const STRING: u8 = 3;
const INTEGER: u8 = 4;
const BOOLEAN: u8 = 5;

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
                tracing::info!("the commands are registered as they are");
                return Ok(());
            }
        }
        self.rest.put_global_commands(application_id, &commands).await?;
        self.commands.set_registered(application_id, &fingerprint).await;
        tracing::info!("the commands changed and were registered anew");
        Ok(())
    }
}

/// The body of the bulk overwrite of global commands: usable in servers, in DMs with the bot and in private
/// channels, installed to servers and to people.
fn commands() -> Value {
    COMMANDS.iter().map(command).collect()
}

/// Tells one registration from another.
fn fingerprint(commands: &Value) -> String {
    Sha256::digest(commands.to_string()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn command(spec: &Spec) -> Value {
    let key = spec.name;
    let options: Vec<Value> = spec.options.iter().map(|option| self::option(key, option)).collect();
    let mut command = described(&format!("{key}-command"), &format!("{key}-about"));
    command.extend([
        ("type".to_owned(), json!(1)),
        ("name".to_owned(), json!(spec.name)),
        ("options".to_owned(), json!(options)),
        ("contexts".to_owned(), json!([0, 1, 2])),
        ("integration_types".to_owned(), json!([0, 1])),
    ]);
    Value::Object(command)
}

fn option(command: &str, spec: &OptionSpec) -> Value {
    let key = format!("{command}-option-{}", spec.name);
    let mut option = described(&key, &format!("{key}-about"));
    option.insert("name".to_owned(), json!(spec.name));
    let (kind, rest) = match spec.kind {
        Kind::Suggested(most) => (STRING, json!({ "autocomplete": true, "max_length": most })),
        Kind::Choice(words) => {
            let choice = |word: &&str| choice(&format!("{command}-choice-{}-{word}", spec.name), word);
            (STRING, json!({ "choices": words.iter().map(choice).collect::<Vec<_>>() }))
        }
        Kind::Integer(least, most) => (INTEGER, json!({ "min_value": least, "max_value": most })),
        Kind::Boolean => (BOOLEAN, json!({})),
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

    #[test]
    fn every_word_of_every_command_is_there_in_every_language() {
        fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
            match value {
                Value::String(text) => found.push(text),
                Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
                Value::Object(map) => map.values().for_each(|value| texts(value, found)),
                _ => {}
            }
        }
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
    fn a_fingerprint_changes_with_the_commands() {
        let commands = commands();
        assert_eq!(fingerprint(&commands), fingerprint(&commands));
        assert_ne!(fingerprint(&commands), fingerprint(&json!([])));
    }
}
