//! What stories about watches share: whom to watch, how somebody jumps, how a watch is set up, and what is counted.

use crate::{
    people::looks,
    subscribed::{custom_ids, said},
    world::{Outcome, Person, World, text},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rankwatch::config::Config;
use rankwatch_sandbox::{TrueCreator, Truth};
use serde_json::{Value, json};
use std::{sync::LazyLock, time::Duration};

/// The seed of every story's market.
const SEED: u64 = 1;
/// The days that stories look at, from the first of a back-test's baseline on.
const FROM: NaiveDate = NaiveDate::from_ymd_opt(2026, 10, 1).expect("a date");
const DAYS: usize = 75;
/// The first of these days on which something may be told.
const TOLD: usize = 50;
/// Of days like these a hand-made jump stands out, and doesn't reach the first places.
const USUAL: std::ops::RangeInclusive<f64> = 80.0..=500.0;

/// The creators of the United States who sell evenly in that time, and never jump by themselves.
static STEADY: LazyLock<Vec<String>> = LazyLock::new(|| {
    let all = Truth::new(SEED).creators("US", 3_000, FROM, DAYS as i64);
    all.into_iter().filter(is_steady).map(|creator| creator.user_id).collect()
});

fn is_steady(creator: &TrueCreator) -> bool {
    let units: Vec<f64> = creator.days.iter().map(|day| day.units as f64).collect();
    let usual = units.iter().sum::<f64>() / DAYS as f64;
    let is_even = units.iter().all(|units| (usual * 0.4..usual * 2.2).contains(units));
    let stays = units[TOLD..].iter().all(|units| (usual * 0.5..usual * 1.5).contains(units));
    USUAL.contains(&usual) && is_even && stays && creator.days.iter().all(|day| day.units_times < 1.02)
}

/// The ids of so many creators who sell evenly.
pub(crate) fn steady(count: usize) -> Vec<&'static str> {
    assert!(STEADY.len() >= count, "only {} creators are steady", STEADY.len());
    STEADY.iter().take(count).map(String::as_str).collect()
}

/// A world whose bot looks for new numbers each minute.
pub(crate) async fn watching(story: &str) -> World {
    watching_with(story, |_| {}).await
}

/// The same, configured otherwise.
pub(crate) async fn watching_with(story: &str, configure: impl FnOnce(&mut Config)) -> World {
    World::with(story, |config| {
        config.watches.evaluate_interval_s = 60;
        configure(config);
    })
    .await
}

impl World {
    /// Sets a watch up with the days that are missing, and saves it; the receipt.
    pub(crate) async fn watch(&self, who: &Person, options: Value) -> Outcome {
        let draft = self.ask(who, "watch add", options).await;
        let tried = self.press_deed(who, draft.message(), FETCH).await;
        self.press_deed(who, tried.message(), SAVE).await
    }

    /// Watches many creators at once.
    pub(crate) async fn watch_all(&self, who: &Person, creators: &[&str]) {
        let opened = self.ask(who, "watch import", json!({})).await;
        let draft = self.submit(who, &opened, &creators.join("\n")).await;
        let done = self.press_deed(who, draft.message(), SAVE).await;
        has(&words(done.message()), &[&format!("{} creators are watched now", creators.len())]);
    }

    /// Makes a creator sell so many times the usual today, which fades to a third in so many days; the units of today.
    pub(crate) async fn jump(&self, creator: &str, times: f64, fades: f64) -> i64 {
        self.jump_of("units", creator, times, fades).await
    }

    /// The same of `units` or `followers`.
    pub(crate) async fn jump_of(&self, metric: &str, creator: &str, times: f64, fades: f64) -> i64 {
        let jump = json!({ "creator": creator, "times": times, "fades": fades, "metric": metric });
        let made = self.post("market/jump", jump).await;
        let mut jumps = made["jumps"].as_array().into_iter().flatten();
        let jump = jumps.find(|jump| jump["metric"] == metric);
        jump.and_then(|jump| jump["value"].as_i64()).unwrap_or_else(|| panic!("no jump: {made}"))
    }

    /// Walks to a moment in steps that the bot can follow.
    pub(crate) async fn walk(&self, moment: &str) {
        self.post("clock", json!({ "to": moment, "walk": true })).await;
    }

    /// Lets minutes pass one by one.
    pub(crate) async fn minutes(&self, count: usize) {
        for _ in 0..count {
            self.pass(chrono::TimeDelta::minutes(1)).await;
        }
    }

