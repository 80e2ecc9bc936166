//! The bot stops and starts, and so does the world, while the page stays open.

use crate::{
    browser::{Browser, WIDE},
    demo::opened,
};
use fantoccini::key::Key;

#[tokio::test(flavor = "multi_thread")]
async fn old_buttons_work_after_a_restart_of_the_bot() {
    let (_demo, browser) = opened(WIDE).await;
    browser.asks_for_twenty().await;

    browser.click("button", "Bot").await;
    browser.click("button", "Stop the bot").await;
    browser.see("The bot is stopped.").await;
    browser.writes("/help").await;
    browser.key(Key::Enter, 1).await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("The application did not respond").await;
    browser.click("button", "Next page").await;
    browser.see("This interaction failed").await;
    browser.shot("stopped.png").await;

    browser.click("button", "Start the bot").await;
    browser.see("The bot is running.").await;
    browser.click("button", "Dismiss message").await;
    browser
        .until("the old button turns the page", async |browser: &Browser| {
            if let Some(next) = browser.all("button", "Next page").await.pop() {
                let _ = next.click().await;
            }
            browser.text().await.contains("2 / 2")
        })
        .await;
    browser.shot("started.png").await;
    browser.close(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_left_open_finds_the_next_world() {
    let (mut demo, browser) = opened(WIDE).await;
    browser.writes("/ranking").await;
    browser.key(Key::Enter, 1).await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("units sold").await;
    demo.stop().await;
    browser.see("Connection lost").await;
    browser.shot("lost.png").await;
    let _next = demo.next().await;
    browser
        .until("the page shows the new world", async |browser: &Browser| {
            let text = browser.text().await;
            !text.contains("Connection lost") && !text.contains("units sold") && text.contains("0 of 10")
        })
        .await;
    browser.see("A new demo began").await;
    browser.shot("new-demo.png").await;
    browser.writes("/ranking").await;
    browser.find("option", "/ranking…").await;
    browser.key(Key::Enter, 1).await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("units sold").await;
    browser.close(&["ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_EMPTY_RESPONSE"]).await;
}
