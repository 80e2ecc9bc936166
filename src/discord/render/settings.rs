//! `/settings` as a message: what is set, what was changed last, and the menus that change it.

use super::{super::custom_id, Message, board, escape, post};
use crate::{
    commands::SettingsView,
    domain::{
        AuditLine, Language, Region, Server, Zone,
        schedule::{hours_of_day, typed_hours},
    },
    text::Words,
};
use chrono::NaiveTime;
use serde_json::{Value, json};
use serenity::all::{
    ButtonStyle, ChannelId, ChannelType, CreateActionRow, CreateButton, CreateInputText, CreateSelectMenu,
    CreateSelectMenuKind, CreateSelectMenuOption, InputTextStyle, RoleId,
};

/// Discord's longest menu.
const OPTIONS: usize = 25;
/// The longest text that is typed into a modal.
const TYPED: u16 = 64;
/// How wide a name that isn't ours may be.
const COLUMNS: usize = 60;

/// The message of the settings.
pub(super) fn message(words: Words, view: &SettingsView) -> Message {
    let server = &view.server;
    let name = escape::name_in(&server.name, COLUMNS);
    let title = words.say_with("settings-title", &[("server", name.into())]);
    let mut lines = values(words, server);
    if !view.audit.is_empty() {
        lines.extend([String::new(), words.say("settings-changes")]);
        lines.extend(view.audit.iter().map(|line| change(words, line)));
    }
    let more = |count: usize| words.say_with("settings-changes-more", &[("count", count.into())]);
    let lines = post::fitted(lines, post::EMBEDS - post::size(&title), more);
    let mut message = Message::new("", &post::embeds(&title, &lines, ""), &menus(words, server));
    // serenity writes the ids that are chosen already as numbers; Discord's ids are text.
    for menu in 2..=3 {
        let id = message.body.pointer_mut(&format!("/components/{menu}/components/0/default_values/0/id"));
        if let Some(id) = id {
            *id = id.to_string().into();
        }
    }
    message
}

/// The modal that asks for a time zone, with the one that is set.
pub(in super::super) fn ask_zone(words: Words, zone: Option<Zone>) -> Value {
    let input = CreateInputText::new(InputTextStyle::Short, words.say("settings-zone-label"), "zone")
        .placeholder(words.say("settings-zone-example"));
    modal(custom_id::zone(), words.say("settings-zone"), input, zone.map(|zone| zone.name().to_owned()))
}

/// The modal that asks for quiet hours, with those that are set.
pub(in super::super) fn ask_quiet_hours(words: Words, quiet: Option<(NaiveTime, NaiveTime)>) -> Value {
    let input = CreateInputText::new(InputTextStyle::Short, words.say("settings-quiet-label"), "quiet")
        .placeholder(words.say("settings-quiet-example"));
    modal(custom_id::quiet_hours(), words.say("settings-quiet"), input, quiet.map(typed_hours))
}

/// A modal with one field, which may be left empty.
fn modal(id: String, title: String, input: CreateInputText, set: Option<String>) -> Value {
    let input = input.required(false).max_length(TYPED);
    let input = if let Some(set) = set { input.value(set) } else { input };
    json!({ "custom_id": id, "title": title, "components": [CreateActionRow::InputText(input)] })
}

/// Two lines a setting: its value, and what it is for.
fn values(words: Words, server: &Server) -> Vec<String> {
    let settings = &server.settings;
    let or_default = |set: bool, value: String| {
        if set { value } else { words.say_with("settings-default", &[("value", value.into())]) }
    };
    let region = settings.region.unwrap_or_default().name(words.language()).to_owned();
    let alerts = settings.alert_channel.map(|channel| format!("<#{channel}>"));
    let managers = settings.manager_role.map(|role| format!("<@&{role}>"));
    let quiet = settings.quiet.map(|quiet| {
        let args = [("hours", hours(quiet).into()), ("zone", server.zone().name().into())];
        words.say_with("settings-quiet-value", &args)
    });
    let lines = [
        (
            "settings-zone",
            or_default(settings.zone.is_some(), server.zone().name().to_owned()),
            "settings-zone-use",
        ),
        (
            "settings-language",
            or_default(settings.language.is_some(), words.say(board::language(server.language()))),
            "settings-language-use",
        ),
        ("settings-region", or_default(settings.region.is_some(), region), "settings-region-use"),
        ("settings-alerts", alerts.unwrap_or_else(|| words.say("settings-none")), "settings-alerts-use"),
        (
            "settings-managers",
            managers.unwrap_or_else(|| words.say("settings-none")),
            "settings-managers-use",
        ),
        ("settings-quiet", quiet.unwrap_or_else(|| words.say("settings-none")), "settings-quiet-use"),
    ];
    let line = |(name, value, use_): (&str, String, &str)| {
        let args = [("name", words.say(name).into()), ("value", value.into())];
        format!("{}\n-# {}", words.say_with("settings-value", &args), words.say(use_))
    };
    lines.map(line).into()
}

fn hours((from, to): (NaiveTime, NaiveTime)) -> String {
    format!("{}–{}", from.format("%H:%M"), to.format("%H:%M"))
}

