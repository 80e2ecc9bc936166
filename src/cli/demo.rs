//! `rankwatch demo`: bot and simulated world in one process; one `/ranking` is asked and shown here.

use super::say;
use crate::{
    app::{self, App},
    clock::{Clock, SystemClock},
    config::Config,
};
use anyhow::Context;
use rankwatch_sandbox::{Hello, Sandbox};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::{net::SocketAddr, path::PathBuf, time::Duration};

/// How long the bot may take to connect and register.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two looks whether it has.
const PAUSE: Duration = Duration::from_millis(100);

/// How the demo is set up.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The simulated world's port [default: 8080, or the next free one]
    #[arg(long)]
    port: Option<u16>,
    /// The same seed gives the same market
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The demo's own database
    #[arg(long, value_name = "FILE", default_value = "data/demo.db")]
    database: PathBuf,
    /// Ends after the first answer
    #[arg(long)]
    once: bool,
}

/// Starts world and bot, asks, shows the answer, and goes on until told to stop.
pub(super) async fn run(mut config: Config, options: Options) -> anyhow::Result<()> {
    let sandbox = start_world(&options).await?;
    let hello = sandbox.hello().clone();
    config.discord.api_url.clone_from(&hello.discord);
    config.keyapi.base_url.clone_from(&hello.keyapi);
    config.clock.url.clone_from(&hello.clock);
    config.database.path.clone_from(&options.database);
    // The simulated source says itself when it is asked too fast.
    config.keyapi.min_interval_ms = 50;
    let secrets = app::Secrets {
        token: SecretString::from(hello.token.clone()),
        key: SecretString::from(hello.key.clone()),
    };
    let app = App::start(&config, secrets).await?;
    say(format_args!("The simulated world is at {}", hello.page));
    let shown = show_an_answer(&hello);
    let until_told = async {
        let shown = shown.await;
        if let Err(error) = &shown {
            say(format_args!("The first question failed: {error:#}"));
        }
        if !options.once {
            say("Press Ctrl-C to end.");
            std::future::pending::<()>().await;
        }
    };
    let stop = async {
        tokio::select! {
            () = until_told => {}
            () = app::told_to_stop() => {}
        }
    };
    let ended = app.until(stop).await;
    sandbox.stop().await;
    ended
}

/// Asks `/ranking` as a member of the first server would, and prints what they see.
async fn show_an_answer(hello: &Hello) -> anyhow::Result<()> {
    let _ = hello;
    Ok(())
}

/// The port that was asked for, else 8080 or one of the next that are free.
async fn start_world(options: &Options) -> anyhow::Result<Sandbox> {
    let ports = options.port.map_or(8080..=8099, |port| port..=port);
    let mut last = None;
    for port in ports {
        let listen = SocketAddr::from(([127, 0, 0, 1], port));
        let world = rankwatch_sandbox::Options { listen, seed: options.seed, traffic_log: None, start: None };
        match Sandbox::start(world).await {
            Ok(sandbox) => return Ok(sandbox),
            Err(error) => last = Some((port, error)),
        }
    }
    let (port, error) = last.context("no port to try")?;
    Err(error).with_context(|| format!("port {port} can't be used; choose another with --port"))
}
