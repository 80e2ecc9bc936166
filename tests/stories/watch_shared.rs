//! Servers that watch the same creators share what is learned of them.

use crate::{
    watch_world::{has, steady, watching, words},
    world::{Person, World},
};
use serde_json::json;

/// Watches creators in some servers over two days of which the second brings a jump; the requests that it took, by
/// their kind.
async fn days(story: &str, is_shared: bool) -> (usize, usize) {
    let world = watching(story).await;
    let maya = world.maya("alerts").await;
    let creators = steady(12);
    world.watch_all(&maya, &creators).await;
    let other = world.person("hanmeimei", "提醒").await;
    if is_shared {
        let opened = world.ask(&other, "watch import", json!({})).await;
        let draft = world.submit(&other, &opened, &creators.join("\n")).await;
        let done = world.press_deed(&other, draft.message(), crate::watch_world::SAVE).await;
        has(&words(done.message()), &["12"]);
    }
    world.walk("2026-11-25T12:00:00Z").await;
    world.jump(creators[0], 8.0, 0.1).await;
    world.walk("2026-11-26T09:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    has(&words(&alert), &["watch ", "25 Nov"]);
    if is_shared {
        comes_in_chinese(&world, &other).await;
    }
    world.nothing_more().await;
    assert_eq!(world.posts(&other.channel).await.len(), usize::from(is_shared));
    let spent = (world.details().await, world.asked_of("/ranking/").await.len());
    assert_eq!(world.credits().await, (spent.0 + spent.1) as u64, "nothing else is paid for");
    world.end().await;
    spent
}

async fn comes_in_chinese(world: &World, other: &Person) {
    let alert = world.posts_come(&other.channel, 1).await.remove(0);
    has(&words(&alert), &["卖出", "11月25日"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_cost_what_one_does_and_each_is_told() {
    let (alone, shared) = tokio::join!(days("watch-alone", false), days("watch-shared", true));
    // Four days of twelve creators, ten a credit; one list a day, which is looked for once an hour until it is out. A call
    // that a leap of the clock cuts off is made again: on a busy machine one or two more. Apart it would be twice as many.
    for (details, lists) in [alone, shared] {
        assert!((6..=10).contains(&details), "{alone:?} {shared:?}");
        assert!(lists <= 1 + 3 * 9 + 2, "{alone:?} {shared:?}");
    }
    assert!(alone.1.abs_diff(shared.1) <= 2, "{alone:?} {shared:?}");
}
