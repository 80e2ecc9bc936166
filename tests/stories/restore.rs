//! A restore: nothing that may have been said since the backup is said again, and what is said of it is true.

use crate::{
    subscribed::{NINE, said},
    watch_world::{has, out_of_order, steady, watching},
    world::World,
};
use chrono::TimeDelta;
use serde_json::json;

/// Restores `copy.db` in a world without a bot.
async fn restored(world: &World, parts: &[&str]) {
    let done = world.run(&["restore", "copy.db"]).await;
    assert_eq!(done.code, Some(0), "{done:?}");
    has(&done.out, parts);
}

async fn backed_up(world: &World) {
    let done = world.run(&["backup", "copy.db"]).await;
    assert_eq!(done.code, Some(0), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_that_posted_since_the_backup_does_not_post_again() {
    let mut world = World::new("restore-board").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    backed_up(&world).await;
    let refused = world.run(&["restore", "copy.db"]).await;
    let holder = format!("is in use by process {}", std::process::id());
    assert!(refused.code == Some(1) && refused.err.contains(&holder), "{refused:?}");
    world.reach(NINE).await;
    world.posts_come(&maya.channel, 1).await;
    world.stop_bot().await;
    restored(
        &world,
        &[
            "the backup of 2026-11-23",
            "1 board",
            ".replaced-20261124T",
            "may have been posted since are left out (1)",
            "2026-11-23",
        ],
    )
    .await;
    world.start_bot().await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "it may have been posted, and was");
    let shown = said(world.ask(&maya, "board show", json!({ "board": "1" })).await.message());
    has(&shown, &["24 Nov 2026", "not known"]);
    world.reach("2026-11-25T09:00:00Z").await;
    world.posts_come(&maya.channel, 2).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_put_in_place_by_hand_posts_nothing_twice_either() {
    let mut world = World::new("restore-by-hand").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    backed_up(&world).await;
    world.reach(NINE).await;
    world.posts_come(&maya.channel, 1).await;
    world.stop_bot().await;
    std::fs::copy(world.folder().join("copy.db"), &world.config.database.path).unwrap();
    world.start_bot().await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_keeps_an_hour_to_come_and_one_that_rested_does_not_post_the_date_again() {
    let mut world = World::new("restore-hours").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({ "time": "20:00" })).await;
    world.subscribe(&maya, json!({ "region": "GB" })).await;
    world.ask(&maya, "board pause", json!({ "board": "2" })).await;
    world.reach("2026-11-23T20:00:00Z").await;
    world.posts_come(&maya.channel, 1).await;
    world.reach("2026-11-24T08:00:00Z").await;
    backed_up(&world).await;
    world.ask(&maya, "board resume", json!({ "board": "2" })).await;
    world.reach(NINE).await;
    world.posts_come(&maya.channel, 2).await;
    world.stop_bot().await;
    restored(&world, &["Nothing is posted twice", "are left out (0)"]).await;
    world.start_bot().await;
    world.ask(&maya, "board resume", json!({ "board": "2" })).await;
    world.reach("2026-11-24T20:00:00Z").await;
    world.posts_come(&maya.channel, 3).await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 3, "the other board's was posted at nine");
    world.reach("2026-11-25T09:00:00Z").await;
    world.posts_come(&maya.channel, 4).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_try_beside_the_running_bot_leaves_its_database_alone() {
    let world = World::new("restore-try").await;
    backed_up(&world).await;
    let held = std::fs::read(&world.config.database.path).unwrap();
    let to = world.folder().join("try.db");
    let tried = world.run(&["restore", "copy.db", "--to", to.to_str().unwrap()]).await;
    assert!(
        tried.code == Some(0) && tried.out.contains("The bot's own database is what it was"),
        "{tried:?}"
    );
    assert!(to.is_file() && std::fs::read(&world.config.database.path).unwrap() == held);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_waited_in_the_backup_is_found_by_its_mark() {
    let mut world = World::new("restore-waiting").await;
    // The nonce is forgotten at once: only the look for the mark can save it.
    world.post("settings", json!({ "nonce_window_s": 0 })).await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    world.hinder(&maya.channel, out_of_order()).await;
    world.reach(NINE).await;
    let waits = async |world: &World| world.run(&["outbox"]).await.out.contains("ready");
    world.until("the post waits", waits).await;
    backed_up(&world).await;
    world.heal().await;
    let posted = async |world: &World| {
        world.pass(TimeDelta::seconds(9)).await;
        !world.posts(&maya.channel).await.is_empty()
    };
    world.until("it is posted", posted).await;
    world.stop_bot().await;
    restored(&world, &["looked for in their channels first (1)"]).await;
    world.start_bot().await;
    let sent = async |world: &World| {
        world.pass(TimeDelta::seconds(9)).await;
        world.run(&["outbox", "--all"]).await.out.contains("sent")
    };
    world.until("it is found", sent).await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jump_that_was_told_since_the_backup_is_not_told_again_while_it_lasts() {
    let mut world = watching("restore-watch").await;
    let maya = world.maya("alerts").await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    // Its first reading is what later ones are compared with.
    world.minutes(2).await;
    world.until("it was read", async |world: &World| world.details().await > 0).await;
    backed_up(&world).await;
    world.jump(creator, 8.0, 30.0).await;
    world.walk("2026-11-24T09:00:00Z").await;
    world.tried_until_posted(&maya.channel).await;
    world.stop_bot().await;
    restored(&world, &["1 watch,", "tell nothing of the days up to 2026-11-23"]).await;
    world.start_bot().await;
    world.walk("2026-11-24T12:00:00Z").await;
    let why = world.why(&maya, "1").await;
    assert!(why.contains("23 Nov") && !why.contains("Nothing is known"), "learnt, and not told: {why}");
    // It lasts, and the next day is evaluated as any other.
    world.walk("2026-11-25T09:00:00Z").await;
    world.minutes(3).await;
    has(&world.why(&maya, "1").await, &["24 Nov", "told already"]);
    assert_eq!(world.posts(&maya.channel).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_there_is_the_old_database_or_the_new_one() {
    let world = World::without_bot("restore-killed", |_| {}).await;
    let empty = world.run(&["migrate"]).await;
    assert_eq!(empty.code, Some(0), "{empty:?}");
    backed_up(&world).await;
    assert_eq!(world.run(&["ranking"]).await.code, Some(0), "the database has a list, the backup none");
    for moment in 0..12 {
        let run = world.program(&["restore", "copy.db"]);
        world.sandbox.world.clock.pause(std::time::Duration::from_millis(moment * 12)).await;
        run.crash();
        let name = format!("after-{moment}.db");
        let whole = world.run(&["backup", &name]).await;
        assert!(whole.code == Some(0) && whole.out.contains(" list"), "after {moment}: {whole:?}");
        world.pass(TimeDelta::seconds(2)).await;
    }
    restored(&world, &["0 lists"]).await;
    world.end().await;
}
