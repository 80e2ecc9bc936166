//! What managers are told when a post can't go out.

use super::decide::Moments;
use crate::{
    domain::{BoardPost, Delivery, Meaning, Muffled, Notice, Target, Trouble, watch::WatchId},
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
    // What isn't clear is looked at again and again; about one post that is told once.
    let period = match trouble {
        Trouble::Unclear => format!("unclear {}", delivery.mark.0),
        _ => when.now.to_rfc3339_opts(SecondsFormat::Secs, true),
    };
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
    telling.tell(notice, period, when.expiry)
}

/// Tells that alerts can't be posted in a channel: once a day.
pub(super) fn muffled(
    delivery: &Delivery,
    trouble: &Trouble,
    when: Moments,
    telling: &Telling,
) -> Option<NewPost> {
    let Target::Channel(channel) = delivery.target else { return None };
    let muffled = Muffled {
        server: delivery.server,
        server_name: telling.server_name.clone(),
        channel,
        trouble: trouble.clone(),
        language: telling.language,
    };
    let in_channel = telling.alert_channel.filter(|other| *other != channel);
    let target = in_channel.map(Target::Channel).or(telling.person.map(Target::Person))?;
    Some(about_channel(muffled, delivery.watch, format!("muffled {}", when.now.date_naive()), target, when))
}

fn about_channel(
    muffled: Muffled,
    watch: Option<WatchId>,
    period: String,
    target: Target,
    when: Moments,
) -> NewPost {
    NewPost {
        kind: "notice",
        subject: muffled.channel.cast_signed(),
        period,
        server: muffled.server,
        board: None,
        watch,
        not_before: None,
        target,
        meaning: Meaning::Muffled(muffled),
        expires_at: when.expiry,
    }
}

/// Tells the same by direct message, when the alert channel doesn't take it.
pub(super) fn fallback(delivery: &Delivery, when: Moments, telling: &Telling) -> Option<NewPost> {
    let (Target::Channel(_), Some(person)) = (delivery.target, telling.person) else { return None };
    let (period, person) = (format!("after {}", delivery.mark.0), Target::Person(person));
    match &delivery.meaning {
        Meaning::Notice(notice) => Some(NewPost::notice(notice.clone(), period, person, when.expiry)),
        Meaning::Muffled(muffled) => {
            Some(about_channel(muffled.clone(), delivery.watch, period, person, when))
        }
        Meaning::Board(_) | Meaning::Watch(_) | Meaning::Crosspost(_) => None,
    }
}
