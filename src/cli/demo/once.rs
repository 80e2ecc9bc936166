//! `rankwatch demo`: bot and simulated world in one process; one `/ranking` is asked and shown here.

use super::print;
use crate::{
    app::{self, App},
    clock::{Clock, SystemClock},
    config::Config,
    discord::render,
};
use anyhow::Context;
use rankwatch_sandbox::{Hello, Sandbox};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::{net::SocketAddr, path::PathBuf, time::Duration};

/// How long the bot may take to connect and register.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two looks whether it has.
const PAUSE: Duration = Duration::from_millis(100);

/// How the demo is set up.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The simulated world's port [default: 8080, or the next free one]
    #[arg(long)]
    port: Option<u16>,
    /// The same seed gives the same market
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The demo's own database [default: data/demo-SEED.db]
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,
    /// Ends after the first answer
    #[arg(long)]
    once: bool,
}

/// Starts world and bot, asks, shows the answer, and goes on until told to stop.
pub(super) async fn run(mut config: Config, options: Options) -> anyhow::Result<()> {
    let sandbox = start_world(&options).await?;
    let hello = sandbox.hello().clone();
    config.discord.api_url.clone_from(&hello.discord);
    config.keyapi.base_url.clone_from(&hello.keyapi);
    config.clock.url.clone_from(&hello.clock);
    // Another seed is another market: its lists must not be taken for this one's.
    config.database.path =
        options.database.clone().unwrap_or_else(|| PathBuf::from(format!("data/demo-{}.db", options.seed)));
    // The simulated source says itself when it is asked too fast.
    config.keyapi.min_interval_ms = 50;
    let secrets = app::Secrets {
        token: SecretString::from(hello.token.clone()),
        key: SecretString::from(hello.key.clone()),
    };
    let app = App::start(&config, secrets).await?;
    print(format_args!("The simulated world is at {}", hello.page));
    let mut shown = Ok(());
    let asking = async {
        shown = show_an_answer(&hello).await;
        if let Err(error) = &shown {
            print(format_args!("The first question failed: {error:#}"));
        }
        if !options.once {
            print("Press Ctrl-C to end.");
            std::future::pending::<()>().await;
        }
    };
    let stop = async {
        tokio::select! {
            () = asking => {}
            () = app::told_to_stop() => {}
        }
    };
    let ended = app.until(stop).await;
    sandbox.stop().await;
    ended.and(if options.once { shown } else { Ok(()) })
}

/// Asks `/ranking` as a member of the first server would, and prints what they see.
async fn show_an_answer(hello: &Hello) -> anyhow::Result<()> {
    let control = format!("{}control", hello.page);
    let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()?;
    let state = registered(&client, &control).await?;
    let server = &state["guilds"][0];
    let channels = server["channels"].as_array().into_iter().flatten();
    let channel =
        channels.clone().find(|channel| channel["name"] == "rankings").context("no channel to ask in")?;
    let asker = member(&state).context("nobody to ask")?;
    print(format_args!(
        "{} types /ranking in #{} of {}:\n",
        asker["global_name"].as_str().unwrap_or("Somebody"),
        channel["name"].as_str().unwrap_or("rankings"),
        server["name"].as_str().unwrap_or("the server"),
    ));
    let asked = json!({ "as": asker["id"], "channel": channel["id"], "command": "ranking", "options": {} });
    let url = format!("{control}/interactions/command?wait={}", PATIENCE.as_millis());
    let answer: Value = client.post(url).json(&asked).send().await?.json().await?;
    let message = &answer["messages"][0];
    anyhow::ensure!(!message.is_null(), "the bot didn't answer: {answer}");
    show(message);
    Ok(())
}

/// The world's state once the bot has registered its commands.
async fn registered(client: &reqwest::Client, control: &str) -> anyhow::Result<Value> {
    let latest = SystemClock.now() + PATIENCE;
    loop {
        let state: Value = client.get(format!("{control}/state")).send().await?.json().await?;
        if state["commands"].as_array().is_some_and(|commands| !commands.is_empty()) {
            return Ok(state);
        }
        anyhow::ensure!(
            SystemClock.now() < latest,
            "the bot didn't register its commands in {} s",
            PATIENCE.as_secs()
        );
        SystemClock.sleep(PAUSE).await;
    }
}

/// A person of the first server who has no special role.
fn member(state: &Value) -> Option<&Value> {
    let members = state["guilds"][0]["members"].as_array()?;
    let plain = |id: &Value| {
        members.iter().any(|member| {
            member["user"]["id"] == *id && member["roles"].as_array().is_some_and(Vec::is_empty)
        })
    };
    let owner = &state["guilds"][0]["owner"];
    state["people"]
        .as_array()?
        .iter()
        .find(|person| person["bot"] == false && person["id"] != *owner && plain(&person["id"]))
}

/// A message as lines of text: what its embeds say, and its buttons.
fn show(message: &Value) {
    let text = |value: &Value| value.as_str().map(render::unmarked).unwrap_or_default();
    print(text(&message["content"]));
    for embed in message["embeds"].as_array().into_iter().flatten() {
        print(format_args!("  {}\n", text(&embed["title"])));
        for line in text(&embed["description"]).lines() {
            print(format_args!("  {line}"));
        }
        print(format_args!("\n  {}", text(&embed["footer"]["text"])));
    }
    let parts =
        message["components"].as_array().into_iter().flatten().filter_map(|row| row["components"].as_array());
    let labels = parts.flatten().filter_map(|part| part["label"].as_str().or(part["placeholder"].as_str()));
    print(format_args!("  {}\n", labels.map(|label| format!("[ {label} ]")).collect::<Vec<_>>().join(" ")));
}

/// The port that was asked for, else 8080 or one of the next that are free.
async fn start_world(options: &Options) -> anyhow::Result<Sandbox> {
    let ports = options.port.map_or(8080..=8099, |port| port..=port);
    let mut last = None;
    for port in ports {
        let listen = SocketAddr::from(([127, 0, 0, 1], port));
        let world = rankwatch_sandbox::Options { listen, seed: options.seed, traffic_log: None, start: None };
        match Sandbox::start(world).await {
            Ok(sandbox) => return Ok(sandbox),
            Err(error) => last = Some((port, error)),
        }
    }
    let (port, error) = last.context("no port to try")?;
    Err(error).with_context(|| format!("port {port} can't be used; choose another with --port"))
}
