//! A board's text: as embeds, or as plain text for readers and bridges that show no embeds.

use super::{
    super::lines as numbers,
    fit::{self, EMBEDS},
    lines::{self, Names},
};
use crate::{
    domain::{BoardPage, DataDate, Period, delivery::Lateness},
    text::Words,
};
use serenity::all::CreateEmbed;

/// The most characters of a message's text, without the ping that stands before it.
const CONTENT: usize = 2000 - 30;

/// What a board says.
pub(in super::super) struct Body {
    pub(in super::super) content: String,
    pub(in super::super) embeds: Vec<CreateEmbed>,
}

/// What a board says, in its language.
pub(in super::super) fn body(page: &BoardPage, plain: bool) -> Body {
    if plain {
        Body { content: plain_text(page), embeds: Vec::new() }
    } else {
        Body { content: String::new(), embeds: rich(page) }
    }
}

fn rich(page: &BoardPage) -> Vec<CreateEmbed> {
    let words = Words::new(page.settings.language);
    let (title, foot) = (super::title(page), foot(words, page));
    let (head, tail) = (head(words, page), tail(words, page));
    let taken = fit::size(&title) + fit::size(&foot) + fit::size_of(&head) + fit::size_of(&tail);
    let room = EMBEDS.saturating_sub(taken);
    let mut rows = rows(words, page, Names::Linked);
    if fit::size_of(&rows) > room {
        rows = lines::rows(words, page, Names::LinkedInFull);
    }
    let rows = fit::fitted(rows, room, |count| more(words, count));
    fit::embeds(&title, &[head, rows, tail].concat(), &foot)
}

fn plain_text(page: &BoardPage) -> String {
    let words = Words::new(page.settings.language);
    let mut head = head(words, page);
    head.insert(0, format!("**{}**", super::title(page)));
    let mut tail = tail(words, page);
    tail.push(format!("-# {}", foot(words, page)));
    let room = CONTENT.saturating_sub(fit::size_of(&head) + fit::size_of(&tail));
    let rows = fit::fitted(rows(words, page, Names::Bare), room, |count| more(words, count));
    [head, rows, tail].concat().join("\n")
}

fn rows(words: Words, page: &BoardPage, names: Names) -> Vec<String> {
    if page.lines.is_empty() { vec![words.say("notice-empty")] } else { lines::rows(words, page, names) }
}

fn more(words: Words, count: usize) -> String {
    words.say_with("post-more", &[("count", count.into())])
}

/// What must be known before the lines are read.
fn head(words: Words, page: &BoardPage) -> Vec<String> {
    let mut head: Vec<String> = page.test.then(|| words.say("post-test")).into_iter().collect();
    head.extend(match page.late {
        Lateness::None => None,
        Lateness::Data(awaited) => {
            Some(words.say_with("post-late-data", &[("awaited", words.period(awaited).into())]))
        }
        Lateness::CatchUp(date) => {
            let date = words.period(DataDate::containing(Period::Day, date));
            Some(words.say_with("post-late-catch-up", &[("date", date.into())]))
        }
    });
    head.extend(numbers::about(words, &page.settings.question, page.among));
    if !head.is_empty() {
        head.push(String::new());
    }
    head
}

/// Who isn't among the lines any more.
fn tail(words: Words, page: &BoardPage) -> Vec<String> {
    lines::dropped(words, page).map(|dropped| format!("-# {dropped}")).into_iter().collect()
}

/// What must be known to read the lines right.
fn foot(words: Words, page: &BoardPage) -> String {
    let wanted = page.settings.question.depth.rows();
    let moved = page.lines.iter().filter(|line| !line.back).map(|line| line.movement);
    let number = (page.number > 0)
        .then(|| words.say_with("post-foot-board", &[("number", page.number.to_string().into())]));
    let mut said = numbers::dated(words, page.date).to_vec();
    said.extend(numbers::lasting(words, page.provisional, page.revised));
    said.extend(numbers::short(words, page.lines.len(), wanted, page.ended));
    said.extend(numbers::new(words, moved).into_iter().chain(number));
    said.join(" · ")
}
