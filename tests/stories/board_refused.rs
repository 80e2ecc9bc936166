//! Boards that can't be: each a private sentence with the mend, and nothing is saved.

use crate::{
    subscribed::{SAVE, said},
    world::{World, text},
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_meant_is_refused_with_what_can() {
    let world = World::new("board-refused").await;
    let maya = world.maya("rankings").await;
    for (options, parts) in [
        (json!({ "cron": "0 9 30 2 *" }), vec!["never"]),
        (json!({ "cron": "*/5 * * * *" }), vec!["once"]),
        (json!({ "cron": "0 9,21 * * *" }), vec!["once"]),
        (json!({ "cron": "every day" }), vec!["0 9 * * *"]),
        (json!({ "cron": "0 9 * * *", "time": "09:00" }), vec!["cron"]),
        (json!({ "time": "25:00" }), vec!["09:00"]),
        (json!({ "days": "someday" }), vec!["weekdays"]),
        (json!({ "timezone": "Europe/Lundon" }), vec!["Europe/London"]),
        (json!({ "timezone": "Shanghia" }), vec!["Asia/Shanghai"]),
        (json!({ "region": "Atlantis" }), vec!["Atlantis"]),
    ] {
        let refused = world.ask(&maya, "board add", options.clone()).await;
        let sentence = refused.private_sentence();
        for part in parts {
            assert!(sentence.contains(part), "{options}: {sentence}");
        }
    }
    let list = said(world.ask(&maya, "board list", json!({})).await.message());
    assert!(list.contains("/board add"), "nothing is saved, and how to begin: {list}");
    for unknown in ["7", "no board"] {
        let refused = world.ask(&maya, "board show", json!({ "board": unknown })).await;
        assert!(refused.private_sentence().contains("/board add"), "{}", refused.0);
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_missing_right_is_named_before_anything_is_saved() {
    let world = World::new("board-rights").await;
    let maya = world.maya("rankings").await;
    for (right, named) in [
        ("VIEW_CHANNEL", "View Channel"),
        ("SEND_MESSAGES", "Send Messages"),
        ("EMBED_LINKS", "Embed Links"),
        ("READ_MESSAGE_HISTORY", "Read Message History"),
    ] {
        world.bot_overwrite(&maya.channel, &[], &[right]).await;
        world.nothing_more().await;
        let refused = world.ask(&maya, "board add", json!({})).await;
        assert!(refused.private_sentence().contains(named), "{right}: {}", refused.0);
    }
    // The right to embed isn't needed for plain text.
    world.bot_overwrite(&maya.channel, &[], &["EMBED_LINKS"]).await;
    world.nothing_more().await;
    let draft = world.ask(&maya, "board add", json!({ "format": "plain" })).await;
    world.bot_overwrite(&maya.channel, &[], &["SEND_MESSAGES"]).await;
    world.nothing_more().await;
    let refused = world.press_deed(&maya, draft.message(), SAVE).await;
    assert!(said(refused.message()).contains("Send Messages"), "looked at again: {}", refused.0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn channels_that_are_not_the_persons_or_take_no_messages_are_refused() {
    let world = World::new("board-channels").await;
    let (maya, lilei) = (world.maya("rankings").await, world.person("lilei", "榜单").await);
    let state = world.get("state").await;
    let channels = state["guilds"][0]["channels"].as_array().unwrap();
    let category = channels.iter().find(|channel| channel["type"] == 4).unwrap();
    for channel in [&lilei.channel, &text(&category["id"])] {
        let body = json!({ "as": maya.id, "channel": maya.channel, "command": "board add",
            "options": { "channel": channel } });
        let url = format!("{}control/interactions/command?wait=20000", world.sandbox.hello().page);
        let answer: serde_json::Value =
            reqwest::Client::new().post(url).json(&body).send().await.unwrap().json().await.unwrap();
        // The world's client may refuse such a choice itself; what reaches the bot gets a private sentence.
        let refused = answer["error"].is_string()
            || answer["messages"][0]["flags"].as_u64().unwrap_or(0) & 64 != 0
                && !said(&answer["messages"][0]).contains("30 credits");
        assert!(refused, "{answer}");
    }
    // Staff is hidden from the bot.
    let staff = world.maya("staff").await;
    let refused = world.ask(&maya, "board add", json!({ "channel": staff.channel })).await;
    assert!(refused.private_sentence().contains("View Channel"), "{}", refused.0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_has_so_many_boards_and_no_more() {
    let world = World::with("board-limit", |config| config.boards.max_per_server = 2).await;
    let maya = world.maya("rankings").await;
    let draft = world.ask(&maya, "board add", json!({ "region": "FR" })).await;
    for region in ["GB", "DE"] {
        world.subscribe(&maya, json!({ "region": region })).await;
    }
    let full = world.ask(&maya, "board add", json!({})).await;
    assert!(full.private_sentence().contains("/board remove"), "{}", full.0);
    let full = world.press_deed(&maya, draft.message(), SAVE).await;
    assert!(said(full.message()).contains("/board remove"), "a draft of before, too: {}", full.0);
    world.ask(&maya, "board remove", json!({ "board": "1" })).await;
    world.subscribe(&maya, json!({ "region": "FR" })).await;
    let list = said(world.ask(&maya, "board list", json!({})).await.message());
    assert!(list.contains("France") && !list.contains("United Kingdom"), "{list}");
    world.end().await;
}
