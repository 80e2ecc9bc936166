//! Creators, watches and what counts, as suggestions.

use super::{Args, Caller, Choice, Commands};
use crate::domain::{Region, watch::Metric};

/// As many as Discord shows.
const MOST: u32 = 25;
/// What counts, in the combinations that make sense.
const METRICS: [&[Metric]; 7] = [
    &[Metric::Sales],
    &[Metric::Followers],
    &[Metric::Gmv],
    &[Metric::Rank],
    &[Metric::Sales, Metric::Followers],
    &[Metric::Sales, Metric::Rank],
    &[Metric::Sales, Metric::Followers, Metric::Gmv, Metric::Rank],
];

impl Commands {
    /// Creators who are known, by what is typed of their handle or name.
    pub(super) async fn creators(&self, args: &Args) -> Vec<Choice> {
        let region = args.text("region").and_then(|typed| Region::parse(typed).ok());
        let typed = args.text("creator").unwrap_or_default().trim_start_matches(['@', '＠']);
        let found = self.store.creators_like(typed, region, MOST).await.unwrap_or_else(|error| {
            tracing::error!(%error, "known creators can't be read");
            Vec::new()
        });
        found.into_iter().map(Choice::Creator).collect()
    }

    /// The server's watches.
    pub(super) async fn watches_of(&self, caller: &Caller) -> Vec<Choice> {
        let Some(server) = caller.server else { return Vec::new() };
        let watches = self.store.watches(server).await.unwrap_or_else(|error| {
            tracing::error!(%error, "a server's watches can't be read");
            Vec::new()
        });
        watches.into_iter().map(|watch| Choice::Watch(Box::new(watch))).collect()
    }
}

/// What may count.
pub(super) fn metrics() -> Vec<Choice> {
    METRICS.iter().map(|metrics| Choice::Metrics(metrics.to_vec())).collect()
}
