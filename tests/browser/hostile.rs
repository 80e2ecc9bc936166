//! Whatever anybody writes stays letters: no element, no script and no request comes of it.

use crate::{
    browser::{Browser, WIDE},
    demo::opened,
    raw_bot::RawBot,
};
use fantoccini::key::Key;
use rankwatch_sandbox::{LogLine, Sheet};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What would do something, were it more than letters; short enough for every field. `N` tells the fields apart.
const MARK: &str = "<img src=/evil/N onerror=evil=1>";
/// The same for fields that are long enough, in more ways.
const LONG: &str = "<img src=/evil/N onerror=evil=1></div></script><script>evil=1</script><svg/onload=evil=1>\
    <iframe src=/evil/N></iframe><style>@import '/evil/N';</style><a href=javascript:evil=1>x</a>\
    [x](javascript:evil=1) ![x](/evil/N) <javascript:evil=1> \u{202e}gnp.exe\u{2066} **_~~||`<b>`||~~_**";
const AGENCY: u64 = 1_100_000_000_004_194_304;
pub(crate) const RANKINGS: u64 = AGENCY + 12;
const IDEAS: u64 = AGENCY + 16;

fn short(n: &str) -> String {
    MARK.replace('N', n)
}

fn long(n: &str) -> String {
    LONG.replace('N', n)
}

