//! The bot's own books on the page: its ledger, its outbox, when its boards fall due, and whom it watches.

use super::{ledger, outbox, schedule, watches};
use crate::{
    clock::{Clock, SystemClock},
    config::Config,
    domain::Language,
    store::{CreditEntry, OutboxEntry, Store, StoreError},
    text::Words,
};
use rankwatch_sandbox::{Host, Sheet};
use std::{convert::Infallible, time::Duration};

/// Between two looks into the database.
const PAUSE: Duration = Duration::from_millis(500);

/// What was shown last; nothing is shown anew that didn't change.
#[derive(Default)]
struct Books {
    ledger: Option<Vec<CreditEntry>>,
    outbox: Option<Vec<OutboxEntry>>,
    schedule: Option<Vec<schedule::Planned>>,
    watches: Option<Vec<watches::Watched>>,
}

/// Shows the books while somebody looks; never ends.
pub(super) async fn keep_shown(config: &Config, host: &Host) -> Infallible {
    let mut opened: Option<Store> = None;
    let mut books = Books::default();
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
        if let Err(error) = books.look(store, host).await {
            tracing::debug!(%error, "the bot's books can't be read yet");
        }
    }
}

impl Books {
    async fn look(&mut self, store: &Store, host: &Host) -> Result<(), StoreError> {
        show(host, "ledger", &mut self.ledger, ledger::read(store).await?, ledger::sheet);
        show(host, "schedule", &mut self.schedule, schedule::read(store).await?, schedule::sheet);
        show(host, "watches", &mut self.watches, watches::read(store).await?, watches::sheet);
        show(host, "outbox", &mut self.outbox, outbox::read(store).await?, outbox::sheet);
        Ok(())
    }
}

/// Shows a sheet for each language, unless it would be the same.
fn show<T: PartialEq>(
    host: &Host,
    panel: &str,
    shown: &mut Option<Vec<T>>,
    now: Vec<T>,
    sheet: fn(Words, &[T]) -> Sheet,
) {
    if shown.as_ref() == Some(&now) {
        return;
    }
    let sheets = Language::ALL.map(|language| (language.tag().to_owned(), sheet(Words::new(language), &now)));
    host.show(panel, sheets.into());
    *shown = Some(now);
}
