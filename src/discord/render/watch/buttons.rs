//! Buttons under what is said of watches.

use super::super::super::custom_id;
use crate::{
    commands::{DraftPress, WatchButton},
    domain::watch::WatchId,
    text::Words,
};
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

/// A button that does something with a watch.
pub(super) fn on(watch: WatchId, button: &WatchButton, label: String) -> CreateButton {
    let style = if *button == WatchButton::Remove { ButtonStyle::Danger } else { ButtonStyle::Secondary };
    CreateButton::new(custom_id::watch(watch, button)).label(label).style(style)
}

/// A button of a draft.
pub(super) fn draft(draft: i64, press: DraftPress, label: String) -> CreateButton {
    let style = if press == DraftPress::Save { ButtonStyle::Primary } else { ButtonStyle::Secondary };
    CreateButton::new(custom_id::watch_draft(draft, press)).label(label).style(style)
}

/// A row of buttons; none where there are none.
pub(super) fn row(buttons: Vec<CreateButton>) -> Vec<CreateActionRow> {
    if buttons.is_empty() { Vec::new() } else { vec![CreateActionRow::Buttons(buttons)] }
}

/// Which days are shown: `7 days`.
pub(super) fn days(words: Words, days: u32) -> String {
    words.say_with("watch-button-days", &[("days", i64::from(days).into())])
}
