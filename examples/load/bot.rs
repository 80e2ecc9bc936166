//! A bot that is measured: a process of its own and the Discord that it is connected to.

use crate::{
    discord::{Answer, Discord},
    proc,
    round::Figures,
};
use anyhow::{Context, ensure};
use rankwatch_sandbox::Hello;
use serde_json::Value;
use std::{
    fs::File,
    path::Path,
    process::{Child, Command, Stdio},
};

/// A running bot.
pub(crate) struct Bot {
    pub(crate) name: String,
    pub(crate) discord: Discord,
    /// Resident memory, by when it was read.
    pub(crate) memory: Vec<(&'static str, String)>,
    pub(crate) figures: Figures,
    process: Child,
}

impl Bot {
    /// Starts the released bot under a name of its own, with the sandbox's data source and a database of its own.
    pub(crate) async fn ours(
        name: String,
        binary: &Path,
        source: &Hello,
        folder: &Path,
    ) -> anyhow::Result<Self> {
        let discord = Discord::start().await?;
        let mut command = Command::new(binary.canonicalize()?);
        command
            .arg("run")
            .env("DISCORD_TOKEN", "token")
            .env("KEYAPI_KEY", &source.key)
            .env("RANKWATCH_DISCORD__API_URL", &discord.url)
            .env("RANKWATCH_KEYAPI__BASE_URL", &source.keyapi)
            .env("RANKWATCH_KEYAPI__MIN_INTERVAL_MS", "0")
            .env("RANKWATCH_DATABASE__PATH", folder.join(format!("{name}.db")));
        Self::start(name, command, discord, folder).await
    }

    /// Starts the bare handler, which answers `constant`.
    pub(crate) async fn bare(name: &str, constant: &str, folder: &Path) -> anyhow::Result<Self> {
        let discord = Discord::start().await?;
        let file = folder.join(format!("{name}.json"));
        std::fs::write(&file, constant)?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--bare").arg(&discord.url).arg("--constant").arg(file);
        Self::start(name.to_owned(), command, discord, folder).await
    }

    /// A file takes the log, for a pipe would have to be emptied while the bot is measured.
    async fn start(
        name: String,
        mut command: Command,
        mut discord: Discord,
        folder: &Path,
    ) -> anyhow::Result<Self> {
        discord.log = folder.join(format!("{name}.log"));
        let log = File::create(&discord.log)?;
        command.current_dir(folder).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let process = command.spawn().context("it can't be started")?;
        let (memory, figures) = (Vec::new(), Figures::default());
        // Whatever fails from here on, dropping the bot ends the process.
        let mut bot = Self { name, discord, memory, figures, process };
        bot.discord.connected().await?;
        Ok(bot)
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Runs one command and gives its answer's text.
    pub(crate) async fn ask(&mut self, data: &str) -> anyhow::Result<String> {
        let (_, answers) = self.discord.ask(data, 1).await?;
        check(&answers)?;
        Ok(String::from_utf8(answers[0].body.to_vec())?)
    }

    /// Processor time so far, in milliseconds.
    pub(crate) fn processor_ms(&self) -> anyhow::Result<u64> {
        proc::processor_ms(self.id())
    }

    /// Ends it as an operator would.
    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill").arg(self.id().to_string()).status()?;
        for _ in 0..100 {
            if self.process.try_wait()?.is_some() {
                return Ok(());
            }
            crate::discord::pause(std::time::Duration::from_millis(100)).await;
        }
        anyhow::bail!("{} doesn't stop", self.name)
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        // It is over already where the run came to its end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A deferral or a refusal would be faster than an answer: neither counts as one.
pub(crate) fn check(answers: &[Answer]) -> anyhow::Result<()> {
    for answer in answers {
        let body: Value = serde_json::from_slice(&answer.body)?;
        ensure!(body["type"] == 4 && body["data"]["flags"].is_null(), "no public answer: {body}");
    }
    Ok(())
}
