//! What managers have to know: what happened, why, and what to do.

use super::{
    super::{Message, escape},
    components::about,
};
use crate::{
    delivery::Post,
    domain::{Notice, Target, Trouble},
    text::Words,
};
use serenity::all::CreateActionRow;

/// The message of a notice, in the language of its server.
pub(super) fn message(post: &Post, notice: &Notice) -> Message {
    let words = Words::new(notice.language);
    let Notice { number, question, server, server_name, channel, trouble, .. } = notice;
    let place = match post.target {
        Target::Channel(_) => format!("<#{channel}>"),
        // A person may not see the channel; the link leads to the server at least.
        // The brackets end it before whatever sign follows.
        Target::Person(_) => format!("<https://discord.com/channels/{server}/{channel}>"),
    };
    let what = super::super::board::ranked(words, question);
    let args = [
        ("number", number.to_string().into()),
        ("what", what.into()),
        ("place", place.into()),
        ("server", escape::name(server_name).into()),
    ];
    let happened = match (post.target, trouble.blocks()) {
        (Target::Channel(_), _) if *trouble == Trouble::Unclear => {
            words.say_with("post-alarm-unclear", &args)
        }
        (Target::Person(_), _) if *trouble == Trouble::Unclear => {
            words.say_with("post-alarm-unclear-direct", &args)
        }
        (Target::Channel(_), true) => words.say_with("post-alarm-blocked", &args),
        (Target::Channel(_), false) => words.say_with("post-alarm-lost", &args),
        (Target::Person(_), true) => words.say_with("post-alarm-blocked-direct", &args),
        (Target::Person(_), false) => words.say_with("post-alarm-lost-direct", &args),
    };
    let parts =
        [happened, super::super::board::why(words, trouble), super::super::board::mend(words, trouble)];
    let row = CreateActionRow::Buttons(vec![about(words, post.mark, "post-about")]);
    Message::new(&parts.join("\n"), &[], &[row])
}

/// `Board 3 can't post`
pub(super) fn title(notice: &Notice) -> String {
    let number = notice.number.to_string();
    Words::new(notice.language).say_with("post-alarm-title", &[("number", number.into())])
}
