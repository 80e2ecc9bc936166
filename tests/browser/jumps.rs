//! Making a creator jump: who is offered, what is said afterwards, and the steps of the tour around it.

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

/// The host shows that the bot watches a creator.
fn shows_watched(bot: &RawBot, handle: &str) {
    let rows = vec![vec![format!("@{handle}"), format!("<#{RANKINGS}>"), String::new()]];
    let columns = ["Creator", "Where", "Last alert"].map(str::to_owned).into();
    let sheet = Sheet { title: "Watches".to_owned(), columns, rows, ..Sheet::default() };
    bot.sandbox.world.host.show("watches", [("en-US".to_owned(), sheet)].into());
}

/// A message with a link to each of these creators.
async fn links_to(bot: &RawBot, handles: &[&str], components: Value) {
    let links: Vec<_> =
        handles.iter().map(|handle| format!("[one](https://www.tiktok.com/@{handle})")).collect();
    let message = json!({ "embeds": [{ "description": links.join(" ") }], "components": components });
    bot.rest(Method::POST, &format!("/channels/{RANKINGS}/messages"), message).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creator_is_made_to_jump() {
    let bot = RawBot::start(json!([]), Value::clone).await;
    let [watched, named] = two(&bot).await;
    links_to(&bot, &[&watched, &named], json!([])).await;
    let browser = Browser::open(&bot.sandbox.hello().page, WIDE).await;
    browser.click("button", "Make a creator jump").await;
    browser.find("button", &format!("@{watched}")).await;
    shows_watched(&bot, &watched);
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

/// A row with one button.
fn button(id: &str, label: &str, style: u8) -> Value {
    json!([{ "type": 1, "components": [{ "type": 2, "custom_id": id, "label": label, "style": style }] }])
}

/// `/watch add`: a private draft, then the receipt.
fn sets_up_a_watch(interaction: &Value) -> Value {
    if interaction["type"] == 2 {
        let draft = json!({ "content": "A draft", "flags": 64, "components": button("w1|v|1", "Save", 1) });
        return json!({ "type": 4, "data": draft });
    }
    json!({ "type": 7, "data": { "content": "It is watched.", "components": button("w1|u|1", "Undo", 2) } })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_watches_a_creator_until_the_alert() {
    let creator = json!({ "type": 3, "name": "creator", "description": "Whom", "required": true });
    let add = json!({ "type": 1, "name": "add", "description": "Watches a creator", "options": [creator] });
    let watch = json!([{ "name": "watch", "description": "Watches", "options": [add] }]);
    let bot = RawBot::start(watch, sets_up_a_watch).await;
    let [watched, _] = two(&bot).await;
    links_to(&bot, &[&watched], json!([])).await;
    let browser = Browser::open(&bot.sandbox.hello().page, WIDE).await;
    browser.see("0 of 10").await;
    let done = "const tour = JSON.parse(sessionStorage.getItem('tour'));
        tour.done = ['ask', 'page', 'creator', 'board', 'arrive', 'survive', 'break'];
        sessionStorage.setItem('tour', JSON.stringify(tour));
        location.reload();";
    browser.script(done).await;
    browser.see("7 of 10").await;

    browser.click("button", "Be Maya, a manager").await;
    browser.click("button", "Put /watch add in the box").await;
    browser.shot("tour-8-watch.png").await;
    browser.click("button", "Send").await;
    browser.click("button", "Save").await;
    browser.see("8 of 10").await;
    browser.last_message_says("It is watched.").await;
    shows_watched(&bot, &watched);
    browser.click("button", &format!("Make @{watched} jump")).await;
    browser.see("9 of 10").await;
    browser.shot("tour-9-jumped.png").await;
    links_to(&bot, &[&watched, &watched], json!([])).await;
    browser.last_message_says("one one").await;
    browser.see("9 of 10").await;
    links_to(&bot, &[&watched], button("w1|y|1", "Why", 2)).await;
    browser.see("10 of 10").await;
    browser.close(&[]).await;
    bot.sandbox.stop().await;
}
