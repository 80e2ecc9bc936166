//! `rankwatch check`: all that the bot needs, each finding with its mend, and the invite links. Changes nothing.

mod backups;
mod channels;
mod configuration;
mod database;
mod discord;
mod finding;
mod health;
mod installation;
mod key;
mod place;

use super::{print, told};
use crate::{app, clock::SystemClock, config::Config};
use finding::{Finding, State};
use serde::Serialize;
use std::{path::Path, process::ExitCode, sync::Arc};

/// What may be checked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Works beside a running bot and changes nothing, but for the one credit of --spend.

Exit status:
  0  all is fine, or there is only advice
  1  something is wrong
  2  it can't be begun: the command line or the configuration can't be meant

Examples:
  rankwatch check             before the first start, and whenever something seems wrong
  rankwatch check --spend     tries the key as well
  rankwatch check --health    for a container's health check")]
pub(super) struct Options {
    /// Also tries the key with one request, which costs one credit
    #[arg(long)]
    spend: bool,
    /// Prints one JSON object
    #[arg(long)]
    json: bool,
    /// Only asks the bot that runs with this configuration whether it is well
    #[arg(long, conflicts_with_all = ["spend", "json"])]
    health: bool,
}

/// All that was found.
#[derive(Debug, Serialize)]
struct Report {
    findings: Vec<Finding>,
    /// Where to invite it; none where nobody knows who it is.
    links: Option<installation::Links>,
}

/// Checks everything, says everything; fails when anything is wrong.
pub(super) async fn run(config: &Config, file: Option<&Path>, options: &Options) -> anyhow::Result<ExitCode> {
    if options.health {
        return Ok(health::ask(config).await);
    }
    let report = look(config, file, options).await;
    if options.json {
        print(serde_json::to_string_pretty(&report)?);
    } else {
        report.findings.iter().for_each(Finding::print);
        report.links.iter().for_each(installation::Links::print);
    }
    let is_wrong = report.findings.iter().any(|finding| finding.state == State::Wrong);
    Ok(if is_wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn look(config: &Config, file: Option<&Path>, options: &Options) -> Report {
    let mut findings = configuration::findings(config, file);
    let clock = app::still_clock(config).await.unwrap_or_else(|error| {
        let mend = "Empty clock.url, unless a simulated world runs on this machine.";
        findings.push(Finding::wrong("clock", told(&error), mend));
        Arc::new(SystemClock)
    });
    let database = database::look(config).await;
    findings.extend(database.findings);
    findings.push(backups::finding(config, clock.now()));
    findings.push(key::finding(config, options.spend, database.ledger, &*clock).await);
    let discord = discord::look(config, Arc::clone(&clock)).await;
    findings.extend(discord.findings);
    findings.extend(match (database.places, discord.rest) {
        (Ok(places), Some(rest)) => channels::findings(places, rest, clock).await,
        (Ok(places), None) if places.is_empty() => vec![channels::nowhere()],
        (Ok(_), None) => vec![Finding::not_checked(channels::CHECK, "Discord can't be asked")],
        (Err(why), _) => vec![Finding::not_checked(channels::CHECK, why)],
    });
    Report { findings, links: discord.links }
}
