//! Measures boards that all fall due in the same minute: what that costs the processor, how fast they are posted, what
//! is spent and held.
//!
//!     cargo build --release && cargo run --release --example boards
//!
//! Due, queued, claimed and rendered is measured inside this process, with a sink that takes everything; posting by the
//! released bot as a process of its own against the sandbox, with Discord's limits and without.

mod fill;
mod idle;
mod inside;
mod nowhere;
mod outside;
mod parts;
#[path = "../load/proc.rs"]
mod proc;

use anyhow::ensure;
use clap::Parser;
use std::{
    io::{Write, stdout},
    path::PathBuf,
};

/// What to measure.
#[derive(Debug, Parser)]
struct Boards {
    /// The bot
    #[arg(long, default_value = "target/release/rankwatch", value_name = "FILE")]
    binary: PathBuf,
    /// Boards that fall due at once
    #[arg(long, default_value_t = 10_000)]
    boards: usize,
    /// Boards that are posted within Discord's limits, which takes a second for 50 of them
    #[arg(long, default_value_t = 1_000)]
    limited: usize,
    /// Boards of which none is due
    #[arg(long, default_value_t = 100_000)]
    idle: usize,
}

fn main() -> anyhow::Result<()> {
    let load = Boards::parse();
    ensure!(cfg!(target_os = "linux"), "the tool reads /proc and needs Linux");
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measure(&load))
}

async fn measure(load: &Boards) -> anyhow::Result<()> {
    let mut lines = vec![idle::measure(load.idle).await?];
    lines.extend(inside::measure(load.boards).await?);
    lines.extend(outside::measure(&load.binary, load.boards, false).await?);
    lines.extend(outside::measure(&load.binary, load.limited, true).await?);
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
