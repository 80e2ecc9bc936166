//! Buttons, menus and the modal of watches: `w1|v|<draft in base 36>`, `w1|y|<watch in base 36>`,
//! `w1|m|<watch>|spike:sales`. The menu of a folded message says which alert by its value,
//! `<watch>|spike:sales|20261122`; a creator that is chosen from a menu comes as its value, too.

use super::{base36, of_base36, ranking};
use crate::{
    commands::{DraftPress, View, WatchButton, WatchPress},
    domain::{
        Region, UserId,
        watch::{Limits, Rule, WatchId},
    },
};
use chrono::NaiveDate;
use std::str::FromStr;

pub(super) const VERSION: &str = "w1";

/// What becomes of a draft, and its letter.
const DRAFTS: [(DraftPress, &str); 4] = [
    (DraftPress::Save, "v"),
    (DraftPress::Cancel, "x"),
    (DraftPress::Backfill, "f"),
    (DraftPress::Suggested, "u"),
];
/// What is done with a watch without saying more, and its letter.
const PLAIN: [(WatchButton, &str); 6] = [
    (WatchButton::Why, "y"),
    (WatchButton::Backtest, "t"),
    (WatchButton::Backfill, "g"),
    (WatchButton::Wake, "w"),
    (WatchButton::Remove, "d"),
    (WatchButton::Restore, "e"),
];
const CHART: &str = "c";
const SNOOZE: &str = "z";
const MUTE: &str = "m";
const UNMUTE: &str = "n";
const RAISE: &str = "r";
const LOWER: &str = "l";
const PICK: char = 'k';
const NEW: &str = "a";
const OPEN: &str = "o";
const LIST: &str = "p";
const PASTE: &str = "i";

/// Days that a chart may show.
const CHARTS: [u32; 3] = [7, 30, 90];
/// Nobody snoozes for longer, in days.
const LONGEST_SNOOZE: u32 = 365;
/// Nobody has more pages of watches.
const MOST_PAGES: usize = 10_000;

/// The `custom_id` of the button that shows whom of a page one may watch.
pub(crate) fn watch_here(view: &View, page: usize) -> String {
    write(&[&ranking::write_view(view, PICK, &page.to_string())])
}

/// The `custom_id` of the menu of creators, of whom one is to be watched.
pub(crate) fn pick(region: Region) -> String {
    write(&[NEW, region.key()])
}

/// The `custom_id` of the button that sets up a watch of this creator.
pub(crate) fn watch_new(creator: &UserId, region: Region) -> String {
    write(&[NEW, region.key(), creator.as_str()])
}

/// The `custom_id` of a button under a draft.
pub(crate) fn watch_draft(draft: i64, press: DraftPress) -> String {
    let letter = DRAFTS.iter().find(|(known, _)| *known == press).map_or("", |(_, letter)| letter);
    write(&[letter, &base36(draft.unsigned_abs())])
}

/// The `custom_id` of a button that does something with a watch.
pub(crate) fn watch(watch: WatchId, button: &WatchButton) -> String {
    let id = base36(watch.0.unsigned_abs());
    let (letter, more) = match button {
        WatchButton::Chart(days) => (CHART, days.to_string()),
        WatchButton::Snooze(days) => (SNOOZE, days.to_string()),
        WatchButton::Mute(rule) => (MUTE, rule.word()),
        WatchButton::Unmute(rule) => (UNMUTE, rule.word()),
        WatchButton::Raise(percent) => (RAISE, percent.to_string()),
        WatchButton::Lower(percent) => (LOWER, percent.to_string()),
        plain => {
            let letter = PLAIN.iter().find(|(known, _)| known == plain).map_or("", |(_, letter)| letter);
            return write(&[letter, &id]);
        }
    };
    write(&[letter, &id, &more])
}

/// The `custom_id` of the menu of alerts, of which one is shown.
pub(crate) fn open_alert() -> String {
    write(&[OPEN])
}

