//! What managers have to know when alerts can't be posted: where, why, and what to do.

use super::{
    super::{Message, board, escape},
    components::about,
};
use crate::{
    delivery::Post,
    domain::{Muffled, Right, Target, Trouble},
    text::Words,
};
use serenity::all::CreateActionRow;

/// The message, in the language of its server.
pub(super) fn message(post: &Post, muffled: &Muffled) -> Message {
    let words = Words::new(muffled.language);
    let Muffled { server, server_name, channel, trouble, .. } = muffled;
    let happened = match post.target {
        Target::Channel(_) => words.say_with("alert-muffled", &[("place", format!("<#{channel}>").into())]),
        // A person may not see the channel; the link leads to the server at least.
        Target::Person(_) => {
            let place = format!("<https://discord.com/channels/{server}/{channel}>");
            let server = escape::name(server_name);
            words.say_with("alert-muffled-direct", &[("place", place.into()), ("server", server.into())])
        }
    };
    let parts = [happened, board::why(words, trouble), mend(words, trouble)];
    let row = CreateActionRow::Buttons(vec![about(words, post.mark, "alert-about")]);
    Message::new(&parts.join("\n"), &[], &[row])
}

/// `Alerts can't be posted`
pub(super) fn title(muffled: &Muffled) -> String {
    Words::new(muffled.language).say("alert-muffled-title")
}

/// What to do about it, as a sentence.
fn mend(words: Words, trouble: &Trouble) -> String {
    let right = |key, right| words.say_with(key, &[("right", board::right(words, right).into())]);
    match trouble {
        Trouble::NoAccess { missing } if !missing.is_empty() => words.say("alert-mend-rights"),
        Trouble::NoAccess { .. } => {
            use Right::{AttachFiles, EmbedLinks, ReadHistory, SendMessages, ViewChannel};
            let needed = [ViewChannel, SendMessages, EmbedLinks, AttachFiles, ReadHistory];
            words.say_with("alert-mend-access", &[("rights", board::rights(words, &needed).into())])
        }
        Trouble::ChannelGone => words.say("alert-mend-channel"),
        Trouble::ThreadLocked => right("alert-mend-thread", Right::ManageThreads),
        Trouble::TagRequired => words.say("alert-mend-tag"),
        Trouble::AutoMod { .. } => words.say("alert-mend-automod"),
        Trouble::Unclear => right("alert-mend-unclear", Right::ReadHistory),
    }
}
