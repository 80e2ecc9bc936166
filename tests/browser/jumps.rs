//! Making a creator jump: who is offered, and what is said afterwards.

use crate::{
    browser::{Browser, WIDE},
    hostile::RANKINGS,
    raw_bot::RawBot,
};
use fantoccini::key::Key;
use rankwatch_sandbox::Sheet;
use reqwest::Method;
use serde_json::{Value, json};

/// The jumps of the United States that begin today.
async fn jumps(bot: &RawBot) -> Vec<Value> {
    let clock = bot.control(Method::POST, "clock", json!({ "advance_ms": 0 })).await;
    let today = &clock["now"].as_str().expect("a moment")[..10];
    let path = format!("market/jumps?region=US&from={today}&to={today}");
    bot.control(Method::GET, &path, json!({})).await["jumps"].as_array().expect("jumps").clone()
}

/// Two creators of this world by their handles.
async fn two(bot: &RawBot) -> [String; 2] {
    let handles =
        jumps(bot).await.into_iter().map(|jump| jump["unique_id"].as_str().expect("a handle").to_owned());
    let mut handles: Vec<_> = handles.collect();
    handles.dedup();
    handles.truncate(2);
    handles.try_into().expect("two creators")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creator_is_made_to_jump() {
    let bot = RawBot::start(json!([]), Value::clone).await;
    let [watched, named] = two(&bot).await;
    let link = |handle: &str| format!("[one](https://www.tiktok.com/@{handle})");
    let embed = json!({ "description": format!("{} {}", link(&watched), link(&named)) });
    bot.rest(Method::POST, &format!("/channels/{RANKINGS}/messages"), json!({ "embeds": [embed] })).await;
    let browser = Browser::open(&bot.sandbox.hello().page, WIDE).await;
    browser.click("button", "Make a creator jump").await;
    browser.find("button", &format!("@{watched}")).await;
    let rows = vec![vec![format!("@{watched}"), format!("<#{RANKINGS}>"), String::new()]];
    let columns = ["Creator", "Where", "Last alert"].map(str::to_owned).into();
    let sheet = Sheet { title: "Watches".to_owned(), columns, rows, ..Sheet::default() };
    bot.sandbox.world.host.show("watches", [("en-US".to_owned(), sheet)].into());
    browser.see("Watched by the bot:").await;
    assert_eq!(browser.all("button", &format!("@{watched}")).await.len(), 1, "it is offered once");

    browser.click("button", &format!("@{named}")).await;
    browser.key(Key::Enter, 1).await;
    browser.see(&format!("@{named} today: ")).await;
    browser.shot("jump-made.png").await;
    assert_eq!(browser.all("button", "Tomorrow 09:00").await.len(), 2, "one stands at hand");
    let made = jumps(&bot).await.into_iter().filter(|jump| jump["by_hand"] == true);
    let made: Vec<_> = made.map(|jump| (jump["unique_id"].clone(), jump["size"].clone())).collect();
    assert_eq!(made, vec![(json!(named), json!(5.0)); 2], "units and followers");

    browser.click("textbox", "Creator").await;
    browser.chord(Key::Control, 'a').await;
    browser.types("@nobody_us").await;
    browser.key(Key::Enter, 1).await;
    browser.see("There is no creator “nobody_us”").await;
    browser.close(&["404"]).await;
    bot.sandbox.stop().await;
}
