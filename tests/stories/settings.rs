//! `/settings`: one message with menus; what is set holds for new boards and for questions, and is written down.

use crate::{
    subscribed::{custom_ids, said},
    world::{World, is_private, text},
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_set_holds_for_new_boards_and_questions() {
    let world = World::new("settings").await;
    let (maya, mason) = (world.maya("rankings").await, world.mason().await);
    let opened = world.ask(&maya, "settings", json!({})).await;
    assert!(is_private(opened.message()), "{}", opened.0);
    let message = opened.message();
    world.set(&maya, message, "s1|region", &["GB"]).await;
    world.set(&maya, message, "s1|language", &["zh-CN"]).await;
    let asked = world.press_deed(&maya, message, "s1|ask").await;
    let wrong = world.submit(&maya, &asked, "Europe/Lundon").await;
    assert!(wrong.private_sentence().contains("Europe/London"), "the nearest: {}", wrong.0);
    let asked = world.press_deed(&maya, message, "s1|ask").await;
    world.submit(&maya, &asked, "Asia/Shanghai").await;
    let shown = said(world.ask(&maya, "settings", json!({})).await.message());
    for part in ["Asia/Shanghai", "United Kingdom", "中文"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(shown.contains(&format!("<@{}>", maya.id)), "who changed it: {shown}");
    let ranking = world.ask(&mason, "ranking", json!({})).await;
    assert!(ranking.title().contains("United Kingdom"), "{}", ranking.title());
    let draft = world.ask(&maya, "board add", json!({})).await;
    let summary = said(draft.message());
    assert!(summary.contains("Asia/Shanghai") && summary.contains("UTC+8"), "{summary}");
    assert!(summary.contains("英国"), "the post is in the board's language: {summary}");
    world.set(&maya, message, "s1|region", &[]).await;
    let ranking = world.ask(&mason, "ranking", json!({})).await;
    assert!(ranking.title().contains("United States"), "taken back: {}", ranking.title());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_are_typed_as_people_write_them_and_taken_back_by_a_blank() {
    let world = World::new("settings-quiet").await;
    let maya = world.maya("rankings").await;
    let opened = world.ask(&maya, "settings", json!({})).await;
    let message = opened.message();
    let asked = world.press_deed(&maya, message, "s1|ask-quiet").await;
    world.submit(&maya, &asked, "10pm to 7").await.private_sentence();
    let asked = world.press_deed(&maya, message, "s1|ask-quiet").await;
    world.submit(&maya, &asked, "２２点到７点").await;
    let shown = async || said(world.ask(&maya, "settings", json!({})).await.message());
    let set = shown().await;
    assert!(set.contains("22:00–07:00 (UTC)"), "{set}");
    let asked = world.press_deed(&maya, message, "s1|ask-quiet").await;
    let field = &asked.modal()["components"][0]["components"][0];
    assert_eq!(field["value"], "22:00-07:00", "what is set stands there");
    world.submit(&maya, &asked, " ").await;
    let unset = shown().await;
    assert!(!unset.contains("22:00–07:00 (UTC)"), "{unset}");
    assert!(unset.contains("22:00–07:00 → "), "it is written down: {unset}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_managers_change_them_and_a_role_can_make_one() {
    let world = World::new("settings-role").await;
    let (maya, mason) = (world.maya("rankings").await, world.mason().await);
    let refused = world.ask(&mason, "settings", json!({})).await;
    assert!(refused.private_sentence().contains("Manage Server"), "{}", refused.0);
    let guild = text(&world.get("state").await["guilds"][0]["id"]);
    let role = world.post(&format!("guilds/{guild}/roles"), json!({ "name": "Board keepers" })).await;
    let role = text(&role["id"]);
    let opened = world.ask(&maya, "settings", json!({})).await;
    world.set(&maya, opened.message(), "s1|managers", &[&role]).await;
    let still = world.ask(&mason, "board add", json!({})).await;
    assert!(still.private_sentence().contains(&format!("<@&{role}>")), "{}", still.0);
    world.put(&format!("guilds/{guild}/members/{}", mason.id), json!({ "roles": [role] })).await;
    let draft = world.ask(&mason, "board add", json!({})).await;
    assert!(custom_ids(draft.message()).iter().any(|id| id.starts_with("b1|v|")), "{}", draft.0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_channel_in_which_the_bot_cannot_post_is_refused() {
    let world = World::new("settings-alerts").await;
    let (maya, alerts) = (world.maya("rankings").await, world.maya("alerts").await);
    world.bot_overwrite(&alerts.channel, &[], &["SEND_MESSAGES"]).await;
    let opened = world.ask(&maya, "settings", json!({})).await;
    let refused = world.set(&maya, opened.message(), "s1|alerts", &[&alerts.channel]).await;
    assert!(refused.private_sentence().contains("Send Messages"), "{}", refused.0);
    world.bot_overwrite(&alerts.channel, &["SEND_MESSAGES"], &[]).await;
    world.set(&maya, opened.message(), "s1|alerts", &[&alerts.channel]).await;
    let shown = said(world.ask(&maya, "settings", json!({})).await.message());
    assert!(shown.contains(&format!("<#{}>", alerts.channel)), "{shown}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn boards_and_settings_are_for_servers() {
    let world = World::new("settings-dm").await;
    let commands = world.get("state").await["commands"].clone();
    for name in ["board", "settings"] {
        let command = commands.as_array().unwrap().iter().find(|command| command["name"] == name).unwrap();
        assert_eq!(command["contexts"], json!([0]), "{command}");
    }
    world.end().await;
}
