//! Environment variables over the file: `RANKWATCH_<SECTION>__<KEY>`.

use super::{Config, ConfigError};
use toml::{Table, Value};

const PREFIX: &str = "RANKWATCH_";

pub(super) fn override_with(
    config: Config,
    variables: impl Iterator<Item = (String, String)>,
) -> Result<Config, ConfigError> {
    let mut table = as_table(&config)?;
    for (variable, text) in variables {
        let Some(name) = variable.strip_prefix(PREFIX) else { continue };
        let error = |reason: String| ConfigError::Variable { variable: variable.clone(), reason };
        let key = name.to_lowercase();
        let place = key.split_once("__").and_then(|(section, key)| {
            table.get_mut(section).and_then(Value::as_table_mut).and_then(|section| section.get_mut(key))
        });
        let Some(place) = place else {
            return Err(error(
                "no such key; variables are RANKWATCH_<SECTION>__<KEY> with the keys of config.toml".into(),
            ));
        };
        *place = match place {
            Value::String(_) => Value::String(text),
            Value::Integer(_) => text
                .trim()
                .parse()
                .map(Value::Integer)
                .map_err(|_| error(format!("“{text}” is no whole number")))?,
            Value::Boolean(_) => text
                .trim()
                .parse()
                .map(Value::Boolean)
                .map_err(|_| error(format!("“{text}” is neither true nor false")))?,
            _ => return Err(error("this key can't be set by a variable".into())),
        };
        // Checked one by one, so that a value that doesn't fit is told with its variable.
        Config::deserialize_table(&table).map_err(|reason| error(reason.message().to_owned()))?;
    }
    Config::deserialize_table(&table).map_err(|reason| ConfigError::Variable {
        variable: format!("{PREFIX}…"),
        reason: reason.message().to_owned(),
    })
}

fn as_table(config: &Config) -> Result<Table, ConfigError> {
    Table::try_from(config)
        .map_err(|error| ConfigError::Variable {
            variable: format!("{PREFIX}…"), reason: error.to_string()
        })
}

impl Config {
    fn deserialize_table(table: &Table) -> Result<Self, toml::de::Error> {
        table.clone().try_into()
    }
}
