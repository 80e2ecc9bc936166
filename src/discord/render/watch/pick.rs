//! Whom to watch: a menu of the creators of a page.

use super::{
    super::{super::custom_id, Message, escape},
    figures::called,
};
use crate::{
    commands::WatchPick,
    text::{Words, width},
};
use serenity::all::{CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption};
use std::collections::HashSet;

/// Discord's longest menu.
const OPTIONS: usize = 25;
/// The longest label in it.
const LABEL: usize = 100;

/// The message of the choice.
pub(super) fn message(words: Words, pick: &WatchPick) -> Message {
    if pick.creators.is_empty() {
        return Message::new(&words.say("watch-pick-none"), &[], &[]);
    }
    let mut seen = HashSet::new();
    let creators = pick.creators.iter().filter(|(_, creator)| seen.insert(&creator.user_id));
    let options = creators.take(OPTIONS).map(|(rank, creator)| {
        let label = format!("{rank} · {}", escape::plain(&called(words, creator)));
        let option = CreateSelectMenuOption::new(width::cut(&label, LABEL), creator.user_id.as_str());
        match creator.name.as_deref().filter(|name| !escape::is_blank(name)) {
            Some(name) => option.description(width::cut(&escape::plain(name), LABEL)),
            None => option,
        }
    });
    let kind = CreateSelectMenuKind::String { options: options.collect() };
    let menu = CreateSelectMenu::new(custom_id::pick(pick.region), kind);
    let row = CreateActionRow::SelectMenu(menu.placeholder(words.say("watch-pick-choose")));
    Message::new(&words.say("watch-pick"), &[], &[row])
}
