//! The bot as a process: what it refuses, how it ends, and that no credit is lost on the way.

use crate::world::World;
use chrono::TimeDelta;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn without_a_secret_it_says_which_and_where_to_get_it() {
    let world = World::without_bot("process-secrets", |_| {}).await;
    let token = ("DISCORD_TOKEN", "x");
    for (given, missing, source) in [
        (vec![], "DISCORD_TOKEN is not set", "https://discord.com/developers/applications"),
        (vec![token], "KEYAPI_KEY is not set", "https://keyapi.ai/app/dashboard"),
        (vec![token, ("KEYAPI_KEY", " ")], "KEYAPI_KEY is not set", "https://keyapi.ai/app/dashboard"),
    ] {
        let ended = world.ended(world.program_with(&["run"], &given)).await;
        assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{ended:?}");
        for part in [missing, source, "`rankwatch sandbox`", "`rankwatch demo`"] {
            assert!(ended.err.contains(part), "{part}: {}", ended.err);
        }
    }
    let file = world.folder().join("nothing");
    let file = ("DISCORD_TOKEN_FILE", file.to_str().unwrap());
    let ended = world.ended(world.program_with(&["run"], &[file])).await;
    assert!(ended.code == Some(1) && ended.err.contains("DISCORD_TOKEN_FILE names /"), "{ended:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_that_cannot_be_meant_is_refused_by_name_and_line() {
    let world = World::without_bot("process-config", |_| {}).await;
    let file = world.folder().join("config.toml");
    for (text, parts) in [
        ("[keyapi]\nspeed = 3\n", vec!["config.toml", "line 2", "speed"]),
        ("[discord]\ndefer_after_ms = 5000\n", vec!["discord.defer_after_ms", "5000", "0 to 2500"]),
        ("[rankings]\n\nwalk_back_days = \"week\"\n", vec!["config.toml", "line 3", "walk_back_days"]),
    ] {
        std::fs::write(&file, text).unwrap();
        let ended = world.run(&["run"]).await;
        assert_eq!(ended.code, Some(1), "{ended:?}");
        for part in parts {
            assert!(ended.err.contains(part), "{part}: {}", ended.err);
        }
    }
    std::fs::remove_file(&file).unwrap();
    let unknown = [("DISCORD_TOKEN", "x"), ("KEYAPI_KEY", "x"), ("RANKWATCH_KEYAPI__SPEED", "3")];
    let ended = world.ended(world.program_with(&["run"], &unknown)).await;
    assert!(ended.code == Some(1) && ended.err.contains("RANKWATCH_KEYAPI__SPEED"), "{ended:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_has_one_bot() {
    let world = World::without_bot("process-alone", |_| {}).await;
    let bot = world.run_bot().await;
    let holder = format!("is in use by process {}", bot.id());
    for command in ["run", "migrate"] {
        let ended = world.run(&[command]).await;
        assert_eq!(ended.code, Some(1), "{command}: {ended:?}");
        assert!(ended.err.contains(&holder), "{command}: {}", ended.err);
    }
    let check = world.run(&["check"]).await;
    assert!(check.code == Some(0) && check.out.contains("a bot runs on it"), "{check:?}");
    let beside = world.run(&["ranking", "--region", "GB"]).await;
    assert!(beside.code == Some(0) && beside.out.contains("United Kingdom"), "{beside:?}");
    let mason = world.mason().await;
    let answer = world.ask(&mason, "ranking", json!({ "region": "GB" })).await;
    assert!(answer.foot().contains("0 credits"), "the terminal's list is the bot's: {}", answer.foot());
    bot.terminate();
    assert_eq!(world.ended(bot).await.code, Some(0));
    let migrate = world.run(&["migrate"]).await;
    assert!(migrate.code == Some(0) && migrate.out.contains("is at this version"), "{migrate:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_finishes_what_is_asked() {
    let world = World::without_bot("process-finish", |_| {}).await;
    let bot = world.run_bot().await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "delay", "ms": 800 })).await;
    let interaction = world.start_asking(&mason, json!({})).await;
    world.until("the source is asked", async |world: &World| world.requests().await.len() == 1).await;
    bot.terminate();
    let ended = world.ended(bot).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(world.settled(&interaction).await.foot().contains("1 credit"));
    assert_eq!(world.ledger().await, ["spent"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_does_not_wait_for_ever() {
    let world = World::without_bot("process-hurry", |_| {}).await;
    let bot = world.run_bot().await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "delay", "ms": 30_000 })).await;
    world.start_asking(&mason, json!({})).await;
    world.until("the source is asked", async |world: &World| world.requests().await.len() == 1).await;
    bot.terminate();
    let nobody = async |world: &World| {
        let state = world.get("state").await;
        state["gateway"]["connections"] == 0
    };
    world.until("the bot has left", nobody).await;
    world.pass(TimeDelta::milliseconds(8_500)).await;
    let ended = world.ended(bot).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(world.ledger().await, ["spent"], "nobody knows what became of it, so it counts");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_in_the_middle_of_a_crash_counts_as_spent() {
    let world = World::without_bot("process-crash", |_| {}).await;
    let bot = world.run_bot().await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "delay", "ms": 30_000, "times": 1 })).await;
    world.start_asking(&mason, json!({})).await;
    world.until("the source is asked", async |world: &World| world.requests().await.len() == 1).await;
    bot.crash();
    assert_eq!(world.ledger().await, ["reserved"]);
    let bot = world.run_bot().await;
    assert_eq!(world.ledger().await, ["spent"]);
    let answer = world.ask(&mason, "ranking", json!({})).await;
    assert!(answer.foot().contains("1 credit"), "{}", answer.foot());
    bot.terminate();
    assert_eq!(world.ended(bot).await.code, Some(0));
    assert_eq!((world.ledger().await, world.credits().await), (vec!["spent".to_owned(); 2], 2));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_says_where_it_is() {
    let world = World::without_bot("process-sandbox", |_| {}).await;
    let sandbox = world.program_with(&["sandbox", "--listen", "127.0.0.1:0"], &[]);
    world.until("its first line", async |_: &World| sandbox.printed().contains('\n')).await;
    let hello: Value = serde_json::from_str(&sandbox.printed()).unwrap();
    for key in ["discord", "keyapi", "clock", "page", "token", "key", "application_id"] {
        assert!(hello[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {hello}");
    }
    let clock: Value = reqwest::get(hello["clock"].as_str().unwrap()).await.unwrap().json().await.unwrap();
    assert_eq!(clock, json!({ "version": 1, "offset_ms": 0 }));
    sandbox.terminate();
    assert_eq!(world.ended(sandbox).await.code, Some(0));
    let ended = world.ended(world.program_with(&["sandbox", "--listen", "0.0.0.0:0"], &[])).await;
    assert!(ended.code == Some(2) && ended.err.contains("only loopback addresses"), "{ended:?}");
    world.end().await;
}
