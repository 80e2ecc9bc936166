//! Where one asks: in servers, in a DM, and with the bot brought along to a server that it isn't in.

use crate::world::{World, is_private};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_public_unless_it_is_asked_for_in_private() {
    let world = World::new("places-private").await;
    let mason = world.mason().await;
    let maya = world.person("maya", "rankings").await;
    let private = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 20, "private": true })).await;
    assert!(is_private(private.message()));
    assert!(world.messages(&maya).await.is_empty(), "nobody else sees it");
    let turned = world.press(&mason, private.message(), "▶").await;
    assert!(is_private(turned.message()));
    assert_eq!(turned.message()["id"], private.message()["id"]);
    let said_no = world.ask(&mason, "ranking", json!({ "region": "GB", "private": false })).await;
    assert!(!is_private(said_no.message()));
    assert_eq!(world.messages(&maya).await, [said_no.message().clone()]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_answers_as_a_channel_does() {
    let world = World::new("places-dm").await;
    let maya = world.person("maya", "dm").await;
    let first = world.ask(&maya, "ranking", json!({ "region": "GB", "top": 20 })).await;
    assert!(!is_private(first.message()));
    assert_eq!(world.messages(&maya).await.len(), 1);
    let second = world.press(&maya, first.message(), "▶").await;
    assert_eq!(second.message()["id"], first.message()["id"]);
    let modal = world.press(&maya, second.message(), "2 / 2").await;
    let back = world.submit(&maya, &modal, "1").await;
    assert_eq!(back.description(), first.description());
    assert!(is_private(world.choose(&maya, first.message(), 0).await.message()));
    assert_eq!(world.table(&maya, &first).await.len(), 20);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_brings_the_bot_along_at_nobody_elses_expense() {
    let world = World::with("places-installed", |config| config.credits.per_server_per_day = 1).await;
    let someone = world.person("mason", "dm").await;
    world.post("guilds", json!({ "name": "Elsewhere", "bot": false, "owner": someone.id })).await;
    let mason = world.at("mason", "Elsewhere", "general").await;
    let first = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 20 })).await;
    assert!(!is_private(first.message()), "{first:?}");
    let other = world.ask(&mason, "ranking", json!({ "region": "FR" })).await;
    assert!(!is_private(other.message()), "no server's allowance is used: {other:?}");
    let second = world.press(&mason, first.message(), "▶").await;
    assert_eq!(second.message()["id"], first.message()["id"]);
    assert_eq!(world.table(&mason, &first).await.len(), 20);
    let visitor = world.newcomer(json!({ "username": "visitor" })).await;
    let visitor = world.join("Elsewhere", &visitor, "general").await;
    let copy = world.press(&visitor, first.message(), "▶").await;
    assert!(is_private(copy.message()));
    assert_eq!(copy.foot(), second.foot());
    assert_eq!(world.credits().await, 3);
    world.end().await;
}
