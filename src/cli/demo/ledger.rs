//! The bot's own ledger of credits on the page: what was paid, for whom, and how it ended.

use crate::{
    domain::Purpose,
    store::{CreditEntry, Settled, Store, StoreError},
    text::{Words, date},
};
use rankwatch_sandbox::Sheet;

/// Entries shown.
const SHOWN: u32 = 30;

pub(super) async fn read(store: &Store) -> Result<Vec<CreditEntry>, StoreError> {
    store.newest_credits(SHOWN).await
}

pub(super) fn sheet(words: Words, entries: &[CreditEntry]) -> Sheet {
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
