//! Many creators at once: pasted or from a file, with the price before it is done.

use crate::{
    watch_world::{SAVE, has, offers, steady, watching, watching_with, words},
    world::{World, is_private, text},
};
use serde_json::{Value, json};

impl World {
    /// The handles of creators, asked of the source itself.
    async fn handles(&self, ids: &[&str]) -> Vec<String> {
        let hello = self.sandbox.hello();
        let url = format!("{}/v1/tiktok/influencer/detail/analytics", hello.keyapi);
        let mut handles = Vec::new();
        for ids in ids.chunks(10) {
            let http = reqwest::Client::builder().no_proxy().build().unwrap();
            let asked = http.get(&url).query(&[("user_ids", ids.join(","))]).bearer_auth(&hello.key);
            let answer: Value = asked.send().await.unwrap().json().await.unwrap();
            let rows = answer["data"].as_array().unwrap_or_else(|| panic!("{answer}"));
            handles.extend(rows.iter().map(|row| text(&row["unique_id"])));
        }
        assert_eq!(handles.len(), ids.len());
        handles
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pasted_handles_are_priced_looked_up_and_watched_once() {
    let world = watching("watch-import").await;
    let maya = world.maya("alerts").await;
    let handles = world.handles(&steady(12)).await;
    let before = world.credits().await;
    let mut lines: Vec<String> = handles[..11].iter().map(|handle| format!("@{handle}")).collect();
    lines[1] = format!("https://www.tiktok.com/@{}?lang=en", handles[1]);
    lines.extend(["@nobody.at.all_us".to_owned(), "名前".to_owned(), lines[0].clone()]);
    let opened = world.ask(&maya, "watch import", json!({})).await;
    let draft = world.submit(&maya, &opened, &lines.join("\n")).await;
    assert!(is_private(draft.message()), "{}", draft.0);
    has(
        &words(draft.message()),
        &["look up: 12, for 2 credits", "left out: 1 (名前)", "Nothing is done yet"],
    );
    assert_eq!(world.credits().await, before, "nothing is spent before");
    has(&world.watches(&maya).await, &["There is no watch yet"]);
    let done = world.press_deed(&maya, draft.message(), SAVE).await;
    let said = words(done.message());
    has(&said, &["11 creators are watched now", "these handles: 1 (@nobody.at.all_us)", "cost 2 credits"]);
    assert_eq!(world.credits().await - before, 2);
    let again = world.press_deed(&maya, draft.message(), SAVE).await;
    assert!(is_private(again.message()), "{}", again.0);
    has(&world.watches(&maya).await, &["11 of 200"]);

    // The same again as a file, with one more.
    let file = format!("\u{feff}handle\r\n{}\r\n@{}\r\n", lines[..11].join("\r\n"), handles[11]);
    let file = json!({ "file": { "filename": "creators.csv", "content": file } });
    let draft = world.ask(&maya, "watch import", file.clone()).await;
    has(&words(draft.message()), &["look up: 1, for 1 credit", "watched there already, left out: 11"]);
    world.press_deed(&maya, draft.message(), SAVE).await;
    has(&world.watches(&maya).await, &["12 of 200"]);
    let spent = world.credits().await;
    let nothing = world.ask(&maya, "watch import", file).await;
    has(&words(nothing.message()), &["watched there already, left out: 12"]);
    assert!(!offers(nothing.message(), SAVE), "nothing is left to do: {}", nothing.0);
    assert_eq!(world.credits().await, spent, "and nothing to pay");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_that_cannot_be_used_are_refused_and_room_is_kept() {
    let world = watching_with("watch-import-refused", |config| config.watches.max_per_server = 3).await;
    let maya = world.maya("alerts").await;
    let many: Vec<String> = (0..501).map(|n| format!("@creator{n}_us")).collect();
    for (file, parts) in [
        (json!({ "filename": "a.txt", "content": many.join("\n") }), vec!["501", "500", "Split"]),
        (json!({ "filename": "a.txt", "content": "名前, 名前\n!!" }), vec!["No line names a creator"]),
        (
            json!({ "filename": "a.png", "base64": "iVBORw0KGgo=" }),
            vec!["can't be read", "CSV", "/watch import"],
        ),
        (json!({ "filename": "a.txt", "content": "a ".repeat(100_000) }), vec!["can't be read", " KB"]),
    ] {
        let answer = world.ask(&maya, "watch import", json!({ "file": file })).await;
        has(&answer.private_sentence(), &parts);
    }
    assert_eq!(world.credits().await, 0);
    let creators = steady(5);
    let file = json!({ "file": { "filename": "a.txt", "content": creators.join("\n") } });
    let draft = world.ask(&maya, "watch import", file.clone()).await;
    has(&words(draft.message()), &["5 creators are known: free", "room for 3 more"]);
    let done = world.press_deed(&maya, draft.message(), SAVE).await;
    has(&words(done.message()), &["3 creators are watched now", "no room left for: 2"]);
    let full = world.ask(&maya, "watch import", file).await;
    has(&full.private_sentence(), &["3 watches", "/watch remove"]);
    world.end().await;
}
