//! Asking as in Discord: options, suggestions, other people's buttons, private messages with the bot.

use crate::{
    browser::{Browser, WIDE},
    demo::opened,
};
use fantoccini::key::Key;

/// People by the ids that the world's description gives them.
pub(crate) const MASON: &str = "1100000000000000003";
pub(crate) const MAYA: &str = "1100000000000000004";
pub(crate) const LILEI: &str = "1100000000000000005";

impl Browser {
    /// Becomes somebody else.
    pub(crate) async fn become_person(&self, label: &str, id: &str) {
        self.find("combobox", label).await.select_by_value(id).await.expect("the person");
    }

    /// Asks for a ranking of two pages.
    pub(crate) async fn asks_for_twenty(&self) {
        self.writes("/ranking top:20").await;
        self.key(Key::Enter, 1).await;
        self.last_message_says("1 / 2").await;
    }

    /// Goes to the message box and writes there.
    pub(crate) async fn writes(&self, text: &str) {
        self.click("textbox", "Message").await;
        self.types(text).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn options_are_suggested_while_one_types() {
    let (_demo, browser) = opened(WIDE).await;
    browser.writes("/").await;
    browser.find("listbox", "Suggestions").await;
    browser.shot("commands.png").await;
    browser.click("option", "/ranking…").await;
    browser.click("option", "region…").await;
    browser.find("combobox", "region").await;
    browser.types("united k").await;
    browser.find("option", "GB · United Kingdom").await;
    browser.shot("suggestions.png").await;
    browser.key(Key::Enter, 1).await;
    browser.click("option", "by…").await;
    browser.click("option", "Growth rate (dark horse)").await;
    browser.shot("filled.png").await;
    browser.click("button", "Send").await;
    browser.last_message_says("United Kingdom · growth rate").await;
    browser.close(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_persons_press_gives_a_copy_and_the_dm_answers_too() {
    let (_demo, browser) = opened(WIDE).await;
    browser.asks_for_twenty().await;

    assert_eq!(browser.all("link", "staff…").await.len() + browser.all("button", "staff…").await.len(), 0);
    browser.become_person("You are", MAYA).await;
    browser.see("staff").await;
    browser.click("button", "Next page").await;
    browser.last_message_says("Here is a copy for you").await;
    browser.last_message_says("Only you can see this").await;
    browser.shot("copy.png").await;
    browser.become_person("You are", MASON).await;
    browser
        .until("nobody else sees it", async |browser: &Browser| {
            !browser.text().await.contains("Here is a copy for you")
        })
        .await;

    browser.click("button", "Direct Messages").await;
    browser.see("This is the beginning of your direct message history with rankwatch.").await;
    browser.writes("/help").await;
    browser.key(Key::Enter, 1).await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("/ranking").await;
    browser.shot("dm.png").await;
    browser.close(&[]).await;
}
