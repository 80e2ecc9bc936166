//! The terminal: one file a subcommand.

mod backup;
mod check;
mod completions;
mod credits;
#[cfg(feature = "demo")]
mod demo;
mod logging;
mod migrate;
mod outbox;
mod progress;
mod ranking;
mod restore;
mod run;
#[cfg(feature = "demo")]
mod sandbox;
mod standing;
mod style;

use crate::config::{Config, ConfigError, SecretError};
use clap::{CommandFactory as _, Parser, Subcommand};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::atomic::{AtomicBool, Ordering},
};

/// TikTok Shop creator rankings in Discord.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Exit status:
  0  it is done, and nothing is wrong
  1  something is wrong, or it failed
  2  it can't be begun: the command line, the configuration or a secret can't be meant

Examples:
  rankwatch demo                  see it work in the browser; needs neither token nor key
  rankwatch check                 what is missing before the first `rankwatch run`
  rankwatch ranking --region GB   a ranking in the terminal"
)]
pub struct Cli {
    /// The configuration file [default: config.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the bot; needs DISCORD_TOKEN and KEYAPI_KEY
    Run,
    /// Runs the bot in a simulated world, with a page in the browser to use it; needs nothing
    #[cfg(feature = "demo")]
    Demo(demo::Options),
    /// Runs the simulated Discord and data source alone
    #[cfg(feature = "demo")]
    Sandbox(sandbox::Options),
    /// Prints a ranking; needs KEYAPI_KEY
    Ranking(ranking::Options),
    /// Checks configuration, database, key, token and channels, each finding with its mend
    Check(check::Options),
    /// Shows what was spent by day and purpose, and what the month will come to
    Credits(credits::Options),
    /// Shows what is to be posted or couldn't be, and tries it again or drops it
    Outbox(outbox::Options),
    /// Brings the database to this version, and keeps a copy of how it was beside it
    Migrate,
    /// Copies the database to a file, also beside a running bot, and reads the copy through
    Backup(backup::Options),
    /// Puts a backup in the place of the database; nothing is posted twice
    Restore(restore::Options),
    /// Prints a script that lets a shell complete commands and options
    Completions(completions::Options),
}

/// What was asked for can't be meant: the words for the person who asked.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// Runs the command line and says what failed.
pub async fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.run().await {
        Ok(_) if LOST.load(Ordering::Relaxed) => {
            let _ = writeln!(io::stderr(), "error: not all of it could be printed: is the disk full?");
            ExitCode::FAILURE
        }
        Ok(code) => code,
        Err(error) => {
            // The terminal is all that is left to tell it.
            let _ = writeln!(io::stderr(), "error: {}", told(&error));
            failure(&error)
        }
    }
}

/// The exit status of a failure: 2 where a start anew can't help, so that whoever watches over the bot needn't try.
fn failure(error: &anyhow::Error) -> ExitCode {
    let cannot_begin = error
        .chain()
        .any(|cause| cause.is::<ConfigError>() || cause.is::<SecretError>() || cause.is::<Usage>());
    if cannot_begin { ExitCode::from(2) } else { ExitCode::FAILURE }
}

impl Cli {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let file = self.config.as_deref();
        let done = |()| ExitCode::SUCCESS;
        match self.command {
            #[cfg(feature = "demo")]
            Command::Sandbox(options) => {
                logging::start(&Config::default())?;
                sandbox::run(&options).await.map(done)
            }
            #[cfg(feature = "demo")]
            Command::Demo(options) => {
                let config = load(file)?;
                let (layer, tap) = demo::log_layer();
                logging::start_with(&config, layer)?;
                demo::run(config, options, tap).await.map(done)
            }
            Command::Run => {
                let config = load(file)?;
                logging::start(&config)?;
                run::run(&config).await
            }
            Command::Ranking(options) => ranking::run(&load_and_log(file)?, options).await,
            Command::Check(options) => check::run(&load_and_log(file)?, file, &options).await,
            Command::Credits(options) => credits::run(&load_and_log(file)?, &options).await.map(done),
            Command::Outbox(options) => outbox::run(&load_and_log(file)?, options).await.map(done),
            Command::Migrate => migrate::run(&load_and_log(file)?).await.map(done),
            Command::Backup(options) => backup::run(&load_and_log(file)?, &options).await.map(done),
            Command::Restore(options) => restore::run(&load_and_log(file)?, &options).await.map(done),
            Command::Completions(options) => {
                completions::run(&options, Self::command());
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

/// The configuration, with what the environment says otherwise.
fn load(file: Option<&Path>) -> anyhow::Result<Config> {
    // A variable that isn't Unicode can't be one of ours.
    let variables = std::env::vars_os();
    let variables =
        variables.filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Ok(Config::load(file, variables)?)
}

/// The same for a command of the terminal, and its log begins.
fn load_and_log(file: Option<&Path>) -> anyhow::Result<Config> {
    let config = load(file)?;
    logging::start_quietly(&config)?;
    Ok(config)
}

/// An error with its causes, each said once.
fn told(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, cause| match told.as_str() {
        "" => cause,
        before if before.contains(&cause) => told,
        _ => format!("{told}: {cause}"),
    })
}

/// Prints a line to standard output; a closed pipe ends it quietly, on a full disk the command fails.
fn print(line: impl std::fmt::Display) {
    printed(writeln!(io::stdout(), "{line}"));
}

/// Remembers what couldn't be printed, unless nobody reads it any more.
fn printed(outcome: io::Result<()>) {
    if outcome.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe) {
        LOST.store(true, Ordering::Relaxed);
    }
}

/// Whether something couldn't be printed.
static LOST: AtomicBool = AtomicBool::new(false);
