//! What stands under a post: the file, what the post is, the menu of creators.

use super::{
    super::{super::custom_id, lines as numbers, ranking},
    lines::second,
};
use crate::{
    commands::{Question, View},
    domain::{BoardPage, Mark},
    text::Words,
};
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

/// Discord's longest menu.
const OPTIONS: usize = 25;

/// The buttons and the menu under a board's post; without a mark where it isn't posted.
pub(super) fn rows(page: &BoardPage, mark: Option<Mark>) -> Vec<CreateActionRow> {
    let words = Words::new(page.settings.language);
    // Nobody in particular asked for it.
    let question = Question { date: Some(page.date), ..page.settings.question };
    let view = View { question, owner: 0, awaited: None };
    let mut buttons = vec![ranking::csv(words, &view)];
    buttons.extend(mark.map(|mark| about(words, mark, "post-about")));
    let options = page.lines.iter().take(OPTIONS).map(|line| {
        let name = numbers::shown_name(words, &line.row);
        let number = numbers::named_headline(words, page.headline, line.value, &line.row);
        let said: Vec<_> =
            [Some(number), second(words, page.headline, &line.row)].into_iter().flatten().collect();
        ranking::option(line.rank, &line.row, &name, &said)
    });
    let menu = ranking::menu(words, &view, options.collect());
    std::iter::once(CreateActionRow::Buttons(buttons)).chain(menu).collect()
}

/// The buttons and the menu of a post that isn't posted.
pub(in super::super) fn buttons(page: &BoardPage) -> Vec<CreateActionRow> {
    rows(page, None)
}

/// The button that bears the mark, and says what the post is.
pub(super) fn about(words: Words, mark: Mark, label: &str) -> CreateButton {
    CreateButton::new(custom_id::about(mark)).label(words.say(label)).style(ButtonStyle::Secondary)
}
