//! A creator is watched: set up with a back-test, told when they take off, explained, silenced, and told again.

use crate::{
    subscribed::{custom_ids, said},
    world::World,
};
use serde_json::json;

impl World {
    /// The handle of a creator somewhere on the ranking of the United States.
    pub(crate) async fn a_creator(&self, place: usize) -> String {
        let maya = self.maya("rankings").await;
        let ranking = self.ask(&maya, "ranking", json!({"region": "US", "top": 20, "private": true})).await;
        let text = said(ranking.message());
        let handles: Vec<&str> = text.split("tiktok.com/@").skip(1).collect();
        handles[place].split([')', '?', ' ']).next().unwrap().to_owned()
    }

    /// Makes a creator jump today.
    pub(crate) async fn jump(&self, handle: &str, times: f64) {
        let jump = json!({"region": "US", "creator": handle, "times": times, "fades": 0.3});
        self.post("market/jump", jump).await;
    }

    /// Walks to a moment in steps that the bot can follow.
    pub(crate) async fn walk(&self, moment: &str) {
        self.post("clock", json!({ "to": moment, "walk": true })).await;
    }
}

/// A bot that looks for new numbers each minute.
async fn watching(story: &str) -> World {
    World::with(story, |config| config.watches.evaluate_interval_s = 60).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creator_is_watched_from_the_back_test_to_the_end_of_a_snooze() {
    let world = watching("watch").await;
    let maya = world.maya("alerts").await;
    let handle = world.a_creator(3).await;
    let draft = world.ask(&maya, "watch add", json!({"creator": format!("@{handle}")})).await;
    eprintln!("{}", said(draft.message()));
    let tried = world.press_deed(&maya, draft.message(), "w1|f|").await;
    eprintln!("{}\n{:?}", said(tried.message()), custom_ids(tried.message()));
    let saved = world.press_deed(&maya, tried.message(), "w1|v|").await;
    eprintln!("{}\n{:?}", said(saved.message()), custom_ids(saved.message()));

    world.jump(&handle, 8.0).await;
    world.walk("2026-11-24T09:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    eprintln!("{alert:#}");
    let why = world.press_deed(&maya, &alert, "w1|y|").await;
    eprintln!("{}\n{:?}", said(why.message()), custom_ids(why.message()));
    let snoozed = world.press_deed(&maya, &alert, "w1|z|").await;
    eprintln!("{}\n{:?}", said(snoozed.message()), custom_ids(snoozed.message()));

    world.jump(&handle, 8.0).await;
    world.walk("2026-11-25T08:30:00Z").await;
    world.nothing_more().await;
    world.posts_come(&maya.channel, 1).await;
    let why = world.ask(&maya, "watch why", json!({"watch": "1"})).await;
    eprintln!("{}", said(why.message()));

    world.walk("2026-11-26T09:00:00Z").await;
    world.jump(&handle, 8.0).await;
    world.walk("2026-11-27T09:00:00Z").await;
    world.posts_come(&maya.channel, 2).await;
    let list = world.ask(&maya, "watch list", json!({})).await;
    eprintln!("{}", said(list.message()));
    world.end().await;
}
