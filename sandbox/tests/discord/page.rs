//! What the page is made of: its files, the news it hears, and the host's part of it.

use crate::{flow::ranking, support::*};
use rankwatch_sandbox::{LogLine, Sheet};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Server-sent events as they come in.
struct Ears {
    response: reqwest::Response,
    text: String,
}

impl Ears {
    async fn open(world: &World) -> Self {
        let response = reqwest::get(format!("{}/control/events", world.base())).await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, text: String::new() }
    }

    /// The next event: its name and its data.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let line =
                    |name: &str| event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                let heard = (line("event").unwrap().to_owned(), line("data").unwrap().parse().unwrap());
                self.text = rest.to_owned();
                return Some(heard);
            }
            self.text.push_str(std::str::from_utf8(&self.response.chunk().await.ok()??).unwrap());
        }
    }

    /// Reads on until all of these parts were said to have changed.
    async fn hear(&mut self, topics: &[&str]) {
        let mut left = topics.to_vec();
        while !left.is_empty() {
            let (name, data) = self.next().await.unwrap();
            assert_eq!(name, "changed");
            left.retain(|topic| !data.as_array().unwrap().contains(&json!(topic)));
        }
    }
}

#[tokio::test]
async fn an_open_page_hears_what_changed_and_never_what() {
    let world = World::new().await;
    let mut ears = Ears::open(&world).await;
    let (name, hello) = ears.next().await.unwrap();
    assert!(name == "hello" && hello["boot"].is_string(), "{hello}");
    world.say(RANKINGS, json!({"content": "a secret"})).await.ok();
    ears.hear(&[&format!("messages:{RANKINGS}"), "traffic"]).await;
    world.control("POST", "/clock", json!({"advance_ms": 1000})).await.ok();
    ears.hear(&["clock"]).await;
    world.control("POST", "/faults", json!({"side": "discord", "kind": "refused"})).await.ok();
    ears.hear(&["faults"]).await;
    world.control("POST", "/keyapi", json!({"balance": 2})).await.ok();
    ears.hear(&["keyapi"]).await;
    world.control("DELETE", "/faults", Value::Null).await.ok();
    world.register(ranking()).await;
    ears.hear(&["state"]).await;
    assert!(!ears.text.contains("secret"));
}

#[tokio::test]
async fn a_page_learns_that_the_world_ended_and_that_another_began() {
    let (one, two) = (World::new().await, World::new().await);
    let mut ears = Ears::open(&one).await;
    let (_, first) = ears.next().await.unwrap();
    let (_, second) = Ears::open(&two).await.next().await.unwrap();
    assert_ne!(first, second);
    one.sandbox.stop().await;
    assert_eq!(ears.next().await, None);
}

#[tokio::test]
async fn the_pages_files_come_with_a_policy_that_lets_nothing_in() {
    let world = World::new().await;
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/page/js/main.js", "text/javascript; charset=utf-8"),
        ("/page/css/base.css", "text/css; charset=utf-8"),
    ] {
        let response = reqwest::get(format!("{}{path}", world.base())).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.headers()["content-type"], kind);
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    }
    for path in
        ["/page/mod.rs", "/page/js/none.js", "/page/js", "/page/../../Cargo.toml", "/page/%2e%2e/mod.rs"]
    {
        let response = reqwest::get(format!("{}{path}", world.base())).await.unwrap();
        assert_eq!(response.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn a_file_that_somebody_sent_can_do_nothing() {
    let world = World::new().await;
    let part = reqwest::multipart::Part::text("<script>alert(1)</script>");
    let part = part.file_name("page.html").mime_str("text/html").unwrap();
    let form = reqwest::multipart::Form::new().text("payload_json", "{}").part("files[0]", part);
    let path = format!("/channels/{RANKINGS}/messages");
    let sent = world.send(world.request(reqwest::Method::POST, &path).multipart(form)).await.ok();
    let file = reqwest::get(sent["attachments"][0]["url"].as_str().unwrap()).await.unwrap();
    assert_eq!(file.headers()["content-security-policy"], "default-src 'none'; sandbox");
    assert_eq!(file.headers()["x-content-type-options"], "nosniff");
}

#[tokio::test]
async fn the_traffic_can_be_read_from_any_line_on() {
    let world = World::new().await;
    let _line = Line::ready(&world, 1).await;
    world.say(RANKINGS, json!({"content": "hello"})).await.ok();
    let all = world.control("GET", "/traffic", Value::Null).await.ok();
    let all = all.as_array().unwrap();
    assert_eq!((&all[0]["n"], &all[0]["gateway"]), (&json!(1), &json!("READY")));
    let last = &all[all.len() - 1];
    assert_eq!(last["rest"]["body"]["content"], "hello");
    assert_eq!((&last["rest"]["method"], &last["rest"]["status"]), (&json!("POST"), &json!(200)));
    let rest = world.control("GET", &format!("/traffic?after={}", all.len() - 1), Value::Null).await.ok();
    assert_eq!(rest, json!([last]));
    assert_eq!(world.control("GET", "/traffic?after=x", Value::Null).await.status, 400);
}

#[tokio::test]
async fn the_newest_messages_are_enough() {
    let world = World::new().await;
    for text in ["one", "two", "three"] {
        world.say(RANKINGS, json!({"content": text})).await.ok();
    }
    let path = format!("/channels/{RANKINGS}/messages?as={MASON}&limit=2");
    let two = world.control("GET", &path, Value::Null).await.ok();
    assert_eq!((&two[0]["content"], &two[1]["content"], two.get(2)), (&json!("two"), &json!("three"), None));
    world.control("GET", &path.replace("=2", "=few"), Value::Null).await.refused_plainly(400);
}

#[tokio::test]
async fn somebody_writes_to_the_bot_before_it_ever_wrote() {
    let world = World::new().await;
    let path = format!("/dm/{MASON}/messages");
    let written = world.control("POST", &path, json!({"content": "hello?"})).await.ok();
    assert_eq!(written["author"]["id"], MASON.to_string());
    assert_eq!(world.control("GET", &path, Value::Null).await.ok()[0]["content"], "hello?");
    world.control("POST", "/dm/7/messages", json!({"content": "hello?"})).await.refused_plainly(404);
}

#[tokio::test]
async fn an_answer_says_which_command_it_answers() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1).await;
    world.register(ranking()).await;
    let asked = json!({"as": MAYA, "channel": GENERAL, "command": "board add", "options": {"region": "US"}});
    let interaction = world.run(&mut line, asked).await;
    world.callback(&interaction, json!({"type": 4, "data": {"content": "done"}})).await;
    let seen = world.seen(GENERAL, MAYA).await;
    assert_eq!(seen[0]["interaction"]["name"], "board add");
    assert_eq!(seen[0]["interaction"]["user"]["id"], MAYA.to_string());
}

