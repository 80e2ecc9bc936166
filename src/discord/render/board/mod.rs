//! Boards in words: before they are saved, their receipts, the list, one with its history.

mod draft;
mod list;
mod notices;
mod outcome;
mod receipt;
mod show;
mod trouble;

pub(super) use draft::{message as draft, preview};
pub(super) use list::message as list;
pub(super) use notices::{hindered, sentence};
pub use outcome::{blocked, cause, short};
pub(super) use receipt::{cancelled, message as receipt};
pub(super) use show::message as show;
pub use trouble::rights;
pub(super) use trouble::{mend, right, why};

use super::super::custom_id;
use crate::{
    commands::{BoardPress, Cost},
    domain::{BoardId, BoardSettings, Firing, Format, Language, Late, Order, Period, Question, Style},
    text::Words,
};
use chrono::{DateTime, Utc};
use serenity::all::{ButtonStyle, CreateButton};

/// What a board ranks: `United States · units sold · daily`.
pub fn what(words: Words, settings: &BoardSettings) -> String {
    ranked(words, &settings.question)
}

/// What a question ranks, in the same words.
pub(super) fn ranked(words: Words, question: &Question) -> String {
    let by = words.say(match question.order {
        Order::Sales => "ranking-by-units",
        Order::Followers => "ranking-by-followers-gained",
        Order::Gmv => "ranking-by-gmv",
        Order::Growth => "ranking-by-growth",
    });
    let period = words.say(match question.period {
        Period::Day => "board-daily",
        Period::Week => "board-weekly",
        Period::Month => "board-monthly",
    });
    [question.region.name(words.language()).to_owned(), by, period].join(" · ")
}

/// Which creators, and how many of them: `Top 10 · Category: Beauty`.
fn which(words: Words, settings: &BoardSettings) -> String {
    let question = &settings.question;
    let mut which = vec![words.say_with("board-top", &[("count", question.depth.rows().into())])];
    which.extend(super::lines::about(words, question, None));
    which.join(" · ")
}

/// When it posts, and how: two lines.
fn manner(words: Words, settings: &BoardSettings) -> [String; 2] {
    let mut how = vec![words.say(language(settings.language))];
    how.push(words.say(match settings.style {
        Style::New => "board-style-new",
        Style::Edit => "board-style-edit",
    }));
    how.extend((settings.format == Format::Plain).then(|| words.say("board-format-plain")));
    how.extend(
        settings
            .mention
            .map(|role| words.say_with("board-mentions", &[("role", format!("<@&{role}>").into())])),
    );
    how.push(words.say(match settings.late {
        Late::Wait => "board-late-wait",
        Late::Post => "board-late-post",
        Late::Skip => "board-late-skip",
    }));
    [when(words, settings), how.join(" · ")]
}

/// When it posts: a board by week or month at the first of its moments after the week or month.
fn when(words: Words, settings: &BoardSettings) -> String {
    let schedule = words.schedule(&settings.schedule);
    let after = |key| words.say_with(key, &[("schedule", schedule.clone().into())]);
    match settings.question.period {
        Period::Day => schedule,
        Period::Week => after("board-after-week"),
        Period::Month => after("board-after-month"),
    }
}

/// The key of a language's name.
pub(super) const fn language(language: Language) -> &'static str {
    match language {
        Language::EnUs => "settings-language-en-us",
        Language::ZhCn => "settings-language-zh-cn",
    }
}

/// The next times, a line each: by the board's clock, and by the reader's.
fn next(words: Words, settings: &BoardSettings, next: &[Firing]) -> Vec<String> {
    if next.is_empty() {
        return vec![words.say("board-never")];
    }
    let line = |firing: &Firing| {
        let said = words.firing(firing, settings.schedule.zone);
        format!("• {said} · {}", full(firing.at))
    };
    next.iter().map(line).collect()
}

/// What a board costs.
fn cost(words: Words, cost: Cost) -> String {
    let credits = ("credits", i64::from(cost.credits_a_month).into());
    match cost.shared.saturating_sub(1) {
        0 => words.say_with("board-cost", &[credits]),
        others => words.say_with("board-cost-shared", &[credits, ("others", i64::from(others).into())]),
    }
}

/// A moment, in full and by each reader's own clock.
pub(super) fn full(moment: DateTime<Utc>) -> String {
    format!("<t:{}:f>", moment.timestamp())
}

/// A moment as it is from now, such as "in 3 hours".
pub(super) fn relative(moment: DateTime<Utc>) -> String {
    format!("<t:{}:R>", moment.timestamp())
}

fn press(words: Words, id: BoardId, press: BoardPress) -> CreateButton {
    let key = match press {
        BoardPress::Show => "board-button-show",
        BoardPress::Preview => "board-button-preview",
        BoardPress::Test => "board-button-test",
        BoardPress::Pause => "board-button-pause",
        BoardPress::Resume => "board-button-resume",
        BoardPress::Remove => "board-button-remove",
    };
    let style = if press == BoardPress::Remove { ButtonStyle::Danger } else { ButtonStyle::Secondary };
    CreateButton::new(custom_id::board(id, press)).label(words.say(key)).style(style)
}
