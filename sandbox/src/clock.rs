//! The world's clock: the system's time plus an offset that the control API moves forward.
//!
//! `GET /control/clock?after=V` answers `{"version":V,"offset_ms":N}` at once when its version is newer
//! than V, else when it changes or after 25 s.

use crate::news::{News, Topic};
use chrono::{DateTime, TimeDelta, Utc};
use std::time::Duration;
use tokio::sync::watch;

/// One setting of the clock.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Setting {
    /// Grows by one with every change.
    pub version: u64,
    /// Milliseconds to add to the system's time. Never falls.
    pub offset_ms: i64,
}

/// The time that the sandbox and all who follow it share.
#[derive(Debug)]
pub struct WorldClock {
    setting: watch::Sender<Setting>,
    news: News,
}

impl WorldClock {
    /// A clock that runs with the system's time, or starts at `start` and runs on from there.
    pub(crate) fn starting_at(start: Option<DateTime<Utc>>, news: News) -> Self {
        let offset_ms = start.map_or(0, |start| (start - system_now()).num_milliseconds());
        let setting = Setting { version: 1, offset_ms };
        Self { setting: watch::Sender::new(setting), news }
    }

    /// The world's time.
    pub fn now(&self) -> DateTime<Utc> {
        system_now() + TimeDelta::milliseconds(self.setting.borrow().offset_ms)
    }

    /// The setting in force.
    pub fn setting(&self) -> Setting {
        *self.setting.borrow()
    }

    /// Moves the clock forward; a negative step is ignored, for time never goes back.
    pub fn advance(&self, step: TimeDelta) {
        if step > TimeDelta::zero() {
            self.setting.send_modify(|setting| {
                setting.version += 1;
                setting.offset_ms += step.num_milliseconds();
            });
            self.news.tell(Topic::Clock);
        }
    }

    /// Waits at most `limit` for a setting newer than `version`, then answers the one in force.
    pub async fn newer_than(&self, version: u64, limit: Duration) -> Setting {
        let mut changes = self.setting.subscribe();
        let newer = changes.wait_for(|setting| setting.version > version);
        #[expect(clippy::disallowed_methods, reason = "the world's clock is the one place that waits")]
        let _ = tokio::time::timeout(limit, newer).await;
        self.setting()
    }

    /// Waits in real time: limits of the wire (a delayed answer) don't follow the moved clock.
    pub async fn pause(&self, time: Duration) {
        #[expect(clippy::disallowed_methods, reason = "the world's clock is the one place that waits")]
        tokio::time::sleep(time).await;
    }
}

fn system_now() -> DateTime<Utc> {
    #[expect(clippy::disallowed_methods, reason = "the world's clock is the one place that asks the system")]
    Utc::now()
}
