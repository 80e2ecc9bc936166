//! What becomes of messages: edited, deleted, awaited, with pictures.

use crate::{
    browser::{Browser, WIDE},
    hostile::RANKINGS,
    raw_bot::RawBot,
};
use fantoccini::key::Key;
use reqwest::Method;
use serde_json::{Value, json};

/// A picture of one dot.
const DOT: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00,
    0x00, 0x00, 0x0b, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0xf8, 0x0f, 0x04, 0x00, 0x09, 0xfb, 0x03,
    0xfd, 0xfb, 0x5e, 0x6b, 0x2b, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

async fn opened() -> (RawBot, Browser) {
    let later = json!([{ "name": "later", "description": "Answers later" }]);
    let bot = RawBot::start(later, |_: &Value| json!({ "type": 5 })).await;
    let browser = Browser::open(&bot.sandbox.hello().page, WIDE).await;
    browser.find("textbox", "Message").await;
    (bot, browser)
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_edited_and_deleted_before_ones_eyes() {
    let (bot, browser) = opened().await;
    let path = format!("/channels/{RANKINGS}/messages");
    let sent = bot.rest(Method::POST, &path, json!({ "content": "first words" })).await;
    browser.last_message_says("first words").await;
    let one = format!("{path}/{}", sent["id"].as_str().expect("an id"));
    bot.rest(Method::PATCH, &one, json!({ "content": "second words" })).await;
    browser.last_message_says("second words").await;
    browser.last_message_says("(edited)").await;
    bot.rest(Method::DELETE, &one, json!({})).await;
    browser
        .until("the message is gone", async |browser: &Browser| {
            !browser.text().await.contains("second words")
        })
        .await;
    browser.close(&[]).await;
    bot.sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_has_its_words() {
    let (bot, browser) = opened().await;
    let message = json!({ "attachments": [{ "id": 0, "description": "A chart that rises" }] });
    bot.file(RANKINGS, message, "chart.png", "image/png", DOT.to_vec()).await;
    browser.find("image", "A chart that rises").await;
    browser.close(&[]).await;
    bot.sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_comes_is_said_in_the_end() {
    let (bot, browser) = opened().await;
    browser.writes("/later").await;
    browser.find("option", "/later…").await;
    browser.key(Key::Enter, 1).await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("is thinking…").await;
    bot.control(Method::POST, "clock", json!({ "advance_ms": 16 * 60_000 })).await;
    browser.last_message_says("The application did not respond").await;
    assert!(!browser.text().await.contains("is thinking…"));
    browser.close(&[]).await;
    bot.sandbox.stop().await;
}
