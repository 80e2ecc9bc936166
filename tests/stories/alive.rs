//! The dead man's switch: called once a day, when the day's boards are out.

use crate::world::World;
use axum::{Router, extract::State, http::StatusCode};
use chrono::TimeDelta;
use rankwatch::config::Config;
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicU16, AtomicUsize, Ordering},
};

/// Somebody who waits for the call.
#[derive(Clone)]
struct Listener {
    calls: Arc<AtomicUsize>,
    answers: Arc<AtomicU16>,
    url: String,
}

impl Listener {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/ping/s3cret", listener.local_addr().unwrap());
        let (calls, answers) = (Arc::default(), Arc::new(AtomicU16::new(200)));
        let this = Self { calls, answers, url };
        let router = Router::new().route("/ping/s3cret", axum::routing::get(heard)).with_state(this.clone());
        #[expect(clippy::disallowed_methods, reason = "it listens beside the story")]
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        this
    }

    fn called(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    fn configure(&self) -> impl FnOnce(&mut Config) {
        let url = self.url.clone();
        move |config| config.http.ping_url = url
    }
}

async fn heard(State(listener): State<Listener>) -> StatusCode {
    let answer = StatusCode::from_u16(listener.answers.load(Ordering::SeqCst)).unwrap();
    listener.calls.fetch_add(1, Ordering::SeqCst);
    answer
}

impl World {
    async fn comes(&self, listener: &Listener, count: usize) {
        self.until(&format!("call {count}"), async |_: &Self| listener.called() >= count).await;
        self.looks_passed().await;
        assert_eq!(listener.called(), count, "once a day");
    }

    /// Some looks at whether the day is done.
    async fn looks_passed(&self) {
        for _ in 0..4 {
            self.pass(TimeDelta::seconds(61)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_call_comes_when_the_days_boards_are_out() {
    let listener = Listener::start().await;
    let world = World::with("alive", listener.configure()).await;
    // Nothing is set up: the day is done.
    world.comes(&listener, 1).await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    world.reach("2026-11-24T00:00:30Z").await;
    world.looks_passed().await;
    assert_eq!(listener.called(), 1, "a board is due today");
    world.reach("2026-11-24T09:00:00Z").await;
    world.posts_come(&maya.channel, 1).await;
    world.pass(TimeDelta::seconds(61)).await;
    world.comes(&listener, 2).await;
    world.reach("2026-11-25T08:59:00Z").await;
    world.looks_passed().await;
    world.posts_come(&maya.channel, 2).await;
    world.comes(&listener, 3).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_call_comes_while_a_post_cannot_be_sent() {
    let listener = Listener::start().await;
    let world = World::with("alive-stuck", listener.configure()).await;
    world.comes(&listener, 1).await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    world.break_discord("/messages", 9_999, &json!({ "kind": "status", "status": 503, "body": {} })).await;
    world.reach("2026-11-24T09:00:00Z").await;
    world.looks_passed().await;
    world.looks_passed().await;
    assert_eq!(listener.called(), 1, "Discord is down, and somebody must be told");
    world.heal().await;
    for _ in 0..30 {
        world.pass(TimeDelta::seconds(9)).await;
    }
    world.posts_come(&maya.channel, 1).await;
    world.pass(TimeDelta::seconds(61)).await;
    world.comes(&listener, 2).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_fails_is_tried_again_and_its_address_is_told_to_nobody() {
    let listener = Listener::start().await;
    listener.answers.store(500, Ordering::SeqCst);
    let world = World::without_bot("alive-failing", |_| {}).await;
    let ping = [
        ("DISCORD_TOKEN", world.sandbox.hello().token.as_str()),
        ("KEYAPI_KEY", world.sandbox.hello().key.as_str()),
        ("RANKWATCH_HTTP__PING_URL", listener.url.as_str()),
    ];
    let bot = world.program_with(&["run"], &ping);
    world
        .until("tries", async |world: &World| {
            world.pass(TimeDelta::seconds(5)).await;
            listener.called() >= 8
        })
        .await;
    listener.answers.store(200, Ordering::SeqCst);
    world
        .until("the next look", async |world: &World| {
            world.pass(TimeDelta::seconds(9)).await;
            listener.called() == 9
        })
        .await;
    world.looks_passed().await;
    assert_eq!(listener.called(), 9, "it was heard");
    bot.terminate();
    let ended = world.ended(bot).await;
    assert!(!ended.err.contains("s3cret"), "{}", ended.err);
    let failures = ended.err.lines().filter(|line| line.contains("http.ping_url can't be called"));
    assert_eq!(
        failures.filter(|line| line.contains("127.0.0.1") && line.contains("500")).count(),
        1,
        "once, until somebody heard it: {}",
        ended.err
    );
    let wrong = [("RANKWATCH_HTTP__PING_URL", "http://example.com/ping/s3cret")];
    let refused = world.ended(world.program_with(&["run"], &wrong)).await;
    assert!(refused.err.contains("http.ping_url") && refused.err.contains("https"), "{}", refused.err);
    assert!(!refused.err.contains("s3cret"), "{}", refused.err);
    world.end().await;
}
