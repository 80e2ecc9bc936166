//! When alerts come: not at night, not a flood of them, and not while a whole region's numbers are in doubt.

use crate::{
    subscribed::ABOUT,
    watch_world::{OPEN, has, offers, steady, watching, words, written},
    world::{Person, World, component, is_private},
};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_in_quiet_hours_comes_once_when_they_end() {
    let world = watching("watch-quiet").await;
    let maya = world.maya("alerts").await;
    let settings = world.ask(&maya, "settings", json!({})).await;
    let asked = world.press_deed(&maya, settings.message(), "s1|ask-quiet").await;
    world.submit(&maya, &asked, "22:00-10:30").await;
    let creator = steady(1)[0];
    world.watch(&maya, json!({ "creator": creator })).await;
    world.jump(creator, 8.0, 0.1).await;
    world.walk("2026-11-24T10:25:00Z").await;
    world.nothing_more().await;
    assert!(world.posts(&maya.channel).await.is_empty(), "it is night");
    assert_eq!(world.alerts().await, ["ready"], "it is kept");
    has(&world.why(&maya, "1").await, &["23 Nov", "end of the quiet hours"]);
    world.walk("2026-11-24T10:31:00Z").await;
    let alert = world.posts_come(&maya.channel, 1).await.remove(0);
    has(&words(&alert), &["sold", "23 Nov"]);
    has(&world.why(&maya, "1").await, &["🔔 Alert"]);
    world.walk("2026-11-25T11:00:00Z").await;
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1);
    world.end().await;
}

/// Some creators who are watched, with a few days that are known of them.
async fn known_for_days(world: &World, who: &Person, count: usize) -> Vec<&'static str> {
    let creators = steady(count);
    world.watch_all(who, &creators).await;
    world.walk("2026-11-25T12:00:00Z").await;
    assert!(world.posts(&who.channel).await.is_empty());
    creators
}

#[tokio::test(flavor = "multi_thread")]
async fn many_alerts_of_a_day_come_in_one_message_and_each_can_be_opened() {
    let world = watching("watch-folded").await;
    let (maya, mason) = (world.maya("alerts").await, world.person("mason", "alerts").await);
    let creators = known_for_days(&world, &maya, 14).await;
    let mut units = Vec::new();
    for creator in &creators[..6] {
        units.push(world.jump(creator, 8.0, 0.1).await);
    }
    world.walk("2026-11-26T09:00:00Z").await;
    let folded = world.posts_come(&maya.channel, 1).await.remove(0);
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "one message");
    let text = words(&folded);
    has(&text, &["6 alerts", "`1`", "`6`"]);
    for units in &units {
        has(&text, &[&format!("{} units", written(*units))]);
    }
    let about = world.press_deed(&mason, &folded, ABOUT).await;
    has(&words(about.message()), &["14 of 200"]);
    assert!(offers(&folded, OPEN), "{folded:#}");
    let menu = component(&folded, |part| part["type"] == 3);
    let options = menu["options"].as_array().unwrap();
    assert_eq!(options.len(), 6, "{menu}");
    for option in [&options[0], &options[5]] {
        let value = option["value"].as_str().unwrap();
        let opened = world.set(&mason, &folded, OPEN, &[value]).await;
        let message = opened.message();
        assert!(is_private(message), "{}", opened.0);
        has(&words(message), &["sold", "25 Nov", "Usual for such a day", "Limit: "]);
        assert_eq!(message["attachments"].as_array().map(Vec::len), Some(1), "its picture: {message}");
        let short = option["description"].as_str().unwrap();
        let count = short
            .split(' ')
            .find(|word| word.len() > 2 && word.ends_with(|last: char| last.is_ascii_digit()));
        has(&words(message), &[count.unwrap_or(short)]);
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_in_doubt_is_told_once_and_what_is_confirmed_comes_the_next_day() {
    let world = watching("watch-glitch").await;
    let maya = world.maya("alerts").await;
    let creators = known_for_days(&world, &maya, 10).await;
    for creator in &creators[..3] {
        world.jump(creator, 8.0, 30.0).await;
    }
    // A fault of one day.
    for creator in &creators[3..7] {
        world.jump(creator, 8.0, 0.1).await;
    }
    world.walk("2026-11-26T12:00:00Z").await;
    let doubt = world.posts_come(&maya.channel, 1).await.remove(0);
    has(
        &words(&doubt),
        &["United States", "25 Nov", "look wrong", "7 of 10 creators", "7 alerts of this channel are held"],
    );
    world.nothing_more().await;
    assert_eq!(world.posts(&maya.channel).await.len(), 1, "one notice, no alert");
    has(&world.why(&maya, "1").await, &["held until the next numbers"]);

    world.walk("2026-11-27T12:00:00Z").await;
    let posts = world.posts_come(&maya.channel, 4).await;
    for alert in &posts[1..] {
        has(&words(alert), &["26 Nov", "Held since", "25 Nov", "confirmed"]);
    }
    world.walk("2026-11-28T12:00:00Z").await;
    world.nothing_more().await;
    let titles: Vec<Value> =
        world.posts(&maya.channel).await.iter().map(|post| post["embeds"][0]["title"].clone()).collect();
    assert_eq!(titles.len(), 4, "{titles:?}");
    world.end().await;
}
