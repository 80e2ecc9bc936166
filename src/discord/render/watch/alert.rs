//! An alert: who, what happened, is it real, what to do. The same where it is posted and where it is looked at again.

use super::{
    super::{
        super::{custom_id, rest::Attachment},
        Message, board, escape, lines,
    },
    figures::{called, linked, percent, who},
    found, picture,
};
use crate::{
    commands::{AlertView, WatchButton},
    domain::{
        DataDate, Period,
        watch::{Alert, Finding, Metric},
    },
    text::Words,
};
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter};

/// The message of an alert, as an embed with its chart or as text alone; `last` is a button that stands behind the
/// others.
pub(in super::super) fn message(
    words: Words,
    alert: &Alert,
    plain: bool,
    last: Option<CreateButton>,
) -> Message {
    let rows = [Some(deeds(words, alert)), looks(words, alert, last)];
    let rows: Vec<_> = rows.into_iter().flatten().map(CreateActionRow::Buttons).collect();
    let title = found::title(words, alert, |creator| who(words, creator));
    let mut text: Vec<String> = name(words, alert, plain).into_iter().collect();
    text.extend(found::proof(
        words,
        alert,
        |creator| {
            if plain { who(words, creator) } else { linked(words, creator) }
        },
    ));
    text.extend(found::why_now(words, &alert.spoken));
    if plain {
        let text = [vec![format!("**{title}**")], text, vec![format!("-# {}", foot(words, alert))]].concat();
        return Message::new(&text.join("\n"), &[], &rows);
    }
    let mut embed = CreateEmbed::new()
        .colour(lines::COLOUR)
        .title(title)
        .description(text.join("\n"))
        .footer(CreateEmbedFooter::new(foot(words, alert)));
    if let Some(profile) = alert.creator.profile() {
        embed = embed.url(profile);
    }
    match chart(words, alert) {
        Some(file) => {
            let embed = embed.image(format!("attachment://{}", file.name));
            Message { files: vec![file], ..Message::new("", &[embed], &rows) }
        }
        None => Message::new("", &[embed], &rows),
    }
}

/// An alert looked at again: as it was said, with when that was.
pub(super) fn again(words: Words, view: &AlertView) -> Message {
    let mut message = message(words, &view.alert, false, None);
    message.body["content"] = board::full(view.at).into();
    message
}

/// The name beside the handle, where it says more.
fn name(words: Words, alert: &Alert, plain: bool) -> Option<String> {
    let creator = &alert.creator;
    let name = creator.name.as_ref().filter(|name| !escape::is_blank(name))?;
    let profile = creator.profile()?;
    let shown = escape::name(name);
    let says_more = called(words, creator).trim_start_matches('@') != *name;
    says_more.then(|| if plain { shown } else { format!("[{shown}]({profile})") })
}

/// `watch 3 · United States · data of Sun, 22 Nov 2026 · estimates, USD`
fn foot(words: Words, alert: &Alert) -> String {
    let number = words.say_with("alert-foot-watch", &[("number", alert.number.to_string().into())]);
    let mut said = vec![number, alert.region.name(words.language()).to_owned()];
    said.extend(lines::dated(words, DataDate::containing(Period::Day, alert.finding.date())));
    said.join(" · ")
}

/// The buttons that do something: why, quiet for a while, less often, never.
fn deeds(words: Words, alert: &Alert) -> Vec<CreateButton> {
    let press = |button, key| {
        CreateButton::new(custom_id::watch(alert.watch, &button))
            .label(words.say(key))
            .style(ButtonStyle::Secondary)
    };
    let mut buttons = vec![
        press(WatchButton::Why, "alert-button-why"),
        press(WatchButton::Snooze(1), "alert-button-snooze-day"),
        press(WatchButton::Snooze(7), "alert-button-snooze-week"),
    ];
    buttons.extend(alert.finding.percent_beyond().map(|beyond| {
        let label = words.say_with("alert-button-raise", &[("percent", percent(words, beyond).into())]);
        CreateButton::new(custom_id::watch(alert.watch, &WatchButton::Raise(beyond)))
            .label(label)
            .style(ButtonStyle::Secondary)
    }));
    buttons.push(press(WatchButton::Mute(alert.rule()), "alert-button-mute"));
    buttons
}

/// The buttons that show something.
fn looks(words: Words, alert: &Alert, last: Option<CreateButton>) -> Option<Vec<CreateButton>> {
    let chart = CreateButton::new(custom_id::watch(alert.watch, &WatchButton::Chart(30)))
        .label(words.say("alert-button-chart"))
        .style(ButtonStyle::Secondary);
    Some(std::iter::once(chart).chain(last).collect())
}

/// The picture of what was found, where days prove it.
fn chart(words: Words, alert: &Alert) -> Option<Attachment> {
    let (metric, usual, limit) = match &alert.finding {
        Finding::Spike { metric, baseline, needed, .. } => (*metric, baseline.expected, Some(*needed)),
        Finding::Climb { metric, climb, limits, .. } => (*metric, climb.then, Some(climb.needed(*limits))),
        Finding::FellSilent { usual, .. } => (Metric::Sales, *usual, None),
        Finding::EnteredTop { .. } | Finding::RankJump { .. } | Finding::Overtaken { .. } => return None,
    };
    let picture = picture::Picture {
        creator: &alert.creator,
        metric,
        values: alert.days.clone(),
        usual: Some(usual),
        limit,
    };
    picture.file(words)
}
