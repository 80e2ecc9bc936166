//! The log of the bot: what an operator reads, and what never stands in it.

use crate::{
    program::{Ended, Program},
    world::{Person, World, text},
};
use serde_json::{Value, json};

/// Starts the bot with a log as configured, and waits until it answers.
async fn logging(world: &World, level: &str, json: &str) -> Program {
    let hello = world.sandbox.hello();
    let variables = [
        ("DISCORD_TOKEN", hello.token.as_str()),
        ("KEYAPI_KEY", hello.key.as_str()),
        ("RANKWATCH_LOG__LEVEL", level),
        ("RANKWATCH_LOG__JSON", json),
    ];
    let bot = world.program_with(&["run"], &variables);
    world.until("the bot is connected", async |world: &World| world.is_connected().await).await;
    bot
}

async fn stopped(world: &World, bot: Program) -> Ended {
    bot.terminate();
    let ended = world.ended(bot).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    ended
}

/// A day in short: a question, a mistake, something typed, a press, a board and its post.
async fn live(world: &World, maya: &Person) {
    let ranking = world.ask(maya, "ranking", json!({ "region": "GB" })).await;
    world.ask(maya, "ranking", json!({ "region": "Atlantis-the-lost" })).await.private_sentence();
    world.suggested(maya, "region", json!({ "region": "uni" })).await;
    world.press(maya, ranking.message(), "CSV").await;
    world.subscribe(maya, json!({ "region": "GB", "time": "20:00" })).await;
    world.ask(maya, "board test", json!({ "board": "1" })).await;
    world.posts_come(&maya.channel, 1).await;
}

/// The tokens of all interactions that there were, as they went over the line.
fn tokens(world: &World) -> Vec<String> {
    let traffic = std::fs::read_to_string(&world.traffic_log).expect("the traffic");
    let lines = traffic.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    let token = |line: Value| Some(find(&line, "token")?.as_str()?.to_owned());
    lines.filter(|line: &Value| line.to_string().contains("INTERACTION_CREATE")).filter_map(token).collect()
}

/// The first value of a key, however deep it lies.
fn find<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    match value {
        Value::Object(map) => map.get(key).or_else(|| map.values().find_map(|below| find(below, key))),
        Value::Array(list) => list.iter().find_map(|below| find(below, key)),
        _ => None,
    }
}

fn holds_no_secret(world: &World, log: &str) {
    let hello = world.sandbox.hello();
    let tokens = tokens(world);
    assert!(tokens.len() >= 6, "{tokens:?}");
    for secret in tokens.iter().chain([&hello.token, &hello.key]) {
        let line = log.lines().find(|line| line.contains(secret.as_str()));
        assert_eq!(line, None, "a secret is logged");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_line_of_json_says_what_it_belongs_to() {
    let world = World::without_bot("log-json", |_| {}).await;
    let bot = logging(&world, "trace", "true").await;
    let maya = world.maya("rankings").await;
    live(&world, &maya).await;
    let ended = stopped(&world, bot).await;
    holds_no_secret(&world, &ended.err);
    let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    let lines: Vec<Value> = ended.err.lines().map(read).collect();
    let ours: Vec<_> = lines.iter().filter(|line| line["level"] == "INFO").collect();
    for line in &ours {
        for key in ["timestamp", "target", "message"] {
            assert!(line[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {line}");
        }
    }
    let (first, last) = (ours[0], ours[ours.len() - 1]);
    assert!(text(&first["message"]).starts_with("rankwatch 0"), "{first}");
    assert_eq!(
        (&first["boards"], &first["version"]),
        (&json!(0), &json!(env!("CARGO_PKG_VERSION"))),
        "{first}"
    );
    assert!(text(&last["message"]).starts_with("rankwatch ends after"), "{last}");

    let of = |command: &str| {
        let fits = |line: &&&Value| line["interaction"]["command"] == command && line["outcome"].is_string();
        ours.iter().filter(fits).copied().collect::<Vec<_>>()
    };
    let answers = of("ranking");
    assert_eq!(answers.len(), 2, "each is told once: {answers:?}");
    for line in &answers {
        assert_eq!(line["interaction"]["person"], maya.id, "{line}");
        assert!(line["took_ms"].is_u64() && text(&line["interaction"]["id"]).len() > 15, "{line}");
    }
    assert_eq!((&answers[0]["outcome"], &answers[0]["credits"]), (&json!("answer"), &json!(1)));
    assert_eq!((&answers[1]["outcome"], &answers[1]["notice"]), (&json!("notice"), &json!("unknown_region")));
    let spent = ours.iter().find(|line| line["purpose"] == "ask").expect("the credit is told");
    assert_eq!(
        spent["interaction"]["id"], answers[0]["interaction"]["id"],
        "of whoever it was spent for: {spent}"
    );
    assert!(of("press").len() == 2 && of("board test").len() == 1 && of("suggestions").is_empty());
    assert!(!ended.err.contains("Atlantis"), "what people type is theirs");

    let posts: Vec<_> = ours.iter().filter(|line| line["post"].is_object()).collect();
    assert_eq!(posts.len(), 1, "{posts:?}");
    let post = &posts[0]["post"];
    assert_eq!(
        (&post["kind"], &post["board"], &post["channel"]),
        (&json!("test"), &json!(1), &json!(maya.channel))
    );
    assert!(post["id"].is_i64() && posts[0]["late_s"].is_u64(), "{posts:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_of_text_hold_no_secret_at_any_level() {
    let world = World::without_bot("log-text", |_| {}).await;
    let bot =
        logging(&world, "trace,serenity=trace,serenity::gateway::ws=trace,tungstenite=trace", "false").await;
    live(&world, &world.maya("rankings").await).await;
    let ended = stopped(&world, bot).await;
    assert!(ended.err.contains("TRACE"), "{}", ended.err);
    holds_no_secret(&world, &ended.err);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_level_says_which_lines_there_are() {
    let world = World::without_bot("log-level", |_| {}).await;
    let mason = world.mason().await;
    for (level, is_told) in [("error", false), ("off,rankwatch::discord=info", true)] {
        world.pass(chrono::TimeDelta::seconds(6)).await;
        let bot = logging(&world, level, "false").await;
        world.ask(&mason, "help", json!({})).await;
        let ended = stopped(&world, bot).await;
        assert_eq!(ended.err.contains("answered /help in "), is_told, "{level}: {}", ended.err);
        assert!(!ended.err.contains("rankwatch ends"), "{level}: {}", ended.err);
    }
    // What asks in a terminal has its output for the eye.
    let asked = world.run(&["ranking", "--region", "DE"]).await;
    assert!(asked.code == Some(0) && !asked.err.contains("INFO"), "{asked:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_cannot_run_says_so_in_the_form_of_its_log() {
    let world = World::without_bot("log-end", |_| {}).await;
    let variables = [("RANKWATCH_LOG__JSON", "true")];
    let ended = world.ended(world.program_with(&["run"], &variables)).await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    let line: Value = serde_json::from_str(ended.err.trim_end()).expect("one line of JSON");
    assert!(
        line["level"] == "ERROR" && text(&line["message"]).contains("DISCORD_TOKEN is not set"),
        "{line}"
    );
    world.end().await;
}
