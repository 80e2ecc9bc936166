//! The parts of an answer: reading a page of the source, composing a ranking, rendering it.
//!
//!     cargo bench --bench answers
//!
//! The page and the ranking are the sandbox's, shaped and sized as the source's.

#![expect(clippy::expect_used, reason = "what can't be set up can't be measured")]

use chrono::Utc;
use divan::Bencher;
use rankwatch::{
    app::Numbers,
    clock::SystemClock,
    commands::{Args, Caller, Commands, Reply, Request},
    config::Config,
    discord::render,
    domain::{DataDate, Field, Language, ListKey, Period, Region, Scope},
    keyapi::{KeyApi, Settings},
    text::Words,
};
use rankwatch_sandbox::{Options, Sandbox};
use reqwest::StatusCode;
use secrecy::SecretString;
use serde_json::Value;
use std::sync::{Arc, LazyLock};
use tokio::runtime::Runtime;

const WORDS: Words = Words::new(Language::EnUs);

/// Everything that is measured on. Made before the first measurement, and kept until the end.
struct World {
    runtime: Runtime,
    source: KeyApi,
    key: ListKey,
    page: Vec<u8>,
    commands: Arc<Commands>,
    _kept: (Sandbox, Numbers, tempfile::TempDir),
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let runtime = Runtime::new().expect("a runtime");
    let options = Options { listen: ([127, 0, 0, 1], 0).into(), seed: 1, traffic_log: None, start: None };
    let sandbox = runtime.block_on(Sandbox::start(options)).expect("a sandbox");
    let hello = sandbox.hello();
    let base = hello.keyapi.parse().expect("an address");
    let source = KeyApi::new(Settings::new(base, SecretString::default()), Arc::new(SystemClock));
    #[expect(clippy::disallowed_methods, reason = "the sandbox has lists up to the real day")]
    let newest = DataDate::newest_closed(Period::Day, Utc::now()).previous();
    let scope = Scope {
        region: Region::default(),
        period: Period::Day,
        field: Field::Sales,
        category: None,
        product: None,
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = Config::default();
    config.keyapi.base_url.clone_from(&hello.keyapi);
    config.keyapi.min_interval_ms = 0;
    config.database.path = folder.path().join("rankwatch.db");
    let numbers = Numbers::beside(&config, SecretString::from(hello.key.clone()));
    let numbers = runtime.block_on(numbers).expect("all parts");
    World {
        page: runtime.block_on(page(&hello.keyapi, &hello.key, newest)),
        key: ListKey::new(scope, newest),
        commands: Arc::clone(&numbers.commands),
        source: source.expect("a client"),
        runtime,
        _kept: (sandbox, numbers, folder),
    }
});

/// A page as it comes.
async fn page(source: &str, key: &str, date: DataDate) -> Vec<u8> {
    let url = format!(
        "{source}/v1/tiktok/influencer/ranking/analytics?date={}&region=US&rank_type=1&influencer_rank_field=2&page_num=1&page_size=10",
        date.first()
    );
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let answer = client.get(url).bearer_auth(key).send().await.expect("an answer");
    let mut page: Value = answer.error_for_status().expect("a page").json().await.expect("JSON");
    // The source names over a hundred products a creator, 3 KB of text; the sandbox names fewer.
    let paths: Vec<_> = (1..=130).map(|rank| format!("601450-849672-{}:{rank}", 601_000 + rank)).collect();
    for row in page["data"].as_array_mut().expect("rows") {
        row["product_category_list"] = paths.join(",").into();
    }
    page.to_string().into_bytes()
}

/// `/ranking`; the first time its list is fetched, then memory has it.
fn compose(world: &World) -> Reply {
    let caller = Caller { person: 1, server: Some(2), ..Caller::default() };
    let request = Request::Command { name: "ranking".to_owned(), args: Args::default() };
    let prepared = world.commands.prepare(&caller, request).expect("a right command");
    world.runtime.block_on(world.commands.run(&caller, prepared)).expect("a ranking")
}

fn render(reply: &Reply) -> Vec<u8> {
    let message = render::reply(WORDS, reply, chrono::DateTime::UNIX_EPOCH).expect("a message");
    serde_json::to_vec(&message.body).expect("JSON")
}

fn main() {
    let rows = WORLD.source.answer(StatusCode::OK, None, &WORLD.page, &WORLD.key, 1).expect("a page").rows;
    assert_eq!(rows.len(), 10, "the page is whole");
    assert!(render(&compose(&WORLD)).len() > 2_000, "the message is whole");
    divan::main();
}

#[divan::bench]
fn parse_a_page(bencher: Bencher) {
    let World { source, page, key, .. } = &*WORLD;
    bencher
        .counter(divan::counter::BytesCount::new(page.len()))
        .bench(|| source.answer(StatusCode::OK, None, page, key, 1));
}

#[divan::bench]
fn compose_a_ranking(bencher: Bencher) {
    bencher.bench(|| compose(&WORLD));
}

#[divan::bench]
fn render_a_ranking(bencher: Bencher) {
    let reply = compose(&WORLD);
    bencher.bench(|| render(&reply));
}

#[divan::bench]
fn compose_and_render(bencher: Bencher) {
    bencher.bench(|| render(&compose(&WORLD)));
}
