//! The log: readable sentences with fields, or JSON lines, on standard error.

use crate::config::Config;
use anyhow::Context;
use std::io::{self, IsTerminal};
use tracing_subscriber::EnvFilter;

/// These log whole payloads, tokens of interactions among them: silent whatever the configuration says.
const SILENT: [&str; 3] = ["serenity::gateway::ws=off", "tungstenite=info", "tokio_tungstenite=info"];

/// Starts logging by the configuration.
///
/// # Errors
/// When the level can't be meant.
pub(super) fn start(config: &Config) -> anyhow::Result<()> {
    let mut filter = EnvFilter::try_new(&config.log.level)
        .with_context(|| format!("log.level = {:?}", config.log.level))?;
    for directive in SILENT {
        filter = filter.add_directive(directive.parse()?);
    }
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    let started = if config.log.json { log.json().try_init() } else { log.try_init() };
    started.map_err(|error| anyhow::anyhow!("the log can't be started: {error}"))
}
