//! Whom to tell that a board can't post, and by which way.

use super::decide::Moments;
use crate::{
    domain::{BoardPost, Delivery, Language, Meaning, Notice, Target, Trouble},
    store::NewPost,
};
use chrono::SecondsFormat;

/// By which ways the managers of a server are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Telling {
    /// Whether the bot is in the server, and the server isn't out of order.
    pub(super) here: bool,
    /// The language of the server.
    pub(super) language: Language,
    /// The channel for that.
    pub(super) alert_channel: Option<u64>,
    /// Who set the board up, where they take direct messages.
    pub(super) person: Option<u64>,
}

impl Telling {
    /// Nobody needs to be told.
    pub(super) const NOBODY: Self =
        Self { here: true, language: Language::EnUs, alert_channel: None, person: None };
}

/// Tells of a board's trouble: in the alert channel, unless that is the one in trouble; else who set it up.
pub(super) fn notice(
    delivery: &Delivery,
    post: &BoardPost,
    trouble: Trouble,
    when: Moments,
    telling: &Telling,
) -> Option<NewPost> {
    let in_channel = telling.alert_channel.filter(|channel| *channel != post.settings.channel);
    let target = in_channel.map(Target::Channel).or(telling.person.map(Target::Person))?;
    let notice = Notice {
        board: post.board,
        number: post.number,
        server: delivery.server,
        channel: post.settings.channel,
        trouble,
        language: telling.language,
    };
    let period = when.now.to_rfc3339_opts(SecondsFormat::Secs, true);
    Some(new(delivery, notice, period, target, when))
}

/// Tells the same by direct message, when the alert channel doesn't take it.
pub(super) fn fallback(delivery: &Delivery, when: Moments, telling: &Telling) -> Option<NewPost> {
    let (Meaning::Notice(notice), Target::Channel(_)) = (&delivery.meaning, delivery.target) else {
        return None;
    };
    let person = telling.person.map(Target::Person)?;
    Some(new(delivery, notice.clone(), format!("after {}", delivery.mark.0), person, when))
}

fn new(delivery: &Delivery, notice: Notice, period: String, target: Target, when: Moments) -> NewPost {
    NewPost {
        kind: "notice",
        subject: notice.board.0,
        period,
        server: delivery.server,
        board: Some(notice.board),
        target,
        meaning: Meaning::Notice(notice),
        expires_at: when.expiry,
    }
}
