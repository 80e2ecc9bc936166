//! What people shouldn't do, and what they are told.

use crate::{
    browser::{Browser, WIDE},
    demo::opened,
    raw_bot::RawBot,
};
use fantoccini::{Locator, key::Key};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn four_thousand_characters_in_an_option_are_too_many() {
    let (_demo, browser) = opened(WIDE).await;
    browser.writes("/ranking region:").await;
    browser.find("combobox", "region").await.send_keys(&"x".repeat(4_000)).await.expect("the text is typed");
    let width = browser.script("return document.scrollingElement.scrollWidth").await;
    assert_eq!(width, 1280, "the field scrolls, not the page");
    browser.click("button", "Send").await;
    browser.see("Enter at most 50 characters; these are 4,000.").await;
    browser.shot("4000.png").await;
    browser.close(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_above_the_limit_is_not_sent() {
    let file = json!({ "type": 11, "name": "file", "description": "A file", "required": true });
    let commands = json!([{ "name": "import", "description": "Takes a file", "options": [file] }]);
    let answer = |interaction: &Value| {
        let files = &interaction["data"]["resolved"]["attachments"];
        let file = files.as_object().and_then(|files| files.values().next()).cloned().unwrap_or_default();
        json!({ "type": 4, "data": { "content": format!("{} of {} bytes", file["filename"], file["size"]) } })
    };
    let bot = RawBot::start(commands, answer).await;
    let folder = tempfile::tempdir().expect("a folder");
    let sized = |name: &str, bytes: usize| {
        let path = folder.path().join(name);
        std::fs::write(&path, vec![b'x'; bytes]).expect("a file");
        path.to_str().expect("text").to_owned()
    };
    let (large, fitting) = (sized("large.csv", 10 * 1024 * 1024 + 1), sized("fitting.csv", 10 * 1024 * 1024));
    let browser = Browser::open(&bot.sandbox.hello().page, WIDE).await;
    browser.find("textbox", "Message").await;
    browser.writes("/import").await;
    browser.find("option", "/import…").await;
    browser.key(Key::Enter, 1).await;
    let picker = async || browser.client.find(Locator::Css("input[type=file]")).await.expect("a picker");
    picker().await.send_keys(&large).await.expect("a file is picked");
    browser.see("Your files are too powerful").await;
    browser.shot("too-powerful.png").await;
    browser.click("button", "Send").await;
    browser.see("This option is required").await;
    picker().await.send_keys(&fitting).await.expect("a file is picked");
    browser.see("fitting.csv").await;
    browser.click("button", "Send").await;
    browser.last_message_says("\"fitting.csv\" of 10485760 bytes").await;
    browser.close(&[]).await;
    bot.sandbox.stop().await;
}
