//! The log: a readable sentence with fields a line, or a JSON object a line, on standard error.

mod form;

pub(in crate::cli) use form::Text;

use crate::config::{Config, LogSection};
use anyhow::Context;
use form::Json;
use std::{
    backtrace::{Backtrace, BacktraceStatus},
    io::{self, IsTerminal},
    panic,
};
use tracing::{Level, Metadata, field::display};
use tracing_subscriber::{
    EnvFilter, Layer, Registry, filter::FilterFn, fmt, layer::Identity, layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

/// What commands of the terminal log unless the configuration says otherwise: their output is for the eye.
const TERMINAL: &str = "warn,serenity=error";

/// Starts the log of the bot by the configuration.
///
/// # Errors
/// When the level can't be meant.
pub(super) fn start(config: &Config) -> anyhow::Result<()> {
    start_with(config, Identity::new())
}

/// Starts the log of a command of the terminal.
///
/// # Errors
/// When the level can't be meant.
pub(super) fn start_quietly(config: &Config) -> anyhow::Result<()> {
    let mut log = config.log.clone();
    if log.level == LogSection::default().level {
        TERMINAL.clone_into(&mut log.level);
    }
    begin(&log, Identity::new())
}

/// Starts the log by the configuration, and hands on what is logged to one more layer.
///
/// # Errors
/// When the level can't be meant.
pub(super) fn start_with<L>(config: &Config, more: L) -> anyhow::Result<()>
where
    L: Layer<Registry> + Send + Sync,
{
    begin(&config.log, more)
}

fn begin<L>(log: &LogSection, more: L) -> anyhow::Result<()>
where
    L: Layer<Registry> + Send + Sync,
{
    let filter = EnvFilter::try_new(&log.level).with_context(|| format!("log.level = {:?}", log.level))?;
    let lines = fmt::layer().with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    let lines = if log.json {
        lines.json().event_format(Json).boxed()
    } else {
        lines.event_format(Text { with_time: true }).boxed()
    };
    let guard = FilterFn::new(may_be_logged);
    let started = Registry::default().with(more).with(lines).with(filter).with(guard).try_init();
    started.map_err(|error| anyhow::anyhow!("the log can't be started: {error}"))?;
    log_panics();
    Ok(())
}

/// Whether something may be logged at all, whatever the configuration says: some of what serenity and its WebSocket log
/// holds whole payloads, tokens of interactions among them, and its spans hold events.
fn may_be_logged(metadata: &Metadata<'_>) -> bool {
    let is_below = |module: &str| {
        metadata.target().strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let is_usual = *metadata.level() <= Level::INFO;
    if is_below("serenity") {
        let (is_line, is_socket) = (metadata.is_event(), is_below("serenity::gateway::ws"));
        is_line && !is_socket && (is_usual || !is_below("serenity::client"))
    } else if is_below("tungstenite") || is_below("tokio_tungstenite") {
        is_usual
    } else {
        true
    }
}

/// A panic is a line of the log as everything else, within the span of whatever it ended.
fn log_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !tracing::enabled!(Level::ERROR) {
            return usual(panic);
        }
        let backtrace = Backtrace::capture();
        let backtrace = (backtrace.status() == BacktraceStatus::Captured).then(|| display(backtrace));
        let (place, said) = (panic.location().map(display), panic.payload_as_str().unwrap_or("no words"));
        tracing::error!(place, backtrace, "a fault of the bot's own: {said}");
    }));
}
