//! Watches in Chinese: from the draft to the reason of an alert.

use crate::{
    watch_world::{FETCH, SAVE, WHY, has, steady, watching, words},
    world::text,
};
use serde_json::{Value, json};

/// The labels of a message's buttons.
fn labels(message: &Value) -> Vec<String> {
    let rows = message["components"].as_array().into_iter().flatten();
    let parts = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    parts.filter_map(|part| part["label"].as_str()).map(str::to_owned).collect()
}

/// Whether anything but names and addresses is in Latin letters.
#[track_caller]
fn is_chinese(said: &str) {
    for word in ["Watch", "watch ", "alert", "unit", "Limit", "Usual", "Source", "credit", "Nov", "United"] {
        assert!(!said.contains(word), "“{word}” in: {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chinese_server_reads_chinese_from_the_draft_to_the_reason() {
    let world = watching("watch-chinese").await;
    let lead = world.person("hanmeimei", "提醒").await;
    let creator = steady(1)[0];
    let draft = world.ask(&lead, "watch add", json!({ "creator": creator })).await;
    let said = words(draft.message());
    has(&said, &["新建关注", "尚未保存", "1 积分"]);
    is_chinese(&said);
    let tried = world.press_deed(&lead, draft.message(), FETCH).await;
    let said = words(tried.message());
    has(&said, &["10月24日", "11月22日", "3 积分"]);
    is_chinese(&said);
    let saved = world.press_deed(&lead, tried.message(), SAVE).await;
    has(&words(saved.message()), &["已新建 1 号关注"]);
    is_chinese(&words(saved.message()));

    world.jump(creator, 8.0, 0.1).await;
    world.walk("2026-11-24T09:00:00Z").await;
    let alert = world.posts_come(&lead.channel, 1).await.remove(0);
    let said = words(&alert);
    has(&said, &["卖出", "11月23日", "平时", "门槛：", "来源：", "1 号关注", "美国"]);
    is_chinese(&said);
    let alt = text(&alert["attachments"][0]["description"]);
    has(&alt, &["柱状图"]);
    is_chinese(&alt);
    let labels = labels(&alert);
    for label in ["为什么？", "静音 1 天", "静音 1 周", "图表"] {
        assert!(labels.iter().any(|there| there == label), "{label}: {labels:?}");
    }
    is_chinese(&labels.join(" "));
    let why = words(world.press_deed(&lead, &alert, WHY).await.message());
    has(&why, &["🔔", "11月23日"]);
    is_chinese(&why);
    is_chinese(&world.watches(&lead).await);
    world.end().await;
}
