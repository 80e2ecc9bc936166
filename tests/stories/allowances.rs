//! Allowances: who has used up theirs is told until when, and reads what is stored for nothing.

use crate::world::{Outcome, Person, World, is_private};
use rankwatch::config::Config;
use serde_json::json;

/// Midnight after the day on which stories begin.
const TOMORROW: i64 = 1_795_478_400;

async fn ask(world: &World, who: &Person, region: &str) -> Outcome {
    world.ask(who, "ranking", json!({ "region": region })).await
}

fn reached(reason: &str) -> String {
    format!("{reason} Try again <t:{TOMORROW}:R>. Lists that I have stored still cost nothing.")
}

fn limited(configure: impl FnOnce(&mut Config)) -> impl FnOnce(&mut Config) {
    |config| {
        config.credits.asking_percent = 100;
        configure(config);
    }
}

/// What is stored is answered, fresh lists are there again tomorrow.
async fn stored_today_and_fresh_tomorrow(world: World, who: &Person) {
    let stored = ask(&world, who, "GB").await;
    assert!(!is_private(stored.message()) && stored.foot().contains("0 credits"), "{stored:?}");
    world.pass(chrono::TimeDelta::hours(12)).await;
    let fresh = world.ask(who, "ranking", json!({ "region": "FR", "date": "2026-11-20" })).await;
    assert!(fresh.foot().contains("1 credit"), "{}", fresh.foot());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_cannot_burn_the_budget() {
    let world =
        World::with("allowances-person", limited(|config| config.credits.per_person_per_day = 2)).await;
    let mason = world.mason().await;
    let maya = world.person("maya", "rankings").await;
    for region in ["GB", "BR"] {
        assert!(!is_private(ask(&world, &mason, region).await.message()));
    }
    let refused = ask(&world, &mason, "FR").await;
    assert_eq!(
        refused.private_sentence(),
        reached("You have asked for as many fresh lists as you may today.")
    );
    let in_dm = Person { channel: "dm".to_owned(), ..mason.clone() };
    assert!(is_private(ask(&world, &in_dm, "FR").await.message()), "wherever they ask");
    assert!(!is_private(ask(&world, &maya, "FR").await.message()), "others have their own");
    assert!(!is_private(ask(&world, &mason, "FR").await.message()), "now it is stored");
    assert_eq!(world.credits().await, 3);
    stored_today_and_fresh_tomorrow(world, &mason).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_server_cannot_burn_the_budget() {
    let world =
        World::with("allowances-server", limited(|config| config.credits.per_server_per_day = 2)).await;
    let mason = world.mason().await;
    let maya = world.person("maya", "rankings").await;
    let lilei = world.person("lilei", "榜单").await;
    assert!(!is_private(ask(&world, &mason, "GB").await.message()));
    assert!(!is_private(ask(&world, &maya, "BR").await.message()));
    for person in [&mason, &maya] {
        let refused = ask(&world, person, "FR").await.private_sentence();
        assert_eq!(refused, reached("This server has asked for as many fresh lists as it may today."));
    }
    assert!(!is_private(ask(&world, &lilei, "ID").await.message()), "another server has its own");
    assert_eq!(world.credits().await, 3);
    stored_today_and_fresh_tomorrow(world, &mason).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_budget_holds_for_all() {
    let world = World::with("allowances-day", limited(|config| config.credits.per_day = 2)).await;
    let mason = world.mason().await;
    let lilei = world.person("lilei", "榜单").await;
    for region in ["GB", "BR"] {
        assert!(!is_private(ask(&world, &mason, region).await.message()));
    }
    let refused = ask(&world, &mason, "FR").await.private_sentence();
    assert_eq!(refused, reached("This bot's credits for today are used up."));
    let refused = ask(&world, &lilei, "FR").await.private_sentence();
    assert_eq!(
        refused,
        format!("本机器人今天的积分用完了。请在 <t:{TOMORROW}:R> 再试。已存下的榜单仍可免费查看。")
    );
    assert_eq!(world.credits().await, 2);
    stored_today_and_fresh_tomorrow(world, &mason).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_leave_their_share_to_the_rest() {
    let world = World::with("allowances-share", |config| {
        config.credits.per_day = 4;
        config.credits.asking_percent = 50;
    })
    .await;
    let mason = world.mason().await;
    for region in ["GB", "BR"] {
        assert!(!is_private(ask(&world, &mason, region).await.message()));
    }
    let refused = ask(&world, &mason, "FR").await.private_sentence();
    assert_eq!(refused, reached("The credits set aside for questions are used up for today."));
    assert_eq!(world.credits().await, 2);
    stored_today_and_fresh_tomorrow(world, &mason).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_could_only_be_had_in_part_says_so() {
    let world = World::with("allowances-part", limited(|config| config.credits.per_person_per_day = 2)).await;
    let mason = world.mason().await;
    let part = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 50 })).await;
    assert!(!is_private(part.message()));
    assert_eq!(
        part.description().lines().next(),
        Some(
            "⚠️ You have asked for as many fresh lists as you may today. This is the list as far as it is stored."
        )
    );
    assert_eq!(world.all_pages(&mason, &part).await.len(), 20);
    assert_eq!(world.table(&mason, &part).await.len(), 20);
    assert_eq!(world.credits().await, 2);
    world.end().await;
}
