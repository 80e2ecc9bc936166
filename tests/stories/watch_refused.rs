//! What can't be meant about watches: a private sentence with what to do, and nothing is saved.

use crate::{
    people::looks,
    watch_world::{FETCH, SAVE, has, steady, watching, watching_with, words},
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_names_nobody_or_nothing_is_refused_and_saves_nothing() {
    let world = watching("watch-refused").await;
    let maya = world.maya("alerts").await;
    for (options, parts) in [
        (
            json!({ "creator": "https://vm.tiktok.com/ZMabc123/" }),
            vec!["vm.tiktok.com", "short links", "`@name`"],
        ),
        (json!({ "creator": "https://example.com/@mia" }), vec!["names no creator", "`@name`"]),
        (json!({ "creator": "@@@" }), vec!["names no creator"]),
    ] {
        let answer = world.ask(&maya, "watch add", options.clone()).await;
        has(&looks(&answer.private_sentence()), &parts);
    }
    assert_eq!(world.credits().await, 0, "nobody was asked");
    let unknown = world.ask(&maya, "watch add", json!({ "creator": "@nobody.at.all_us" })).await;
    has(&looks(&unknown.private_sentence()), &["knows no", "nobody.at.all", "Check the name"]);
    let creator = steady(1)[0];
    let metrics = world.ask(&maya, "watch add", json!({ "creator": creator, "metrics": "likes" })).await;
    has(&metrics.private_sentence(), &["likes", "`sales`", "`followers`", "`gmv`", "`rank`"]);
    let draft = world.ask(&maya, "watch add", json!({ "creator": creator })).await;
    let tried = world.press_deed(&maya, draft.message(), FETCH).await;
    let high = world.ask(&maya, "watch add", json!({ "creator": creator, "minimum": 900_000 })).await;
    has(&high.private_sentence(), &["900K", "best day", "would never speak", "`minimum`"]);
    has(&world.watches(&maya).await, &["There is no watch yet"]);
    let none = world.ask(&maya, "watch why", json!({ "watch": "7" })).await;
    has(&none.private_sentence(), &["no watch yet", "/watch add"]);

    world.press_deed(&maya, tried.message(), SAVE).await;
    let twice = world.ask(&maya, "watch add", json!({ "creator": creator })).await;
    has(&twice.private_sentence(), &["watched in that channel already", "watch 1", "/watch edit"]);
    let absent = world.ask(&maya, "watch snooze", json!({ "watch": "7" })).await;
    has(&looks(&absent.private_sentence()), &["no watch “7”", "`1`"]);
    let same = world.ask(&maya, "watch edit", json!({ "watch": "1", "percent": 50 })).await;
    assert!(
        words(same.message()).contains("Watch 1") || words(same.message()).contains("watch 1"),
        "{}",
        same.0
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_and_rights_are_checked_before_a_watch_is_saved() {
    let world = watching_with("watch-refused-rights", |config| config.watches.max_per_server = 1).await;
    let (maya, mason) = (world.maya("alerts").await, world.person("mason", "alerts").await);
    let creators = steady(2);
    for (command, options) in [
        ("watch add", json!({ "creator": creators[0] })),
        ("watch import", json!({})),
        ("watch import", json!({ "file": { "filename": "a.txt", "content": creators[0] } })),
    ] {
        let answer = world.ask(&mason, command, options).await;
        has(&answer.private_sentence(), &["Manage Server"]);
    }
    assert_eq!(world.credits().await, 0, "a member spends nothing");

    world.bot_overwrite(&maya.channel, &[], &["ATTACH_FILES"]).await;
    let hindered = world.ask(&maya, "watch add", json!({ "creator": creators[0] })).await;
    has(&hindered.private_sentence(), &["Attach Files"]);
    has(&world.watches(&maya).await, &["There is no watch yet"]);
    world.bot_overwrite(&maya.channel, &["ATTACH_FILES"], &[]).await;

    let draft = world.ask(&maya, "watch add", json!({ "creator": creators[0] })).await;
    let second = world.ask(&maya, "watch add", json!({ "creator": creators[1] })).await;
    // What changes between the draft and its saving counts, too.
    world.bot_overwrite(&maya.channel, &[], &["SEND_MESSAGES"]).await;
    let late = world.press_deed(&maya, draft.message(), SAVE).await;
    has(&late.private_sentence(), &["Send Messages"]);
    world.bot_overwrite(&maya.channel, &["SEND_MESSAGES"], &[]).await;
    world.press_deed(&maya, draft.message(), SAVE).await;
    let full = world.press_deed(&maya, second.message(), SAVE).await;
    has(&full.private_sentence(), &["1 watch", "/watch remove"]);
    let full = world.ask(&maya, "watch add", json!({ "creator": creators[1] })).await;
    has(&full.private_sentence(), &["/watch remove", "/watch list"]);
    has(&world.watches(&maya).await, &["1 of 1"]);
    world.end().await;
}
