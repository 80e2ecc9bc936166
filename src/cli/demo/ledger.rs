//! The bot's own ledger of credits on the page: what was paid, for whom, and how it ended.

use crate::{
    clock::{Clock, SystemClock},
    config::Config,
    domain::{Language, Purpose},
    store::{CreditEntry, Settled, Store},
    text::{Words, date},
};
use rankwatch_sandbox::{Host, Sheet};
use std::{collections::BTreeMap, convert::Infallible, time::Duration};

/// Between two looks into the database.
const PAUSE: Duration = Duration::from_millis(500);
/// Entries shown.
const SHOWN: u32 = 30;

/// Shows the ledger while somebody looks; never ends.
pub(super) async fn keep_shown(config: &Config, host: &Host) -> Infallible {
    let mut opened: Option<Store> = None;
    let mut shown = None;
    loop {
        SystemClock.sleep(PAUSE).await;
        if !host.is_watched() || !config.database.path.exists() {
            continue;
        }
        let store = match &opened {
            Some(store) => store,
            None => match Store::open(&config.database.path).await {
                Ok(store) => opened.insert(store),
                Err(_) => continue,
            },
        };
        match store.newest_credits(SHOWN).await {
            Ok(entries) if shown.as_ref() == Some(&entries) => {}
            Ok(entries) => {
                host.show("ledger", sheets(&entries));
                shown = Some(entries);
            }
            Err(error) => tracing::debug!(%error, "the ledger can't be read yet"),
        }
    }
}

/// A sheet for each language.
fn sheets(entries: &[CreditEntry]) -> BTreeMap<String, Sheet> {
    Language::ALL.into_iter().map(|language| (language.tag().to_owned(), sheet(language, entries))).collect()
}

fn sheet(language: Language, entries: &[CreditEntry]) -> Sheet {
    let words = Words::new(language);
    let heads = ["ledger-at", "ledger-purpose", "ledger-request", "ledger-state"].map(|key| words.say(key));
    let row = |entry: &CreditEntry| {
        vec![
            date::moment(entry.at),
            words.say(purpose(entry.purpose)),
            entry.request.clone(),
            words.say(state(entry.settled)),
        ]
    };
    let nothing = if entries.is_empty() { words.say("ledger-empty") } else { String::new() };
    Sheet {
        title: words.say("ledger-title"),
        about: words.say("ledger-about"),
        columns: heads.into(),
        rows: entries.iter().map(row).collect(),
        note: nothing,
    }
}

const fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Ask => "ledger-purpose-ask",
        Purpose::Board => "ledger-purpose-board",
        Purpose::Watch => "ledger-purpose-watch",
        Purpose::Backfill => "ledger-purpose-backfill",
    }
}

const fn state(settled: Option<Settled>) -> &'static str {
    match settled {
        None => "ledger-state-reserved",
        Some(Settled::Spent) => "ledger-state-spent",
        Some(Settled::Released) => "ledger-state-released",
    }
}
