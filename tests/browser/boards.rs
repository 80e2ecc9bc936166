//! A channel is subscribed in the page, the clock moves on, and the board is there.

use crate::{
    asking::MAYA,
    browser::{Browser, NARROW, WIDE, Window},
    demo::{Demo, opened},
};
use fantoccini::key::Key;
use serde_json::{Value, json};

impl Demo {
    /// Lets the lists of this and the following days out in time: now and then the source is late by days.
    pub(crate) async fn publish_in_time(&self) {
        let clock = self.post("clock", json!({ "advance_ms": 0 })).await;
        let today: chrono::NaiveDate =
            clock["now"].as_str().and_then(|now| now[..10].parse().ok()).expect("a moment");
        for date in today.iter_days().take(3) {
            let list = json!({ "region": "US", "date": date.to_string(), "hold": false });
            self.post("market/publish", list).await;
        }
    }

    /// The rows of a table that the bot's host shows.
    pub(crate) async fn rows(&self, panel: &str) -> Vec<Value> {
        let panels = self.get("panels?language=en-US").await;
        let panels = panels.as_array().expect("panels").clone();
        let panel = panels.into_iter().find(|one| one["name"] == panel).expect("the panel");
        panel["rows"].as_array().expect("rows").clone()
    }
}

impl Browser {
    /// How many boards were posted in this channel: each has a button that explains it.
    pub(crate) async fn boards(&self) -> usize {
        self.all("button", "About this board").await.len()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_is_subscribed_and_gets_its_board() {
    let (demo, browser) = opened(WIDE).await;
    demo.publish_in_time().await;
    browser.become_person("You are", MAYA).await;
    browser.asks_for_twenty().await;
    browser.click("button", "Daily board here").await;
    browser.last_message_says("Only you can see this").await;
    browser.last_whole_for_documents("board-draft.png").await;
    browser.click("button", "Save").await;
    browser.last_message_says("Next post").await;
    browser.shot("board-saved.png").await;
    browser.see("Schedule").await;
    assert_eq!(browser.boards().await, 0);

    browser.click("button", "Tomorrow 09:00").await;
    browser.until("the board is there", async |browser: &Browser| browser.boards().await == 1).await;
    browser.last_message_says("🥇").await;
    browser.see("posted").await;
    browser
        .until("it stands as sent", async |_: &Browser| {
            demo.rows("outbox").await.iter().any(|row| row[3] == "✅ sent")
        })
        .await;
    // High enough for the whole of it.
    browser.resize(Window { height: 1_000, ..WIDE }).await;
    let board = browser.find("article", "rankwatch…").await;
    browser.close_up_for_documents("board.png", &board).await;

    browser.resize(NARROW).await;
    browser.last_message_says("🥇").await;
    let width = browser.script("return document.scrollingElement.scrollWidth").await;
    assert!(width.as_u64().is_some_and(|width| width <= NARROW.width.into()), "{width}");
    browser.shot("board-360.png").await;
    browser.click("button", "Behind the scenes").await;
    browser.see("Outbox").await;
    browser.shot("board-360-side.png").await;
    browser.key(Key::Escape, 1).await;
    browser.close(&[]).await;
}
