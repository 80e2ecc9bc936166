//! `rankwatch check`: configuration, token, key, database; each finding with its mend, and the invite links.

use super::{print, told};
use crate::{
    app,
    clock::SystemClock,
    config::{Config, Secret, address},
    discord::rest::{self, Rest},
    domain::{DataDate, Limits, ListKey, Payer, Period, Purpose, Region, Scope, list::Field},
    keyapi::KeyApi,
    rankings::{Source, SourceError},
    store::{Lock, Reserve, Reserved, Settled, Store},
};
use secrecy::SecretString;
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
        let calls_per_second = config.discord.requests_per_second;
        let settings = rest::Settings { api_url, token, deadline: Duration::from_secs(10), calls_per_second };
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
    let failed = |error: anyhow::Error| format!("it can't be tried: {}", told(&error));
    let rows = try_key(config, key).await.map_err(failed)?;
    let rows =
        rows.map_err(|error| format!("{error}. Where to look: {}", Secret::KeyapiKey.source_hint()))?;
    Ok(format!("the source answers; it sent {rows} rows for one credit"))
}

/// Asks for one page, past the store but not past the ledger: how many rows came, or why none did.
async fn try_key(config: &Config, key: SecretString) -> anyhow::Result<Result<usize, SourceError>> {
    let source = KeyApi::new(app::source_settings(config, key)?, Arc::new(SystemClock))?;
    let database = app::Database::beside(&config.database.path).await?;
    let (purpose, payer, request) = (Purpose::Ask, Payer::default(), "check --spend");
    let now = app::now(config).await?;
    // No ceiling holds it back: the operator asks for it by name, and it is one credit.
    let limits = Limits::default();
    let reserved = database.store.reserve(Reserve { purpose, payer, request }, &limits, now).await?;
    let Reserved::Yes(reservation) = reserved else { anyhow::bail!("the ledger is full") };
    let (region, period, field) = (Region::default(), Period::Day, Field::Sales);
    let scope = Scope { region, period, field, category: None, product: None };
    let date = DataDate::newest_closed(period, now).previous();
    let page = source.page(&ListKey::new(scope, date), 1).await;
    let spent = page.as_ref().map_or_else(|error| error.spent, |_| true);
    let settled = if spent { Settled::Spent } else { Settled::Released };
    database.store.settle(reservation, settled).await?;
    database.close().await;
    Ok(page.map(|page| page.rows.len()))
}

/// Looks without changing anything: nothing is made, nothing is brought to this version.
async fn database(config: &Config) -> Finding {
    let path = &config.database.path;
    let shown = path.display();
    if !path.exists() {
        return Ok(format!("{shown} isn't there yet; the first start makes it"));
    }
    let mend = |error| format!("{shown}: {error}. Check database.path and its rights");
    let store = Store::open(path).await.map_err(|error| mend(told(&error.into())))?;
    let pending = store.pending_migrations().await.map_err(|error| mend(told(&error.into())))?;
    store.close().await;
    let running = if Lock::take(path).is_ok() { "no bot runs on it" } else { "a bot runs on it" };
    Ok(match pending {
        0 => format!("{shown} is at this version; {running}"),
        _ => format!(
            "{shown} is of an older version: the next start or `rankwatch migrate` mends that; {running}"
        ),
    })
}
