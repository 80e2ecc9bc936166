//! `/help` as a message.

use super::Message;
use crate::{
    domain::{DataDate, Period},
    text::Words,
};
use chrono::{DateTime, Utc};
use serenity::all::CreateEmbed;

/// Tasks, each with examples that work as they stand.
pub(super) fn message(words: Words, now: DateTime<Utc>) -> Message {
    let date = DataDate::newest_closed(Period::Day, now).previous().first().to_string();
    let embed = CreateEmbed::new()
        .title(words.say("help-title"))
        .description(words.say("help-intro"))
        .field(words.say("help-ask"), words.say("help-ask-text"), false)
        .field(words.say("help-grow"), words.say("help-grow-text"), false)
        .field(words.say("help-narrow"), words.say_with("help-narrow-text", &[("date", date.into())]), false)
        .field(words.say("help-boards"), words.say("help-boards-text"), false)
        .field(words.say("help-watches"), words.say("help-watches-text"), false)
        .field(words.say("help-use"), words.say("help-use-text"), false);
    Message::new("", &[embed], &[])
}
