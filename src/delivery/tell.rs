//! What managers are told when a post can't go out.

use super::decide::Moments;
use crate::{
    domain::{BoardPost, Delivery, Meaning, Notice, Target, Trouble},
    store::{NewPost, Telling},
};
use chrono::SecondsFormat;

/// Tells of a board's trouble.
pub(super) fn notice(
    delivery: &Delivery,
    post: &BoardPost,
    trouble: Trouble,
    when: Moments,
    telling: &Telling,
) -> Option<NewPost> {
    let notice = Notice {
        board: post.board,
        number: post.number,
        question: post.settings.question,
        server: delivery.server,
        server_name: telling.server_name.clone(),
        channel: post.settings.channel,
        trouble,
        language: telling.language,
    };
    telling.tell(notice, when.now.to_rfc3339_opts(SecondsFormat::Secs, true), when.expiry)
}

/// Tells the same by direct message, when the alert channel doesn't take it.
pub(super) fn fallback(delivery: &Delivery, when: Moments, telling: &Telling) -> Option<NewPost> {
    let (Meaning::Notice(notice), Target::Channel(_)) = (&delivery.meaning, delivery.target) else {
        return None;
    };
    let person = telling.person.map(Target::Person)?;
    Some(NewPost::notice(notice.clone(), format!("after {}", delivery.mark.0), person, when.expiry))
}
