//! The log: readable sentences with fields, or JSON lines, on standard error.

use crate::config::Config;
use anyhow::Context;
use std::io::{self, IsTerminal};
use tracing_subscriber::{
    EnvFilter, Layer, Registry, fmt,
    layer::{Identity, SubscriberExt as _},
    util::SubscriberInitExt as _,
};

/// These log whole payloads, tokens of interactions among them: silent whatever the configuration says.
const SILENT: [&str; 3] = ["serenity::gateway::ws=off", "tungstenite=info", "tokio_tungstenite=info"];

/// Starts logging by the configuration.
///
/// # Errors
/// When the level can't be meant.
pub(super) fn start(config: &Config) -> anyhow::Result<()> {
    start_with(config, Identity::new())
}

/// Starts logging by the configuration, and hands on what is logged to one more layer.
///
/// # Errors
/// When the level can't be meant.
pub(super) fn start_with<L>(config: &Config, more: L) -> anyhow::Result<()>
where
    L: Layer<Registry> + Send + Sync,
{
    let mut filter = EnvFilter::try_new(&config.log.level)
        .with_context(|| format!("log.level = {:?}", config.log.level))?;
    for directive in SILENT {
        filter = filter.add_directive(directive.parse()?);
    }
    let log = fmt::layer().with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    let log = if config.log.json { log.json().boxed() } else { log.boxed() };
    let started = Registry::default().with(more).with(log).with(filter).try_init();
    started.map_err(|error| anyhow::anyhow!("the log can't be started: {error}"))
}
