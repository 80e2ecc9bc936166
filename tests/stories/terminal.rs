//! The terminal: the ranking in three forms, help and completions, how it ends, the demo.

use crate::world::World;
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn the_ranking_is_a_table_that_prints_alike() {
    let mut world = World::without_bot("terminal-table", |_| {}).await;
    let asked = ["ranking", "--region", "US", "--by", "sales"];
    let first = world.run(&asked).await;
    assert_eq!(first.code, Some(0), "{first:?}");
    assert!(first.out.starts_with("United States · units sold · Sun, 22 Nov 2026\n"), "{}", first.out);
    assert!(first.err.contains("1 credit"), "{}", first.err);
    let ranks = first.out.lines().filter_map(|line| line.split_whitespace().next()?.parse::<u32>().ok());
    assert_eq!(ranks.collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>(), "{}", first.out);
    let again = world.run(&asked).await;
    assert_eq!(again.out, first.out);
    assert!(again.err.contains("0 credits"), "{}", again.err);
    world.config.database.path = world.folder().join("another.db");
    assert_eq!(world.run(&asked).await.out, first.out, "one seed, one market");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn json_and_csv_hold_the_same_creators() {
    let world = World::without_bot("terminal-forms", |_| {}).await;
    let asked = ["ranking", "--by", "growth", "--top", "20", "--format"];
    let with = |form| [&asked[..], &[form]].concat();
    let json = world.run(&with("json")).await;
    let list: Value = serde_json::from_str(&json.out).unwrap_or_else(|error| panic!("{error}: {json:?}"));
    assert_eq!((&list["region"], &list["data_date"]), (&Value::from("US"), &Value::from("2026-11-22")));
    let creators = list["creators"].as_array().unwrap();
    assert_eq!(creators.len(), 20);
    let text = world.run(&with("csv")).await.out;
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let column = csv.headers().unwrap().iter().position(|name| name == "user_id").unwrap();
    let ids: Vec<Value> =
        csv.records().map(|row| row.unwrap()[column].strip_prefix("id:").unwrap().into()).collect();
    let listed: Vec<Value> = creators.iter().map(|creator| creator["user_id"].clone()).collect();
    assert_eq!(ids, listed);
    let place = |key: &str| json.out.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("no {key}"));
    let keys =
        ["region", "by", "data_date", "among", "creators", "rank", "movement", "value", "user_id", "units"];
    assert!(keys.map(place).is_sorted(), "{}", json.out);
    assert!(creators.iter().all(|creator| creator["units"].is_null() && creator["likes"].is_i64()));
    for form in ["table", "json", "csv"] {
        let unread = world.unread(&with(form)).await;
        assert!(
            unread.code == Some(0) && !unread.err.contains("error"),
            "a closed pipe is no fault: {unread:?}"
        );
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_asked_is_said_on_standard_error() {
    let world = World::without_bot("terminal-errors", |_| {}).await;
    let ended = world.run(&["ranking", "--region", "Atlantis"]).await;
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{ended:?}");
    assert!(ended.err.starts_with("error: There is no region “Atlantis”."), "{}", ended.err);
    for wrong in [["--region", "Atlantis"], ["--by", "likes"], ["--top", "7"], ["--date", "soon"]] {
        let asked = [&["ranking"][..], &wrong].concat();
        let ended = world.ended(world.program_with(&asked, &[])).await;
        assert!(ended.code == Some(2) && !ended.err.contains("KEYAPI_KEY"), "before the key: {ended:?}");
    }
    let ended = world.ended(world.program_with(&["ranking"], &[("KEYAPI_KEY", "wrong")])).await;
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{ended:?}");
    assert!(ended.err.contains("refuses this bot's key"), "{}", ended.err);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_is_completed_and_explained() {
    let world = World::without_bot("terminal-help", |_| {}).await;
    let help = world.ended(world.program_with(&["--help"], &[])).await;
    assert!(help.code == Some(0) && help.out.contains("Exit status:"), "{help:?}");
    let commands =
        help.out.split("Commands:\n").nth(1).unwrap_or_default().split("\n\n").next().unwrap_or_default();
    let commands: Vec<_> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    for command in ["run", "ranking", "check", "credits", "outbox", "migrate", "completions"] {
        assert!(commands.contains(&command), "{command}: {commands:?}");
    }
    for command in commands.iter().filter(|command| **command != "help") {
        let help = world.ended(world.program_with(&[command, "--help"], &[])).await;
        assert!(help.code == Some(0) && help.out.contains("Usage: rankwatch"), "{help:?}");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = world.ended(world.program_with(&["completions", shell], &[])).await;
        assert_eq!(script.code, Some(0), "{script:?}");
        for command in &commands {
            assert!(script.out.contains(command), "{shell} lacks {command}");
        }
    }
    let unread = world.unread(&["completions", "bash"]).await;
    assert!(unread.code == Some(0) && unread.err.is_empty(), "a closed pipe is no fault: {unread:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_begun_ends_with_two_whatever_the_command() {
    let world = World::without_bot("terminal-codes", |_| {}).await;
    let wrong = [("RANKWATCH_KEYAPI__SPEED", "3")];
    let commands: [&[&str]; 7] =
        [&["run"], &["ranking"], &["check"], &["check", "--health"], &["credits"], &["outbox"], &["migrate"]];
    for command in commands {
        let ended = world.ended(world.program_with(command, &wrong)).await;
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{command:?}: {ended:?}");
        assert!(ended.err.contains("RANKWATCH_KEYAPI__SPEED: no such key"), "{command:?}: {ended:?}");
        let unknown = world.ended(world.program_with(&[command, &["--nonsense"]].concat(), &[])).await;
        assert_eq!(unknown.code, Some(2), "{command:?}: {unknown:?}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shows_an_answer_without_anything() {
    let world = World::without_bot("terminal-demo", |_| {}).await;
    let demo = world.ended(world.program_with(&["demo", "--once"], &[])).await;
    assert_eq!(demo.code, Some(0), "{demo:?}");
    assert!(demo.out.contains("types /ranking in #rankings of"), "{}", demo.out);
    assert!(demo.out.contains("  United States · units sold · "), "{}", demo.out);
    assert!(demo.out.contains("estimates, USD") && demo.out.contains("[ CSV ]"), "{}", demo.out);
    assert!(world.folder().join("data/demo-1.db").exists(), "its database is its own");
    assert!(!world.config.database.path.exists());
    // The world forgot the commands with its end; a database that is kept didn't: they are registered again.
    for _ in 0..2 {
        let arguments = ["demo", "--once", "--database", "kept.db"];
        let again = world.ended(world.program_with(&arguments, &[])).await;
        assert!(again.code == Some(0) && again.out.contains("  United States · units sold · "), "{again:?}");
    }
    world.end().await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_printed_is_a_failure() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = std::process::Command::new(env!("CARGO_BIN_EXE_rankwatch"))
        .args(["completions", "bash"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert!(String::from_utf8(ended.stderr).unwrap().contains("is the disk full?"));
}
