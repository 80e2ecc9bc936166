//! What Linux says of a process.

use anyhow::Context;
use std::fs;

/// Linux counts processor time for people in hundredths of a second, whatever the kernel's own tick.
const TICK_MS: u64 = 10;

/// Processor time of all its threads so far, in milliseconds.
pub(crate) fn processor_ms(process: u32) -> anyhow::Result<u64> {
    used_ms(&fs::read_to_string(format!("/proc/{process}/stat"))?)
}

/// Processor time that a `stat` tells.
pub(crate) fn used_ms(stat: &str) -> anyhow::Result<u64> {
    // The name, which may hold anything, ends at the last bracket; utime and stime are fields 14 and 15.
    let fields = stat.rsplit_once(") ").context("no stat of a process")?.1;
    let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<u64>);
    Ok(ticks.sum::<Result<u64, _>>()? * TICK_MS)
}

/// Memory that it holds now, and in brackets what of it isn't the program's file, in megabytes.
pub(crate) fn memory(process: u32) -> anyhow::Result<String> {
    Ok(format!("{:.1} ({:.1})", status(process, "VmRSS:")?, status(process, "RssAnon:")?))
}

/// The most that it ever held, in megabytes.
pub(crate) fn peak(process: u32) -> anyhow::Result<String> {
    Ok(format!("{:.1}", status(process, "VmHWM:")?))
}

fn status(process: u32, name: &str) -> anyhow::Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).context("no such line in status")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1024.0)
}
