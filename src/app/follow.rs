//! Follows another clock: `GET {url}?after=V` answers `{"version":V,"offset_ms":N}` when it is newer than V.

use super::tasks::Tasks;
use crate::clock::{Clock, SystemClock, WorldClock};
use anyhow::Context;
use chrono::TimeDelta;
use std::{sync::Arc, time::Duration};

/// The longest that an answer takes: the other side holds it back for 25 s when nothing changes.
const LIMIT: Duration = Duration::from_secs(40);
/// Between two tries of a clock that doesn't answer.
const PAUSE: Duration = Duration::from_millis(500);

#[derive(serde::Deserialize)]
struct Setting {
    version: u64,
    offset_ms: i64,
}

/// A clock that is right from the first moment on, and follows for as long as the tasks live.
pub(super) async fn clock(url: &str, tasks: &Tasks) -> anyhow::Result<Arc<dyn Clock>> {
    let client = reqwest::Client::builder().no_proxy().timeout(LIMIT).build()?;
    let first = ask(&client, url, 0).await.with_context(|| format!("clock.url = {url:?}"))?;
    let clock = Arc::new(WorldClock::new(TimeDelta::milliseconds(first.offset_ms)));
    let (follower, url) = (Arc::downgrade(&clock), url.to_owned());
    tasks.spawn_loop(async move {
        let mut version = first.version;
        loop {
            match ask(&client, &url, version).await {
                Ok(setting) => {
                    let Some(clock) = follower.upgrade() else { return };
                    version = setting.version;
                    clock.set_offset(TimeDelta::milliseconds(setting.offset_ms));
                }
                Err(error) => {
                    tracing::warn!(%error, "the clock that is followed doesn't answer");
                    SystemClock.sleep(PAUSE).await;
                }
            }
        }
    });
    Ok(clock)
}

async fn ask(client: &reqwest::Client, url: &str, after: u64) -> reqwest::Result<Setting> {
    client.get(url).query(&[("after", after)]).send().await?.error_for_status()?.json().await
}