/// An alert's value in that menu.
pub(crate) fn alert(watch: WatchId, rule: &Rule, date: NaiveDate) -> String {
    [base36(watch.0.unsigned_abs()), rule.word(), date.format(ranking::DATE).to_string()].join("|")
}

/// The `custom_id` of the button that shows a page of the watches.
pub(crate) fn list_page(page: usize) -> String {
    write(&[LIST, &page.to_string()])
}

/// The `custom_id` of the modal into which handles are pasted.
pub(crate) fn paste() -> String {
    write(&[PASTE])
}

/// What stands behind the version, with the value that came along: a menu's choice or a modal's text.
pub(super) fn read(rest: &str, value: Option<&str>) -> Option<WatchPress> {
    if rest.starts_with(PICK) {
        let (_, view, page) = ranking::read_view(rest).filter(|_| value.is_none())?;
        let page = number(page, 1, view.question.depth.pages())?;
        return Some(WatchPress::Pick(view, page));
    }
    let parts: Vec<&str> = rest.split('|').collect();
    match (&parts[..], value) {
        (&[NEW, region], Some(creator)) | (&[NEW, region, creator], None) => {
            Some(WatchPress::New(UserId::new(creator)?, Region::of_key(region)?))
        }
        (&[OPEN], Some(alert)) => read_alert(alert),
        (&[PASTE], Some(typed)) => Some(WatchPress::Paste(typed.to_owned())),
        (&[LIST, page], None) => number(page, 1, MOST_PAGES).map(WatchPress::List),
        (&[letter, id], None) => {
            let id = stored(id)?;
            let draft = DRAFTS.iter().find(|(_, known)| *known == letter);
            let plain = || PLAIN.iter().find(|(_, known)| *known == letter);
            draft
                .map(|(press, _)| WatchPress::Draft(id, *press))
                .or_else(|| plain().map(|(button, _)| WatchPress::On(WatchId(id), button.clone())))
        }
        (&[letter, id, more], None) => {
            let button = match letter {
                CHART => WatchButton::Chart(number(more, 1, 90).filter(|days| CHARTS.contains(days))?),
                SNOOZE => WatchButton::Snooze(number(more, 1, LONGEST_SNOOZE)?),
                MUTE => WatchButton::Mute(Rule::of_word(more)?),
                UNMUTE => WatchButton::Unmute(Rule::of_word(more)?),
                RAISE => WatchButton::Raise(number(more, 1, Limits::MOST_PERCENT)?),
                LOWER => WatchButton::Lower(number(more, 1, Limits::MOST_PERCENT)?),
                _ => return None,
            };
            Some(WatchPress::On(WatchId(stored(id)?), button))
        }
        _ => None,
    }
}

fn read_alert(value: &str) -> Option<WatchPress> {
    let parts: Vec<&str> = value.split('|').collect();
    let [watch, rule, date] = parts[..] else { return None };
    let (rule, date) = (Rule::of_word(rule)?, ranking::written_date(date)?);
    Some(WatchPress::Open(WatchId(stored(watch)?), rule, date))
}

fn stored(id: &str) -> Option<i64> {
    i64::try_from(of_base36(id)?).ok()
}

/// A number within its bounds, written as we write it and no other way.
fn number<N: FromStr + PartialOrd + ToString>(text: &str, least: N, most: N) -> Option<N> {
    let number = text.parse().ok().filter(|number: &N| number.to_string() == text)?;
    (least..=most).contains(&number).then_some(number)
}

