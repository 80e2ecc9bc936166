//! `rankwatch check`: configuration, token, key, database; each finding with its mend, and the invite links.

use super::print;
use crate::{
    app,
    clock::SystemClock,
    config::{Config, Secret, address},
    discord::rest::{self, Rest},
    domain::{DataDate, ListKey, Period, Region, Scope, list::Field},
    keyapi::{self, KeyApi},
    rankings::Source,
};
use std::{process::ExitCode, sync::Arc, time::Duration};

/// What may be checked.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Also tries the key with one request, which costs one credit
    #[arg(long)]
    spend: bool,
}

/// What was found of one thing: well, or wrong with what to do.
type Finding = Result<String, String>;

/// Checks everything, says everything; fails when anything is wrong.
pub(super) async fn run(config: &Config, options: Options) -> anyhow::Result<ExitCode> {
    let (token, invitations) = token(config).await;
    let findings = [
        ("configuration", Ok("every key is known and within its bounds".to_owned())),
        ("Discord token", token),
        ("KeyAPI key", key(config, options.spend).await),
        ("database", database(config).await),
    ];
    let mut code = ExitCode::SUCCESS;
    for (what, finding) in findings {
        match finding {
            Ok(fine) => print(format_args!("ok     {what}: {fine}")),
            Err(wrong) => {
                code = ExitCode::FAILURE;
                print(format_args!("WRONG  {what}: {wrong}"));
            }
        }
    }
    for line in invitations {
        print(line);
    }
    Ok(code)
}

async fn token(config: &Config) -> (Finding, Vec<String>) {
    let asked = async {
        let token = Secret::DiscordToken.read().map_err(|error| error.to_string())?;
        let api_url =
            address("discord.api_url", &config.discord.api_url).map_err(|error| error.to_string())?;
        let settings = rest::Settings { api_url, token, deadline: Duration::from_secs(10) };
        let rest = Rest::new(settings, Arc::new(SystemClock)).map_err(|error| error.to_string())?;
        rest.current_application().await.map_err(|error| {
            if error.token_is_bad() {
                format!("Discord refuses it. Get a new one: {}", Secret::DiscordToken.source_hint())
            } else {
                format!("Discord can't be asked ({error}). Check the network and discord.api_url")
            }
        })
    };
    match asked.await {
        Ok(application) => {
            let name = application["name"].as_str().unwrap_or("?");
            let id = application["id"].as_str().unwrap_or("?");
            (Ok(format!("it is {name}'s (application {id})")), invitations(id))
        }
        Err(wrong) => (Err(wrong), Vec::new()),
    }
}

/// Answers to commands need no right at all, so none is asked for.
fn invitations(application: &str) -> Vec<String> {
    let base = format!("https://discord.com/oauth2/authorize?client_id={application}");
    vec![
        format!("Invite it to a server:    {base}&scope=bot+applications.commands&permissions=0"),
        format!("Install it for yourself:  {base}&scope=applications.commands&integration_type=1"),
    ]
}

async fn key(config: &Config, spend: bool) -> Finding {
    let key = Secret::KeyapiKey.read().map_err(|error| error.to_string())?;
    if !spend {
        return Ok("it is set; `check --spend` tries it, for one credit".to_owned());
    }
    let clock = Arc::new(SystemClock);
    let settings = app::source_settings(config, key).map_err(|error| error.to_string())?;
    let source = KeyApi::new(settings, clock).map_err(|error: keyapi::SetupError| error.to_string())?;
    let scope = Scope {
        region: Region::default(),
        period: Period::Day,
        field: Field::Sales,
        category: None,
        product: None,
    };
    let yesterday = DataDate::newest_closed(Period::Day, crate::clock::Clock::now(&SystemClock));
    match source.page(&ListKey::new(scope, yesterday.previous()), 1).await {
        Ok(page) => Ok(format!("the source answers; it sent {} rows for one credit", page.rows.len())),
        Err(error) => Err(format!("{error}. Where to look: {}", Secret::KeyapiKey.source_hint())),
    }
}

async fn database(config: &Config) -> Finding {
    let path = config.database.path.display();
    match app::Database::beside(&config.database.path).await {
        Ok(database) => {
            let running = if database.is_alone() { "no bot runs on it" } else { "a bot runs on it" };
            database.close().await;
            Ok(format!("{path} is at this version; {running}"))
        }
        Err(error) => Err(format!("{path}: {error:#}. Check database.path and its folder's rights")),
    }
}
