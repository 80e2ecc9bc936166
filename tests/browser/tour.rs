//! The tour, once by mouse and once without.

use crate::{
    browser::{Browser, WIDE},
    demo::opened,
};
use fantoccini::key::Key;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_by_mouse() {
    let (demo, browser) = opened(WIDE).await;
    browser.shot("tour-0-begins.png").await;

    browser.click("button", "Put /ranking…").await;
    browser.click("button", "Send").await;
    browser.last_message_says("United States · units sold").await;
    browser.see("1 of 10").await;
    browser.shot_for_documents("page.png").await;
    let answer = browser.find("article", "rankwatch…").await;
    browser.close_up_for_documents("answer.png", &answer).await;

    browser.click("button", "Put /ranking…").await;
    browser.click("button", "Send").await;
    browser.last_message_says("1 / 3").await;
    browser.click("button", "Next page").await;
    browser.last_message_says("2 / 3").await;
    browser.see("2 of 10").await;
    browser.click("button", "2 / 3").await;
    browser.find("dialog", "Go to a page").await;
    browser.shot("tour-2-jump.png").await;
    browser.click("textbox", "Page, 1 to 3…").await;
    browser.types("3").await;
    browser.click("button", "Submit").await;
    browser.last_message_says("3 / 3").await;
    browser.gone("dialog", "Go to a page").await;

    browser.click("button", "Open a creator…").await;
    browser.shot("tour-3-menu.png").await;
    browser.all("option", "…").await[0].click().await.expect("the first creator");
    browser.last_message_says("Only you can see this").await;
    browser.see("3 of 10").await;
    browser.shot("tour-3-creator.png").await;

    demo.publish_in_time().await;
    browser.click("button", "Be Maya, a manager").await;
    browser.click("button", "Daily board here").await;
    browser.last_message_says("Only you can see this").await;
    browser.click("button", "Save").await;
    browser.see("4 of 10").await;
    browser.click("button", "Tomorrow 09:00").await;
    browser.see("5 of 10").await;
    browser.until("the board is there", async |browser: &Browser| browser.boards().await == 1).await;
    browser.shot("tour-5-arrived.png").await;
    browser.click("button", "Let the next post fail").await;
    browser.see("The bot's next post of its own arrives").await;
    browser.click("button", "Tomorrow 09:00").await;
    browser.see("6 of 10").await;
    // What may have arrived gets its time before it is looked for.
    demo.post("clock", json!({ "advance_ms": 30_000 })).await;
    browser
        .until("it stands as sent after all", async |_: &Browser| {
            let rows = demo.rows("outbox").await;
            rows.len() == 2 && rows.iter().all(|row| row[3] == "✅ sent")
        })
        .await;
    assert_eq!(browser.boards().await, 2, "each day's board once");
    browser.shot("tour-6-survived.png").await;

    browser.click("button", "Break the source").await;
    browser.click("button", "It is down…").await;
    browser.click("button", "Send").await;
    browser.last_message_says("source").await;
    browser.last_message_says("Only you can see this").await;
    browser.see("7 of 10").await;
    browser.shot("tour-7-broken.png").await;
    browser.close(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_downloaded() {
    let (_demo, browser) = opened(WIDE).await;
    browser.click("button", "Put /ranking…").await;
    browser.click("button", "Send").await;
    browser.last_message_says("units sold").await;
    browser.click("button", "CSV").await;
    browser.last_message_says("10 creators").await;
    browser.see("rank,movement,value").await;
    browser.gone("button", "Jump to present").await;
    browser.shot("csv.png").await;
    browser.click("link", "Download…").await;
    let file = browser.downloaded().await;
    assert!(file.starts_with('\u{feff}') && file.lines().count() == 11, "{file}");
    browser.close(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_without_a_mouse() {
    let (_demo, browser) = opened(WIDE).await;
    browser.key(Key::Tab, 1).await;
    assert_eq!(browser.focus().await, ("link".to_owned(), "Skip to the message box".to_owned()));
    browser.key(Key::Enter, 1).await;
    browser.tab_to("textbox", "Message", false).await;

    browser.types("/ran").await;
    browser.find("option", "/ranking…").await;
    browser.key(Key::Enter, 1).await;
    browser.see("+8 more").await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("units sold").await;
    browser.see("1 of 10").await;
    assert_eq!(browser.focus().await, ("textbox".to_owned(), "Message".to_owned()));

    browser.types("/ranking top:30").await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("1 / 3").await;
    browser.tab_to("button", "Next page", true).await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("2 / 3").await;
    browser.see("2 of 10").await;
    browser
        .until("the focus stays on the button", async |browser: &Browser| {
            browser.focus().await == ("button".to_owned(), "Next page".to_owned())
        })
        .await;
    browser.shot("keyboard-page.png").await;

    browser.tab_to("button", "Open a creator…", false).await;
    browser.key(Key::Enter, 1).await;
    browser.key(Key::Down, 2).await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("Only you can see this").await;
    browser.see("3 of 10").await;

    browser.tab_to("button", "Faults", false).await;
    browser.key(Key::Enter, 1).await;
    browser.tab_to("switch", "Data source down…", false).await;
    browser.key(Key::Space, 1).await;
    browser.tab_to("textbox", "Message", false).await;
    browser.types("/ranking region:FR").await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("source").await;
    browser.see("4 of 10").await;
    browser.tab_to("button", "Close the tour", true).await;
    browser.key(Key::Enter, 1).await;
    browser.gone("region", "Tour").await;
    browser.shot("keyboard-end.png").await;
    browser.close(&[]).await;
}

impl Browser {
    /// Goes on with Tab, or back, until something has the focus; there may be no trap on the way.
    pub(crate) async fn tab_to(&self, role: &str, name: &str, back: bool) {
        for _ in 0..150 {
            let (found, label) = self.focus().await;
            let named = name.strip_suffix('…').map_or(label == name, |start| label.starts_with(start));
            if found == role && named {
                return;
            }
            if back {
                self.chord(Key::Shift, Key::Tab.into()).await;
            } else {
                self.key(Key::Tab, 1).await;
            }
        }
        self.fail(&format!("Tab never comes to the {role} {name:?}")).await
    }
}
