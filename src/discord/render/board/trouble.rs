//! What keeps a board from posting, and how that is mended.

use super::super::{escape, notice::both};
use crate::{
    domain::{Right, Trouble},
    text::Words,
};

/// The widest that Discord's own words are quoted.
const QUOTED: usize = 100;

/// Why nothing can be posted, as a sentence.
pub(in super::super) fn why(words: Words, trouble: &Trouble) -> String {
    match trouble {
        Trouble::NoAccess { missing } if !missing.is_empty() => {
            words.say_with("trouble-rights-missing", &[("rights", rights(words, missing).into())])
        }
        Trouble::NoAccess { .. } => words.say("trouble-no-access"),
        Trouble::ChannelGone => words.say("trouble-channel-gone"),
        Trouble::ThreadLocked => words.say("trouble-thread-locked"),
        Trouble::TagRequired => words.say("trouble-tag-required"),
        Trouble::AutoMod { said } if said.trim().is_empty() => words.say("trouble-automod"),
        Trouble::AutoMod { said } => {
            words.say_with("trouble-automod-said", &[("said", escape::name_in(said, QUOTED).into())])
        }
        Trouble::Unclear => words.say("trouble-unclear"),
    }
}

/// What to do about it, as a sentence.
pub(in super::super) fn mend(words: Words, trouble: &Trouble) -> String {
    match trouble {
        Trouble::NoAccess { missing } if !missing.is_empty() => words.say("trouble-mend-rights"),
        Trouble::NoAccess { .. } => {
            let needed = [Right::ViewChannel, Right::SendMessages, Right::EmbedLinks, Right::ReadHistory];
            words.say_with("trouble-mend-access", &[("rights", rights(words, &needed).into())])
        }
        Trouble::ChannelGone => words.say("trouble-mend-channel"),
        Trouble::ThreadLocked => {
            words.say_with("trouble-mend-thread", &[("right", right(words, Right::ManageThreads).into())])
        }
        Trouble::TagRequired => words.say("trouble-mend-tag"),
        Trouble::AutoMod { .. } => words.say("trouble-mend-automod"),
        Trouble::Unclear => {
            words.say_with("trouble-mend-unclear", &[("right", right(words, Right::ReadHistory).into())])
        }
    }
}

/// The trouble that a word of the outbox means, with what stands beside it: the rights that are missing, or Discord's
/// words.
pub(super) fn of_cause(cause: &str, detail: &str) -> Option<Trouble> {
    let right = |word: &str| serde_json::from_value(word.into()).ok();
    match cause {
        "no_access" => Some(Trouble::NoAccess { missing: detail.split(", ").filter_map(right).collect() }),
        "channel_gone" => Some(Trouble::ChannelGone),
        "thread_locked" => Some(Trouble::ThreadLocked),
        "tag_required" => Some(Trouble::TagRequired),
        "automod" => Some(Trouble::AutoMod { said: detail.to_owned() }),
        "unclear" => Some(Trouble::Unclear),
        _ => None,
    }
}

/// Rights by the names that Discord's clients show.
pub fn rights(words: Words, rights: &[Right]) -> String {
    let names = rights.iter().map(|right| self::right(words, *right));
    names.reduce(|all, one| both(words, "enumeration", all, one)).unwrap_or_default()
}

/// A right by the name that Discord's clients show.
pub(in super::super) fn right(words: Words, right: Right) -> String {
    let name = words.say(match right {
        Right::Administrator => "right-administrator",
        Right::ManageServer => "right-manage-server",
        Right::ViewChannel => "right-view-channel",
        Right::SendMessages => "right-send-messages",
        Right::SendInThreads => "right-send-in-threads",
        Right::EmbedLinks => "right-embed-links",
        Right::AttachFiles => "right-attach-files",
        Right::ReadHistory => "right-read-history",
        Right::ManageThreads => "right-manage-threads",
        Right::MentionEveryone => "right-mention-everyone",
    });
    format!("**{name}**")
}
