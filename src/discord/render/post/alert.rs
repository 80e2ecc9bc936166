//! What watches post: an alert, many of them in one message, what is wrong with the numbers.

use super::{
    super::{Message, lines::COLOUR, watch},
    components::about,
    fit,
};
use crate::{
    delivery::Post,
    discord::custom_id,
    domain::watch::{Alert, News, WatchPost},
    text::{Words, width},
};
use chrono::NaiveDate;
use serde_json::json;
use serenity::all::{
    CreateActionRow, CreateButton, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};

/// Roles that one message pings at most.
const ROLES: usize = 20;
/// The most characters of a message's text, without the pings that stand before it.
const CONTENT: usize = 2000 - 25 * ROLES;

/// The message of a post of watches, with the roles that are pinged.
pub(super) fn message(post: &Post, said: &WatchPost) -> Message {
    let words = Words::new(said.language);
    let about = about(words, post.mark, "alert-about");
    let mut message = match &said.news {
        News::Alert(alert) => watch::alert(words, alert, post.plain, Some(about)),
        News::Folded { alerts, more } => folded(words, alerts, *more, post.plain, about),
        news => {
            let (title, lines) = told(words, news);
            shown(&title, lines, post.plain, &[CreateActionRow::Buttons(vec![about])])
        }
    };
    let roles: Vec<String> = said.mentions.iter().take(ROLES).map(ToString::to_string).collect();
    if !roles.is_empty() && post.edit.is_none() {
        let pings: Vec<_> = roles.iter().map(|role| format!("<@&{role}>")).collect();
        let text = message.body["content"].as_str().unwrap_or_default();
        message.body["content"] = format!("{}\n{text}", pings.join(" ")).trim_end().into();
        message.body["allowed_mentions"] = json!({ "roles": roles });
    }
    message
}

/// What the thread is called in which it stands in a forum: a name of plain text.
pub(super) fn title(said: &WatchPost) -> String {
    let words = Words::new(said.language);
    match &said.news {
        News::Alert(alert) => watch::title(words, alert, |creator| watch::called(words, creator)),
        News::Folded { alerts, more } => count(words, alerts, *more),
        News::Doubt { region, date, .. } => doubt_title(words, region.name(words.language()), *date),
        News::Vanished { creator, .. } => {
            words.say_with("alert-vanished-title", &[("who", watch::called(words, creator).into())])
        }
    }
}

fn shown(title: &str, mut lines: Vec<String>, plain: bool, rows: &[CreateActionRow]) -> Message {
    if plain {
        lines.insert(0, format!("**{title}**"));
        return Message::new(&lines.join("\n"), &[], rows);
    }
    let embed = CreateEmbed::new().colour(COLOUR).title(title).description(lines.join("\n"));
    Message::new("", &[embed], rows)
}

/// `🔔 9 alerts`
fn count(words: Words, alerts: &[Alert], more: u32) -> String {
    let count = alerts.len() + usize::try_from(more).unwrap_or_default();
    words.say_with("alert-folded", &[("count", count.into())])
}

/// A line an alert, the greatest first, and a menu that opens each.
fn folded(words: Words, alerts: &[Alert], more: u32, plain: bool, about: CreateButton) -> Message {
    let alerts = &alerts[..alerts.len().min(News::MOST_FOLDED)];
    let title = count(words, alerts, more);
    let line = |(rank, alert): (usize, &Alert)| {
        let name =
            if plain { watch::who(words, &alert.creator) } else { watch::linked(words, &alert.creator) };
        let short = watch::short(words, &alert.finding, &alert.creator.user_id);
        format!("`{rank}` {name}\n-# {} · {short}", alert.region.name(words.language()))
    };
    let rest = |count: usize| {
        let count = count + usize::try_from(more).unwrap_or_default();
        words.say_with("alert-folded-more", &[("count", count.into())])
    };
    let mut lines: Vec<String> = (1..).zip(alerts).map(line).collect();
    let room = if plain { CONTENT } else { fit::EMBEDS } - fit::size(&title) - 100;
    let all = lines.len();
    lines = fit::fitted(lines, room, rest);
    if more > 0 && lines.len() == all {
        lines.push(rest(0));
    }
    let option = |(rank, alert): (usize, &Alert)| {
        let label =
            format!("{rank} · {}", super::super::escape::plain(&watch::called(words, &alert.creator)));
        let value = custom_id::alert(alert.watch, &alert.rule(), alert.finding.date());
        let short = watch::short(words, &alert.finding, &alert.creator.user_id);
        CreateSelectMenuOption::new(width::cut(&label, 100), value).description(width::cut(&short, 100))
    };
    let mut values = std::collections::HashSet::new();
    let options: Vec<_> = (1..)
        .zip(alerts)
        .filter(|(_, alert)| values.insert((alert.watch, alert.rule(), alert.finding.date())))
        .map(option)
        .collect();
    let menu = (!options.is_empty()).then(|| {
        let kind = CreateSelectMenuKind::String { options };
        let menu = CreateSelectMenu::new(custom_id::open_alert(), kind);
        CreateActionRow::SelectMenu(menu.placeholder(words.say("alert-open")))
    });
    let rows: Vec<_> = std::iter::once(CreateActionRow::Buttons(vec![about])).chain(menu).collect();
    if plain {
        return shown(&title, lines, true, &rows);
    }
    Message::new("", &fit::embeds(&title, &lines, ""), &rows)
}

fn doubt_title(words: Words, region: &str, date: NaiveDate) -> String {
    words.say_with("alert-doubt-title", &[("region", region.into()), ("day", words.short_day(date).into())])
}

/// Title and lines of what isn't an alert.
fn told(words: Words, news: &News) -> (String, Vec<String>) {
    match news {
        News::Doubt { region, date, glitch, held } => {
            let held = words.say_with("alert-doubt-held", &[("held", i64::from(*held).into())]);
            let title = doubt_title(words, region.name(words.language()), *date);
            (title, vec![watch::glitch(words, glitch), held])
        }
        News::Vanished { number, creator, last, .. } => {
            let title = words.say_with("alert-vanished-title", &[("who", watch::who(words, creator).into())]);
            let since = match last {
                Some(last) => {
                    words.say_with("alert-vanished-since", &[("day", words.short_day(*last).into())])
                }
                None => words.say("alert-vanished-never"),
            };
            let kept = words.say_with("alert-vanished-kept", &[("number", number.to_string().into())]);
            (title, vec![since, kept])
        }
        News::Alert(_) | News::Folded { .. } => (String::new(), Vec::new()),
    }
}
