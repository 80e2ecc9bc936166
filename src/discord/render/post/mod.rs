//! What is posted unasked, as messages: boards, alerts, and what managers have to know. Every one bears its mark.

mod alarm;
mod alert;
mod components;
mod fit;
mod lines;
mod muffled;
mod page;

pub(super) use components::buttons;
pub(super) use fit::{EMBEDS, embeds, fitted, size};
pub(super) use page::{Body, body};

use super::{Message, lines as numbers};
use crate::{
    delivery::{Content, Post},
    domain::{BoardPage, Format, Style},
    text::{Words, width},
};
use serde_json::json;

/// The longest name of a thread.
const THREAD_NAME: usize = 100;

/// The message of a post, in the language that it is for; empty where an old message is only published.
pub fn post(post: &Post) -> Message {
    match &post.content {
        Content::Board(page) => board(post, page),
        Content::Notice(notice) => alarm::message(post, notice),
        Content::Watch(said) => alert::message(post, said),
        Content::Muffled(muffled) => muffled::message(post, muffled),
        Content::Crosspost(_) => Message::new("", &[], &[]),
    }
}

/// What the thread is called in which a post stands that goes to a forum.
pub fn thread_name(post: &Post) -> String {
    let name = match &post.content {
        // The thread stays when its post is edited: no date then.
        Content::Board(page) if page.settings.style == Style::Edit => {
            super::board::what(Words::new(page.settings.language), &page.settings)
        }
        Content::Board(page) => title(page),
        Content::Notice(notice) => alarm::title(notice),
        Content::Watch(said) => alert::title(said),
        Content::Muffled(muffled) => muffled::title(muffled),
        Content::Crosspost(_) => String::new(),
    };
    width::cut(&name, THREAD_NAME)
}

/// `United States · units sold · Sun, 22 Nov 2026`
fn title(page: &BoardPage) -> String {
    let words = Words::new(page.settings.language);
    numbers::title(words, page.settings.question.region, page.headline, page.date)
}

fn board(post: &Post, page: &BoardPage) -> Message {
    let Body { content, embeds } = body(page, post.plain || page.settings.format == Format::Plain);
    let rows = components::rows(page, Some(post.mark));
    // Who asked for the ping wants it once: not by a test, and an edit pings nobody anyway.
    let Some(role) = page.settings.mention.filter(|_| !page.test && post.edit.is_none()) else {
        return Message::new(&content, &embeds, &rows);
    };
    let content = format!("<@&{role}>\n{content}");
    let mut message = Message::new(content.trim_end(), &embeds, &rows);
    message.body["allowed_mentions"] = json!({ "roles": [role.to_string()] });
    message
}
