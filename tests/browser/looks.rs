//! Wide and narrow, dark and light: everything can be read and reached.

use crate::{
    browser::{Browser, NARROW, WIDE, Window},
    demo::opened,
};
use fantoccini::key::Key;

impl Browser {
    /// The day that the clock shows.
    async fn day(&self) -> chrono::NaiveDate {
        let day = self.script("return document.querySelector('#side time').dateTime.slice(0, 10)").await;
        day.as_str().expect("a day").parse().expect("a day")
    }

    /// Nothing makes the page wider than the window.
    async fn fits(&self, window: Window) {
        let width = self.script("return document.scrollingElement.scrollWidth").await;
        assert!(
            width.as_u64().is_some_and(|width| width <= window.width.into()),
            "{width} of {}",
            window.width
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_window_shows_the_ranking() {
    let (_demo, browser) = opened(WIDE).await;
    browser.asks_for_twenty().await;
    for (window, size) in [(WIDE, "1280"), (NARROW, "360")] {
        for scheme in ["dark", "light"] {
            let window = Window { scheme, ..window };
            browser.resize(window).await;
            browser.fits(window).await;
            browser.shot(&format!("ranking-{size}-{scheme}.png")).await;
        }
    }
    let light = browser.script("return getComputedStyle(document.body).backgroundColor").await;
    browser.resize(NARROW).await;
    let dark = browser.script("return getComputedStyle(document.body).backgroundColor").await;
    assert_ne!(dark, light, "the system's wish is followed");
    browser.close(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_reaches_everything_through_drawers() {
    let (_demo, browser) = opened(NARROW).await;
    browser.fits(NARROW).await;
    browser.shot("phone.png").await;
    browser.click("button", "Channels").await;
    browser.find("combobox", "You are").await;
    browser.shot("phone-channels.png").await;
    browser.key(Key::Escape, 1).await;
    browser.gone("combobox", "You are").await;
    assert_eq!(browser.focus().await.1, "Channels");
    browser.click("button", "Behind the scenes").await;
    browser.find("button", "Tomorrow 09:00").await;
    browser.fits(NARROW).await;
    browser.shot("phone-side.png").await;
    browser.click("button", "Close").await;
    browser.gone("button", "Tomorrow 09:00").await;
    browser.writes("/ranking").await;
    browser.find("option", "/ranking…").await;
    browser.fits(NARROW).await;
    browser.shot("phone-suggestions.png").await;
    browser.key(Key::Enter, 1).await;
    browser.click("button", "Send").await;
    browser.last_message_says("units sold").await;
    browser.close(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_walks_to_tomorrow() {
    let (_demo, browser) = opened(WIDE).await;
    let before = browser.day().await;
    browser.click("button", "Tomorrow 09:00").await;
    browser.see("09:00:0").await;
    browser.see("ahead of the real time").await;
    assert_eq!(browser.day().await - before, chrono::TimeDelta::days(1));
    browser.shot("tomorrow.png").await;
    browser.close(&[]).await;
}
