//! Registered commands.

use super::Id;
use serde_json::Value;

/// A command as it was registered, completed with Discord's defaults.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    pub(crate) id: Id,
    /// The server it is limited to; None is global.
    pub(crate) guild: Option<Id>,
    pub(crate) kind: u64,
    pub(crate) name: String,
    /// The full object as Discord answers it.
    pub(crate) body: Value,
}

impl Command {
    /// The options of a level.
    pub(crate) fn options(value: &Value) -> &[Value] {
        value["options"].as_array().map_or(&[], Vec::as_slice)
    }
}
