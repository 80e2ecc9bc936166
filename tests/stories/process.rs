//! The bot as a process: what it refuses to begin with, and who else may use its database.

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
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{ended:?}");
        for part in [missing, source, "`rankwatch sandbox`", "`rankwatch demo`"] {
            assert!(ended.err.contains(part), "{part}: {}", ended.err);
        }
    }
    let file = world.folder().join("nothing");
    let file = ("DISCORD_TOKEN_FILE", file.to_str().unwrap());
    let ended = world.ended(world.program_with(&["run"], &[file])).await;
    assert!(ended.code == Some(2) && ended.err.contains("DISCORD_TOKEN_FILE names /"), "{ended:?}");
    world.end().await;
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_variable_that_is_no_text_does_no_harm() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let check = std::process::Command::new(env!("CARGO_BIN_EXE_rankwatch"))
        .arg("check")
        .current_dir(folder.path())
        .env_remove("DISCORD_TOKEN")
        .env_remove("KEYAPI_KEY")
        .env("RUBBISH", std::ffi::OsStr::from_bytes(b"\xff"))
        .output()
        .unwrap();
    let said = String::from_utf8(check.stdout).unwrap();
    assert!(said.starts_with("ok     configuration:"), "{said}{}", String::from_utf8_lossy(&check.stderr));
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
        assert_eq!(ended.code, Some(2), "{ended:?}");
        for part in parts {
            assert!(ended.err.contains(part), "{part}: {}", ended.err);
        }
    }
    std::fs::remove_file(&file).unwrap();
    let unknown = [("DISCORD_TOKEN", "x"), ("KEYAPI_KEY", "x"), ("RANKWATCH_KEYAPI__SPEED", "3")];
    let ended = world.ended(world.program_with(&["run"], &unknown)).await;
    assert!(ended.code == Some(2) && ended.err.contains("RANKWATCH_KEYAPI__SPEED"), "{ended:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_cannot_begin_with_is_said_once() {
    let mut world = World::without_bot("process-start", |_| {}).await;
    let file = world.folder().join("file");
    std::fs::write(&file, "").unwrap();
    world.config.database.path = file.join("rankwatch.db");
    let ended = world.run(&["run"]).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(ended.err.matches("os error").count(), 1, "{}", ended.err);
    assert!(ended.err.contains("file/rankwatch.db"), "{}", ended.err);
    world.config.database.path = world.folder().join("rankwatch.db");
    let variables = [("DISCORD_TOKEN", "wrong"), ("KEYAPI_KEY", "x")];
    let ended = world.ended(world.program_with(&["run"], &variables)).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let hint = "https://discord.com/developers/applications";
    assert!(ended.err.contains("set a valid DISCORD_TOKEN") && ended.err.contains(hint), "{}", ended.err);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_discord_is_down_it_waits_and_then_connects() {
    let world = World::without_bot("process-waits", |_| {}).await;
    world.break_discord("/gateway", 100, &json!({ "kind": "status", "status": 503 })).await;
    let bot = world.program(&["run"]);
    world
        .until("it says that it waits", async |_: &World| {
            format!("{bot:?}").contains("Discord is connected to anew in 5 s")
        })
        .await;
    world.heal().await;
    world.pass(TimeDelta::seconds(10)).await;
    world.until("it is connected", async |world: &World| world.is_connected().await).await;
    let mason = world.mason().await;
    world.ask(&mason, "ranking", json!({})).await.foot();
    bot.terminate();
    assert_eq!(world.ended(bot).await.code, Some(0));
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