fn write(parts: &[&str]) -> String {
    format!("{VERSION}|{}", parts.join("|"))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{LONGEST, ranking::tests::widest},
        *,
    };
    use crate::{commands::Press, discord::custom_id, domain::watch::Metric};
    use proptest::{prelude::*, sample::select};

    fn rules() -> Vec<Rule> {
        let rival = Rule::Overtaken(UserId::new("18446744073709551615").unwrap());
        let of = |metric| [Rule::Spike(metric), Rule::Climb(metric)];
        let mut rules: Vec<_> = Metric::ALL.into_iter().flat_map(of).collect();
        rules.extend([rival, Rule::EnteredTop, Rule::RankJump, Rule::FellSilent]);
        rules
    }

    /// Every press, with the value that comes along.
    fn all(id: i64, rule: &Rule, count: u32) -> Vec<(String, Option<String>, WatchPress)> {
        let (region, creator) = (Region::default(), UserId::new("6633792625097490438").unwrap());
        let date = "2026-11-22".parse().unwrap();
        let view = widest();
        let new = WatchPress::New(creator.clone(), region);
        let mut all = vec![
            (watch_here(&view, 10), None, WatchPress::Pick(view, 10)),
            (pick(region), Some(creator.as_str().to_owned()), new.clone()),
            (watch_new(&creator, region), None, new),
            (
                open_alert(),
                Some(alert(WatchId(id), rule, date)),
                WatchPress::Open(WatchId(id), rule.clone(), date),
            ),
            (list_page(3), None, WatchPress::List(3)),
            (paste(), Some("@a\n@b".to_owned()), WatchPress::Paste("@a\n@b".to_owned())),
        ];
        all.extend(DRAFTS.map(|(press, _)| (watch_draft(id, press), None, WatchPress::Draft(id, press))));
        let more = [
            WatchButton::Chart(30),
            WatchButton::Snooze(count.min(LONGEST_SNOOZE)),
            WatchButton::Mute(rule.clone()),
            WatchButton::Unmute(rule.clone()),
            WatchButton::Raise(count),
            WatchButton::Lower(count),
        ];
        let buttons = PLAIN.into_iter().map(|(button, _)| button).chain(more);
        let on = |button| (watch(WatchId(id), &button), None, WatchPress::On(WatchId(id), button));
        all.extend(buttons.map(on));
        all
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again_and_fits(
            id in 0..=i64::MAX, rule in select(rules()), count in 1..=Limits::MOST_PERCENT,
        ) {
            for (text, value, press) in all(id, &rule, count) {
                prop_assert!(text.len() <= LONGEST && value.iter().all(|value| value.len() <= LONGEST));
                prop_assert_eq!(custom_id::read(&text, value.as_deref()), Some(Press::Watch(press)));
            }
        }

        #[test]
        fn no_value_of_a_menu_panics(value in "[0-9a-z]{0,13}\\|[a-z_:0-9]{0,30}\\|[0-9]{0,9}|.*") {
            let _ = read(OPEN, Some(&value));
        }
    }

    #[test]
    fn no_two_buttons_are_the_same() {
        let all = all(7, &Rule::EnteredTop, 50);
        let mut ids: Vec<_> = all.iter().map(|(id, ..)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all.len());
    }

    #[test]
    fn what_was_never_written_is_refused() {
        for id in [
            "w1",
            "w1|",
            "w1|v",
            "w1|v|",
            "w1|v|01",
            "w1|v|1|2",
            "w1|q|1",
            "w1|y|3w5e11264sgsf",
            "w1|c|1|8",
            "w1|c|1|07",
            "w1|z|1|0",
            "w1|z|1|366",
            "w1|r|1|10001",
            "w1|m|1|spike",
            "w1|m|1|spike:sales|x",
            "w1|p|0",
            "w1|a|US",
            "w1|a|us|1",
            "w1|o",
            "w1|i",
            "w2|y|1",
        ] {
            assert_eq!(custom_id::read(id, None), None, "{id}");
        }
        for value in ["1|spike:sales", "1|spike:sales|20261322", "-1|spike:sales|20261122", "1|x|20261122"] {
            assert_eq!(read(OPEN, Some(value)), None, "{value}");
        }
        // A button brings no value.
        assert_eq!(read("y|1", Some("1")), None);
        assert_eq!(custom_id::read(&watch_here(&widest(), 1), Some("1")), None);
        assert_eq!(custom_id::read(&watch_here(&widest(), 11), None), None);
    }
}