    /// Moves on to each moment at which a post is tried again, until a channel has one.
    pub(crate) async fn tried_until_posted(&self, channel: &str) {
        for _ in 0..30 {
            if !self.posts(channel).await.is_empty() {
                return;
            }
            let ready = self.outbox().await.iter().map(|post| text(&post["ready_at"])).min();
            let ready: Option<DateTime<Utc>> = ready.map(|at| at.parse().expect("a moment"));
            let wait = ready.map_or(TimeDelta::zero(), |at| at - self.sandbox.world.clock.now());
            self.pass(wait.max(TimeDelta::zero()) + TimeDelta::seconds(1)).await;
            self.sandbox.world.clock.pause(Duration::from_millis(500)).await;
        }
        panic!("nothing is posted: {:#?}", self.outbox().await);
    }

    /// What `/watch why` says.
    pub(crate) async fn why(&self, who: &Person, watch: &str) -> String {
        words(self.ask(who, "watch why", json!({ "watch": watch })).await.message())
    }

    /// What `/watch list` says.
    pub(crate) async fn watches(&self, who: &Person) -> String {
        words(self.ask(who, "watch list", json!({})).await.message())
    }

    /// The requests for details of creators that reached the source so far.
    pub(crate) async fn details(&self) -> usize {
        self.asked_of("/detail/").await.len()
    }

    /// The requests that reached an endpoint of the source so far.
    pub(crate) async fn asked_of(&self, endpoint: &str) -> Vec<Value> {
        let mut asked = self.requests().await;
        asked.retain(|asked| asked["path"].as_str().is_some_and(|path| path.contains(endpoint)));
        asked
    }

    /// The alerts of the outbox, sent or not.
    pub(crate) async fn outbox(&self) -> Vec<Value> {
        let listed = self.run(&["outbox", "--all", "--json"]).await;
        let mut all: Vec<Value> = serde_json::from_str(&listed.out).unwrap_or_else(|_| panic!("{listed:?}"));
        all.retain(|post| post["kind"] == "alert");
        all
    }

    /// The states of all alerts of the outbox.
    pub(crate) async fn alerts(&self) -> Vec<String> {
        self.outbox().await.iter().map(|post| text(&post["state"])).collect()
    }

    /// Whatever is posted in a channel meets this, until it is healed.
    pub(crate) async fn hinder(&self, channel: &str, mut effect: Value) {
        effect["side"] = json!("discord");
        effect["method"] = json!("POST");
        effect["path"] = json!(format!("/channels/{channel}/messages"));
        self.fault(effect).await;
    }
}

/// Discord is out of order.
pub(crate) fn out_of_order() -> Value {
    json!({ "kind": "status", "status": 503, "body": { "code": 0, "message": "Service Unavailable" } })
}

/// The beginnings of what buttons stand for.
pub(crate) const SAVE: &str = "w1|v|";
pub(crate) const FETCH: &str = "w1|f|";
pub(crate) const WHY: &str = "w1|y|";
pub(crate) const SNOOZE: &str = "w1|z|";
pub(crate) const MUTE: &str = "w1|m|";
pub(crate) const UNMUTE: &str = "w1|n|";
pub(crate) const RAISE: &str = "w1|r|";
pub(crate) const LOWER: &str = "w1|l|";
pub(crate) const REMOVE: &str = "w1|d|";
pub(crate) const RESTORE: &str = "w1|e|";
pub(crate) const CHART: &str = "w1|c|";
pub(crate) const OPEN: &str = "w1|o";

/// Everything that a message says, as it looks.
pub(crate) fn words(message: &Value) -> String {
    looks(&said(message))
}

/// A text says all of these.
#[track_caller]
pub(crate) fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no “{part}” in: {text}");
    }
}

/// A message has a button or menu whose `custom_id` begins so.
pub(crate) fn offers(message: &Value, begins: &str) -> bool {
    custom_ids(message).iter().any(|id| id.starts_with(begins))
}

/// A count as it is written: `1,240`.
pub(crate) fn written(count: i64) -> String {
    let digits = count.to_string();
    let head = digits.len() % 3;
    let (head, rest) = digits.split_at(head);
    let groups = rest.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let head = Some(head.to_owned()).filter(|head| !head.is_empty());
    head.into_iter().chain(groups).collect::<Vec<_>>().join(",")
}
