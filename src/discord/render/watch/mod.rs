//! Watches in words: alerts, what `/watch` answers, and what can be wrong.

mod alert;
mod buttons;
mod chart;
mod draft;
mod figures;
mod found;
mod glitch;
mod import;
mod list;
mod notices;
mod pick;
mod picture;
mod quiet;
mod receipt;
mod settings;
mod tried;
mod why;

pub(super) use alert::message as alert;
pub use figures::called;
pub(super) use figures::{linked, who};
pub use found::short;
pub(super) use found::title;
pub(super) use glitch::glitch;
pub(super) use import::ask as ask_import;
pub(super) use notices::sentence;

use super::Message;
use crate::{commands::WatchReply, text::Words};
use chrono::{DateTime, Utc};

/// An answer about watches as a message; a modal is no message.
pub(super) fn reply(words: Words, reply: &WatchReply, now: DateTime<Utc>) -> Option<Message> {
    Some(match reply {
        WatchReply::Draft(view) => draft::message(words, view),
        WatchReply::Done(done) => receipt::message(words, done),
        WatchReply::List(list) => list::message(words, list, now),
        WatchReply::Why(why) => why::message(words, why, now),
        WatchReply::Backtest(view) => draft::backtest(words, view),
        WatchReply::Alert(view) => alert::again(words, view),
        WatchReply::Chart(chart) => chart::message(words, chart),
        WatchReply::Pick(pick) => pick::message(words, pick),
        WatchReply::Import(view) => import::message(words, view),
        WatchReply::Imported(done) => import::done(words, done),
        WatchReply::AskImport => return None,
    })
}
