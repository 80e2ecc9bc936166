//! The first line of a running bot's log, and the last.

use crate::{
    config::Config,
    http,
    store::{Counts, Store},
    telemetry::Timer,
};
use std::time::Duration;
use url::Url;

/// Says what begins, with what it is configured to do and what there is.
pub(super) async fn begin(config: &Config, store: &Store) {
    let Some(counts) = counts(store).await else { return };
    let Counts { servers, boards, watches, held, .. } = counts;
    let waiting = counts.ready + counts.leased;
    let version = env!("CARGO_PKG_VERSION");
    let (discord, source) = (host(&config.discord.api_url), host(&config.keyapi.base_url));
    let (database, listen) = (config.database.path.display(), config.http.listen.as_str());
    tracing::info!(
        version, %database, discord, source, http = listen, servers, boards, watches, waiting, held,
        "rankwatch {version} begins; servers: {servers}, boards: {boards}, watches: {watches}",
    );
}

/// Says what ends, and what is left to the next start.
pub(super) async fn end(timer: Timer, store: &Store) {
    let Some(Counts { ready, leased, held, .. }) = counts(store).await else { return };
    let waiting = ready + leased;
    let ran_s = timer.took().as_secs();
    tracing::info!(
        ran_s,
        waiting,
        held,
        "rankwatch ends after {}; posts left for the next start: {waiting}, held: {held}",
        long(timer.took())
    );
}

async fn counts(store: &Store) -> Option<Counts> {
    let counts = store.counts().await;
    counts.inspect_err(|error| tracing::error!(%error, "what there is can't be counted")).ok()
}

/// Where an address leads; nothing of what is none.
fn host(address: &str) -> String {
    Url::parse(address).map(|url| http::host(&url)).unwrap_or_default()
}

/// A length of time in its largest unit: `3 h`.
fn long(time: Duration) -> String {
    match time.as_secs() {
        seconds @ ..120 => format!("{seconds} s"),
        seconds @ ..7_200 => format!("{} min", seconds / 60),
        seconds @ ..172_800 => format!("{} h", seconds / 3_600),
        seconds => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_without_its_secrets() {
        assert_eq!(host("https://me:word@api.keyapi.ai/x?key=1"), "api.keyapi.ai");
        assert_eq!(host("http://[::1]:81/"), "[::1]:81");
        assert_eq!(host("nowhere"), "");
    }

    #[test]
    fn a_time_is_told_in_its_largest_unit() {
        let told = [0, 119, 120, 7_199, 7_200, 172_800].map(|seconds| long(Duration::from_secs(seconds)));
        assert_eq!(told, ["0 s", "119 s", "2 min", "119 min", "2 h", "2 days"]);
    }
}
