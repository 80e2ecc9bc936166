//! `/board`: set up, shown before it is saved, posted once on its day, changed and taken back.

use crate::{
    subscribed::{ABOUT, CANCEL, NINE, SAVE, UNDO, custom_ids, marks, said},
    world::{World, is_private, text},
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_board_is_shown_before_it_is_saved_and_comes_every_day_once() {
    let world = World::new("board").await;
    let maya = world.maya("rankings").await;
    let draft = world.ask(&maya, "board add", json!({})).await;
    let shown = draft.message();
    assert!(is_private(shown), "{shown}");
    let summary = said(shown);
    for part in ["09:00", "UTC", "24 Nov 2026", "25 Nov 2026", "26 Nov 2026", "30 credits a month"] {
        assert!(summary.contains(part), "{part}: {summary}");
    }
    assert!(text(&shown["embeds"][0]["title"]).contains("United States"), "the exact post: {shown}");
    let receipt = world.press_deed(&maya, shown, SAVE).await;
    assert!(is_private(receipt.message()), "{}", receipt.0);
    assert!(custom_ids(receipt.message()).iter().any(|id| id.starts_with(UNDO)), "{}", receipt.0);
    assert!(world.posts(&maya.channel).await.is_empty(), "nothing is posted before its hour");

    for day in 24..=26 {
        world.reach(&format!("2026-11-{day}T09:00:00Z")).await;
        let posts = world.posts_come(&maya.channel, day - 23).await;
        let post = posts.last().unwrap();
        assert!(said(post).contains(&format!("{} Nov 2026", day - 1)), "{}", said(post));
        assert_eq!(marks(post).len(), 1, "{post}");
        world.nothing_more().await;
        assert_eq!(world.posts(&maya.channel).await.len(), day - 23, "once");
    }
    let last = world.posts(&maya.channel).await.pop().unwrap();
    assert!(said(&last).contains("🥇"), "{}", said(&last));
    assert!(["▲", "▼", "–"].iter().any(|sign| said(&last).contains(sign)), "it moves: {}", said(&last));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_can_be_taken_back_and_what_is_removed_too() {
    let world = World::new("board-undo").await;
    let maya = world.maya("rankings").await;
    let receipt = world.subscribe(&maya, json!({ "region": "GB", "top": 20 })).await;
    let undone = world.press_deed(&maya, receipt.message(), UNDO).await;
    assert!(undone.0["state"] == "answered", "{}", undone.0);
    world.reach(NINE).await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty(), "a board that was taken back posts nothing");

    world.subscribe(&maya, json!({ "region": "GB", "time": "10:00" })).await;
    let removed = world.ask(&maya, "board remove", json!({ "board": "2" })).await;
    let back = world.press_deed(&maya, removed.message(), UNDO).await;
    assert!(is_private(back.message()), "{}", back.0);
    world.reach("2026-11-24T10:00:00Z").await;
    world.posts_come(&maya.channel, 1).await;
    let again = world.press_deed(&maya, removed.message(), UNDO).await;
    assert!(is_private(again.message()), "an Undo counts once: {}", again.0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_thrown_away_saves_nothing() {
    let world = World::new("board-draft").await;
    let maya = world.maya("rankings").await;
    let draft = world.ask(&maya, "board add", json!({ "time": "09:30" })).await;
    world.press_deed(&maya, draft.message(), CANCEL).await;
    let late = world.press_deed(&maya, draft.message(), SAVE).await;
    assert!(late.private_sentence().contains("/board list"), "how to go on: {}", late.0);
    let list = world.ask(&maya, "board list", json!({})).await;
    assert!(!said(list.message()).contains("09:30"), "{}", list.0);

    let expired = world.ask(&maya, "board add", json!({})).await;
    world.pass(chrono::TimeDelta::hours(25)).await;
    let expired = world.press_deed(&maya, expired.message(), SAVE).await;
    assert!(expired.private_sentence().contains("Run the command again"), "{}", expired.0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn boards_are_listed_shown_changed_paused_and_tested() {
    let world = World::new("board-manage").await;
    let (maya, mason) = (world.maya("rankings").await, world.mason().await);
    world.subscribe(&maya, json!({ "region": "GB", "period": "week", "top": 20 })).await;
    let list = world.ask(&mason, "board list", json!({})).await;
    assert!(is_private(list.message()) && said(list.message()).contains("United Kingdom"), "{}", list.0);
    for refused in ["board add", "board pause", "board resume", "board remove", "board test", "board edit"] {
        let options = if refused == "board add" { json!({}) } else { json!({ "board": "1" }) };
        let answer = world.ask(&mason, refused, options).await;
        assert!(answer.private_sentence().contains("Manage Server"), "{refused}: {}", answer.0);
    }
    let edit =
        world.ask(&maya, "board edit", json!({ "board": "1", "time": "18:00", "language": "zh-CN" })).await;
    assert!(said(edit.message()).contains("18:00"), "{}", edit.0);
    world.press_deed(&maya, edit.message(), SAVE).await;
    let shown = world.ask(&maya, "board show", json!({ "board": "1" })).await;
    assert!(said(shown.message()).contains("18:00"), "{}", shown.0);
    let paused = world.ask(&maya, "board pause", json!({ "board": "1" })).await;
    assert!(is_private(paused.message()), "{}", paused.0);
    let twice = world.ask(&maya, "board pause", json!({ "board": "1" })).await;
    assert!(is_private(twice.message()), "{}", twice.0);
    world.ask(&maya, "board resume", json!({ "board": "1" })).await;
    let preview = world.ask(&maya, "board preview", json!({ "board": "1" })).await;
    assert!(is_private(preview.message()) && said(preview.message()).contains("英国"), "{}", preview.0);
    assert!(world.posts(&maya.channel).await.is_empty(), "a preview is private");
    world.ask(&maya, "board test", json!({ "board": "1" })).await;
    let test = world.posts_come(&maya.channel, 1).await.remove(0);
    assert!(said(&test).contains("英国"), "{}", said(&test));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_under_a_ranking_sets_the_same_up_daily() {
    let world = World::new("board-here").await;
    let (maya, mason) = (world.maya("rankings").await, world.mason().await);
    let ranking = world.ask(&mason, "ranking", json!({ "region": "DE", "by": "followers" })).await;
    let refused = world.press(&mason, ranking.message(), "Daily board here").await;
    assert!(refused.private_sentence().contains("Manage Server"), "{}", refused.0);
    let draft = world.press(&maya, ranking.message(), "Daily board here").await;
    assert!(is_private(draft.message()) && said(draft.message()).contains("Germany"), "{}", draft.0);
    world.press_deed(&maya, draft.message(), SAVE).await;
    world.reach("2026-11-24T14:00:00Z").await;
    let post = world.posts_come(&maya.channel, 1).await.remove(0);
    assert!(said(&post).contains("Germany"), "{}", said(&post));
    let about = world.press_deed(&mason, &post, ABOUT).await;
    assert!(is_private(about.message()) && said(about.message()).contains("Germany"), "{}", about.0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weekly_board_posts_when_its_week_has_closed_and_a_role_is_pinged_when_asked_for() {
    let world = World::new("board-weekly").await;
    let maya = world.maya("rankings").await;
    let role = text(&world.role("Manager").await["id"]);
    let options = json!({ "period": "week", "mention": role, "time": "15:00" });
    world.subscribe(&maya, options).await;
    world.reach("2026-11-23T15:00:00Z").await;
    let post = world.posts_come(&maya.channel, 1).await.remove(0);
    assert!(said(&post).contains("16–22 Nov 2026"), "{}", said(&post));
    assert_eq!(post["mention_roles"], json!([role]), "{post}");
    for day in 24..=29 {
        world.reach(&format!("2026-11-{day}T15:00:30Z")).await;
    }
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "the week is the same all week long");
    world.reach("2026-11-30T15:00:00Z").await;
    let posts = world.posts_come(&maya.channel, 2).await;
    assert!(said(&posts[1]).contains("23–29 Nov 2026"), "{}", said(&posts[1]));
    world.end().await;
}
