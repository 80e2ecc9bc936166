//! The released bot against the sandbox: posts a second, memory, credits.

use crate::{Line, fill, parts, proc};
use anyhow::{Context, bail, ensure};
use chrono::{DateTime, Utc};
use rankwatch::store::Store;
use rankwatch_sandbox::Sandbox;
use serde_json::{Value, json};
use std::{
    fs::File,
    path::Path,
    process::{Child, Command, Stdio},
};

/// Looks each half second whether all is sent.
const LOOKS: usize = 1_200;

pub(crate) async fn measure(binary: &Path, count: usize, limits: bool) -> anyhow::Result<Vec<Line>> {
    let folder = tempfile::tempdir()?;
    let sandbox = parts::world(limits).await?;
    let places = places(&sandbox, count).await?;
    let database = folder.path().join("rankwatch.db");
    let store = fill::fill(&database, &places, parts::START.parse()?).await?;
    let mut bot = Bot::start(binary, &sandbox, &database, if limits { 50 } else { 10_000 })?;
    bot.connected().await?;
    parts::pause(3_000).await;
    let (idle, processor) = (proc::memory(bot.child.id())?, proc::processor_ms(bot.child.id())?);
    parts::fall_due(&sandbox).await?;
    let sent = all_sent(&store, count).await;
    let processor = (proc::processor_ms(bot.child.id())? - processor) as f64;
    let peak = proc::peak(bot.child.id())?;
    sent.with_context(|| bot.said())?;
    let moments = moments(&sandbox, &places).await?;
    let [Some(first), Some(last)] = [moments.iter().min(), moments.iter().max()] else {
        bail!("nothing was posted")
    };
    ensure!(moments.len() == count, "{} messages of {count} posts", moments.len());
    let pace = (count - 1) as f64 / (*last - *first).as_seconds_f64();
    let (credits, refused) = (credits(&sandbox).await?, refused(&sandbox).await?);
    bot.stop().await?;
    store.close().await;
    sandbox.stop().await;
    let with = if limits { "with Discord's limits" } else { "without limits" };
    let lines = if limits {
        vec![
            Line::new(format!("{count} posts {with}, a second"), format!("{pace:.1}"), "at least 47.5"),
            Line::new(format!("answers 401, 403, 429 {with}"), refused.to_string(), "0"),
        ]
    } else {
        let wanted = fill::REGIONS.len() * fill::PAGES;
        vec![
            Line::new(format!("{count} posts {with}, a second"), format!("{pace:.0}"), "at least 1,000"),
            Line::new(
                "credits for them",
                format!("{credits}, of {wanted} distinct pages"),
                "the distinct pages",
            ),
            Line::new(
                "processor time a post, sending included",
                format!("{:.2} ms", processor / count as f64),
                "",
            ),
            Line::new("memory of the bot, idle (of it not the program's file)", format!("{idle} MB"), ""),
            Line::new("memory of the bot, the most ever", format!("{peak} MB"), "below 80 MB"),
        ]
    };
    Ok(lines)
}

/// Servers and channels of a world: (server, channel).
async fn places(sandbox: &Sandbox, count: usize) -> anyhow::Result<Vec<(u64, u64)>> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let make = async |path: &str, name: String| -> anyhow::Result<u64> {
        let url = format!("{}control/{path}", sandbox.hello().page);
        let made: Value = client.post(url).json(&json!({ "name": name })).send().await?.json().await?;
        made["id"].as_str().and_then(|id| id.parse().ok()).with_context(|| format!("no id: {made}"))
    };
    let mut places = Vec::with_capacity(count);
    for number in 0..count {
        let server = match places.last() {
            Some((server, _)) if number % fill::OF_A_SERVER > 0 => *server,
            _ => make("guilds", format!("Server {number}")).await?,
        };
        places.push((server, make(&format!("guilds/{server}/channels"), format!("board-{number}")).await?));
    }
    Ok(places)
}

/// Waits until each board has its post in the outbox, and each post is sent.
async fn all_sent(store: &Store, count: usize) -> anyhow::Result<()> {
    for _ in 0..LOOKS {
        parts::pause(500).await;
        let open = store.outbox(&["ready", "leased"], 1).await?;
        let most = u32::try_from(count)?;
        if open.is_empty() && store.outbox(&["sent"], most).await?.len() == count {
            return Ok(());
        }
    }
    bail!("not all is sent: {:?}", store.outbox(&["ready", "leased", "held", "dead"], 3).await?)
}

/// When the messages came.
async fn moments(sandbox: &Sandbox, places: &[(u64, u64)]) -> anyhow::Result<Vec<DateTime<Utc>>> {
    let mut moments = Vec::with_capacity(places.len());
    for (_, channel) in places {
        let messages = get(sandbox, &format!("channels/{channel}/messages")).await?;
        for message in messages.as_array().context("messages")? {
            moments.push(message["timestamp"].as_str().context("a moment")?.parse()?);
        }
    }
    Ok(moments)
}

async fn credits(sandbox: &Sandbox) -> anyhow::Result<u64> {
    get(sandbox, "keyapi").await?["credits_used"].as_u64().context("a number")
}

async fn refused(sandbox: &Sandbox) -> anyhow::Result<u64> {
    get(sandbox, "state").await?["invalid_requests"].as_u64().context("a number")
}

async fn get(sandbox: &Sandbox, path: &str) -> anyhow::Result<Value> {
    let url = format!("{}control/{path}", sandbox.hello().page);
    let client = reqwest::Client::builder().no_proxy().build()?;
    Ok(client.get(url).send().await?.error_for_status()?.json().await?)
}

/// The bot as a process; it doesn't outlive the measurement.
struct Bot {
    child: Child,
    log: std::path::PathBuf,
}

impl Bot {
    fn start(
        binary: &Path,
        sandbox: &Sandbox,
        database: &Path,
        requests_per_second: u32,
    ) -> anyhow::Result<Self> {
        let folder = database.parent().context("a folder")?;
        let log = folder.join("bot.log");
        let file = File::create(&log)?;
        let hello = sandbox.hello();
        let binary = binary.canonicalize().with_context(|| format!("{} isn't there", binary.display()))?;
        let child = Command::new(binary)
            .arg("run")
            .current_dir(folder)
            .env("DISCORD_TOKEN", &hello.token)
            .env("KEYAPI_KEY", &hello.key)
            .env("RANKWATCH_DISCORD__API_URL", &hello.discord)
            .env("RANKWATCH_KEYAPI__BASE_URL", &hello.keyapi)
            .env("RANKWATCH_KEYAPI__MIN_INTERVAL_MS", "0")
            .env("RANKWATCH_CLOCK__URL", &hello.clock)
            .env("RANKWATCH_DATABASE__PATH", database)
            .env("RANKWATCH_DISCORD__REQUESTS_PER_SECOND", requests_per_second.to_string())
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()?;
        Ok(Self { child, log })
    }

    async fn connected(&self) -> anyhow::Result<()> {
        for _ in 0..600 {
            if self.said().contains("connected to Discord") {
                return Ok(());
            }
            parts::pause(100).await;
        }
        bail!("it doesn't connect: {}", self.said())
    }

    fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    async fn stop(&mut self) -> anyhow::Result<()> {
        Command::new("kill").arg(self.child.id().to_string()).status()?;
        for _ in 0..150 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            parts::pause(100).await;
        }
        bail!("it doesn't stop: {}", self.said())
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
