//! A ranking as a message: an embed of ten rows that line up on a phone, buttons, a menu.

use super::{super::custom_id, Message, escape, lines};
use crate::{
    commands::{Headline, Line, RankingPage, View},
    domain::{DataDate, Row},
    text::{Words, width},
};
use chrono::TimeDelta;
use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter, CreateSelectMenu,
    CreateSelectMenuKind, CreateSelectMenuOption,
};

/// Discord's longest row of buttons.
const BUTTONS: usize = 5;

/// The message of a page.
pub(super) fn message(words: Words, page: &RankingPage) -> Message {
    let mut text: Vec<String> = Vec::new();
    if page.copy {
        text.push(words.say("ranking-copy"));
    }
    if let Some(refusal) = &page.instead {
        let age = words.age(page.age);
        let key = if page.age.num_minutes() < 1 { "ranking-instead-now" } else { "ranking-instead" };
        let reason = super::notice::reason(words, refusal);
        text.push(words.say_with(key, &[("reason", reason.into()), ("age", age.into())]));
    } else if let Some(awaited) = page.awaited {
        text.push(words.say_with("ranking-late", &[("awaited", words.period(awaited).into())]));
    }
    text.extend(lines::about(words, &page.view.question, page.among));
    if !text.is_empty() {
        text.push(String::new());
    }
    let cells: Vec<Cells> = page.lines.iter().map(|line| cells(words, page.headline, line)).collect();
    text.extend(rows(words, page, &cells));
    if page.lines.is_empty() {
        text.push(words.say("notice-empty"));
    }
    let embed = CreateEmbed::new()
        .colour(lines::COLOUR)
        .title(title(words, page))
        .description(text.join("\n"))
        .footer(CreateEmbedFooter::new(foot(words, page)));
    Message::new("", &[embed], &components(words, page, &cells))
}

/// What a ranking is of: `United States · units sold · Sun, 22 Nov 2026`.
pub fn title(words: Words, page: &RankingPage) -> String {
    lines::title(words, page.view.question.region, page.headline, page.date)
}

/// The cells of a line, for any surface: nothing in them is escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// `▲3`, `▼2`, `–`, `new`; empty where it isn't known.
    pub movement: String,
    /// The number that the ranking is by.
    pub value: String,
    /// What the creator is called.
    pub name: String,
    /// The second number, and how they sell.
    pub second: String,
}

/// The cells of a line.
pub fn cells(words: Words, shown: Headline, line: &Line) -> Cells {
    Cells {
        movement: lines::movement(words, line.movement),
        value: lines::headline(words, shown, line.value),
        name: lines::shown_name(words, &line.row),
        second: second(words, shown, &line.row),
    }
}

/// The second number, and how they sell.
fn second(words: Words, headline: Headline, row: &Row) -> String {
    let parts =
        [lines::second(words, headline, row), row.sales_flag.and_then(|flag| lines::sells(words, flag))];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if text.is_empty() { words.say("ranking-unknown") } else { text }
}

/// Two lines a creator: rank, movement and number in cells of one width, then the name; below, the rest.
fn rows(words: Words, page: &RankingPage, cells: &[Cells]) -> Vec<String> {
    let texts = page.lines.iter().zip(cells);
    let texts =
        texts.map(|(line, cells)| [line.rank.to_string(), cells.movement.clone(), cells.value.clone()]);
    let columns = lines::columns(&texts.collect::<Vec<_>>());
    page.lines
        .iter()
        .zip(cells)
        .zip(columns)
        .flat_map(|((line, cells), column)| {
            let name = lines::linked(words, &line.row, lines::left(&column));
            [format!("{column} {name}"), format!("-# {}", cells.second)]
        })
        .collect()
}

/// What the foot says of any answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) date: DataDate,
    pub(super) age: TimeDelta,
    pub(super) credits: u32,
    pub(super) provisional: bool,
    pub(super) revised: bool,
}

