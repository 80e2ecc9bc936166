//! A server's watches, two lines each.

use super::{
    super::{super::custom_id, Message, board::relative, post},
    buttons,
    found::short,
    linked, settings,
};
use crate::{
    commands::{PastAlert, WatchList},
    domain::watch::Watch,
    text::Words,
};
use chrono::{DateTime, Utc};
use serenity::all::{ButtonStyle, CreateButton};

/// The message of a page of the list.
pub(super) fn message(words: Words, list: &WatchList, now: DateTime<Utc>) -> Message {
    let count = [("count", list.count.into()), ("most", i64::from(list.most).into())];
    let title = words.say_with("watch-list-title", &count);
    let more = |count: usize| words.say_with("watch-list-more", &[("count", count.into())]);
    let lines = if list.watches.is_empty() {
        vec![words.say("watch-list-empty")]
    } else {
        list.watches.iter().map(|(watch, last)| line(words, watch, last.as_ref(), now)).collect()
    };
    let lines = post::fitted(lines, post::EMBEDS - post::size(&title), more);
    let (page, pages) = list.page;
    let mut row = Vec::new();
    if pages > 1 {
        let turn = |label: &str, to: usize, possible: bool| {
            CreateButton::new(custom_id::list_page(to))
                .label(label)
                .style(ButtonStyle::Secondary)
                .disabled(!possible)
        };
        let here = words.say_with("ranking-page", &[("page", page.into()), ("pages", pages.into())]);
        row.extend([
            turn("◀", page.saturating_sub(1), page > 1),
            turn(&here, page, false),
            turn("▶", page + 1, page < pages),
        ]);
    }
    Message::new("", &post::embeds(&title, &lines, ""), &buttons::row(row))
}

/// Whom, where; what counts, whether it is silent, and its last alert.
fn line(words: Words, watch: &Watch, last: Option<&PastAlert>, now: DateTime<Utc>) -> String {
    let log = &watch.log;
    let snoozed = log
        .snoozed_until
        .filter(|until| *until > now)
        .map(|until| words.say_with("watch-list-snoozed", &[("when", relative(until).into())]));
    let muted = (!log.muted.is_empty())
        .then(|| words.say_with("watch-list-muted", &[("count", log.muted.len().into())]));
    let last = last.map_or_else(|| words.say("watch-list-quiet"), |last| self::last(words, last));
    let below = [Some(settings::metrics(words, &watch.settings)), snoozed, muted, Some(last)];
    let below = below.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let who = linked(words, &watch.creator);
    format!("`{}` {who} <#{}>\n-# {below}", watch.number, watch.settings.channel)
}

/// When the last alert was, and of what.
fn last(words: Words, last: &PastAlert) -> String {
    let short = short(words, &last.alert.finding, &last.alert.creator.user_id);
    words.say_with("watch-list-last", &[("when", relative(last.at).into()), ("short", short.into())])
}
