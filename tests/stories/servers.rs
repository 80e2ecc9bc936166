//! What happens to servers: left and come back, out of order, removed while the bot was down.

use crate::{
    subscribed::{NINE, said},
    world::{World, text},
};
use chrono::TimeDelta;
use serde_json::json;

async fn server(world: &World) -> String {
    text(&world.get("state").await["guilds"][0]["id"])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_comes_back_within_thirty_days_finds_its_boards() {
    let world = World::new("servers-return").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    let id = server(&world).await;
    world.post(&format!("guilds/{id}/remove"), json!({})).await;
    world.reach("2026-11-30T09:00:00Z").await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty());
    world.reach("2026-11-30T20:00:00Z").await;
    world.post(&format!("guilds/{id}/return"), json!({})).await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty(), "what was missed meanwhile stays missed");
    world.reach("2026-12-01T09:00:00Z").await;
    world.posts_come(&maya.channel, 1).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stays_away_is_forgotten_after_thirty_days() {
    let world = World::new("servers-purge").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    let id = server(&world).await;
    world.post(&format!("guilds/{id}/remove"), json!({})).await;
    world.nothing_more().await;
    for _ in 0..32 {
        world.pass(TimeDelta::days(1)).await;
    }
    world.post(&format!("guilds/{id}/return"), json!({})).await;
    world.nothing_more().await;
    let list = said(world.ask(&maya, "board list", json!({})).await.message());
    assert!(!list.contains("09:00"), "{list}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_disables_nothing_and_its_posts_come_afterwards() {
    for rest in [503, 403] {
        let world = World::new(&format!("servers-outage-{rest}")).await;
        let maya = world.maya("rankings").await;
        world.subscribe(&maya, json!({})).await;
        let id = server(&world).await;
        world.post(&format!("guilds/{id}/outage"), json!({ "on": true, "rest": rest })).await;
        world.nothing_more().await;
        world.reach(NINE).await;
        world.nothing_more().await;
        world.post(&format!("guilds/{id}/outage"), json!({ "on": false })).await;
        world.posts_come(&maya.channel, 1).await;
        assert!(world.direct("maya").await.is_empty(), "nobody is told");
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_left_while_the_bot_was_down_gets_nothing() {
    let mut world = World::new("servers-left-down").await;
    let maya = world.maya("rankings").await;
    world.subscribe(&maya, json!({})).await;
    let id = server(&world).await;
    world.stop_bot().await;
    world.post(&format!("guilds/{id}/remove"), json!({})).await;
    world.start_bot().await;
    world.reach(NINE).await;
    world.nothing_more().await;
    let listed = world.run(&["outbox", "--all"]).await;
    assert!(!listed.out.contains("dead") && !listed.out.contains("held"), "{listed:?}");
    world.post(&format!("guilds/{id}/return"), json!({})).await;
    world.nothing_more().await;
    world.reach("2026-11-25T09:00:00Z").await;
    world.posts_come(&maya.channel, 1).await;
    world.end().await;
}
