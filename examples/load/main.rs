//! Measures the released bot under load, beside a bare serenity handler on the same machine in the same run.
//!
//!     cargo build --release && cargo run --release --example load
//!
//! Each bot has a Discord of its own that checks nothing. Rounds are interleaved, so that what else the machine
//! does meets all of them. The numbers are of the bots' processes alone: latency from the moment a command is
//! written to the Gateway until its answer has arrived whole, processor time and memory from `/proc`.

mod bare;
mod bot;
mod discord;
mod payload;
mod proc;
mod report;
mod round;

use anyhow::{Context, ensure};
use bot::Bot;
use clap::Parser;
use rankwatch_sandbox::{Hello, Options, Sandbox};
use round::Rounds;
use serde_json::json;
use std::{path::PathBuf, time::Duration};

/// How long a bot is left alone before its idle memory is read.
const SETTLE: Duration = Duration::from_secs(3);

/// What to measure.
#[derive(Debug, Parser)]
struct Load {
    /// The bot; given more than once, its versions are compared
    #[arg(long = "binary", default_value = "target/release/rankwatch", value_name = "FILE")]
    binaries: Vec<PathBuf>,
    /// Rounds; each measures all bots
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// Commands a round that come one after the other
    #[arg(long, default_value_t = 2_000)]
    asks: usize,
    /// Commands a round that come at once
    #[arg(long, default_value_t = 1_000)]
    burst: usize,
    /// Stores the list of the day before as well, so that the answer shows movement
    #[arg(long)]
    movement: bool,
    /// Asks for the newest list while the source's is awaited, instead of for one that is stored
    #[arg(long)]
    awaited: bool,
    /// Measures the bot alone
    #[arg(long)]
    alone: bool,
    /// Runs the bare handler against this Discord; the tool starts itself so
    #[arg(long, hide = true, value_name = "URL")]
    bare: Option<String>,
    /// What the bare handler answers, as JSON
    #[arg(long, hide = true, value_name = "FILE")]
    constant: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let load = Load::parse();
    ensure!(cfg!(target_os = "linux"), "the load tool reads /proc and needs Linux");
    if let (Some(url), Some(constant)) = (&load.bare, &load.constant) {
        return tokio::runtime::Runtime::new()?.block_on(bare::run(url, constant));
    }
    // One thread: the tool shall take as little from the bots as it can.
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(measure(&load))
}

async fn measure(load: &Load) -> anyhow::Result<()> {
    let sandbox = Sandbox::start(Options {
        listen: ([127, 0, 0, 1], 0).into(),
        seed: 1,
        traffic_log: None,
        start: None,
    })
    .await?;
    let folder = tempfile::tempdir()?;
    let command = if load.awaited { payload::newest() } else { payload::dated(2) };
    if load.awaited {
        hold_back(sandbox.hello()).await?;
    }
    let mut bots = Vec::new();
    let mut answer = String::new();
    for (number, binary) in load.binaries.iter().enumerate() {
        let file = binary.file_name().context("a folder is no bot")?.to_string_lossy();
        // Versions of one program are likely to have one name: two bots would share a database.
        let name = if load.binaries.len() > 1 { format!("{file} {}", number + 1) } else { file.into_owned() };
        let bot = Bot::ours(name, binary, sandbox.hello(), folder.path()).await;
        let mut bot = bot.with_context(|| format!("{} can't be measured", binary.display()))?;
        discord::pause(SETTLE).await;
        bot.memory.push(("idle", proc::memory(bot.id())?));
        if load.movement {
            bot.ask(&payload::dated(3)).await?;
        }
        if load.awaited {
            bot.ask(&payload::dated(2)).await?;
        }
        answer = bot.ask(&command).await?;
        bots.push(bot);
    }
    let short = r#"{"type":4,"data":{"content":"pong"}}"#;
    for (name, constant) in [("bare, short", short), ("bare, same bytes", &answer)] {
        if !load.alone {
            let mut bot = Bot::bare(name, constant, folder.path()).await?;
            discord::pause(SETTLE).await;
            bot.memory.push(("idle", proc::memory(bot.id())?));
            bots.push(bot);
        }
    }
    let mut rounds = Rounds::new(load.asks, load.burst, command);
    for bot in &mut bots {
        rounds.warm_up(bot).await?;
    }
    for _ in 0..load.rounds {
        for bot in &mut bots {
            rounds.one_by_one(bot).await?;
        }
        for bot in &mut bots {
            rounds.burst(bot).await?;
        }
    }
    for bot in &mut bots {
        bot.memory.push(("at the end", proc::memory(bot.id())?));
        bot.memory.push(("most ever", proc::peak(bot.id())?));
    }
    report::print(&bots, answer.len())?;
    for bot in bots {
        bot.stop().await?;
    }
    sandbox.stop().await;
    Ok(())
}

/// Has the source keep yesterday's list to itself.
async fn hold_back(sandbox: &Hello) -> anyhow::Result<()> {
    let held = json!({ "region": "US", "period": "day", "date": payload::date(1), "hold": true });
    let url = format!("{}control/market/publish", sandbox.page);
    reqwest::Client::builder().no_proxy().build()?.post(url).json(&held).send().await?.error_for_status()?;
    Ok(())
}
