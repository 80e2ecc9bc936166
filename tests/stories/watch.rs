//! A creator is watched: set up with a back-test, told when they take off, explained, silenced, and told again.

use crate::{
    subscribed::ABOUT,
    watch_world::{
        CHART, FETCH, MUTE, RAISE, SAVE, SNOOZE, WHY, has, offers, steady, watching, words, written,
    },
    world::is_private,
};
use chrono::NaiveDate;
use rankwatch_sandbox::{TrueJump, Truth};
use serde_json::json;

/// A jump early in the month before the stories, of somebody who has no other near.
fn past_jump() -> TrueJump {
    let date = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    let all = Truth::new(1).jumps("US", date(9, 1), date(12, 5));
    let alone = |jump: &&TrueJump| all.iter().filter(|other| other.user_id == jump.user_id).count() == 1;
    let is_plain = |jump: &&TrueJump| {
        let fits = (date(11, 1)..date(11, 14)).contains(&jump.date) && (80.0..600.0).contains(&jump.usual);
        fits && jump.metric == "units" && jump.covered && (5.0..20.0).contains(&jump.size)
    };
    all.iter().filter(is_plain).find(alone).expect("such a jump").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_watch_would_have_said_is_shown_before_it_is_saved() {
    let world = watching("watch-draft").await;
    let maya = world.maya("alerts").await;
    let jump = past_jump();
    let draft = world.ask(&maya, "watch add", json!({ "creator": jump.user_id })).await;
    assert!(is_private(draft.message()), "{}", draft.0);
    let place = format!("<#{}>", maya.channel);
    has(&words(draft.message()), &["New watch", &place, "Nothing is saved yet", "cost one credit"]);
    let tried = world.press_deed(&maya, draft.message(), FETCH).await;
    let text = words(tried.message());
    let day = jump.date.format("%-d %b").to_string();
    let units = format!("{} units", written(jump.value));
    has(&text, &["24 Oct", "22 Nov", "would have spoken", &day, &units, "cost 3 credits"]);
    let line = text.lines().find(|line| line.contains(&units)).unwrap();
    assert!(line.contains(&day) && line.contains('×'), "the day with its numbers: {text}");
    assert!(!offers(tried.message(), FETCH), "nothing is missing any more: {}", tried.0);
    assert_eq!(world.asked_of("/trends/").await.len(), 3);
    assert_eq!(world.credits().await, 4);
    has(&world.watches(&maya).await, &["There is no watch yet"]);
    let saved = world.press_deed(&maya, tried.message(), SAVE).await;
    has(&words(saved.message()), &["Watch 1 is set up", &place]);
    assert!(is_private(saved.message()), "{}", saved.0);
    has(&world.watches(&maya).await, &["1 of 200", "no alert yet"]);
    assert!(world.posts(&maya.channel).await.is_empty(), "nothing is told of the past");
    let again = world.press_deed(&maya, tried.message(), SAVE).await;
    assert!(is_private(again.message()), "{}", again.0);
    has(&world.watches(&maya).await, &["1 of 200"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_proves_itself_is_silenced_and_told_again() {
    let world = watching("watch").await;
    let (maya, mason) = (world.maya("alerts").await, world.person("mason", "alerts").await);
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    let units = world.jump(creator, 8.0, 0.1).await;
    world.walk("2026-11-24T09:00:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    let title = alert["embeds"][0]["title"].as_str().unwrap();
    has(title, &["sold", &format!("{} units", written(units)), "23 Nov", "× the usual"]);
    has(&words(&alert), &["Usual for such a day", "Limit: ", "+50%", "Source: ", "watch 1", "23 Nov 2026"]);
    let files = alert["attachments"].as_array().unwrap();
    assert!(files.len() == 1 && files[0]["content_type"] == "image/png", "{alert:#}");
    let alt = files[0]["description"].as_str().unwrap();
    has(alt, &["Bar chart", &written(units), "Usual: ", "Limit: "]);
    for button in [WHY, SNOOZE, RAISE, MUTE, CHART, ABOUT] {
        assert!(offers(&alert, button), "{button}: {alert:#}");
    }
    assert_eq!((&alert["mention_roles"], &alert["mentions"]), (&json!([]), &json!([])), "nobody is pinged");
    assert_eq!(alert["mention_everyone"], false);
    let why = world.press_deed(&mason, &alert, WHY).await;
    assert!(is_private(why.message()), "{}", why.0);
    has(&words(why.message()), &["Watch 1", "23 Nov", "🔔", &written(units)]);
    let about = world.press_deed(&mason, &alert, ABOUT).await;
    assert_eq!(words(about.message()), words(why.message()), "what it is, is why it came");
    let refused = world.press_deed(&mason, &alert, SNOOZE).await;
    has(&refused.private_sentence(), &["Manage Server"]);

    // A quiet day lies between: what lasts is told once.
    world.walk("2026-11-25T12:00:00Z").await;
    let snoozed = world.press_deed(&maya, &alert, SNOOZE).await;
    assert!(is_private(snoozed.message()), "{}", snoozed.0);
    has(&words(snoozed.message()), &["Watch 1", "silent until"]);
    world.jump(creator, 8.0, 30.0).await;
    world.walk("2026-11-26T11:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "snoozed");
    has(&world.why(&mason, "1").await, &["25 Nov", "Found, but silent until"]);
    has(&world.watches(&mason).await, &["silent until"]);

    world.walk("2026-11-27T09:00:00Z").await;
    let posts = world.posts_come(&maya.channel, 2).await;
    has(&words(&posts[1]), &["26 Nov", "So since", "25 Nov", "snooze"]);
    world.walk("2026-11-28T09:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 2, "what lasts is told once");
    has(&world.why(&mason, "1").await, &["So since", "told already"]);
    world.end().await;
}
