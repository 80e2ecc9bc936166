//! Measures watches: what a new day costs the processor, how much memory and room it takes, and how many requests.
//!
//!     cargo run --release --example watches
//!
//! The numbers come from a made-up market inside the tool, which counts requests. Each new day is evaluated by a process
//! of its own, so that its memory is only what that takes.

mod credits;
mod day;
mod market;
#[path = "../boards/nowhere.rs"]
mod nowhere;
#[expect(dead_code, reason = "other tools ask it for more")]
#[path = "../load/proc.rs"]
mod proc;
mod world;

use anyhow::ensure;
use clap::Parser;
use std::{
    io::{Write, stdout},
    path::PathBuf,
};
use tokio::runtime::Builder;

/// What to measure.
#[derive(Debug, Parser)]
struct Load {
    /// Watches to be evaluated; may be given more than once
    #[arg(long, default_values_t = [10_000, 100_000, 1_000_000])]
    watches: Vec<u64>,
    /// Looks at a day of this database, and no more
    #[arg(long, hide = true, requires = "day")]
    look: Option<PathBuf>,
    #[arg(long, hide = true)]
    day: Option<u64>,
}

fn main() -> anyhow::Result<()> {
    let load = Load::parse();
    ensure!(cfg!(target_os = "linux"), "the tool reads /proc and needs Linux");
    let runtime = Builder::new_multi_thread().enable_all().build()?;
    match (&load.look, load.day) {
        (Some(path), Some(day)) => runtime.block_on(day::looked(path, day)),
        _ => runtime.block_on(measure(&load.watches)),
    }
}

async fn measure(watches: &[u64]) -> anyhow::Result<()> {
    let mut lines = credits::measure().await?;
    for count in watches {
        lines.extend(day::measure(*count).await?);
    }
    let mut out = stdout().lock();
    writeln!(out, "| what | measured | wanted |\n|---|---|---|")?;
    for Line { what, measured, wanted } in lines {
        writeln!(out, "| {what} | {measured} | {wanted} |")?;
    }
    Ok(())
}

/// A line of the table.
#[derive(Debug)]
struct Line {
    what: String,
    measured: String,
    wanted: &'static str,
}

impl Line {
    fn new(what: impl Into<String>, measured: impl Into<String>, wanted: &'static str) -> Self {
        Self { what: what.into(), measured: measured.into(), wanted }
    }
}
