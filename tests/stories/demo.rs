//! `rankwatch demo`: the page's address, ports that are taken, databases that are in use, and its end.

use crate::{
    program::{Ended, Program},
    world::World,
};
use serde_json::{Value, json};
use std::net::TcpListener;

/// The address that a demo printed, once it did.
async fn address(world: &World, demo: &Program) -> String {
    world.until("the demo prints its address", async |_| demo.printed().contains("Press Ctrl-C")).await;
    let out = demo.printed();
    let address = out.lines().find_map(|line| line.strip_prefix("The demo is at ")).expect("an address");
    address.to_owned()
}

/// Tells a demo to stop, and waits for its end.
async fn terminated(world: &World, demo: Program) -> Ended {
    demo.terminate();
    world.ended(demo).await
}

async fn get(url: String) -> Value {
    reqwest::get(url).await.expect("an answer").json().await.expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shows_its_page_its_log_and_its_ledger_and_ends_cleanly() {
    let world = World::without_bot("demo", |_| {}).await;
    let demo = world.program_with(&["demo", "--port", "0"], &[]);
    let page = address(&world, &demo).await;
    let html = reqwest::get(&page).await.expect("the page").text().await.expect("text");
    assert!(html.starts_with("<!doctype html>"), "{html}");
    // Only while somebody looks is the ledger shown.
    let mut ears = reqwest::get(format!("{page}control/events")).await.expect("news");
    ears.chunk().await.expect("a word");
    world
        .until("the bot answers", async |_| {
            let state = get(format!("{page}control/state")).await;
            state["commands"].as_array().is_some_and(|commands| !commands.is_empty())
        })
        .await;
    let asked =
        json!({ "as": "1100000000000000003", "channel": "1100000000004194316", "command": "ranking" });
    let url = format!("{page}control/interactions/command?wait=20000");
    let answer = reqwest::Client::new().post(url).json(&asked).send().await.expect("an answer");
    assert_eq!(answer.json::<Value>().await.expect("JSON")["state"], "answered");
    world
        .until("the ledger is shown", async |_| {
            let panels = get(format!("{page}control/panels?language=en-US")).await;
            panels[0]["rows"][0][2].as_str().is_some_and(|request| request.starts_with("US sales day"))
        })
        .await;
    let log = get(format!("{page}control/log")).await;
    for (at, begins) in ["rankwatch 0", "connected to Discord"].into_iter().enumerate() {
        assert!(log[at]["text"].as_str().is_some_and(|text| text.starts_with(begins)), "{log}");
    }
    let ended = terminated(&world, demo).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    while ears.chunk().await.is_ok_and(|chunk| chunk.is_some()) {}
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_demo_says_what_to_do() {
    let world = World::without_bot("demo-second", |_| {}).await;
    let first = world.program_with(&["demo"], &[]);
    let page = address(&world, &first).await;
    let second = world.ended(world.program_with(&["demo"], &[])).await;
    assert_eq!(second.code, Some(1), "{second:?}");
    for part in ["another demo is running", "--database", "is in use by process"] {
        assert!(second.err.contains(part), "{part}: {}", second.err);
    }
    assert_eq!(second.out, "");
    let other = world.program_with(&["demo", "--database", "other.db"], &[]);
    assert_ne!(address(&world, &other).await, page, "the next free port");
    for demo in [first, other] {
        assert_eq!(terminated(&world, demo).await.code, Some(0));
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_was_asked_for_and_is_taken_is_said() {
    let world = World::without_bot("demo-port", |_| {}).await;
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let demo = world.ended(world.program_with(&["demo", "--port", &port], &[])).await;
    assert_eq!(demo.code, Some(1));
    assert!(
        demo.err.contains(&format!("port {port} can't be used; choose another with --port")),
        "{}",
        demo.err
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_bot_is_stopped_and_started_and_old_buttons_go_on() {
    let world = World::without_bot("demo-restart", |_| {}).await;
    let demo = world.program_with(&["demo", "--port", "0"], &[]);
    let page = address(&world, &demo).await;
    let http = reqwest::Client::new();
    let post = async |path: &str, body: Value| -> Value {
        let request = http.post(format!("{page}control/{path}")).json(&body);
        request.send().await.expect("an answer").json().await.expect("JSON")
    };
    let runs = async |running: bool| {
        world
            .until("the bot does as it is told", async |_| {
                let bot = get(format!("{page}control/bot")).await;
                let state = get(format!("{page}control/state")).await;
                let sessions = state["gateway"]["sessions"].as_array().map_or(0, Vec::len);
                let ready = state["commands"].as_array().is_some_and(|commands| !commands.is_empty());
                bot["running"] == running && (sessions > 0) == running && ready
            })
            .await;
    };
    runs(true).await;
    let who = json!({ "as": "1100000000000000003", "channel": "1100000000004194316" });
    let ask = |options: Value| {
        let mut asked = who.clone();
        asked["command"] = json!("ranking");
        asked["options"] = options;
        asked
    };
    let command = "interactions/command?wait=20000";
    let answer = post(command, ask(json!({ "top": 20 }))).await;
    let message = &answer["messages"][0];
    let next = &message["components"][0]["components"][2];
    post("bot", json!({ "running": false })).await;
    runs(false).await;
    let unheard = post(command, ask(json!({}))).await;
    assert_eq!(unheard["reason"], "The application did not respond");
    post("bot", json!({ "running": true })).await;
    runs(true).await;
    let press = json!({ "as": who["as"], "message": message["id"], "custom_id": next["custom_id"] });
    let turned = post("interactions/press?wait=20000", press).await;
    assert_eq!(turned["state"], "answered", "{turned}");
    assert_eq!(terminated(&world, demo).await.code, Some(0));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_keeps_its_database_while_its_bot_is_stopped() {
    let world = World::without_bot("demo-stopped", |_| {}).await;
    let first = world.program_with(&["demo", "--port", "0"], &[]);
    let page = address(&world, &first).await;
    let http = reqwest::Client::new();
    let want = async |running: bool| {
        let request = http.post(format!("{page}control/bot")).json(&json!({ "running": running }));
        request.send().await.expect("an answer");
        world
            .until("the bot does as it is told", async |_| {
                get(format!("{page}control/bot")).await["running"] == running
            })
            .await;
    };
    want(false).await;
    let second = world.ended(world.program_with(&["demo", "--port", "0"], &[])).await;
    assert!(second.code == Some(1) && second.err.contains("another demo is running"), "{second:?}");
    want(true).await;
    assert_eq!(terminated(&world, first).await.code, Some(0));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_none_is_named_before_anything_is_opened() {
    let world = World::without_bot("demo-database", |_| {}).await;
    std::fs::write(world.folder().join("junk.db"), "this is no database, but a text of some length")
        .expect("a file");
    let demo = world.ended(world.program_with(&["demo", "--port", "0", "--database", "junk.db"], &[])).await;
    assert_eq!((demo.code, demo.out.as_str()), (Some(1), ""), "{demo:?}");
    assert!(demo.err.contains("junk.db"), "{}", demo.err);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_database_is_never_ahead_of_the_next_demo() {
    let world = World::without_bot("demo-kept", |_| {}).await;
    let arguments = ["demo", "--port", "0", "--database", "kept.db"];
    let http = reqwest::Client::new();
    let mut last = String::new();
    for _ in 0..2 {
        let demo = world.program_with(&arguments, &[]);
        let page = address(&world, &demo).await;
        let state = get(format!("{page}control/state")).await;
        let now = state["now"].as_str().expect("a time").to_owned();
        assert!(now > last, "{now} after {last}");
        let post = async |path: &str, body: Value| {
            let request = http.post(format!("{page}control/{path}")).json(&body);
            request.send().await.expect("an answer").json::<Value>().await.expect("JSON")
        };
        post("clock", json!({ "advance_ms": 21_i64 * 86_400_000 })).await;
        let channel = "1100000000004194316";
        world
            .until("the bot answers", async |_| {
                let asked = json!({ "as": "1100000000000000003", "channel": channel, "command": "ranking" });
                post("interactions/command?wait=20000", asked).await["state"] == "answered"
            })
            .await;
        last = get(format!("{page}control/state")).await["now"].as_str().expect("a time")[..10].to_owned();
        assert_eq!(terminated(&world, demo).await.code, Some(0));
    }
    world.end().await;
}
