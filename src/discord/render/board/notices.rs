//! Notices about boards as sentences: what happened, why, and what to do.

use super::{
    super::{escape, notice::both},
    mend, trouble, why,
};
use crate::{
    commands::{Hindrance, Notice},
    domain::{BadCron, Right, Trouble, UnknownZone},
    text::{Arg, Words},
};

/// So many numbers of boards are named.
const NUMBERS: usize = 25;

/// A notice about boards as a sentence; none for any other.
pub(in super::super) fn sentence(words: Words, notice: &Notice) -> Option<String> {
    let typed = |key, typed: &str| words.say_with(key, &[("typed", escape::typed(typed).into())]);
    Some(match notice {
        Notice::ServerOnly => words.say("board-server-only"),
        Notice::ManagersOnly { role } => managers_only(words, *role),
        Notice::UnknownZone(unknown) => zone(words, unknown),
        Notice::BadTime { typed: text } => typed("board-bad-time", text),
        Notice::BadDays { typed: text } => typed("board-bad-days", text),
        Notice::BadCron { typed: text, why } => typed(
            match why {
                BadCron::Unreadable => "board-cron-unreadable",
                BadCron::TooOften => "board-cron-too-often",
                BadCron::Never => "board-cron-never",
            },
            text,
        ),
        Notice::TooOften { days } => words.say_with("board-too-often", &[("days", i64::from(*days).into())]),
        Notice::TimeAndCron => words.say("board-time-and-cron"),
        Notice::Hindered(hindrance) => hindered(words, hindrance),
        Notice::TooManyBoards { most } => {
            words.say_with("board-too-many", &[("most", i64::from(*most).into())])
        }
        Notice::NoSuchBoard { typed, numbers } => no_such_board(words, typed, numbers),
        Notice::NothingToEdit => words.say("board-nothing-to-edit"),
        Notice::DraftGone => words.say("board-draft-gone"),
        Notice::NotYourDraft => words.say("board-draft-foreign"),
        Notice::ChangedSince => words.say("board-changed-since"),
        Notice::ForgottenPost => words.say("board-post-forgotten"),
        Notice::AlreadyPaused => words.say("board-already-paused"),
        Notice::AlreadyActive => words.say("board-already-active"),
        Notice::StillBlocked(trouble) => still_blocked(words, trouble),
        Notice::UnknownRegion(_)
        | Notice::UnknownCategory(_)
        | Notice::UnknownProduct(_)
        | Notice::UnknownWord { .. }
        | Notice::OutOfRange { .. }
        | Notice::BadDate { .. }
        | Notice::TooEarly { .. }
        | Notice::Misaligned { .. }
        | Notice::NotClosed { .. }
        | Notice::NoSuchPage { .. }
        | Notice::NoSuchCreator
        | Notice::Refused(_)
        | Notice::Watch(_)
        | Notice::UnknownButton
        | Notice::UnknownCommand
        | Notice::Stopping
        | Notice::OurFault { .. } => return None,
    })
}

fn managers_only(words: Words, role: Option<u64>) -> String {
    let right = ("right", Arg::from(trouble::right(words, Right::ManageServer)));
    match role {
        Some(role) => {
            words.say_with("board-managers-only-role", &[right, ("role", format!("<@&{role}>").into())])
        }
        None => words.say_with("board-managers-only", &[right]),
    }
}

fn zone(words: Words, unknown: &UnknownZone) -> String {
    let typed = ("typed", Arg::from(escape::typed(&unknown.typed)));
    let nearest = unknown.nearest.iter().map(|zone| format!("`{}`", zone.name()));
    match nearest.reduce(|all, one| both(words, "enumeration", all, one)) {
        Some(nearest) => words.say_with("board-zone-unknown", &[typed, ("nearest", nearest.into())]),
        None => words.say_with("board-zone-unknown-far", &[typed]),
    }
}

fn no_such_board(words: Words, typed: &str, numbers: &[u32]) -> String {
    let typed = ("typed", Arg::from(escape::typed(typed)));
    let numbers = numbers.iter().take(NUMBERS).map(|number| format!("`{number}`"));
    match numbers.reduce(|all, one| both(words, "enumeration", all, one)) {
        Some(numbers) => words.say_with("board-no-such", &[typed, ("numbers", numbers.into())]),
        None => words.say("board-none-yet"),
    }
}

fn still_blocked(words: Words, trouble: &Trouble) -> String {
    let sentences = [words.say("board-still-blocked"), why(words, trouble), mend(words, trouble)];
    sentences.into_iter().reduce(|one, two| both(words, "sentences", one, two)).unwrap_or_default()
}

pub(in super::super) fn hindered(words: Words, hindrance: &Hindrance) -> String {
    let place = |channel: &u64| ("place", Arg::from(format!("<#{channel}>")));
    let lacking = |key, channel, missing: &[Right]| {
        words.say_with(key, &[place(channel), ("rights", trouble::rights(words, missing).into())])
    };
    match hindrance {
        Hindrance::BotLacks { channel, missing } => lacking("board-bot-lacks", channel, missing),
        Hindrance::PersonLacks { channel, missing } => lacking("board-person-lacks", channel, missing),
        Hindrance::MayNotPing { role } => {
            let right = trouble::right(words, Right::MentionEveryone);
            let role = format!("<@&{role}>");
            words.say_with("board-may-not-ping", &[("role", role.into()), ("right", right.into())])
        }
        Hindrance::ForeignChannel => words.say("board-channel-foreign"),
        Hindrance::UnseenChannel { channel } => {
            let right = trouble::right(words, Right::ViewChannel);
            words.say_with("board-channel-unseen", &[place(channel), ("right", right.into())])
        }
        Hindrance::NoTextChannel { channel } => words.say_with("board-channel-no-text", &[place(channel)]),
        Hindrance::Trouble { channel, trouble } => {
            words.say_with("board-channel-trouble", &[place(channel), ("why", why(words, trouble).into())])
        }
        Hindrance::Unreachable => words.say("board-channel-unreachable"),
    }
}
