//! The figures as Markdown tables.

use crate::bot::Bot;
use std::io::{Write, stdout};

/// Prints the medians of all rounds, with the least and the most.
pub(crate) fn print(bots: &[Bot], answer: usize) -> std::io::Result<()> {
    let mut out = stdout().lock();
    writeln!(out, "An answer of rankwatch has {answer} bytes. Median of the rounds (least to most).\n")?;
    writeln!(out, "| |{}", bots.iter().map(|bot| format!(" {} |", bot.name)).collect::<String>())?;
    writeln!(out, "|---|{}", "---|".repeat(bots.len()))?;
    let mut line = |name: &str, of: &dyn Fn(&Bot) -> String| {
        writeln!(out, "| {name} |{}", bots.iter().map(|bot| format!(" {} |", of(bot))).collect::<String>())
    };
    line("latency, median, µs", &|bot| spread(&bot.figures.median))?;
    line("latency, 95 %, µs", &|bot| spread(&bot.figures.of_95))?;
    line("latency, 99 %, µs", &|bot| spread(&bot.figures.of_99))?;
    line("processor time an answer, µs", &|bot| spread(&bot.figures.processor))?;
    line("burst, answers a second", &|bot| spread(&bot.figures.burst))?;
    line("burst, processor time an answer, µs", &|bot| spread(&bot.figures.burst_processor))?;
    line("(the tool's own processor time an answer, µs)", &|bot| spread(&bot.figures.tool))?;
    for (at, (when, _)) in bots[0].memory.iter().enumerate() {
        line(&format!("memory {when}, MB (of it not the program's file)"), &|bot| bot.memory[at].1.clone())?;
    }
    Ok(())
}

fn spread(values: &[f64]) -> String {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    match sorted[..] {
        [] => "–".to_owned(),
        [least, .., most] => format!("{:.0} ({least:.0} to {most:.0})", sorted[sorted.len() / 2]),
        [only] => format!("{only:.0}"),
    }
}
