//! `check --health`: whether the bot that runs with this configuration turns, for a container's health check.

use crate::{cli::print, config::Config};
use std::{
    net::{Ipv4Addr, Ipv6Addr},
    process::ExitCode,
    time::Duration,
};

/// The longest that the bot may take to say so.
const LIMIT: Duration = Duration::from_secs(3);
/// Bytes of its answer that are shown.
const MOST: usize = 2_000;

/// Asks it, and prints what it says.
pub(super) async fn ask(config: &Config) -> ExitCode {
    let (said, is_well) = match answer(config).await {
        Ok(answer) => answer,
        Err(why) => (why, false),
    };
    print(said.trim_end());
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn answer(config: &Config) -> Result<(String, bool), String> {
    let mut at = match config.listen() {
        Ok(Some(at)) => at,
        Ok(None) => return Err("http.listen is empty: nobody can be asked; set it for health checks".into()),
        Err(error) => return Err(error.to_string()),
    };
    // Who listens everywhere is found on this machine.
    if at.ip().is_unspecified() {
        at.set_ip(if at.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
    }
    let url = format!("http://{at}/healthz");
    let failed = |error: reqwest::Error| {
        let why = if error.is_timeout() { "no answer within 3 s" } else { "nobody answers" };
        format!("{url}: {why}; the bot doesn't run, or doesn't turn")
    };
    let client = reqwest::Client::builder().no_proxy().timeout(LIMIT).build().map_err(failed)?;
    let mut response = client.get(&url).send().await.map_err(failed)?;
    let is_well = response.status().is_success();
    let mut said = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)?
        && said.len() < MOST
    {
        said.extend_from_slice(&chunk);
    }
    said.truncate(MOST);
    let said = String::from_utf8_lossy(&said).into_owned();
    Ok((if said.trim().is_empty() { response.status().to_string() } else { said }, is_well))
}
