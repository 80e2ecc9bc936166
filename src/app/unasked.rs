//! What the bot does unasked: boards fall due, and their lists are looked for ahead.

use super::{Base, Numbers};
use crate::{boards::Boards, clock::Clock, store::StoreError};
use std::{sync::Arc, time::Duration};

/// Between two looks for the lists of boards that fall due soon.
const PROBE: Duration = Duration::from_secs(60);

/// All of it, going on.
pub(super) struct Unasked {
    base: Base,
}

impl Unasked {
    pub(super) fn begin(numbers: &Numbers) -> Self {
        let base = numbers.base.clone();
        let boards = || numbers.boards.clone();
        let due = boards();
        base.tasks.spawn_loop(async move { due.run().await });
        base.tasks.spawn_loop(probe(boards(), Arc::clone(&base.clock)));
        Self { base }
    }

    /// Nothing falls due any more.
    pub(super) fn stop(&self) {
        self.base.tasks.end_loops();
    }
}

async fn probe(boards: Boards, clock: Arc<dyn Clock>) {
    let mut is_failing = false;
    loop {
        let outcome = boards.probe(clock.now()).await;
        note(&mut is_failing, "lists can't be looked for ahead", &outcome);
        clock.sleep(PROBE).await;
    }
}

/// Logs that something began to fail: once, until it went well again.
fn note(is_failing: &mut bool, what: &str, outcome: &Result<(), StoreError>) {
    if let Err(error) = outcome
        && !*is_failing
    {
        tracing::error!(%error, "{what}");
    }
    *is_failing = outcome.is_err();
}