impl Browser {
    /// All elements' names, all attributes that could run or load something, and all addresses asked for.
    async fn is_harmless(&self) {
        let evil = self.script("return typeof evil").await;
        assert_eq!(evil, "undefined", "a script ran");
        let tags =
            self.script("return [...new Set([...document.querySelectorAll('*')].map((e) => e.localName))]");
        let tags: BTreeSet<String> = serde_json::from_value(tags.await).expect("names");
        let foreign: Vec<_> = ["iframe", "object", "embed", "base", "style", "video", "audio"]
            .iter()
            .filter(|tag| tags.contains(**tag))
            .collect();
        assert!(foreign.is_empty(), "{foreign:?}");
        let scripts = "return [...document.querySelectorAll('script, link')].map((e) => e.src || e.href)";
        for address in self.script(scripts).await.as_array().expect("addresses") {
            assert!(address.as_str().is_some_and(|address| address.contains("/page/")), "{address}");
        }
        let acts = "return [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]
            .filter((a) => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value) || a.name === 'style' && /url/.test(a.value)
                || /^(src|srcset|action|data)$/.test(a.name) && a.value.includes('evil'))
            .map((a) => `${e.localName} ${a.name}=${a.value}`))";
        assert_eq!(self.script(acts).await, json!([]));
        let origin = self.script("return location.origin").await;
        let origin = origin.as_str().expect("an origin");
        let own = |url: &String| {
            let path = url.strip_prefix(origin).unwrap_or_default();
            path == "/" || ["/page/", "/control/", "/files/"].iter().any(|start| path.starts_with(start))
        };
        let foreign: Vec<_> = self.requests().await.into_iter().filter(|url| !own(url)).collect();
        assert_eq!(foreign, [""; 0], "something was asked for");
    }

    /// Waits until these marks can be read as letters.
    async fn reads(&self, marks: &[&str]) {
        for mark in marks {
            self.see(&format!("<img src=/evil/{mark} onerror")).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_and_bots_write_stays_letters() {
    let bot = RawBot::start(commands(), answer).await;
    let guild = people_and_places(&bot).await;
    messages(&bot).await;
    let host = &bot.sandbox.world.host;
    let at = bot.sandbox.world.clock.now();
    for level in ["INFO".to_owned(), short("level")] {
        host.log(LogLine { at, level, text: long("log") });
    }
    let sheet = Sheet {
        title: short("sheet"),
        about: long("about"),
        columns: vec![short("column")],
        rows: vec![vec![long("cell")]],
        note: long("note"),
    };
    host.show("hostile", BTreeMap::from([("en-US".to_owned(), sheet)]));
    let fault = json!({ "label": short("label"), "side": "keyapi", "path": long("path"), "kind": "refused" });
    bot.control(Method::POST, "faults", fault).await;

    let browser = Browser::open(&bot.sandbox.hello().page, WIDE).await;
    browser.reads(&["thread", "role"]).await;
    browser.reads(&["content", "title", "description", "field", "value", "footer", "author", "button"]).await;
    browser.reads(&["placeholder", "preview", "v2"]).await;
    // Discord itself keeps only harmless letters of a file's name.
    browser.see("_img_src__evil_file_onerror").await;
    open_all_panels(&browser).await;
    browser.reads(&["log", "sheet", "about", "column", "cell", "note"]).await;
    browser.shot("hostile.png").await;
    browser.is_harmless().await;

    browser.click("button", "<img src=/evil/placeholder…").await;
    browser.reads(&["option", "option-about"]).await;
    browser.key(Key::Escape, 1).await;
    browser.click("button", "<img src=/evil/button…").await;
    browser.reads(&["modal", "input", "label", "label-about"]).await;
    let input = browser.find("textbox", "<img src=/evil/input…").await;
    let read =
        [input.attr("placeholder").await, input.prop("value").await].map(|text| text.expect("an answer"));
    assert_eq!(read, [Some(short("hint")), Some(short("filled"))]);
    browser.shot("hostile-modal.png").await;
    browser.is_harmless().await;
    browser.key(Key::Escape, 1).await;

    browser.writes("/").await;
    browser.reads(&["about-command"]).await;
    browser.click("option", "/hostile…").await;
    browser.reads(&["about-option"]).await;
    browser.click("option", "text…").await;
    browser.reads(&["choice"]).await;
    browser.types(&short("typed")).await;
    browser.shot("hostile-suggestions.png").await;
    browser.is_harmless().await;
    browser.click("button", "Send").await;
    browser.reads(&["reply"]).await;

    browser.click("button", "ideas…").await;
    browser.reads(&["post"]).await;
    browser.is_harmless().await;
    let place = browser.find("combobox", "You are").await;
    place.select_by_value(&guild.0).await.expect("the hostile person");
    browser.reads(&["guild", "channel", "topic", "nick"]).await;
    browser.shot("hostile-places.png").await;
    browser.is_harmless().await;
    browser.close(&[]).await;
    bot.sandbox.stop().await;
}

/// A person and a server whose every name is hostile: the person's id.
async fn people_and_places(bot: &RawBot) -> (String,) {
    let person = json!({ "username": short("username"), "global_name": short("person") });
    let person = bot.control(Method::POST, "people", person).await["id"].as_str().expect("an id").to_owned();
    let guild = json!({ "name": short("guild"), "owner": person });
    let guild = bot.control(Method::POST, "guilds", guild).await["id"].as_str().expect("an id").to_owned();
    let channel = json!({ "name": short("channel") });
    let made = bot.control(Method::POST, &format!("guilds/{guild}/channels"), channel).await;
    let channel = made["id"].as_str().expect("an id");
    bot.control(Method::PATCH, &format!("channels/{channel}"), json!({ "topic": long("topic") })).await;
    let state = bot.control(Method::GET, "state", json!({})).await;
    let channels =
        state["guilds"].as_array().expect("servers").iter().flat_map(|one| one["channels"].as_array());
    let first = channels.flatten().find(|one| one["guild_id"] == *guild && one["name"] == "general");
    let first = first.expect("the first channel")["id"].as_str().expect("an id").to_owned();
    bot.control(
        Method::PATCH,
        &format!("channels/{first}"),
        json!({ "name": short("general"), "topic": long("topic") }),
    )
    .await;
    let nick = json!({ "nick": short("nick") });
    bot.control(Method::PUT, &format!("guilds/{guild}/members/{person}"), nick).await;
    let said = json!({ "as": person, "content": long("said") });
    bot.control(Method::POST, &format!("channels/{first}/messages"), said).await;
    (person,)
}

/// Messages with every field that Discord lets a bot fill.
async fn messages(bot: &RawBot) {
    let picture = json!({ "url": "http://evil.example/evil/picture.png" });
    let embed = json!({
        "title": short("title"), "description": long("description"), "url": "http://evil.example/evil/link",
        "author": { "name": short("author"), "icon_url": "http://evil.example/evil/icon.png" },
        "fields": [{ "name": short("field"), "value": long("value"), "inline": true }],
        "footer": { "text": long("footer"), "icon_url": "http://evil.example/evil/foot.png" },
        "image": picture, "thumbnail": picture,
    });
    let option = json!({ "label": short("option"), "value": "v", "description": short("option-about") });
    let rows = json!([
        { "type": 1, "components": [
            { "type": 2, "style": 1, "label": short("button"), "custom_id": short("id") },
            { "type": 2, "style": 5, "label": "link", "url": "https://evil.example/evil/pressed" },
        ] },
        { "type": 1, "components": [
            { "type": 3, "custom_id": "menu", "placeholder": short("placeholder"), "options": [option] },
        ] },
    ]);
    let path = format!("/channels/{RANKINGS}/messages");
    let message = json!({ "content": long("content"), "embeds": [embed], "components": rows });
    bot.rest(Method::POST, &path, message).await;
    let attachment = json!([{ "id": 0, "description": short("alt") }]);
    let (message, name) = (json!({ "attachments": attachment }), short("file").replace('/', "_"));
    bot.file(RANKINGS, message, &name, "text/plain", long("preview").into_bytes()).await;
    let role = json!({ "name": short("role") });
    let role = bot.control(Method::POST, &format!("guilds/{AGENCY}/roles"), role).await;
    let mention = format!("<@&{}>", role["id"].as_str().expect("an id"));
    bot.rest(Method::POST, &path, json!({ "content": mention })).await;
    let thread = json!({ "name": short("thread"), "type": 11 });
    bot.rest(Method::POST, &format!("/channels/{RANKINGS}/threads"), thread).await;
    bot.control(Method::PATCH, &format!("channels/{IDEAS}"), json!({ "tags": ["<img src=/evil/tag>"] }))
        .await;
    let post = json!({ "name": short("post"), "message": { "content": long("first") } });
    bot.rest(Method::POST, &format!("/channels/{IDEAS}/threads"), post).await;
    let text = json!([{ "type": 17, "components": [{ "type": 10, "content": long("v2") }] }]);
    bot.rest(Method::POST, &path, json!({ "flags": 32768, "components": text })).await;
}

fn commands() -> Value {
    let text =
        json!({ "type": 3, "name": "text", "description": short("about-option"), "autocomplete": true });
    json!([{ "name": "hostile", "description": short("about-command"), "options": [text] }])
}

/// A modal for the button, choices for who types, a reply for the command.
fn answer(interaction: &Value) -> Value {
    match interaction["type"].as_u64() {
        Some(3) => {
            let input = json!({
                "type": 4, "custom_id": "i", "style": 1, "label": short("input"), "placeholder": short("hint"),
                "value": short("filled"),
            });
            let option = json!({ "label": short("pick"), "value": "v", "description": short("pick-about") });
            let menu =
                json!({ "type": 3, "custom_id": "s", "placeholder": short("choose"), "options": [option] });
            let labelled = json!({ "type": 18, "label": short("label"), "description": short("label-about"), "component": menu });
            let parts = json!([{ "type": 1, "components": [input] }, labelled]);
            json!({ "type": 9, "data": { "custom_id": "m", "title": short("modal"), "components": parts } })
        }
        Some(4) => json!({ "type": 8, "data": { "choices": [{ "name": short("choice"), "value": "v" }] } }),
        _ => json!({ "type": 4, "data": { "content": short("reply") } }),
    }
}

async fn open_all_panels(browser: &Browser) {
    let open =
        "document.querySelectorAll('#side button[aria-expanded=false]').forEach((toggle) => toggle.click());
        document.querySelectorAll('#side details').forEach((part) => { part.open = true; });";
    browser.script(open).await;
    // The rows of the traffic come with their panel, and open by themselves.
    browser
        .until("the traffic is shown", async |browser: &Browser| {
            browser.script("return document.querySelectorAll('#side-traffic li').length > 0").await == true
        })
        .await;
    browser.script(open).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_market_says_stays_letters() {
    let (demo, browser) = opened(WIDE).await;
    let row = |n: u64| {
        json!({
            "user_id": n.to_string(), "unique_id": short("handle"), "nick_name": short("nick"),
            "avatar": "http://evil.example/evil/avatar.png",
            "category": json!([short("category")]).to_string(),
            "region": if n < 9 { "US".to_owned() } else { short("region") },
            "ec_score": short("score"), "sales_flag": short("flag"), "total_sale_cnt": 1000 - n,
            "total_sale_gmv_amt": 5.5, "most_category_id": short("most"), "most_category_l2_id": short("most2"),
            "most_category_l3_id": short("most3"), "product_category_list": long("products"),
            "total_followers_history_cnt": short("count"),
        })
    };
    let rows: Vec<Value> = (1..=10).map(row).collect();
    let body = json!({ "code": 0, "message": long("message"), "data": rows, "request_id": long("request") });
    demo.source_says(body).await;
    browser.writes("/ranking").await;
    browser.key(Key::Enter, 1).await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("units sold").await;
    browser.last_message_says("<img src=/evil/nick").await;
    browser.is_harmless().await;
    browser.click("button", "Open a creator…").await;
    browser.all("option", "…").await[0].click().await.expect("the first creator");
    browser.last_message_says("Only you can see this").await;
    // Cut to a column of the card.
    browser.last_message_says("<img src=/evil/catego…").await;
    browser.shot("hostile-market.png").await;
    browser.is_harmless().await;
    open_all_panels(&browser).await;
    browser.see("Traffic").await;
    browser.is_harmless().await;
    browser.close(&[]).await;
}
