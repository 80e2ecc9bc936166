//! Under a ranking: whoever asked turns its pages, anybody else gets a copy; for ever, and for nothing.

use crate::{
    table::rows,
    world::{Outcome, World, component, is_private},
};
use chrono::TimeDelta;
use serde_json::{Value, json};

fn ranks(message: &Value) -> Vec<usize> {
    rows(message).iter().map(|row| row.rank).collect()
}

/// What stands on the buttons, those that can't be pressed in brackets.
fn buttons(message: &Value) -> Vec<String> {
    let buttons = message["components"][0]["components"].as_array().unwrap().iter();
    let label = |button: &Value| button["label"].as_str().unwrap().to_owned();
    buttons
        .map(|one| if one["disabled"] == true { format!("[{}]", label(one)) } else { label(one) })
        .collect()
}

async fn turned(world: &World, who: &crate::world::Person, message: &Value, label: &str) -> Outcome {
    let turned = world.press(who, message, label).await;
    assert_eq!(turned.message()["id"], message["id"], "the message itself changes");
    turned
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asked_turns_the_pages_of_the_message_itself() {
    let world = World::new("paging").await;
    let mason = world.mason().await;
    let first = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 25 })).await;
    assert_eq!(ranks(first.message()), (1..=10).collect::<Vec<_>>());
    assert_eq!(buttons(first.message()), ["[◀]", "1 / 3", "▶", "CSV", "Daily board here"]);
    let second = turned(&world, &mason, first.message(), "▶").await;
    assert_eq!(ranks(second.message()), (11..=20).collect::<Vec<_>>());
    assert_eq!(buttons(second.message()), ["◀", "2 / 3", "▶", "CSV", "Daily board here"]);
    assert!(second.foot().contains("0 credits"), "{}", second.foot());
    let third = turned(&world, &mason, second.message(), "▶").await;
    assert_eq!(ranks(third.message()), (21..=25).collect::<Vec<_>>());
    assert_eq!(buttons(third.message()), ["◀", "3 / 3", "[▶]", "CSV", "Daily board here"]);
    let back = turned(&world, &mason, third.message(), "◀").await;
    assert_eq!(back.description(), second.description());
    assert_eq!(world.public_messages(&mason).await.len(), 1, "no message was added");
    assert_eq!(world.credits().await, 3);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_jumps_to_a_page_and_is_told_which_there_are() {
    let world = World::new("paging-jump").await;
    let mason = world.mason().await;
    let first = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 25 })).await;
    let message = first.message();
    let modal = world.press(&mason, message, "1 / 3").await;
    assert_eq!(modal.modal()["title"], "Go to a page");
    assert_eq!(modal.modal()["components"][0]["components"][0]["label"], "Page, 1 to 3");
    let third = world.submit(&mason, &modal, " 3 ").await;
    assert_eq!(third.message()["id"], message["id"]);
    assert_eq!(ranks(third.message()), (21..=25).collect::<Vec<_>>());
    for typed in ["0", "4", "999", "-1", "two", "1.5"] {
        let modal = world.press(&mason, third.message(), "3 / 3").await;
        let told = world.submit(&mason, &modal, typed).await;
        assert_eq!(told.private_sentence(), "This ranking has 3 pages: choose one from 1 to 3.", "{typed}");
    }
    let left = world.public_messages(&mason).await;
    assert_eq!(ranks(&left[0]), (21..=25).collect::<Vec<_>>(), "nonsense changes nothing");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_gets_a_copy_whose_pages_are_theirs() {
    let world = World::new("paging-copy").await;
    let mason = world.mason().await;
    let maya = world.person("maya", "rankings").await;
    let first = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 20 })).await;
    let copy = world.press(&maya, first.message(), "▶").await;
    assert!(is_private(copy.message()));
    assert_ne!(copy.message()["id"], first.message()["id"]);
    assert_eq!(
        copy.description().lines().next().unwrap(),
        "Only the person who asked can turn the pages there. Here is a copy for you."
    );
    assert_eq!(ranks(copy.message()), (11..=20).collect::<Vec<_>>());
    let public = world.public_messages(&mason).await;
    assert_eq!(public.len(), 1);
    assert_eq!(&public[0], first.message(), "the public message stays as it was");
    let own = turned(&world, &maya, copy.message(), "◀").await;
    assert!(is_private(own.message()));
    assert_eq!(own.description(), first.description());
    let modal = world.press(&maya, first.message(), "1 / 2").await;
    let jumped = world.submit(&maya, &modal, "2").await;
    assert!(is_private(jumped.message()));
    assert_eq!(ranks(jumped.message()), (11..=20).collect::<Vec<_>>());
    assert_eq!(world.credits().await, 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_work_after_a_restart_and_forty_days_later_for_nothing() {
    let mut world = World::new("paging-later").await;
    let mason = world.mason().await;
    let first = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 20 })).await;
    let menu = component(first.message(), |part| part["type"] == 3);
    let modal = world.press(&mason, first.message(), "1 / 2").await;
    world.stop_bot().await;
    world.start_bot().await;
    let jumped = world.submit(&mason, &modal, "2").await;
    assert_eq!(ranks(jumped.message()), (11..=20).collect::<Vec<_>>(), "opened before, sent after");
    let first = turned(&world, &mason, jumped.message(), "◀").await;
    let second = turned(&world, &mason, first.message(), "▶").await;
    assert_eq!(ranks(second.message()), (11..=20).collect::<Vec<_>>());
    world.pass(TimeDelta::days(40)).await;
    let back = turned(&world, &mason, second.message(), "◀").await;
    assert_eq!(back.title(), first.title(), "the date that was answered, not today's newest");
    assert_eq!(back.description(), first.description());
    assert!(back.foot().contains("fetched 40 days ago · 0 credits"), "{}", back.foot());
    assert_eq!(component(back.message(), |part| part["type"] == 3), menu);
    assert_eq!(world.table(&mason, &back).await.len(), 20);
    assert_eq!(world.credits().await, 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_is_not_ours_says_how_to_go_on() {
    let world = World::new("paging-foreign").await;
    let mason = world.mason().await;
    let first = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 20 })).await;
    let ours = component(first.message(), |part| part["label"] == "▶")["custom_id"].clone();
    let ours = ours.as_str().unwrap();
    let beyond = ours.strip_suffix('2').unwrap().to_owned() + "7";
    for (custom_id, sentence) in [
        ("hello", "I don't know this button (any more). Run `/ranking` again for a fresh one."),
        (
            &ours.replace("|GB|", "|XX|"),
            "I don't know this button (any more). Run `/ranking` again for a fresh one.",
        ),
        (&beyond, "This ranking has 2 pages: choose one from 1 to 2."),
    ] {
        let told = world.press_id(&mason, first.message(), &json!(custom_id)).await;
        assert_eq!(told.private_sentence(), sentence, "{custom_id}");
    }
    assert_eq!(world.credits().await, 2);
    world.end().await;
}
