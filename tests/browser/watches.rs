//! A creator is watched in the page, made to jump, and the alert is there with its picture.

use crate::{
    asking::LILEI,
    browser::{Browser, NARROW, WIDE, Window},
    demo::{Demo, opened},
};
use fantoccini::{Locator, key::Key};
use serde_json::json;

impl Browser {
    /// The handle of the first creator that a message names.
    async fn first_handle(&self) -> String {
        let link = "return document.querySelector('article a[href*=\"tiktok.com/@\"]').href";
        let link = self.script(link).await;
        let handle = link.as_str().and_then(|link| link.split_once('@')).expect("a handle").1;
        handle.split(['?', '/']).next().expect("a handle").to_owned()
    }

    /// Waits until the picture of an alert is shown, and takes one of the whole alert.
    async fn alert_has_its_picture(&self, alt: &str) {
        self.find("image", &format!("{alt}…")).await;
        let is_drawn = format!("return document.querySelector('img[alt^=\"{alt}\"]').naturalWidth > 0");
        self.until("the picture is drawn", async |browser: &Self| browser.script(&is_drawn).await == true)
            .await;
    }

    /// As a manager, when the tour has come so far: from `/watch add` to the alert.
    pub(crate) async fn watches_a_creator_until_they_jump(&self, demo: &Demo) {
        let handle = self.first_handle().await;
        self.writes("/watch add").await;
        self.find("option", "/watch add…").await;
        self.key(Key::Enter, 1).await;
        self.find("combobox", "creator").await;
        self.types(&handle[..handle.len() - 3]).await;
        self.find("option", &format!("@{handle}…")).await;
        self.shot("watch-suggestions.png").await;
        self.key(Key::Enter, 1).await;
        self.click("button", "Send").await;
        self.last_message_says("Nothing is saved yet").await;
        self.click("button", "Fetch the missing days…").await;
        self.gone("button", "Fetch the missing days…").await;
        self.last_message_says("With the days from").await;
        self.last_whole_for_documents("watch-draft.png").await;
        self.click("button", "Save").await;
        self.see("8 of 10").await;

        self.click("button", &format!("Make @{handle} jump")).await;
        self.see("9 of 10").await;
        self.click("button", "Tomorrow 09:00").await;
        self.see("10 of 10").await;
        self.alert_has_its_picture("Bar chart of").await;
        self.until("the host shows what was said", async |_: &Self| {
            let row = &demo.rows("watches").await[0];
            row[0] == format!("@{handle}") && row[2].as_str().is_some_and(|last| last.contains('×'))
        })
        .await;
        // High enough for the whole of it.
        self.resize(Window { height: 1_000, ..WIDE }).await;
        let alert = Locator::Css("article:has(img[alt^='Bar chart of'])");
        let alert = self.client.find(alert).await.expect("the alert");
        self.close_up_for_documents("alert.png", &alert).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chinese_manager_watches_a_creator_until_they_jump() {
    let (demo, browser) = opened(Window { scheme: "light", ..WIDE }).await;
    demo.publish_in_time().await;
    browser.become_person("You are", LILEI).await;
    browser.see("直播运营群").await;
    browser.has_come_to_watches().await;
    browser.see("7 / 10").await;
    browser.click("textbox", "消息").await;
    browser.types("/榜单").await;
    browser.find("option", "/榜单…").await;
    browser.key(Key::Enter, 2).await;
    browser.last_message_says("美国 · 销量").await;
    let handle = browser.first_handle().await;

    browser.click("button", "把 /关注 新建 填入消息框").await;
    browser.click("button", "发送").await;
    browser.last_message_says("尚未保存").await;
    browser.click("button", "保存").await;
    browser.see("8 / 10").await;
    browser.click("button", &format!("让 @{handle} 爆发")).await;
    browser.see("9 / 10").await;
    browser.click("button", "明天 09:00").await;
    browser.see("10 / 10").await;
    browser.alert_has_its_picture("柱状图").await;
    browser.last_message_says("是平时的").await;
    browser.shot("chinese-alert.png").await;

    browser.resize(NARROW).await;
    browser.last_message_says("是平时的").await;
    let width = browser.script("return document.scrollingElement.scrollWidth").await;
    assert_eq!(width, json!(NARROW.width), "nothing makes the page wider");
    browser.shot("chinese-alert-360.png").await;
    browser.close(&[]).await;
}
