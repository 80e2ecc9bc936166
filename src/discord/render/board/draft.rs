//! A board before it is saved: what is set, the next times, the cost, and the exact post.

use super::{
    super::{super::custom_id, Message, lines::COLOUR, post},
    cost, manner, next, what, which,
};
use crate::{
    commands::{DraftView, Hint},
    domain::{BoardPage, Format},
    text::{Words, width},
};
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

/// Discord's longest text beside embeds.
const CONTENT: usize = 2000;

/// The message of a draft: the summary as text, the post below as it will look.
pub(in super::super) fn message(words: Words, draft: &DraftView) -> Message {
    let place = ("place", format!("<#{}>", draft.settings.channel).into());
    let mut text = vec![match draft.number {
        None => words.say_with("board-draft-new", &[place]),
        Some(number) => words.say_with("board-draft-edit", &[place, ("number", number.to_string().into())]),
    }];
    text.push(format!("{} · {}", what(words, &draft.settings), which(words, &draft.settings)));
    text.extend(manner(words, &draft.settings));
    text.push(words.say("board-next"));
    text.extend(next(words, &draft.settings, &draft.next));
    text.push(cost(words, draft.cost));
    text.extend(draft.hints.iter().map(|hint| self::hint(words, hint)));
    text.push(String::new());
    text.push(words.say(if draft.page.is_some() { "board-draft-unsaved" } else { "board-draft-unseen" }));
    let embeds = draft.page.as_deref().map(exact).unwrap_or_default();
    let save = CreateButton::new(custom_id::save_draft(draft.draft)).label(words.say("board-button-save"));
    let cancel =
        CreateButton::new(custom_id::cancel_draft(draft.draft)).label(words.say("board-button-cancel"));
    let buttons = vec![save.style(ButtonStyle::Primary), cancel.style(ButtonStyle::Secondary)];
    let text = width::cut(&text.join("\n"), CONTENT);
    Message::new(&text, &embeds, &[CreateActionRow::Buttons(buttons)])
}

/// The message of a preview: the post as it would be, behind a sentence that says what it is.
pub(in super::super) fn preview(words: Words, page: &BoardPage) -> Message {
    let said = if page.number == 0 {
        words.say("board-preview-unsaved")
    } else {
        words.say_with("board-preview", &[("number", page.number.to_string().into())])
    };
    Message::new(&said, &exact(page), &post::buttons(page))
}

/// The post; plain text stands in an embed, for beside other text it could grow too long.
fn exact(page: &BoardPage) -> Vec<CreateEmbed> {
    match page.settings.format {
        Format::Rich => post::body(page, false).embeds,
        Format::Plain => {
            let text = post::body(page, true).content;
            vec![CreateEmbed::new().colour(COLOUR).description(text)]
        }
    }
}

fn hint(words: Words, hint: &Hint) -> String {
    match hint {
        Hint::Published => words.say("board-hint-published"),
        Hint::RoleNotPinged => words.say("board-hint-role"),
        Hint::Twin(number) => words.say_with("board-hint-twin", &[("number", number.to_string().into())]),
    }
}
