//! A round: commands one after the other, then many at once.

use crate::{
    bot::{Bot, check},
    discord::pause,
    proc,
};
use std::time::Duration;

/// Commands before anything is measured.
const WARM_UP: usize = 500;
/// Before each measurement, so that what the last one left over is done.
const REST: Duration = Duration::from_millis(300);

/// What a bot was measured at, a value a round.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// Microseconds from the command to its answer.
    pub(crate) median: Vec<f64>,
    pub(crate) of_95: Vec<f64>,
    pub(crate) of_99: Vec<f64>,
    /// Microseconds of processor time an answer: of the bot, and of this tool.
    pub(crate) processor: Vec<f64>,
    pub(crate) tool: Vec<f64>,
    /// Answers a second in a burst, and the bot's microseconds of processor time an answer.
    pub(crate) burst: Vec<f64>,
    pub(crate) burst_processor: Vec<f64>,
}

/// How rounds go.
#[derive(Debug)]
pub(crate) struct Rounds {
    asks: usize,
    burst: usize,
    command: String,
}

impl Rounds {
    pub(crate) fn new(asks: usize, burst: usize, command: String) -> Self {
        Self { asks, burst, command }
    }

    /// Wakes a bot up, and reads its memory after a first burst.
    pub(crate) async fn warm_up(&self, bot: &mut Bot) -> anyhow::Result<()> {
        check(&bot.discord.ask(&self.command, self.burst).await?.1)?;
        pause(REST).await;
        bot.memory.push(("after a burst", proc::memory(bot.id())?));
        for _ in 0..WARM_UP {
            bot.discord.ask(&self.command, 1).await?;
        }
        Ok(())
    }

    /// Commands one after the other.
    pub(crate) async fn one_by_one(&mut self, bot: &mut Bot) -> anyhow::Result<()> {
        pause(REST).await;
        let (bot_before, tool_before) = (bot.processor_ms()?, proc::processor_ms(std::process::id())?);
        let mut latencies = Vec::with_capacity(self.asks);
        let mut answers = Vec::with_capacity(self.asks);
        for _ in 0..self.asks {
            let (asked, answer) = bot.discord.ask(&self.command, 1).await?;
            latencies.extend(answer.iter().map(|answer| micros(answer.at - asked)));
            answers.extend(answer);
        }
        let each = |before: u64, after: u64| ms_each(after - before, self.asks);
        let processor = each(bot_before, bot.processor_ms()?);
        let tool = each(tool_before, proc::processor_ms(std::process::id())?);
        check(&answers)?;
        latencies.sort_unstable_by(f64::total_cmp);
        let at = |percent: usize| latencies[latencies.len() * percent / 100];
        bot.figures.median.push(at(50));
        bot.figures.of_95.push(at(95));
        bot.figures.of_99.push(at(99));
        bot.figures.processor.push(processor);
        bot.figures.tool.push(tool);
        Ok(())
    }

    /// Commands at once.
    pub(crate) async fn burst(&mut self, bot: &mut Bot) -> anyhow::Result<()> {
        pause(REST).await;
        let before = bot.processor_ms()?;
        let (asked, answers) = bot.discord.ask(&self.command, self.burst).await?;
        // What is still to be done for these answers, such as closing connections, belongs to them.
        pause(REST).await;
        let processor = ms_each(bot.processor_ms()? - before, self.burst);
        check(&answers)?;
        let last = answers.iter().map(|answer| answer.at).max().unwrap_or(asked);
        bot.figures.burst.push(self.burst as f64 / (last - asked).as_secs_f64());
        bot.figures.burst_processor.push(processor);
        Ok(())
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// Milliseconds for all as microseconds for each.
fn ms_each(all: u64, count: usize) -> f64 {
    all as f64 * 1e3 / count as f64
}
