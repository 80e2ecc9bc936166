//! A watch before it is saved, and what a saved one would have said.

use super::{super::Message, buttons, settings, tried, who};
use crate::{
    commands::{BacktestView, DraftPress, WatchButton, WatchDraftView},
    text::Words,
};

/// The message of a draft: what is set, what it would have said, what that cost.
pub(super) fn message(words: Words, draft: &WatchDraftView) -> Message {
    let args = [
        ("who", who(words, &draft.creator).into()),
        ("place", format!("<#{}>", draft.settings.channel).into()),
    ];
    let mut text = vec![match draft.number {
        None => words.say_with("watch-draft-new", &args),
        Some(number) => {
            let [who, place] = args;
            words.say_with("watch-draft-edit", &[who, place, ("number", number.to_string().into())])
        }
    }];
    text.extend(settings::manner(words, &draft.settings));
    text.push(String::new());
    text.extend(tried::lines(words, &draft.tried, &draft.creator.user_id));
    text.push(String::new());
    text.push(words.say("watch-draft-unsaved"));
    text.push(format!("-# {}", tried::credits(words, draft.credits)));
    let button = |press, label| buttons::draft(draft.draft, press, label);
    let mut row = vec![
        button(DraftPress::Save, words.say("board-button-save")),
        button(DraftPress::Cancel, words.say("board-button-cancel")),
    ];
    row.extend(
        draft
            .tried
            .backtest
            .suggested
            .map(|limits| button(DraftPress::Suggested, tried::suggested(words, &draft.settings, limits))),
    );
    row.extend(
        draft.tried.backfill.map(|credits| button(DraftPress::Backfill, tried::backfill(words, credits))),
    );
    Message::new(&text.join("\n"), &[], &buttons::row(row))
}

/// The message of a back-test.
pub(super) fn backtest(words: Words, view: &BacktestView) -> Message {
    let BacktestView { watch, tried, credits, manages } = view;
    let args = [("number", watch.number.to_string().into()), ("who", who(words, &watch.creator).into())];
    let mut text = vec![format!("**{}**", words.say_with("watch-why-title", &args))];
    text.extend(settings::manner(words, &watch.settings));
    text.push(String::new());
    text.extend(tried::lines(words, tried, &watch.creator.user_id));
    text.push(format!("-# {}", tried::credits(words, *credits)));
    let mut row = Vec::new();
    if *manages {
        let set = watch.settings.limits(tried::first(&watch.settings));
        // A button takes the percentage along, and nothing else.
        let better = tried.backtest.suggested.filter(|limits| limits.floor() == set.floor());
        row.extend(better.map(|limits| {
            let percent = limits.percent();
            let button = if percent > set.percent() {
                WatchButton::Raise(percent)
            } else {
                WatchButton::Lower(percent)
            };
            buttons::on(watch.id, &button, tried::suggested(words, &watch.settings, limits))
        }));
        row.extend(
            tried.backfill.map(|credits| {
                buttons::on(watch.id, &WatchButton::Backfill, tried::backfill(words, credits))
            }),
        );
    }
    Message::new(&text.join("\n"), &[], &buttons::row(row))
}
