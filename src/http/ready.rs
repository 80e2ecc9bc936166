//! Whether Discord, the database and the source can be worked with, and why not.

use super::{Inside, glance::Seen, health::stamp};
use crate::{domain::Ceiling, telemetry::Shards};
use serde_json::json;

/// One thing that is needed.
#[derive(Clone, Debug)]
pub(super) struct Check {
    pub(super) name: &'static str,
    pub(super) is_ready: bool,
    /// How it stands, for people.
    pub(super) reason: String,
}

/// All of them.
pub(super) struct Readiness(Vec<Check>);

impl Readiness {
    pub(super) fn of(inside: &Inside, seen: &Seen) -> Self {
        Self(vec![gateway(inside.line.shards()), seen.database.clone(), source(inside, seen)])
    }

    pub(super) fn checks(&self) -> &[Check] {
        &self.0
    }

    pub(super) fn is_ready(&self) -> bool {
        self.0.iter().all(|check| check.is_ready)
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::from(if self.is_ready() { "ready\n" } else { "not ready\n" });
        for check in &self.0 {
            let verdict = if check.is_ready { "ok" } else { "NOT READY" };
            text += &format!("{}: {verdict}, {}\n", check.name, check.reason);
        }
        text
    }

    pub(super) fn json(&self) -> String {
        let check =
            |check: &Check| json!({ "name": check.name, "ok": check.is_ready, "reason": check.reason });
        json!({ "ok": self.is_ready(), "checks": self.0.iter().map(check).collect::<Vec<_>>() }).to_string()
    }
}

fn gateway(shards: Shards) -> Check {
    let Shards { wanted, connected, since } = shards;
    let is_ready = shards.are_connected();
    let since = stamp(since);
    let reason = match wanted {
        0 => format!("not connected since {since}: Discord hasn't said yet where its Gateway is"),
        _ if is_ready => format!("{connected} of {wanted} shards are connected, since {since}"),
        _ => format!("only {connected} of {wanted} shards are connected, since {since}"),
    };
    Check { name: "gateway", is_ready, reason }
}

/// A ceiling that is reached is told, but stored lists are answered on, and it is the operator's own.
fn source(inside: &Inside, seen: &Seen) -> Check {
    let silence = (inside.silence)();
    let is_ready = silence.is_none();
    let mut reason = silence.unwrap_or_else(|| "nothing speaks against asking it".to_owned());
    let now = inside.clock.now();
    for (ceiling, span) in [(Ceiling::Day, "day"), (Ceiling::Month, "month")] {
        if seen.left(inside, ceiling) == Some(0) {
            let until = stamp(ceiling.resets_at(now));
            reason += &format!("; the credits of the {span} are used up (credits.per_{span}), until {until}");
        }
    }
    Check { name: "source", is_ready, reason }
}
