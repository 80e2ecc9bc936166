//! The parts of a bot without Discord: numbers of a sandbox, a sink that renders and takes everything, clocks.

use crate::nowhere::Nowhere;
use chrono::{DateTime, TimeDelta, Utc};
use rankwatch::{
    boards::{self, Boards},
    clock::{Clock, SystemClock, Wait},
    delivery::{Post, Sink},
    discord::render,
    domain::{Found, MessageRef, Sent, Target},
    keyapi::{self, KeyApi},
    rankings::{self, Rankings},
    store::Store,
};
use rankwatch_sandbox::Sandbox;
use secrecy::SecretString;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

/// The moment at which a world begins: a Monday noon. The boards fall due the next morning.
pub(crate) const START: &str = "2026-11-23T12:00:00Z";
pub(crate) const DUE: &str = "2026-11-24T09:00:00Z";
/// The day that is shown then.
pub(crate) const DATE: &str = "2026-11-23";

/// A sandbox with the lists of the day out.
pub(crate) async fn world(limits: bool) -> anyhow::Result<Sandbox> {
    let start = Some(START.parse()?);
    let listen = ([127, 0, 0, 1], 0).into();
    let options = rankwatch_sandbox::Options { listen, seed: 1, traffic_log: None, start };
    let sandbox = Sandbox::start(options).await?;
    control(&sandbox, "settings", &serde_json::json!({ "rate_limits": limits })).await?;
    Ok(sandbox)
}

/// Moves a world to the moment at which all boards are due, with their lists out.
pub(crate) async fn fall_due(sandbox: &Sandbox) -> anyhow::Result<()> {
    control(sandbox, "clock", &serde_json::json!({ "to": "2026-11-24T08:59:59Z" })).await?;
    for region in crate::fill::REGIONS {
        let list = serde_json::json!({ "region": region, "date": DATE, "hold": false });
        control(sandbox, "market/publish", &list).await?;
    }
    control(sandbox, "clock", &serde_json::json!({ "to": DUE })).await?;
    Ok(())
}

/// `POST /control/…`
pub(crate) async fn control(
    sandbox: &Sandbox,
    path: &str,
    body: &serde_json::Value,
) -> anyhow::Result<serde_json::Value> {
    let url = format!("{}control/{path}", sandbox.hello().page);
    let client = reqwest::Client::builder().no_proxy().build()?;
    Ok(client.post(url).json(body).send().await?.error_for_status()?.json().await?)
}

/// Boards over a store, with the numbers of a sandbox.
pub(crate) fn boards(store: &Store, sandbox: &Sandbox, clock: &Arc<dyn Clock>) -> anyhow::Result<Boards> {
    let key = SecretString::from(sandbox.hello().key.clone());
    let settings = keyapi::Settings {
        min_interval: Duration::ZERO,
        ..keyapi::Settings::new(sandbox.hello().keyapi.parse()?, key)
    };
    let source = Arc::new(KeyApi::new(settings, Arc::clone(clock))?);
    #[expect(clippy::disallowed_methods, reason = "the tool stands in for app, which starts work")]
    let spawn: rankings::Spawn = Arc::new(|work| drop(tokio::spawn(work)));
    let rankings =
        Rankings::new(store.clone(), source, Arc::clone(clock), rankings::Settings::default(), spawn);
    let settings = boards::Settings::default();
    Ok(Boards::new(store.clone(), Arc::new(rankings), Arc::new(Nowhere), Arc::clone(clock), settings))
}

/// The system's clock, moved.
#[derive(Debug)]
pub(crate) struct Moved(pub(crate) TimeDelta);

impl Clock for Moved {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.0
    }

    fn sleep_until(&self, moment: DateTime<Utc>) -> Wait<'_> {
        SystemClock.sleep_until(moment - self.0)
    }
}

/// A clock that stands still and lets nobody wait for so many waits; then it lets everybody wait for ever.
#[derive(Debug)]
pub(crate) struct Hurried {
    pub(crate) now: DateTime<Utc>,
    pub(crate) left: AtomicU64,
}

impl Clock for Hurried {
    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn sleep_until(&self, _moment: DateTime<Utc>) -> Wait<'_> {
        let left = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        match left {
            Ok(_) => Box::pin(tokio::task::yield_now()),
            Err(_) => Box::pin(std::future::pending()),
        }
    }
}

/// Renders what it is given, and takes it.
#[derive(Debug, Default)]
pub(crate) struct Taker {
    pub(crate) taken: AtomicUsize,
    pub(crate) bytes: AtomicUsize,
}

impl Taker {
    /// Waits until it took so many, at most so many seconds.
    pub(crate) async fn took(&self, count: usize, most_s: u64) {
        for _ in 0..most_s * 20 {
            if self.taken.load(Ordering::Relaxed) >= count {
                return;
            }
            pause(50).await;
        }
    }
}

#[async_trait::async_trait]
impl Sink for Taker {
    async fn send(&self, post: &Post) -> Sent {
        let body = render::post(post).body.to_string();
        self.bytes.fetch_add(body.len(), Ordering::Relaxed);
        let message = self.taken.fetch_add(1, Ordering::Relaxed) as u64 + 1;
        let channel = match post.target {
            Target::Channel(id) | Target::Person(id) => id,
        };
        Sent::Posted { message: Some(MessageRef { channel, message }), announcement: false }
    }

    async fn find(&self, _post: &Post, _since: DateTime<Utc>) -> Found {
        Found::Absent
    }
}

/// Waits that long.
pub(crate) async fn pause(ms: u64) {
    SystemClock.sleep(Duration::from_millis(ms)).await;
}