/// Deeds on boards and watches, as the audit has them and as they are said.
const DEEDS: [(&str, &str); 14] = [
    ("board_add", "settings-change-board-add"),
    ("board_edit", "settings-change-board-edit"),
    ("board_pause", "settings-change-board-pause"),
    ("board_resume", "settings-change-board-resume"),
    ("board_remove", "settings-change-board-remove"),
    ("board_restore", "settings-change-board-restore"),
    ("watch_add", "settings-change-watch-add"),
    ("watch_edit", "settings-change-watch-edit"),
    ("watch_snooze", "settings-change-watch-snooze"),
    ("watch_wake", "settings-change-watch-wake"),
    ("watch_mute", "settings-change-watch-mute"),
    ("watch_unmute", "settings-change-watch-unmute"),
    ("watch_remove", "settings-change-watch-remove"),
    ("watch_restore", "settings-change-watch-restore"),
];

/// Who changed what, and when.
fn change(words: Words, line: &AuditLine) -> String {
    let value = |text: &str| shown(words, &line.what, text);
    let number = if line.before.is_empty() { &line.after } else { &line.before };
    let number = [("number", escape::name(number).into())];
    let deed = match DEEDS.iter().find(|(what, _)| *what == line.what) {
        Some((_, deed)) => words.say_with(deed, &number),
        None => {
            let name = match line.what.as_str() {
                "zone" => words.say("settings-zone"),
                "language" => words.say("settings-language"),
                "region" => words.say("settings-region"),
                "alert_channel" => words.say("settings-alerts"),
                "manager_role" => words.say("settings-managers"),
                "quiet_hours" => words.say("settings-quiet"),
                other => escape::name(other),
            };
            let args = [
                ("name", name.into()),
                ("before", value(&line.before).into()),
                ("after", value(&line.after).into()),
            ];
            words.say_with("settings-change", &args)
        }
    };
    let who = match line.person {
        AuditLine::BY_ITSELF => words.say("settings-change-by-itself"),
        person => format!("<@{person}>"),
    };
    format!("<t:{}:R> {who} {deed}", line.at.timestamp())
}

/// A value of the audit as its setting shows it.
fn shown(words: Words, what: &str, text: &str) -> String {
    if text.is_empty() {
        return words.say("settings-unset");
    }
    let id = || text.parse::<u64>().ok();
    let known = match what {
        "language" => Language::of_tag(text).map(|language| words.say(board::language(language))),
        "region" => Region::of_key(text).map(|region| region.name(words.language()).to_owned()),
        "alert_channel" => id().map(|channel| format!("<#{channel}>")),
        "manager_role" => id().map(|role| format!("<@&{role}>")),
        "quiet_hours" => hours_of_day(text).map(hours).ok(),
        _ => None,
    };
    known.unwrap_or_else(|| escape::name_in(text, COLUMNS))
}

fn menus(words: Words, server: &Server) -> Vec<CreateActionRow> {
    let settings = &server.settings;
    let option = |label: String, value: &str, chosen: bool| {
        CreateSelectMenuOption::new(label, value).default_selection(chosen)
    };
    let languages = Language::ALL.map(|language| {
        option(words.say(board::language(language)), language.tag(), settings.language == Some(language))
    });
    let regions = Region::all().take(OPTIONS).map(|region| {
        let label = format!("{} · {}", region.key(), region.name(words.language()));
        option(label, region.key(), settings.region == Some(region))
    });
    let channels = CreateSelectMenuKind::Channel {
        channel_types: Some(vec![
            ChannelType::Text,
            ChannelType::News,
            ChannelType::NewsThread,
            ChannelType::PublicThread,
            ChannelType::PrivateThread,
        ]),
        // serenity's ids are never 0, and Discord's neither.
        default_channels: settings.alert_channel.filter(|id| *id > 0).map(|id| vec![ChannelId::new(id)]),
    };
    let roles = CreateSelectMenuKind::Role {
        default_roles: settings.manager_role.filter(|id| *id > 0).map(|id| vec![RoleId::new(id)]),
    };
    let menu = |id: String, kind, placeholder: &str| {
        let menu = CreateSelectMenu::new(id, kind).placeholder(words.say(placeholder));
        CreateActionRow::SelectMenu(menu.min_values(0).max_values(1))
    };
    let strings = |options: Vec<CreateSelectMenuOption>| CreateSelectMenuKind::String { options };
    let button =
        |id: String, label: &str| CreateButton::new(id).label(words.say(label)).style(ButtonStyle::Secondary);
    let zone = button(custom_id::ask_zone(), "settings-zone-ask");
    let quiet = button(custom_id::ask_quiet_hours(), "settings-quiet-ask");
    vec![
        menu(custom_id::language(), strings(languages.into()), "settings-language-choose"),
        menu(custom_id::region(), strings(regions.collect()), "settings-region-choose"),
        menu(custom_id::alert_channel(), channels, "settings-alerts-choose"),
        menu(custom_id::manager_role(), roles, "settings-managers-choose"),
        CreateActionRow::Buttons(vec![zone, quiet]),
    ]
}
