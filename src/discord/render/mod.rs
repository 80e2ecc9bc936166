//! From meaning to Discord's messages, in a language and inside Discord's limits.

mod board;
mod choice;
mod creator;
mod escape;
mod help;
mod lines;
mod notice;
mod post;
mod ranking;
mod settings;
mod watch;

pub use board::{
    blocked as board_blocked, cause as post_cause, rights, short as board_outcome, what as board_ranks,
};
pub(super) use choice::choice;
pub use lines::by as ranking_by;
pub use notice::sentence;
pub use post::{post, thread_name};
pub use ranking::{cells as ranking_cells, foot as ranking_foot, title as ranking_title};
pub use watch::{called as creator_called, short as alert_short};

use super::{custom_id, rest::Attachment};
use crate::{
    commands::{CsvFile, Notice, Reply, View, WatchReply},
    text::Words,
};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use serenity::all::{CreateActionRow, CreateEmbed, CreateInputText, InputTextStyle};

/// A message's body, ready to be sent, but for its files.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// What Discord calls a message, without `attachments` and `flags`. Mentions nobody.
    pub body: Value,
    /// Files that come along.
    pub files: Vec<Attachment>,
}

impl Message {
    fn new(content: &str, embeds: &[CreateEmbed], components: &[CreateActionRow]) -> Self {
        let body = json!({
            "content": content,
            "embeds": embeds,
            "components": components,
            "allowed_mentions": { "parse": [] },
        });
        Self { body, files: Vec::new() }
    }
}

/// An answer as a message; a modal is no message.
pub fn reply(words: Words, reply: &Reply, now: DateTime<Utc>) -> Option<Message> {
    match reply {
        Reply::Ranking(page) => Some(ranking::message(words, page)),
        Reply::Creator(card) => Some(creator::message(words, card)),
        Reply::Csv(file) => Some(csv(words, file)),
        Reply::Help => Some(help::message(words, now)),
        Reply::Draft(draft) => Some(board::draft(words, draft)),
        Reply::Cancelled => Some(board::cancelled(words)),
        Reply::BoardDone(done) => Some(board::receipt(words, done)),
        Reply::Boards(list) => Some(board::list(words, list)),
        Reply::Board(view) => Some(board::show(words, view)),
        Reply::Preview(page) => Some(board::preview(words, page)),
        Reply::Settings(view) => Some(settings::message(words, view)),
        Reply::Watch(reply) => watch::reply(words, reply, now),
        Reply::AskPage(..) | Reply::AskZone(..) | Reply::AskQuietHours(..) => None,
    }
}

/// A notice as a message.
pub(super) fn notice(words: Words, notice: &Notice) -> Message {
    Message::new(&sentence(words, notice, |moment| format!("<t:{}:R>", moment.timestamp())), &[], &[])
}

/// A sentence of ours beside an answer.
pub(super) fn aside(sentence: &str) -> Message {
    Message::new(sentence, &[], &[])
}

/// What stands in public where an answer should have been, when even its placeholder can't be taken away.
pub(super) fn placeholder(words: Words) -> Message {
    Message::new(&words.say("notice-placeholder"), &[], &[])
}

/// An answer that is a modal.
pub(super) fn modal(words: Words, reply: &Reply) -> Option<Value> {
    match reply {
        Reply::AskPage(view, pages) => Some(ask_page(words, view, *pages)),
        Reply::AskZone(zone) => Some(settings::ask_zone(words, *zone)),
        Reply::AskQuietHours(quiet) => Some(settings::ask_quiet_hours(words, *quiet)),
        Reply::Watch(WatchReply::AskImport) => Some(watch::ask_import(words)),
        _ => None,
    }
}

/// The modal that asks for a page.
fn ask_page(words: Words, view: &View, pages: usize) -> Value {
    let label = words.say_with("ranking-jump-label", &[("pages", pages.into())]);
    let input = CreateInputText::new(InputTextStyle::Short, label, "page").min_length(1).max_length(3);
    json!({
        "custom_id": custom_id::jump(view),
        "title": words.say("ranking-jump-title"),
        "components": [CreateActionRow::InputText(input)],
    })
}

/// The file begins with a byte order mark: without it spreadsheets garble names that aren't Latin.
fn csv(words: Words, file: &CsvFile) -> Message {
    let content = words.say_with("ranking-csv-done", &[("rows", file.rows.into())]);
    let bytes = format!("\u{feff}{}", file.text).into_bytes();
    Message {
        files: vec![Attachment { name: file.name.clone(), bytes, description: None }],
        ..Message::new(&content, &[], &[])
    }
}

/// Our own text for a surface without Markdown: links are their names, what is small is indented, and the
/// signs that mark and guard are taken out.
pub fn unmarked(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix("-# ") {
        Some(small) => format!("      {}", bare(small)),
        None => bare(line),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn bare(line: &str) -> String {
    let mut out = String::new();
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => out.extend(signs.next()),
            '*' if signs.peek() == Some(&'*') => drop(signs.next()),
            ']' if signs.peek() == Some(&'(') => {
                signs.by_ref().take_while(|sign| *sign != ')').for_each(drop)
            }
            '[' | '`' | '\u{200b}' | '\u{2068}' | '\u{2069}' => {}
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests;
