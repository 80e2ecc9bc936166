//! `custom_id` carries a button's whole state, so that it works after a restart and a year later.
//!
//! It begins with a version and comes back from outside: decoding refuses whatever it didn't write, and never
//! panics.

mod board;
mod ranking;
mod settings;
mod watch;

pub(crate) use board::{about, board, cancel_draft, save_draft, undo};
pub(crate) use ranking::{ask_page, board_here, csv, jump, open, page};
pub(crate) use settings::{
    alert_channel, ask_quiet_hours, ask_zone, language, manager_role, quiet_hours, region, zone,
};
pub(crate) use watch::{
    alert, list_page, open_alert, paste, pick, watch, watch_draft, watch_here, watch_new,
};

use crate::commands::Press;

/// Discord's longest custom_id.
#[cfg(test)]
const LONGEST: usize = 100;

/// What a `custom_id` stands for, with the value that came along: a menu's choice or a modal's text. A menu in
/// which nothing is chosen has none, or an empty one.
pub(crate) fn read(custom_id: &str, value: Option<&str>) -> Option<Press> {
    let (version, rest) = custom_id.split_once('|')?;
    match version {
        ranking::VERSION => ranking::read(rest, value),
        board::VERSION => board::read(rest),
        board::ABOUT => board::read_about(rest),
        watch::VERSION => watch::read(rest, value).map(Press::Watch),
        settings::VERSION => settings::read(rest, value).map(Press::Settings),
        _ => None,
    }
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit((number % 36) as u32, 36));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

/// A number as [`base36`] writes it, and no other way.
fn of_base36(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 36).ok().filter(|number| base36(*number) == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_panics(id in ".*", value in proptest::option::of(".*")) {
            let _ = read(&id, value.as_deref());
        }

        #[test]
        fn no_text_behind_a_version_panics(
            version in "[rbdsw]1", rest in "[a-z0-9|]{0,30}|.*", value in proptest::option::of(".*"),
        ) {
            let _ = read(&format!("{version}|{rest}"), value.as_deref());
        }

        #[test]
        fn a_number_is_read_as_it_was_written(number: u64) {
            prop_assert_eq!(of_base36(&base36(number)), Some(number));
        }
    }

    #[test]
    fn a_number_is_written_in_one_way() {
        for text in ["", "+1", "-1", "01", "1Z", "1 ", "3w5e11264sgsg"] {
            assert_eq!(of_base36(text), None, "{text}");
        }
    }
}