impl Facts {
    /// Data date, estimates, age, credits, and whether the numbers stay.
    pub(super) fn said(self, words: Words) -> Vec<String> {
        let mut said = lines::dated(words, self.date).to_vec();
        said.push(fetched(words, self.age));
        said.push(words.say_with("ranking-foot-credits", &[("count", i64::from(self.credits).into())]));
        said.extend(lines::lasting(words, self.provisional, self.revised));
        said
    }
}

/// The facts, and what else must be known to read the page right.
pub fn foot(words: Words, page: &RankingPage) -> String {
    let RankingPage { date, age, credits, provisional, revised, .. } = *page;
    let wanted = page.view.question.depth.rows();
    let short =
        (page.instead.is_none()).then(|| lines::short(words, page.rows, wanted, page.ended)).flatten();
    let mut said = Facts { date, age, credits, provisional, revised }.said(words);
    said.extend(short.into_iter().chain(lines::new(words, page.lines.iter().map(|line| line.movement))));
    said.join(" · ")
}

/// How old the numbers are.
fn fetched(words: Words, age: TimeDelta) -> String {
    if age.num_minutes() < 1 {
        words.say("ranking-foot-age-now")
    } else {
        words.say_with("ranking-foot-age", &[("age", words.age(age).into())])
    }
}

fn components(words: Words, page: &RankingPage, cells: &[Cells]) -> Vec<CreateActionRow> {
    let mut buttons = Vec::new();
    if page.pages > 1 {
        let turn = |label: &str, to: usize, possible: bool| {
            CreateButton::new(custom_id::page(&page.view, to))
                .label(label)
                .style(ButtonStyle::Secondary)
                .disabled(!possible)
        };
        let (shown, pages) = (page.page, page.pages);
        let here = words.say_with("ranking-page", &[("page", shown.into()), ("pages", pages.into())]);
        let jump = CreateButton::new(custom_id::ask_page(&page.view, pages))
            .label(here)
            .style(ButtonStyle::Secondary);
        buttons.extend([turn("◀", shown - 1, shown > 1), jump, turn("▶", shown + 1, shown < pages)]);
    }
    buttons.push(csv(words, &page.view));
    let here = CreateButton::new(custom_id::board_here(&page.view)).label(words.say("ranking-board-here"));
    buttons.push(here.style(ButtonStyle::Secondary));
    buttons.extend((!page.lines.is_empty()).then(|| {
        let watch = CreateButton::new(custom_id::watch_here(&page.view, page.page));
        watch.label(words.say("watch-button-pick")).style(ButtonStyle::Secondary)
    }));
    let mut rows: Vec<_> =
        buttons.chunks(BUTTONS).map(|row| CreateActionRow::Buttons(row.to_vec())).collect();
    let lines = page.lines.iter().zip(cells);
    let options = lines.map(|(line, cells)| {
        let number = lines::named_headline(words, page.headline, line.value, &line.row);
        option(line.rank, &line.row, &cells.name, &[number, cells.second.clone()])
    });
    rows.extend(menu(words, &page.view, options.collect()));
    rows
}

/// The button that hands out the file.
pub(super) fn csv(words: Words, view: &View) -> CreateButton {
    CreateButton::new(custom_id::csv(view)).label(words.say("ranking-csv")).style(ButtonStyle::Secondary)
}

/// The menu of creators; none where there are none.
pub(super) fn menu(
    words: Words,
    view: &View,
    options: Vec<CreateSelectMenuOption>,
) -> Option<CreateActionRow> {
    if options.is_empty() {
        return None;
    }
    let menu = CreateSelectMenu::new(custom_id::open(view), CreateSelectMenuKind::String { options });
    Some(CreateActionRow::SelectMenu(menu.placeholder(words.say("ranking-open"))))
}

/// A creator in the menu.
pub(super) fn option(rank: usize, row: &Row, name: &str, said: &[String]) -> CreateSelectMenuOption {
    let label = format!("{rank} · {}", escape::plain(name));
    CreateSelectMenuOption::new(width::cut(&label, 100), row.user_id.as_str())
        .description(width::cut(&said.join(" · "), 100))
}
