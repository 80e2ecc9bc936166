//! `rankwatch sandbox`: the simulated world alone. Its first line says where everything is, as JSON.

use super::print;
use crate::app;
use anyhow::Context;
use rankwatch_sandbox::Sandbox;
use std::{net::SocketAddr, path::PathBuf};

/// How the world is set up.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Where to listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8090", value_parser = loopback)]
    listen: SocketAddr,
    /// The same seed gives the same market
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Logs every exchange with Discord and every dispatch, one JSON object a line
    #[arg(long, value_name = "FILE")]
    traffic_log: Option<PathBuf>,
}

/// Serves until told to stop.
pub(super) async fn run(options: &Options) -> anyhow::Result<()> {
    let sandbox = Sandbox::start(rankwatch_sandbox::Options {
        listen: options.listen,
        seed: options.seed,
        traffic_log: options.traffic_log.clone(),
        start: None,
    })
    .await
    .with_context(|| format!("{} can't be listened on; choose another with --listen", options.listen))?;
    print(serde_json::to_string(sandbox.hello())?);
    app::told_to_stop().await;
    sandbox.stop().await;
    Ok(())
}

/// The world plays any person for whoever reaches it: it is for this machine only.
fn loopback(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr = text.parse().map_err(|error| format!("{error}; an example: 127.0.0.1:8090"))?;
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        Err("only loopback addresses, such as 127.0.0.1".into())
    }
}
