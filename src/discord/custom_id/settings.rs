//! Menus and buttons under the settings: `s1|region`. What was chosen comes as the value.

use crate::{
    commands::SettingsPress,
    domain::{Language, Region},
};

pub(super) const VERSION: &str = "s1";

const ASK_ZONE: &str = "ask";
const ZONE: &str = "zone";
const LANGUAGE: &str = "language";
const REGION: &str = "region";
const ALERTS: &str = "alerts";
const MANAGERS: &str = "managers";
const ASK_QUIET: &str = "ask-quiet";
const QUIET: &str = "quiet";

/// The `custom_id` of the button that asks for a time zone.
pub(crate) fn ask_zone() -> String {
    write(ASK_ZONE)
}

/// The `custom_id` of the modal in which a time zone is typed.
pub(crate) fn zone() -> String {
    write(ZONE)
}

/// The `custom_id` of the menu of languages.
pub(crate) fn language() -> String {
    write(LANGUAGE)
}

/// The `custom_id` of the menu of regions.
pub(crate) fn region() -> String {
    write(REGION)
}

/// The `custom_id` of the menu of channels for alerts.
pub(crate) fn alert_channel() -> String {
    write(ALERTS)
}

/// The `custom_id` of the menu of roles that make managers.
pub(crate) fn manager_role() -> String {
    write(MANAGERS)
}

/// The `custom_id` of the button that asks for quiet hours.
pub(crate) fn ask_quiet_hours() -> String {
    write(ASK_QUIET)
}

/// The `custom_id` of the modal in which quiet hours are typed.
pub(crate) fn quiet_hours() -> String {
    write(QUIET)
}

/// What stands behind the version, with what was chosen or typed.
pub(super) fn read(what: &str, value: Option<&str>) -> Option<SettingsPress> {
    let value = value.unwrap_or_default();
    let id = |text: &str| text.parse::<u64>().ok();
    match what {
        ASK_ZONE => Some(SettingsPress::AskZone),
        ZONE => Some(SettingsPress::Zone(value.to_owned())),
        LANGUAGE => optional(value, Language::of_tag).map(SettingsPress::Language),
        REGION => optional(value, Region::of_key).map(SettingsPress::Region),
        ALERTS => optional(value, id).map(SettingsPress::AlertChannel),
        MANAGERS => optional(value, id).map(SettingsPress::ManagerRole),
        ASK_QUIET => Some(SettingsPress::AskQuietHours),
        QUIET => Some(SettingsPress::QuietHours(value.to_owned())),
        _ => None,
    }
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

fn write(what: &str) -> String {
    format!("{VERSION}|{what}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::Press, discord::custom_id};

    fn read(id: &str, value: Option<&str>) -> Option<SettingsPress> {
        custom_id::read(id, value).map(|press| match press {
            Press::Settings(press) => press,
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn what_is_chosen_is_read() {
        use SettingsPress::*;
        for (id, value, press) in [
            (ask_zone(), None, AskZone),
            (zone(), Some("Europe/London"), Zone("Europe/London".to_owned())),
            (zone(), None, Zone(String::new())),
            (language(), Some("zh-CN"), Language(Some(super::Language::ZhCn))),
            (region(), Some("US"), Region(Some(super::Region::default()))),
            (alert_channel(), Some("1100000000000000020"), AlertChannel(Some(1_100_000_000_000_000_020))),
            (manager_role(), Some("7"), ManagerRole(Some(7))),
            (ask_quiet_hours(), None, AskQuietHours),
            (quiet_hours(), Some("22-7"), QuietHours("22-7".to_owned())),
            (quiet_hours(), None, QuietHours(String::new())),
        ] {
            assert_eq!(read(&id, value), Some(press), "{id}");
        }
    }

    #[test]
    fn nothing_chosen_takes_it_back() {
        use SettingsPress::*;
        for value in [None, Some("")] {
            assert_eq!(read(&language(), value), Some(Language(None)));
            assert_eq!(read(&region(), value), Some(Region(None)));
            assert_eq!(read(&alert_channel(), value), Some(AlertChannel(None)));
            assert_eq!(read(&manager_role(), value), Some(ManagerRole(None)));
        }
    }

    #[test]
    fn what_nobody_could_choose_is_refused() {
        for (id, value) in [
            (language(), "de"),
            (region(), "us"),
            (alert_channel(), "-1"),
            (manager_role(), "18446744073709551616"),
            ("s1|".to_owned(), ""),
            ("s1|colour".to_owned(), "red"),
            ("s1|zone|".to_owned(), "UTC"),
            ("s2|zone".to_owned(), "UTC"),
        ] {
            assert_eq!(read(&id, Some(value)), None, "{id} {value}");
        }
    }
}
