//! The key of the data source: whether it is set and, for one credit, whether it works.

use super::finding::Finding;
use crate::{
    app,
    cli::{credits::Account, told},
    clock::{Clock, SystemClock},
    config::{Config, Secret},
    domain::{DataDate, Limits, ListKey, Payer, Period, Purpose, Region, Scope, list::Field},
    keyapi::KeyApi,
    rankings::{Failure, Source, SourceError},
    store::{Reserve, Reserved, Settled},
};
use secrecy::SecretString;
use std::sync::Arc;

const CHECK: &str = "KeyAPI key";

/// `ledger`: whether a credit could be written down.
pub(super) async fn finding(config: &Config, spend: bool, ledger: bool, clock: &dyn Clock) -> Finding {
    let key = match Secret::KeyapiKey.read() {
        Ok(key) => key,
        Err(error) => return Finding::no_secret(CHECK, &error),
    };
    if !spend {
        return Finding::fine(CHECK, "it is set; `check --spend` tries it, for one credit");
    }
    if !ledger {
        let why = "nothing is spent that can't be written in the ledger: mend the database first";
        return Finding::not_checked(CHECK, why);
    }
    match try_key(config, key, clock).await {
        Ok(Ok((0, left))) => {
            let says = format!("the source answers, but sent no rows for one credit{left}");
            let mend = "Yesterday's list may not be out yet, or the account has run dry without saying so: look at \
                        https://keyapi.ai/app/dashboard.";
            Finding::advice(CHECK, says, mend)
        }
        Ok(Ok((rows, left))) => {
            Finding::fine(CHECK, format!("the source answers; it sent {rows} rows for one credit{left}"))
        }
        Ok(Err(error)) => failed(&error),
        Err(error) => {
            let says = format!("it can't be tried: {}", told(&error));
            Finding::wrong(CHECK, says, "Mend that, and check again.")
        }
    }
}

/// Asks for one page, past the store but not past the ledger: how many rows came and what may still be spent, or why
/// none did.
async fn try_key(
    config: &Config,
    key: SecretString,
    clock: &dyn Clock,
) -> anyhow::Result<Result<(usize, String), SourceError>> {
    let source = KeyApi::new(app::source_settings(config, key)?, Arc::new(SystemClock))?;
    let database = app::Database::beside(&config.database.path).await?;
    let (purpose, payer, request) = (Purpose::Ask, Payer::default(), "check --spend");
    let now = clock.now();
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
    let account = async {
        database.store.settle(reservation, settled).await?;
        Account::read(&database.store, &app::limits(config), now.date_naive()).await
    };
    // The answer is paid for: it is told also where the ledger can't be read any more.
    let left = match account.await {
        Ok(account) => account.left(),
        Err(error) => format!("; the ledger can't be summed: {}", told(&error.into())),
    };
    database.close().await;
    Ok(page.map(|page| (page.rows.len(), left)))
}

/// Each failure with its mend.
fn failed(error: &SourceError) -> Finding {
    let dashboard = Secret::KeyapiKey.source_hint();
    let says = error.to_string();
    match error.failure {
        Failure::KeyRefused => {
            let mend = format!("Copy it again, or make a new one. Where to look: {dashboard}");
            Finding::wrong(CHECK, says, mend)
        }
        Failure::OutOfCredits => {
            let mend = "The key is good: buy credits, or wait for the plan's next month: \
                        https://keyapi.ai/app/dashboard";
            Finding::wrong(CHECK, says, mend)
        }
        Failure::TooFast => {
            let mend = "Wait a minute and check again; if it comes often, raise keyapi.min_interval_ms. Does another \
                        program use this key?";
            Finding::advice(CHECK, says, mend)
        }
        Failure::Unreachable | Failure::Lost | Failure::Server => {
            let mend = "Check the network and keyapi.base_url; if they are right, the source is in trouble: try \
                        again later.";
            Finding::wrong(CHECK, says, mend)
        }
        Failure::Unreadable | Failure::BadRequest | Failure::NotOffered => {
            let mend = "Is keyapi.base_url the source's own address? Else the source may have changed: look for a \
                        newer version of rankwatch.";
            Finding::wrong(CHECK, says, mend)
        }
    }
}
