//! Whether the loops turn: what a supervisor restarts the bot by, so that nothing outside of it counts.

use super::Inside;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;

/// How the loops stand.
pub(super) struct Health(Vec<Turning>);

/// A loop, when it gave its last sign of life, and whether that is too long ago.
struct Turning {
    name: &'static str,
    turned: DateTime<Utc>,
    is_stuck: bool,
}

impl Health {
    pub(super) fn of(inside: &Inside) -> Self {
        let now = inside.clock.now();
        let turning = inside.loops.iter().map(|pulse| Turning {
            name: pulse.name(),
            turned: pulse.turned(),
            is_stuck: pulse.is_stuck(now),
        });
        Self(turning.collect())
    }

    pub(super) fn is_well(&self) -> bool {
        self.0.iter().all(|turning| !turning.is_stuck)
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::from(if self.is_well() { "ok\n" } else { "stuck: restart it\n" });
        for turning in &self.0 {
            let verdict = if turning.is_stuck { "hasn't turned since" } else { "turned at" };
            text += &format!("{}: {verdict} {}\n", turning.name, stamp(turning.turned));
        }
        text
    }

    pub(super) fn json(&self) -> String {
        let loops = self.0.iter().map(
            |turning| json!({ "name": turning.name, "turned": stamp(turning.turned), "ok": !turning.is_stuck }),
        );
        json!({ "ok": self.is_well(), "loops": loops.collect::<Vec<_>>() }).to_string()
    }
}

/// A moment for people, to the second.
pub(super) fn stamp(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}
