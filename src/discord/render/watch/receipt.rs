//! What was done to a watch, with the button that takes it back.

use super::{
    super::{
        Message,
        board::{full, relative},
    },
    buttons, figures, settings, who,
};
use crate::{
    commands::{WatchButton, WatchDeed, WatchDone},
    text::{Arg, Words},
};

/// The message of a receipt.
pub(super) fn message(words: Words, done: &WatchDone) -> Message {
    let WatchDone { deed, watch } = done;
    let mut args: Vec<(&'static str, Arg)> =
        vec![("number", watch.number.to_string().into()), ("who", who(words, &watch.creator).into())];
    let place = ("place", Arg::from(format!("<#{}>", watch.settings.channel)));
    let percent = |percent| Arg::from(figures::percent(words, percent));
    let key = match deed {
        WatchDeed::Added | WatchDeed::Edited => {
            args.push(place);
            if *deed == WatchDeed::Added { "watch-done-added" } else { "watch-done-edited" }
        }
        WatchDeed::Snoozed(until) => {
            args.extend([("until", full(*until).into()), ("relative", relative(*until).into())]);
            "watch-done-snoozed"
        }
        WatchDeed::Woken => "watch-done-woken",
        WatchDeed::Muted(rule) => {
            args.push(("rule", settings::rule(words, &watch.settings, rule).into()));
            "watch-done-muted"
        }
        WatchDeed::Unmuted(rule) => {
            args.push(("rule", settings::rule(words, &watch.settings, rule).into()));
            "watch-done-unmuted"
        }
        WatchDeed::Limited { from, to } => {
            args.extend([("from", percent(*from)), ("to", percent(*to))]);
            "watch-done-limited"
        }
        WatchDeed::Removed => "watch-done-removed",
        WatchDeed::Restored => "watch-done-restored",
    };
    let mut text = vec![words.say_with(key, &args)];
    if matches!(deed, WatchDeed::Added | WatchDeed::Edited) {
        text.extend(settings::manner(words, &watch.settings));
    }
    let row = back(words, deed).map(|(button, label)| buttons::on(watch.id, &button, label));
    Message::new(&text.join("\n"), &[], &buttons::row(row.into_iter().collect()))
}

/// What takes a deed back; none where it may be that of any time before.
fn back(words: Words, deed: &WatchDeed) -> Option<(WatchButton, String)> {
    Some(match deed {
        WatchDeed::Added | WatchDeed::Restored => (WatchButton::Remove, words.say("watch-button-remove")),
        WatchDeed::Snoozed(_) => (WatchButton::Wake, words.say("watch-button-wake")),
        WatchDeed::Muted(rule) => (WatchButton::Unmute(rule.clone()), words.say("watch-button-unmute")),
        WatchDeed::Unmuted(rule) => (WatchButton::Mute(rule.clone()), words.say("watch-button-mute")),
        WatchDeed::Limited { from, to } => {
            let label =
                words.say_with("watch-button-limit", &[("percent", figures::percent(words, *from).into())]);
            let button = if from < to { WatchButton::Lower(*from) } else { WatchButton::Raise(*from) };
            (button, label)
        }
        WatchDeed::Removed => (WatchButton::Restore, words.say("watch-button-restore")),
        WatchDeed::Edited | WatchDeed::Woken => return None,
    })
}
