//! `rankwatch check`: what is well, what is wrong and its mend, and that nothing is changed by looking.

use crate::{
    program::Ended,
    world::{World, text},
};
use rankwatch::store::Store;
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// What `check` finds, with its exit code.
async fn found(world: &World, arguments: &[&str]) -> (Option<i32>, Vec<Value>) {
    let ended = world.run(&[&["check", "--json"], arguments].concat()).await;
    let report: Value = serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"));
    (ended.code, report["findings"].as_array().expect("findings").clone())
}

/// The findings of one thing: state and what is said.
fn of(findings: &[Value], check: &str) -> Vec<(String, String)> {
    let of = findings.iter().filter(|finding| finding["check"] == check);
    of.map(|finding| (text(&finding["state"]), text(&finding["says"]))).collect()
}

/// What lies beside the database.
fn beside(world: &World) -> Vec<String> {
    let files = std::fs::read_dir(world.folder()).unwrap().map(|file| file.unwrap().file_name());
    let mut names: Vec<_> = files.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".out") && !name.ends_with(".err"));
    names.sort_unstable();
    names
}

/// Text without its lines.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A database of this version, closed.
async fn database(world: &World) {
    let store = Store::open(&world.config.database.path).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_a_running_bot_all_is_well_and_stays_as_it_is() {
    let world = World::new("check-fine").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    let before = (beside(&world), world.credits().await);
    let fine = world.run(&["check"]).await;
    assert_eq!(fine.code, Some(0), "{fine:?}");
    let flowing = flowing(&fine.out);
    for part in [
        "ok configuration: from the defaults (there is no config.toml in this folder), overridden by RANKWATCH_CLOCK__URL",
        "advice configuration: it speaks with a simulated world on this machine: discord.api_url",
        &format!("kB; a bot runs on it (process {})", std::process::id()),
        "advice backups: the bot makes none: backup.folder is empty",
        "ok KeyAPI key: it is set; `check --spend` tries it",
        "ok Discord token: it is the bot",
        "ok installation: servers and people can install it",
        "ok sessions: 9",
        "ok commands: all ",
        "ok servers: it is in 2: Creator Agency, 直播运营群",
        "ok clock: it goes with Discord's",
        "ok channels: the only one with boards or watches can be posted to",
    ] {
        assert!(flowing.contains(part), "{part}: {}", fine.out);
    }
    assert!(!fine.out.contains('\u{1b}'), "no colours in a file: {}", fine.out);
    let id = &world.sandbox.hello().application_id;
    let base = format!("https://discord.com/oauth2/authorize?client_id={id}");
    for link in [
        "&scope=bot+applications.commands&permissions=274878024704",
        "&scope=bot+applications.commands&permissions=0",
        "&scope=applications.commands&integration_type=1",
    ] {
        assert!(fine.out.contains(&format!("\n  {base}{link}\n")), "{link}: {}", fine.out);
    }
    let (code, findings) = found(&world, &[]).await;
    assert_eq!(code, Some(0));
    assert!(findings.len() > 10, "{findings:?}");
    for finding in &findings {
        let state = text(&finding["state"]);
        assert!(["fine", "advice"].contains(&state.as_str()), "{finding}");
        assert_eq!(finding["mend"].is_string(), state == "advice", "{finding}");
    }
    assert_eq!((beside(&world), world.credits().await), before, "nothing is changed, nothing is spent");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_nothing_makes_nothing() {
    let mut world = World::without_bot("check-nothing", |_| {}).await;
    let folder = world.folder().join("new");
    world.config.database.path = folder.join("rankwatch.db");
    let nothing = world.ended(world.program_with(&["check"], &[])).await;
    assert_eq!(nothing.code, Some(1), "{nothing:?}");
    for part in [
        "WRONG  KeyAPI key: KEYAPI_KEY is not set (nor KEYAPI_KEY_FILE).\n         Where to get it: https://",
        "WRONG  Discord token: DISCORD_TOKEN is not set",
        "rankwatch.db isn't there yet",
        "ok     channels: nothing is posted anywhere yet",
    ] {
        assert!(nothing.out.contains(part), "{part}: {}", nothing.out);
    }
    let service = "If the bot runs under systemd, it has its secrets and this command wasn't handed them. The command \
                   that is: docs/operating.md, \"How to run a command\".";
    assert_eq!(flowing(&nothing.out).matches(service).count(), 2, "{}", nothing.out);
    let unreadable = [("DISCORD_TOKEN_FILE", "nowhere"), ("KEYAPI_KEY", "key")];
    let unreadable = flowing(&world.ended(world.program_with(&["check"], &unreadable)).await.out);
    assert!(unreadable.contains("FILE names nowhere, which can't be read"), "{unreadable}");
    assert_eq!(unreadable.matches(service).count(), 1, "{unreadable}");
    let forced = world.ended(world.program_with(&["check"], &[("CLICOLOR_FORCE", "1")])).await;
    assert!(forced.out.contains("\u{1b}[31m\u{1b}[1mWRONG\u{1b}[0m  KeyAPI key"), "{forced:?}");
    assert!(!nothing.out.contains("oauth2"), "nobody knows whom to invite: {}", nothing.out);
    assert!(!folder.exists());
    database_is_untouched_when_idle(&world).await;
    world.end().await;
}

/// A database that nobody has open is looked at without a journal, a lock file or a new version.
async fn database_is_untouched_when_idle(world: &World) {
    let path = world.folder().join("idle.db");
    let store = Store::open(&path).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await;
    let before = (beside(world), std::fs::read(&path).unwrap());
    let variable = [("RANKWATCH_DATABASE__PATH", path.to_str().unwrap())];
    let idle = world.ended(world.program_with(&["check"], &variable)).await;
    assert!(flowing(&idle.out).contains("no bot runs on it"), "{idle:?}");
    assert_eq!((beside(world), std::fs::read(&path).unwrap()), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_that_are_refused_have_their_mend() {
    let world = World::without_bot("check-secrets", |_| {}).await;
    let wrong = [("DISCORD_TOKEN", "wrong-token"), ("KEYAPI_KEY", "wrong-key")];
    let wrong = world.ended(world.program_with(&["check", "--spend"], &wrong)).await;
    assert_eq!(wrong.code, Some(1), "{wrong:?}");
    for finding in [
        "WRONG  Discord token: Discord refuses it\n         Get a new one: https://discord.com/developers/applications",
        "WRONG  KeyAPI key: the source refused the key",
        "https://keyapi.ai/app/dashboard",
        "ok     database:",
    ] {
        assert!(wrong.out.contains(finding), "{finding}: {}", wrong.out);
    }
    assert!(!format!("{wrong:?}").contains("wrong-"), "no secret is shown: {wrong:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_tried_for_exactly_one_credit_that_stands_in_the_ledger() {
    let world = World::without_bot("check-spend", |_| {}).await;
    let (code, findings) = found(&world, &["--spend"]).await;
    let key = &of(&findings, "KeyAPI key")[0];
    assert!(code == Some(0) && key.0 == "fine" && key.1.contains("10 rows for one credit"), "{key:?}");
    assert!(key.1.contains("599 of 600 left today"), "{key:?}");
    assert_eq!(world.credits().await, 1);
    assert_eq!(world.ledger().await, ["spent"]);
    world.post("keyapi", json!({ "balance": 0 })).await;
    let (code, findings) = found(&world, &["--spend"]).await;
    let key = &of(&findings, "KeyAPI key")[0];
    assert!(code == Some(1) && key.1.contains("credits are used up"), "{key:?}");
    assert_eq!(world.ledger().await, ["released", "spent"], "what cost nothing isn't counted");
    world.post("keyapi", json!({ "balance": 100 })).await;
    world.break_source(&json!({ "kind": "status", "status": 429 })).await;
    let (code, findings) = found(&world, &["--spend"]).await;
    let key = &of(&findings, "KeyAPI key")[0];
    assert!(code == Some(0) && key.0 == "advice" && key.1.contains("too fast"), "{key:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_credit_bought_is_told_also_without_the_ledgers_sum() {
    let world = World::without_bot("check-sum", |_| {}).await;
    database(&world).await;
    let file = SqliteConnectOptions::new().filename(&world.config.database.path);
    let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
    let of_no_time =
        "INSERT INTO credits (at, purpose, state, request) VALUES (9000000000000000000, 'ask', 'spent', '')";
    sqlx::query(of_no_time).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let (_, findings) = found(&world, &["--spend"]).await;
    let key = &of(&findings, "KeyAPI key")[0];
    assert!(
        key.0 == "fine" && key.1.contains("10 rows for one credit; the ledger can't be summed"),
        "{key:?}"
    );
    assert_eq!(world.credits().await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_lacks_a_right_is_named_with_its_boards() {
    let world = World::new("check-channels").await;
    for channel in ["rankings", "alerts"] {
        let maya = world.maya(channel).await;
        world.subscribe(&maya, json!({})).await;
    }
    let (_, findings) = found(&world, &[]).await;
    let well = ("fine".to_owned(), "all 2 with boards or watches can be posted to, in one server".to_owned());
    assert_eq!(of(&findings, "channels"), [well]);
    let alerts = world.maya("alerts").await;
    world.bot_overwrite(&alerts.channel, &[], &["SEND_MESSAGES", "EMBED_LINKS"]).await;
    let (code, findings) = found(&world, &[]).await;
    let lacking = "Creator Agency #alerts (board 2): the bot lacks Send Messages, Embed Links";
    assert_eq!(of(&findings, "channels"), [("wrong".to_owned(), lacking.to_owned())]);
    assert_eq!(code, Some(1));
    world.delete(&format!("channels/{}", alerts.channel)).await;
    let (_, findings) = found(&world, &[]).await;
    let gone = of(&findings, "channels").remove(0);
    assert!(gone.0 == "wrong" && gone.1.contains("(board 2): there is no such channel any more"), "{gone:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_differs_from_discords_is_wrong() {
    let world = World::without_bot("check-clock", |_| {}).await;
    world.pass(chrono::TimeDelta::days(3_000)).await;
    let hello = world.sandbox.hello();
    let variables =
        [("RANKWATCH_CLOCK__URL", ""), ("DISCORD_TOKEN", &hello.token), ("KEYAPI_KEY", &hello.key)];
    let ended = world.ended(world.program_with(&["check"], &variables)).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let line = ended.out.lines().find(|line| line.starts_with("WRONG  clock: it is ")).unwrap_or_default();
    assert!(line.ends_with(" days behind Discord's"), "{}", ended.out);
    assert!(ended.out.contains("timedatectl set-ntp true"), "{}", ended.out);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_another_version_or_damaged_is_not_touched() {
    let world = World::without_bot("check-database", |_| {}).await;
    let path = world.config.database.path.clone();
    database(&world).await;
    let file = SqliteConnectOptions::new().filename(&path);
    let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
    for (change, state, part) in [
        (
            "UPDATE _sqlx_migrations SET version = 99 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)",
            "wrong",
            "is at version 99",
        ),
        ("DELETE FROM _sqlx_migrations WHERE version = 99", "advice", "is of an older version"),
    ] {
        sqlx::query(change).execute(&mut connection).await.unwrap();
        let (code, findings) = found(&world, &["--spend"]).await;
        let finding = &of(&findings, "database")[0];
        assert!(finding.0 == state && finding.1.contains(part), "{finding:?}");
        assert_eq!(code, Some(i32::from(state == "wrong")), "{findings:?}");
        assert_eq!(of(&findings, "KeyAPI key")[0].0, "not_checked", "nothing is spent without a ledger");
        let channels = &of(&findings, "channels")[0];
        assert!(channels.0 == "not_checked" && channels.1.contains(part), "{channels:?}");
    }
    connection.close().await.unwrap();
    let folder = [("RANKWATCH_DATABASE__PATH", "a-folder")];
    std::fs::create_dir(world.folder().join("a-folder")).unwrap();
    let folder = world.ended(world.program_with(&["check"], &folder)).await;
    assert!(folder.code == Some(1) && folder.out.contains("WRONG  database: a-folder"), "{folder:?}");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[3 * 4096..8 * 4096].iter_mut().for_each(|byte| *byte ^= 0xff);
    std::fs::write(&path, &bytes).unwrap();
    let (code, findings) = found(&world, &[]).await;
    let finding = &of(&findings, "database")[0];
    assert!(code == Some(1) && finding.0 == "wrong", "{finding:?}");
    assert!(finding.1.contains("is damaged") || finding.1.contains("can't be read"), "{finding:?}");
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "it is kept as it is");
    assert_eq!(world.credits().await, 0);
    world.end().await;
}

/// `check --health` while somebody at http.listen answers one request so.
async fn health(world: &World, status: &str, body: &str) -> Ended {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let everywhere = format!("0.0.0.0:{port}");
    let program = world.program_with(&["check", "--health"], &[("RANKWATCH_HTTP__LISTEN", &everywhere)]);
    let (mut line, _) = listener.accept().await.unwrap();
    let mut asked = vec![0; 1_000];
    let read = line.read(&mut asked).await.unwrap();
    assert!(asked[..read].starts_with(b"GET /healthz HTTP/1.1"));
    let length = body.len();
    let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
    line.write_all(answer.as_bytes()).await.unwrap();
    world.ended(program).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_health_check_asks_the_running_bot_and_needs_no_secret() {
    let world = World::without_bot("check-health", |_| {}).await;
    let well = health(&world, "200 OK", "all loops turn\n").await;
    assert_eq!((well.code, well.out.as_str()), (Some(0), "all loops turn\n"), "{well:?}");
    let ill = health(&world, "503 Service Unavailable", "").await;
    assert_eq!((ill.code, ill.out.as_str()), (Some(1), "503 Service Unavailable\n"), "{ill:?}");
    let nobody = [("RANKWATCH_HTTP__LISTEN", "127.0.0.1:9")];
    let nobody = world.ended(world.program_with(&["check", "--health"], &nobody)).await;
    assert!(nobody.code == Some(1) && nobody.out.contains("nobody answers"), "{nobody:?}");
    let nowhere = world.ended(world.program_with(&["check", "--health"], &[])).await;
    assert!(nowhere.code == Some(1) && nowhere.out.contains("http.listen is empty"), "{nowhere:?}");
    world.end().await;
}
