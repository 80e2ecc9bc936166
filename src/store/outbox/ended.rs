//! Posts that end in the store, without a send: counted once that is written down.

use crate::telemetry;

/// The kinds of posts, and what else a row may say.
const KINDS: [&str; 6] = ["board", "test", "alert", "notice", "crosspost", "unknown"];

/// What ended in a transaction, by kind and outcome.
#[derive(Debug, Default)]
#[must_use]
pub(in crate::store) struct Ended(Vec<(&'static str, &'static str)>);

impl Ended {
    /// A post was given up.
    pub(super) fn gave_up(&mut self, kind: &str) {
        self.note(kind, "dead");
    }

    /// A post was dropped.
    pub(in crate::store) fn dropped(&mut self, kind: &str) {
        self.note(kind, "dropped");
    }

    fn note(&mut self, kind: &str, outcome: &'static str) {
        // Labels come from a fixed set, whatever stands in the row.
        let known = KINDS.into_iter().find(|known| *known == kind);
        self.0.push((known.unwrap_or("unknown"), outcome));
    }

    /// Counts them, for the transaction is committed.
    pub(in crate::store) fn count(self) {
        for (kind, outcome) in self.0 {
            telemetry::post(kind, outcome, None);
        }
    }
}
