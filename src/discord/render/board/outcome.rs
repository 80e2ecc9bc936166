//! How a turn stands or ended, in words.

use super::{super::escape, trouble::of_cause};
use crate::{
    domain::{RunState, Trouble},
    text::Words,
};

/// The widest word of others that is quoted.
const QUOTED: usize = 60;

/// A sign and a few words.
pub fn short(words: Words, state: &RunState) -> String {
    words.say(match state {
        RunState::Waiting => "board-run-waiting",
        RunState::Queued => "board-run-queued",
        RunState::Posted => "board-run-posted",
        RunState::PostedLate => "board-run-posted-late",
        RunState::Missed => "board-run-missed",
        RunState::NothingNew => "board-run-nothing-new",
        RunState::SkippedLate => "board-run-skipped",
        RunState::NoNumbers(_) => "board-run-no-numbers",
        RunState::Blocked(_) => "board-run-blocked",
        RunState::Dead(_) => "board-run-dead",
        RunState::Dropped => "board-run-dropped",
        RunState::Restored => "board-run-restored",
    })
}

/// Why a turn ended as it did; none where nothing is to be explained.
pub(super) fn reason(words: Words, state: &RunState) -> Option<String> {
    match state {
        RunState::Waiting | RunState::Queued | RunState::Posted => None,
        RunState::PostedLate => Some(words.say("board-why-posted-late")),
        RunState::Missed => Some(words.say("board-why-missed")),
        RunState::NothingNew => Some(words.say("board-why-nothing-new")),
        RunState::SkippedLate => Some(words.say("board-why-skipped")),
        RunState::NoNumbers(word) => Some(numbers(words, word)),
        RunState::Blocked(trouble) => Some(super::why(words, trouble)),
        RunState::Dead(told) => {
            let (cause, detail) = told.split_once(": ").unwrap_or((told, ""));
            Some(self::cause(words, cause, detail))
        }
        RunState::Dropped => Some(words.say("board-why-dropped")),
        RunState::Restored => Some(words.say("board-why-restored")),
    }
}

/// `⛔ no access`, for one line of many.
pub fn blocked(words: Words, trouble: &Trouble) -> String {
    words.say(match trouble {
        Trouble::NoAccess { .. } => "board-blocked-no-access",
        Trouble::ChannelGone => "board-blocked-channel-gone",
        Trouble::ThreadLocked => "board-blocked-thread-locked",
        Trouble::TagRequired => "board-blocked-tag-required",
        Trouble::AutoMod { .. } => "board-blocked-automod",
        Trouble::Unclear => "board-blocked-unclear",
    })
}

/// Why there were no numbers, by a word of the rankings.
fn numbers(words: Words, word: &str) -> String {
    words.say(match word {
        "unreachable" => "notice-source-unreachable",
        "lost" => "notice-source-lost",
        "unreadable" => "notice-source-unreadable",
        "bad_request" => "notice-source-bad-request",
        "key_refused" => "notice-source-key-refused",
        "out_of_credits" => "notice-source-out-of-credits",
        "too_fast" => "notice-source-too-fast",
        "server" => "notice-source-server",
        "ceiling_day" => "notice-ceiling-day",
        "ceiling_month" => "notice-ceiling-month",
        "empty" => "notice-empty",
        "filter_ignored" => "notice-filter-ignored",
        _ => "board-why-no-numbers",
    })
}

/// Why a post is held or dead, by a word of the outbox and what stands beside it.
pub fn cause(words: Words, cause: &str, detail: &str) -> String {
    match cause {
        "expired" => words.say("board-cause-expired"),
        "malformed" | "unreadable" => words.say("board-cause-malformed"),
        "dm_closed" => words.say("board-cause-dm-closed"),
        "no_target" => words.say("board-cause-no-target"),
        other => match of_cause(other, detail) {
            Some(trouble) => super::why(words, &trouble),
            None => words.say_with("board-cause-other", &[("cause", escape::name_in(other, QUOTED).into())]),
        },
    }
}
