//! What `/settings` answers.

use super::*;
use crate::{
    commands::SettingsView,
    domain::{AuditLine, Server, ServerSettings, ServerState, Zone, schedule::hours_of_day},
};

fn server(name: &str, settings: ServerSettings) -> Server {
    Server { id: 1, name: name.to_owned(), state: ServerState::Here, locale: Language::ZhCn, settings }
}

fn set() -> ServerSettings {
    ServerSettings {
        zone: Zone::parse("Europe/London").ok(),
        language: Some(Language::EnUs),
        region: Region::of_key("GB"),
        alert_channel: Some(u64::MAX),
        manager_role: Some(u64::MAX),
        quiet: hours_of_day("22:00-07:00").ok(),
    }
}

fn changed(what: &str, before: &str, after: &str) -> AuditLine {
    let (at, what) = (DateTime::UNIX_EPOCH, what.to_owned());
    AuditLine { at, person: 7, what, before: before.to_owned(), after: after.to_owned() }
}

fn bodies(view: SettingsView) -> [Value; 2] {
    let answer = Reply::Settings(view.into());
    Language::ALL.map(|language| reply(Words::new(language), &answer, DateTime::UNIX_EPOCH).unwrap().body)
}

proptest! {
    #[test]
    fn the_settings_stay_inside_the_limits(name in name(), what in name(), before in name(), count in 0_usize..60) {
        for settings in [set(), ServerSettings::default()] {
            let audit = vec![changed(&what, &before, &name); count];
            for body in bodies(SettingsView { server: server(&name, settings), audit }) {
                hold_limits(&body);
            }
        }
    }
}

#[test]
fn the_settings_say_what_is_set_and_who_set_it() {
    let audit = vec![
        changed("zone", "", "Europe/London"),
        changed("board_add", "3", ""),
        changed("region", "US", "GB"),
        changed("quiet_hours", "", "22:00-07:00"),
    ];
    let server = server("Creators", ServerSettings { alert_channel: None, manager_role: None, ..set() });
    let [english, chinese] = bodies(SettingsView { server, audit })
        .map(|body| unmarked(body["embeds"][0]["description"].as_str().unwrap()));
    assert_eq!(
        english,
        "Time zone: Europe/London
      The clock of new boards
Language: English
      Of new boards, and of what I tell managers
Default region: United Kingdom
      When nobody names one
Alert channel: none
      Where I say that boards or alerts can't be posted; without one I tell whoever set them up
Manager role: none
      May change boards, watches and settings, besides those with Manage Server
Quiet hours: 22:00–07:00 (Europe/London)
      Alerts about creators wait until they end; boards don't

Last changes
<t:0:R> <@7> Time zone: not set → Europe/London
<t:0:R> <@7> set up board 3
<t:0:R> <@7> Default region: United States → United Kingdom
<t:0:R> <@7> Quiet hours: not set → 22:00–07:00"
    );
    let last: Vec<_> = chinese.lines().skip(14).collect();
    assert_eq!(
        last,
        [
            "<t:0:R> <@7> 时区：未设置 → Europe/London",
            "<t:0:R> <@7> 新建了 3 号推送",
            "<t:0:R> <@7> 默认地区：美国 → 英国",
            "<t:0:R> <@7> 免打扰时段：未设置 → 22:00–07:00"
        ]
    );
}

#[test]
fn what_the_bot_did_by_itself_names_nobody() {
    let taken = AuditLine { person: AuditLine::BY_ITSELF, ..changed("alert_channel", "8", "") };
    let view = SettingsView { server: server("Creators", ServerSettings::default()), audit: vec![taken] };
    let lasts = bodies(view).map(|body| {
        let text = body["embeds"][0]["description"].as_str().unwrap().to_owned();
        text.lines().last().unwrap().to_owned()
    });
    assert_eq!(
        lasts,
        ["<t:0:R> the bot Alert channel: <#8> → not set", "<t:0:R> 机器人 警报频道：<#8> → 未设置"]
    );
}

#[test]
fn what_is_not_set_shows_the_default_that_holds() {
    let view = SettingsView { server: server("Creators", ServerSettings::default()), audit: Vec::new() };
    let [english, _] = bodies(view);
    let text = english["embeds"][0]["description"].as_str().unwrap();
    let values: Vec<_> = text.lines().step_by(2).take(3).collect();
    let expected = [
        "**Time zone**: UTC (default)",
        "**Language**: 简体中文 (default)",
        "**Default region**: United States (default)",
    ];
    assert_eq!(values, expected);
}

#[test]
fn the_menus_show_what_is_set_and_can_take_it_back() {
    let view = SettingsView { server: server("Creators", set()), audit: Vec::new() };
    let [body, _] = bodies(view);
    let menus: Vec<_> = list(&body["components"]).iter().map(|row| &row["components"][0]).collect();
    let kinds: Vec<_> = menus.iter().map(|menu| (menu["type"].clone(), menu["custom_id"].clone())).collect();
    let kind = |kind: u8, id: &str| (json!(kind), json!(id));
    let expected = [
        kind(3, "s1|language"),
        kind(3, "s1|region"),
        kind(8, "s1|alerts"),
        kind(6, "s1|managers"),
        kind(2, "s1|ask"),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(body["components"][4]["components"][1]["custom_id"], "s1|ask-quiet");
    for menu in &menus[..4] {
        assert_eq!((&menu["min_values"], &menu["max_values"]), (&json!(0), &json!(1)));
    }
    let chosen = |menu: &Value| {
        let options = list(&menu["options"]).iter();
        options
            .filter(|option| option["default"] == true)
            .map(|option| option["value"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!((chosen(menus[0]), chosen(menus[1])), (vec![json!("en-US")], vec![json!("GB")]));
    assert_eq!(menus[2]["default_values"], json!([{ "id": u64::MAX.to_string(), "type": "channel" }]));
    assert_eq!(menus[3]["default_values"], json!([{ "id": u64::MAX.to_string(), "type": "role" }]));
    assert_eq!(menus[2]["channel_types"], json!([0, 5, 10, 11, 12]));
}

#[test]
fn a_modal_shows_what_is_set_and_may_be_left_empty() {
    for language in Language::ALL {
        let input = |asked: &Reply, id: &str| {
            let body = modal(Words::new(language), asked).unwrap();
            within(&body["title"], 45, "a modal's title");
            assert_eq!(body["custom_id"], id);
            let input = body["components"][0]["components"][0].clone();
            within(&input["label"], 45, "a field's label");
            assert_eq!(input["required"], false);
            input["value"].clone()
        };
        let set = set();
        assert_eq!(input(&Reply::AskZone(set.zone), "s1|zone"), "Europe/London");
        assert_eq!(input(&Reply::AskZone(None), "s1|zone"), Value::Null);
        assert_eq!(input(&Reply::AskQuietHours(set.quiet), "s1|quiet"), "22:00-07:00");
        assert_eq!(input(&Reply::AskQuietHours(None), "s1|quiet"), Value::Null);
    }
}
