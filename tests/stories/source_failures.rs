//! The source in trouble: people get the stored list with the reason, or a private sentence; nothing is asked in vain.

use crate::world::{Outcome, Person, World};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// The reason that people read for what the source does, and whether they are told when to try again. The
/// operator must act on the others: of these, only what is stored is promised.
fn troubles() -> Vec<(&'static str, Value, bool)> {
    let status = |status: u16| json!({ "kind": "status", "status": status, "body": { "code": status } });
    let quota = json!({ "kind": "status", "status": 500, "body": { "code": 500, "message": "Usage Limit Exceeded" } });
    vec![
        ("can't be reached", json!({ "kind": "refused" }), true),
        ("can't be reached", json!({ "kind": "lost_answer" }), true),
        ("got lost on the way", json!({ "kind": "cut_body" }), true),
        ("can't be read", json!({ "kind": "huge", "bytes": 6_000_000 }), true),
        (
            "can't be read",
            json!({ "kind": "status", "status": 200, "body": "<html>Just a moment</html>" }),
            true,
        ),
        ("isn't working", status(500), true),
        ("isn't working", status(503), true),
        ("asks for a pause", status(429), true),
        ("credits are used up", status(402), false),
        ("credits are used up", quota, false),
        ("refuses this bot's key", status(401), false),
        ("refuses this bot's key", status(403), false),
        ("refused the question", status(400), false),
        ("refused the question", status(404), false),
    ]
}

async fn ask(world: &World, who: &Person) -> Outcome {
    world.ask(who, "ranking", json!({})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_stored_list_the_reason_comes_in_private() {
    let world = World::with("failures-private", |config| config.keyapi.retry_wait_ms = 10).await;
    let mason = world.mason().await;
    for (reason, effect, again) in troubles() {
        world.break_source(&effect).await;
        let said = ask(&world, &mason).await.private_sentence();
        assert!(said.contains(reason), "{effect}: {said}");
        assert_eq!(said.contains("Try again"), again, "{effect}: {said}");
        assert_eq!(said.contains("stored still cost nothing"), !again, "{effect}: {said}");
        assert_eq!(world.public(&mason).await, Vec::<Value>::new(), "{effect}");
        world.heal().await;
        world.pass(TimeDelta::minutes(31)).await;
    }
    let healed = ask(&world, &mason).await;
    assert!(healed.foot().contains("1 credit"), "{}", healed.foot());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_list_comes_with_the_reason_and_its_age() {
    let world = World::with("failures-instead", |config| config.keyapi.retry_wait_ms = 10).await;
    let mason = world.mason().await;
    let fine = ask(&world, &mason).await;
    world.pass(TimeDelta::days(1)).await;
    let paid = world.credits().await;
    for (reason, effect, _) in troubles() {
        world.break_source(&effect).await;
        let answer = ask(&world, &mason).await;
        let shown = answer.description();
        let first = shown.lines().next().unwrap().to_owned();
        assert!(first.starts_with("⚠️ The data source") && first.contains(reason), "{effect}: {first}");
        assert!(first.contains("This is the stored list, 1 day old."), "{effect}: {first}");
        assert!(shown.ends_with(&fine.description()), "{effect}: {shown}");
        assert_eq!(answer.title(), fine.title());
        world.heal().await;
        world.pass(TimeDelta::minutes(31)).await;
    }
    assert!(world.credits().await > paid, "lost answers cost their credit");
    assert!(ask(&world, &mason).await.title().contains("23 Nov"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rows_that_are_stored_come_when_the_rest_does_not() {
    let world = World::new("failures-rest").await;
    let mason = world.mason().await;
    let ten = ask(&world, &mason).await;
    let refusal = json!({ "code": 500, "message": "Internal server error", "data": null });
    world.break_source(&json!({ "kind": "status", "status": 500, "body": refusal })).await;
    let part = world.ask(&mason, "ranking", json!({ "top": 30 })).await;
    let said = "⚠️ The data source isn't working right now. This is the list as far as it is stored.";
    assert_eq!(part.description().lines().next(), Some(said));
    assert!(part.description().ends_with(&ten.description()));
    assert!(part.foot().contains("0 credits"), "{}", part.foot());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn short_trouble_is_not_even_noticed() {
    let world = World::new("failures-short").await;
    let mason = world.mason().await;
    for (region, effect) in [
        ("GB", json!({ "kind": "quirk", "name": "code_500", "times": 2 })),
        ("DE", json!({ "kind": "status", "status": 429, "times": 1 })),
        ("FR", json!({ "kind": "quirk", "name": "code_429", "times": 1 })),
        ("ID", json!({ "kind": "refused", "times": 1 })),
    ] {
        let before = (world.requests().await.len(), world.credits().await);
        world.break_source(&effect).await;
        let answer = world.ask(&mason, "ranking", json!({ "region": region })).await;
        assert!(!answer.description().contains('⚠'), "{effect}: {}", answer.description());
        let after = (world.requests().await.len(), world.credits().await);
        let failed = usize::try_from(effect["times"].as_u64().unwrap()).unwrap();
        assert_eq!(after, (before.0 + failed + 1, before.1 + 1), "{effect}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_get_lost_cost_two_credits_at_most() {
    let world = World::with("failures-lost", |config| config.keyapi.retry_wait_ms = 10).await;
    let mason = world.mason().await;
    world.break_source(&json!({ "kind": "lost_answer" })).await;
    ask(&world, &mason).await.private_sentence();
    assert_eq!((world.requests().await.len(), world.credits().await), (2, 2));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_credits_the_source_is_left_alone_until_its_time() {
    let world = World::new("failures-breaker").await;
    let mason = world.mason().await;
    world.post("keyapi", json!({ "balance": 0 })).await;
    let said = ask(&world, &mason).await.private_sentence();
    assert!(said.contains("credits are used up"), "{said}");
    assert_eq!(world.requests().await.len(), 1);
    for region in ["GB", "DE", "FR"] {
        let said = world.ask(&mason, "ranking", json!({ "region": region })).await.private_sentence();
        assert!(said.contains("credits are used up"), "{said}");
    }
    world.post("keyapi", json!({ "balance": 100 })).await;
    world.pass(TimeDelta::minutes(29)).await;
    ask(&world, &mason).await.private_sentence();
    assert_eq!(world.requests().await.len(), 1, "nothing is asked before its time");
    world.pass(TimeDelta::minutes(2)).await;
    assert!(ask(&world, &mason).await.foot().contains("1 credit"));
    let other = world.ask(&mason, "ranking", json!({ "region": "GB" })).await;
    assert!(other.foot().contains("1 credit"));
    assert_eq!(world.requests().await.len(), 3);
    world.end().await;
}
