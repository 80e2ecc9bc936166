//! The bot's outbox on the page: what it posts unasked, where, and how that stands.

use super::super::outbox::why;
use crate::{
    domain::Target,
    store::{OutboxEntry, Store, StoreError},
    text::{Words, date},
};
use rankwatch_sandbox::Sheet;

/// Posts shown, the newest first.
const SHOWN: u32 = 30;

pub(super) async fn read(store: &Store) -> Result<Vec<OutboxEntry>, StoreError> {
    store.outbox(&[], SHOWN).await
}

pub(super) fn sheet(words: Words, entries: &[OutboxEntry]) -> Sheet {
    let heads = ["outbox-at", "outbox-what", "outbox-where", "outbox-state"].map(|key| words.say(key));
    let row = |entry: &OutboxEntry| {
        vec![date::moment(entry.queued_at), what(words, entry), place(entry.target), state(words, entry)]
    };
    let nothing = if entries.is_empty() { words.say("outbox-empty") } else { String::new() };
    Sheet {
        title: words.say("outbox-title"),
        about: words.say("outbox-about"),
        columns: heads.into(),
        rows: entries.iter().map(row).collect(),
        note: nothing,
    }
}

/// Which post, and of which board or watch.
fn what(words: Words, entry: &OutboxEntry) -> String {
    let number = entry.number.or(entry.watch_number).map(|number| number.to_string()).unwrap_or_default();
    let args = [("number", number.into()), ("period", entry.period.as_str().into())];
    match entry.kind.as_str() {
        "board" => words.say_with("outbox-board", &args),
        "test" => words.say_with("outbox-test", &args),
        "alert" if entry.watch_number.is_none() => words.say("outbox-alerts"),
        "alert" => words.say_with("outbox-alert", &args),
        "notice" if entry.board.is_none() => words.say("outbox-muffled"),
        "notice" => words.say_with("outbox-notice", &args),
        _ => words.say_with("outbox-crosspost", &args),
    }
}

/// A mention, which the page shows by its name.
fn place(target: Target) -> String {
    match target {
        Target::Channel(id) => format!("<#{id}>"),
        Target::Person(id) => format!("<@{id}>"),
    }
}

/// How it stands, and why where that is known.
fn state(words: Words, entry: &OutboxEntry) -> String {
    let state = words.say(match entry.state.as_str() {
        "ready" if entry.attempts > 0 => "outbox-again",
        "ready" => "outbox-ready",
        "leased" => "outbox-leased",
        "held" => "outbox-held",
        "sent" => "outbox-sent",
        "dead" => "outbox-dead",
        _ => "outbox-dropped",
    });
    // What Discord said of a send that is repeated is for the log.
    if entry.cause.is_empty() {
        return state;
    }
    words.say_with("outbox-why", &[("state", state.into()), ("why", why(words, entry).into())])
}