#[tokio::test]
async fn a_file_may_be_handed_in_up_to_discords_limit() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1).await;
    world.register(ranking()).await;
    let ask = |file: Value| {
        let options = json!({"region": "US", "file": file});
        json!({"as": MAYA, "channel": GENERAL, "command": "board add", "options": options})
    };
    let interaction = world.run(&mut line, ask(json!({"filename": "a.bin", "base64": "AP8="}))).await;
    let file = interaction["data"]["resolved"]["attachments"].as_object().unwrap().values().next().unwrap();
    assert_eq!(
        reqwest::get(file["url"].as_str().unwrap()).await.unwrap().bytes().await.unwrap(),
        vec![0, 255]
    );
    let large = "A".repeat(4 * (10 * 1024 * 1024 / 3 + 1));
    let refused =
        world.control("POST", "/interactions/command", ask(json!({"filename": "a", "base64": large}))).await;
    refused.refused_plainly(413);
    for bad in [json!({"filename": "a", "base64": "?"}), json!({"filename": "a"}), json!("a")] {
        world.control("POST", "/interactions/command", ask(bad)).await.refused_plainly(400);
    }
}

#[tokio::test]
async fn a_labelled_fault_goes_alone() {
    let world = World::new().await;
    for label in ["one", "two"] {
        let fault = json!({"label": label, "side": "keyapi", "kind": "status", "status": 503});
        world.control("POST", "/faults", fault).await.ok();
    }
    let left = world.control("DELETE", "/faults/one", Value::Null).await.ok();
    assert_eq!((&left["faults"][0]["label"], left["faults"].get(1)), (&json!("two"), None));
}

#[tokio::test]
async fn a_host_shows_its_log_and_panels() {
    let world = World::new().await;
    let host = &world.sandbox.world.host;
    assert!(!host.is_watched());
    let mut ears = Ears::open(&world).await;
    ears.next().await.unwrap();
    assert!(host.is_watched());
    let at = world.sandbox.world.clock.now();
    host.log(LogLine { at, level: "INFO".to_owned(), text: "connected".to_owned() });
    let sheet = |title: &str| Sheet { title: title.to_owned(), ..Sheet::default() };
    let sheets = [("en-US", "Ledger"), ("zh-CN", "账本")].map(|(tag, title)| (tag.to_owned(), sheet(title)));
    host.show("ledger", BTreeMap::from(sheets));
    ears.hear(&["log", "panels"]).await;
    let log = world.control("GET", "/log?after=0", Value::Null).await.ok();
    assert_eq!((&log[0]["n"], &log[0]["text"]), (&json!(1), &json!("connected")));
    for (language, title) in [("zh-CN", "账本"), ("en-US", "Ledger"), ("fr", "Ledger")] {
        let panels = world.control("GET", &format!("/panels?language={language}"), Value::Null).await.ok();
        assert_eq!((&panels[0]["name"], &panels[0]["title"]), (&json!("ledger"), &json!(title)));
    }
}

#[tokio::test]
async fn people_stop_and_start_the_bot_where_a_host_runs_it() {
    let world = World::new().await;
    let host = &world.sandbox.world.host;
    let want = async |running: bool| world.control("POST", "/bot", json!({"running": running})).await;
    want(false).await.refused_plainly(400);
    host.bot_runs(true);
    let bot = world.control("GET", "/bot", Value::Null).await.ok();
    assert_eq!(bot, json!({"managed": true, "running": true, "wanted": true}));
    tokio::join!(host.bot_wanted(false), async { want(false).await.ok() });
    host.bot_runs(false);
    let bot = world.control("GET", "/bot", Value::Null).await.ok();
    assert_eq!(bot, json!({"managed": true, "running": false, "wanted": false}));
    // Who asks for it before it has stopped gets it, too.
    tokio::join!(host.bot_wanted(true), async { want(true).await.ok() });
    host.bot_runs(false);
    tokio::join!(host.bot_wanted(true), async {});
    host.bot_runs(true);
    host.bot_gave_up();
    let bot = world.control("GET", "/bot", Value::Null).await.ok();
    assert_eq!(bot, json!({"managed": true, "running": false, "wanted": false}));
}
