//! Many creators at once: the modal, what would be done and for what price, what was done.

use super::{
    super::{super::custom_id, Message, escape, notice::both},
    buttons, tried,
};
use crate::{
    commands::{DraftPress, ImportDone, ImportView},
    text::Words,
};
use serde_json::{Value, json};
use serenity::all::{CreateActionRow, CreateInputText, InputTextStyle};

/// Discord's longest text in a modal.
const TEXT: u16 = 4000;

/// The modal into which handles are pasted.
pub(in super::super) fn ask(words: Words) -> Value {
    let label = words.say("watch-import-label");
    let input = CreateInputText::new(InputTextStyle::Paragraph, label, "handles").max_length(TEXT);
    json!({
        "custom_id": custom_id::paste(),
        "title": words.say("watch-import-ask"),
        "components": [CreateActionRow::InputText(input)],
    })
}

/// What an import would do, before it is done.
pub(super) fn message(words: Words, view: &ImportView) -> Message {
    let place = format!("<#{}>", view.channel);
    let mut text = vec![words.say_with("watch-import-title", &[("place", place.into())])];
    let count = |key, count: usize| (count > 0).then(|| words.say_with(key, &[("count", count.into())]));
    text.extend(count("watch-import-known", view.known));
    if view.unknown > 0 {
        let args = [("count", view.unknown.into()), ("credits", i64::from(view.credits).into())];
        text.push(words.say_with("watch-import-unknown", &args));
    }
    text.extend(count("watch-import-watched", view.watched));
    text.extend(named(words, "watch-import-unreadable", &view.unreadable));
    let wanted = view.known + view.unknown;
    if usize::try_from(view.room).is_ok_and(|room| room < wanted) {
        text.push(words.say_with("watch-import-room", &[("room", i64::from(view.room).into())]));
    }
    text.push(words.say("watch-import-unsaved"));
    let mut row = Vec::new();
    if wanted > 0 && view.room > 0 {
        row.push(buttons::draft(view.draft, DraftPress::Save, words.say("watch-button-import")));
    }
    row.push(buttons::draft(view.draft, DraftPress::Cancel, words.say("board-button-cancel")));
    Message::new(&text.join("\n"), &[], &buttons::row(row))
}

/// What an import did.
pub(super) fn done(words: Words, done: &ImportDone) -> Message {
    let count = |key, count: usize| words.say_with(key, &[("count", count.into())]);
    let some = |key, number: usize| (number > 0).then(|| count(key, number));
    let mut text = vec![count("watch-imported", done.added)];
    text.extend(some("watch-imported-watched", done.watched));
    text.extend(named(words, "watch-imported-unknown", &done.unknown));
    text.extend(some("watch-imported-full", done.full));
    text.extend(some("watch-imported-failed", done.failed));
    text.push(format!("-# {}", tried::credits(words, done.credits)));
    Message::new(&text.join("\n"), &[], &[])
}

/// How many lines, and the first of them.
fn named(words: Words, key: &str, (lines, count): &(Vec<String>, usize)) -> Option<String> {
    let shown = lines.iter().take(ImportView::NAMED).map(|line| escape::typed(line));
    let mut shown = shown.reduce(|all, one| both(words, "enumeration", all, one))?;
    if *count > lines.len().min(ImportView::NAMED) {
        shown.push('…');
    }
    Some(words.say_with(key, &[("count", (*count).into()), ("lines", shown.into())]))
}
