//! The dead man's switch: an address that is called once a UTC day, when nothing of the day is open. Where the call
//! doesn't come, whoever listens there wakes the operator, also when the whole machine is gone.

use crate::{
    clock::Clock,
    domain::{DataDate, Period},
    store::{Store, StoreError},
    telemetry,
};
use chrono::NaiveDate;
use std::{sync::Arc, time::Duration};
use url::Url;

/// Between two looks at whether the day is done.
const LOOK: Duration = Duration::from_secs(60);
/// How long a call may take.
const LIMIT: Duration = Duration::from_secs(10);
/// Before the second, third and fourth try; then comes the next look.
const PAUSES: [Duration; 3] = [Duration::from_secs(2), Duration::from_secs(5), Duration::from_secs(15)];

/// Calls the address.
pub struct Ping {
    client: reqwest::Client,
    url: Url,
    store: Store,
    clock: Arc<dyn Clock>,
}

/// The day that was called for, and whether calls fail.
#[derive(Default)]
struct Called {
    day: Option<NaiveDate>,
    is_failing: bool,
}

impl std::fmt::Debug for Ping {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ping({})", self.host())
    }
}

impl Ping {
    /// Calls `url`, which holds a secret; nothing is called yet.
    ///
    /// # Errors
    /// When there can be no HTTP client.
    pub fn new(url: Url, store: Store, clock: Arc<dyn Clock>) -> reqwest::Result<Self> {
        // Elsewhere the secret would be told to somebody else.
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(LIMIT);
        let client = if url.scheme() == "http" { client.no_proxy() } else { client };
        Ok(Self { client: client.build()?, url, store, clock })
    }

    /// Looks each minute whether the day is done, for as long as it is polled. After a start it calls again: better
    /// twice than not at all.
    pub async fn run(self) {
        let (mut called, mut is_failing) = (Called::default(), false);
        loop {
            match self.tick(&mut called).await {
                Ok(()) => is_failing = false,
                Err(error) if is_failing => tracing::debug!(%error, "still unknown whether the day is done"),
                Err(error) => {
                    is_failing = true;
                    tracing::error!(%error, "whether the day is done can't be looked up; it is tried each minute");
                }
            }
            self.clock.sleep(LOOK).await;
        }
    }

    /// Calls when the day is done and wasn't called for.
    async fn tick(&self, called: &mut Called) -> Result<(), StoreError> {
        let today = DataDate::containing(Period::Day, self.clock.now().date_naive());
        if called.day == Some(today.first()) || !self.store.day_is_done(today.closes_at()).await? {
            return Ok(());
        }
        if self.call(&mut called.is_failing).await {
            called.day = Some(today.first());
            tracing::info!(host = self.host(), "the day's boards are out, and that was told");
        }
        Ok(())
    }

    /// Whether somebody heard it. That nobody does is said once, until somebody did; telemetry counts each call.
    async fn call(&self, is_failing: &mut bool) -> bool {
        for pause in PAUSES.into_iter().map(Some).chain([None]) {
            let outcome = self.once().await;
            telemetry::ping(outcome.is_ok());
            let host = self.host();
            let Err(why) = outcome else {
                *is_failing = false;
                return true;
            };
            let Some(pause) = pause else {
                match std::mem::replace(is_failing, true) {
                    false => {
                        tracing::error!(host, why, "http.ping_url can't be called; it is tried each minute")
                    }
                    true => tracing::debug!(host, why, "http.ping_url still can't be called"),
                }
                return false;
            };
            tracing::debug!(host, why, "http.ping_url can't be called; again in {} s", pause.as_secs());
            self.clock.sleep(pause).await;
        }
        false
    }

    async fn once(&self) -> Result<(), String> {
        let response = self.client.get(self.url.clone()).send().await;
        let status = response.map_err(|error| told(&error.without_url()))?.status();
        if status.is_success() { Ok(()) } else { Err(format!("it answered {status}")) }
    }

    fn host(&self) -> String {
        host(&self.url)
    }
}

/// Where an address leads, without what may be secret in it: its host, and its port where it names one.
pub fn host(url: &Url) -> String {
    match (url.host_str().unwrap_or_default(), url.port()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_owned(),
    }
}

/// An error with its causes.
fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
