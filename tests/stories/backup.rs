//! Backups: made beside the running bot, by hand and by itself.

use crate::{seen::served, subscribed::NINE, world::World};
use chrono::TimeDelta;
use serde_json::json;
use std::path::Path;

/// The scheduled backups of a folder, the oldest first.
fn scheduled(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name.starts_with("rankwatch-2")).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_made_beside_the_bot_and_says_what_it_holds() {
    let world = World::new("backup").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    let done = world.run(&["backup", "copy.db"]).await;
    assert!(done.code == Some(0) && done.err.is_empty(), "{done:?}");
    for part in ["copy.db holds ", "1 board, 0 watches", "version ", "`rankwatch restore`"] {
        assert!(done.out.contains(part), "{part}: {}", done.out);
    }
    let again = world.run(&["backup", "copy.db"]).await;
    assert!(again.code == Some(1) && again.err.contains("copy.db is there already"), "{again:?}");
    let nowhere = world.run(&["backup", "no/copy.db"]).await;
    assert!(nowhere.code == Some(1) && nowhere.err.contains("the folder no isn't there"), "{nowhere:?}");
    // The bot goes on.
    world.reach(NINE).await;
    world.posts_come(&maya.channel, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scheduled_backups_are_made_up_kept_and_tried_again() {
    let mut world = World::without_bot("backup-scheduled", |_| {}).await;
    let folder = world.folder().join("backups");
    world.config.backup.folder.clone_from(&folder);
    world.config.backup.keep = 2;
    world.start_bot().await;
    let at_once = async |_: &World| scheduled(&folder) == ["rankwatch-20261123T120000Z.db"];
    world.until("none was there, so one is made at once", at_once).await;
    world.stop_bot().await;
    // The nights of the 24th and 25th pass without the bot: one is made up.
    world.reach("2026-11-25T11:00:00Z").await;
    world.start_bot().await;
    world.until("one is made up", async |_: &World| scheduled(&folder).len() == 2).await;
    assert!(scheduled(&folder)[1].starts_with("rankwatch-20261125T11"), "{:?}", scheduled(&folder));
    // A folder that can't be written: an error, and an hour later it is tried again.
    let moved = world.folder().join("moved");
    std::fs::rename(&folder, &moved).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    world.reach("2026-11-26T03:17:30Z").await;
    world.pass(TimeDelta::seconds(70)).await;
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&moved, &folder).unwrap();
    world.pass(TimeDelta::minutes(30)).await;
    assert_eq!(scheduled(&folder).len(), 2, "not before the hour is over");
    world.pass(TimeDelta::minutes(32)).await;
    let third = async |_: &World| scheduled(&folder).last().unwrap().starts_with("rankwatch-20261126T04");
    world.until("it is tried again", third).await;
    world.until("the oldest went", async |_: &World| scheduled(&folder).len() == 2).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_the_future_ends_nothing_and_the_age_is_told_without_the_disk() {
    let mut world = World::without_bot("backup-future", served).await;
    let folder = world.folder().join("backups");
    world.config.backup.folder.clone_from(&folder);
    std::fs::create_dir(&folder).unwrap();
    // Three hours before the story, and by a clock that went wrong.
    for name in ["rankwatch-20261123T090000Z.db", "rankwatch-20300101T000000Z.db"] {
        std::fs::write(folder.join(name), "").unwrap();
    }
    world.start_bot().await;
    let age = async |world: &World| {
        let metrics = world.looks("/metrics", 200).await;
        let line = metrics.lines().find_map(|line| line.strip_prefix("rankwatch_backup_age_seconds "));
        line.unwrap_or_default().parse::<f64>().unwrap()
    };
    let hours = 3.0 * 3_600.0..3.1 * 3_600.0;
    world.until("its age is told", async |world: &World| hours.contains(&age(world).await)).await;
    let moved = world.folder().join("moved");
    std::fs::rename(&folder, &moved).unwrap();
    assert!(hours.contains(&age(&world).await), "nobody looks at the disk for that");
    std::fs::rename(&moved, &folder).unwrap();
    world.reach("2026-11-24T03:17:30Z").await;
    world.pass(TimeDelta::seconds(70)).await;
    let made =
        async |_: &World| scheduled(&folder).iter().any(|name| name.starts_with("rankwatch-20261124T03"));
    world.until("the next one comes at its time", made).await;
    let is_young = async |world: &World| {
        world.pass(TimeDelta::seconds(6)).await;
        (0.0..600.0).contains(&age(world).await)
    };
    world.until("it is told", is_young).await;
    world.end().await;
}
