//! What was done to a board.

use super::{
    super::{super::custom_id, Message},
    full, press, relative, what,
};
use crate::{
    commands::{BoardDone, BoardPress, Deed},
    domain::BoardState,
    text::Words,
};
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

/// The message of a receipt, with a button that takes the deed back.
pub(in super::super) fn message(words: Words, done: &BoardDone) -> Message {
    let BoardDone { deed, board, undo } = done;
    let key = match deed {
        Deed::Added => "board-done-added",
        Deed::Edited => "board-done-edited",
        Deed::Paused => "board-done-paused",
        Deed::Resumed => "board-done-resumed",
        Deed::Removed => "board-done-removed",
        Deed::Undone => "board-done-undone",
        Deed::Tested => "board-done-tested",
    };
    let args = [
        ("number", board.number.to_string().into()),
        ("what", what(words, &board.settings).into()),
        ("place", format!("<#{}>", board.settings.channel).into()),
    ];
    let mut text = vec![words.say_with(key, &args)];
    let posts =
        matches!(deed, Deed::Added | Deed::Edited | Deed::Resumed) && board.state == BoardState::Active;
    text.extend(posts.then(|| match board.next {
        Some(next) => {
            let args = [("when", full(next.at).into()), ("relative", relative(next.at).into())];
            words.say_with("board-done-next", &args)
        }
        None => words.say("board-never"),
    }));
    let mut buttons = Vec::new();
    buttons.extend(undo.map(|draft| {
        let undo = CreateButton::new(custom_id::undo(draft)).label(words.say("board-button-undo"));
        undo.style(ButtonStyle::Secondary)
    }));
    // What was undone may have been the board itself.
    let is_there = !matches!(deed, Deed::Removed | Deed::Undone);
    buttons.extend(is_there.then(|| press(words, board.id, BoardPress::Show)));
    let rows = if buttons.is_empty() { Vec::new() } else { vec![CreateActionRow::Buttons(buttons)] };
    Message::new(&text.join("\n"), &[], &rows)
}

/// What is left of a draft that was thrown away.
pub(in super::super) fn cancelled(words: Words) -> Message {
    Message::new(&words.say("board-cancelled"), &[], &[])
}
