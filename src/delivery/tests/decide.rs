//! Each outcome of a send, and what is written down of it.

use super::{ALERTS, CHANNEL, MESSAGE, PERSON, SERVER, at, board_post, delivery, notice};
use crate::{
    delivery::decide::{Moments, Outcome, decide},
    domain::{BoardId, Delivery, Language, Mark, Meaning, Sent, Target, Trouble},
    store::{NewPost, PostSettled, Telling},
};
use std::time::Duration;

const TELLING: Telling = Telling {
    here: true,
    server_name: String::new(),
    language: Language::ZhCn,
    alert_channel: Some(ALERTS),
    person: Some(PERSON),
};

/// The send began at ten seconds and ended at twelve.
fn when() -> Moments {
    Moments { began: at(10), now: at(12), expiry: at(3_612) }
}

fn settled(delivery: &Delivery, sent: Sent) -> PostSettled {
    decide(delivery, Outcome::Sent(sent), when(), &TELLING)
}

fn broken(unclear: bool) -> Sent {
    Sent::Broken { unclear, why: "503".into() }
}

fn posted(announcement: bool) -> Sent {
    Sent::Posted { message: Some(MESSAGE), announcement }
}

fn no_access() -> Trouble {
    Trouble::NoAccess { missing: Vec::new() }
}

/// A notice that goes to `target`.
fn telling(target: Target) -> Delivery {
    Delivery { target, meaning: Meaning::Notice(notice(no_access())), ..delivery() }
}

fn crosspost() -> Delivery {
    Delivery { meaning: Meaning::Crosspost(MESSAGE), ..delivery() }
}

/// The notice about the board, sent to `target`, of that period.
fn told(trouble: Trouble, period: &str, target: Target) -> Option<Box<NewPost>> {
    Some(Box::new(NewPost {
        kind: "notice",
        subject: 5,
        period: period.into(),
        server: SERVER,
        board: Some(BoardId(5)),
        watch: None,
        not_before: None,
        target,
        meaning: Meaning::Notice(notice(trouble)),
        expires_at: at(3_612),
    }))
}

const PERIOD: &str = "2026-11-23T12:00:12Z";

#[test]
fn what_stands_there_is_done() {
    assert_eq!(settled(&delivery(), posted(false)), PostSettled::Sent { message: Some(MESSAGE), then: None });
    assert_eq!(settled(&delivery(), Sent::Deleted), PostSettled::Sent { message: None, then: None });
}

#[test]
fn a_board_of_an_announcement_channel_is_published_and_nothing_else_is() {
    let PostSettled::Sent { then: Some(then), .. } = settled(&delivery(), posted(true)) else { panic!() };
    assert_eq!((then.kind, then.subject, then.period.as_str()), ("crosspost", 40, ""));
    assert_eq!((then.target, then.meaning), (Target::Channel(CHANNEL), Meaning::Crosspost(MESSAGE)));
    assert_eq!((then.board, then.expires_at), (Some(BoardId(5)), at(3_612)));
    let mut test = board_post(5, CHANNEL);
    test.test = true;
    let test = Delivery { meaning: Meaning::Board(Box::new(test)), ..delivery() };
    for other in [test, telling(Target::Channel(CHANNEL)), crosspost()] {
        let sent = settled(&other, posted(true));
        assert_eq!(sent, PostSettled::Sent { message: Some(MESSAGE), then: None });
    }
    let unsaid = Sent::Posted { message: None, announcement: true };
    assert_eq!(settled(&delivery(), unsaid), PostSettled::Sent { message: None, then: None });
}

#[test]
fn a_limit_is_waited_for_and_is_no_attempt() {
    let limited = settled(&delivery(), Sent::Wait(Duration::from_millis(90_500)));
    let PostSettled::Again { at: again, unclear_since, plain, counts, .. } = limited else { panic!() };
    // Whole seconds, never too early.
    assert_eq!((again, unclear_since, plain, counts), (at(103), None, false, false));
    let PostSettled::Again { at: again, .. } = settled(&delivery(), Sent::Wait(Duration::MAX)) else {
        panic!()
    };
    assert_eq!(again, at(21_601), "once more at its expiry, to be given up");
}

#[test]
fn failures_are_repeated_ever_later_and_not_all_at_once() {
    let wait = |attempts, mark| {
        let delivery = Delivery { attempts, mark: Mark(mark), expires_at: at(1_000_000), ..delivery() };
        let PostSettled::Again { at: again, counts: true, unclear_since: None, .. } =
            settled(&delivery, broken(false))
        else {
            panic!()
        };
        (again - at(12)).num_seconds()
    };
    for (attempts, least, most) in
        [(0, 1, 2), (1, 1, 3), (2, 3, 5), (5, 25, 39), (8, 204, 308), (9, 240, 360), (4_000_000, 240, 360)]
    {
        for mark in [0, 1, 77, 0x7fff_ffff_ffff_ffff, 0x1234_5678_9abc_def0] {
            let wait = wait(attempts, mark);
            assert!((least..=most).contains(&wait), "{attempts} {mark}: {wait} s");
        }
    }
    let spread: std::collections::HashSet<_> = (0..200).map(|mark| wait(9, mark)).collect();
    assert!(spread.len() > 50, "{} different waits", spread.len());
}

#[test]
fn an_unclear_send_is_remembered_from_its_beginning_on() {
    let PostSettled::Again { at: again, unclear_since, .. } = settled(&delivery(), broken(true)) else {
        panic!()
    };
    assert_eq!(unclear_since, Some(at(10)));
    assert!(again >= at(17), "it gets time to arrive: {again}");
    let before = Delivery { unclear_since: Some(at(3)), attempts: 1, ..delivery() };
    for sent in [broken(true), broken(false), Sent::Wait(Duration::from_secs(1)), Sent::TokenRefused] {
        let PostSettled::Again { unclear_since, .. } = settled(&before, sent) else { panic!() };
        assert_eq!(unclear_since, Some(at(3)), "the first one stays");
    }
}

#[test]
fn it_is_tried_no_longer_than_until_its_expiry() {
    let soon = Delivery { attempts: 9, expires_at: at(20), ..delivery() };
    let PostSettled::Again { at: again, .. } = settled(&soon, broken(false)) else { panic!() };
    assert_eq!(again, at(21));
    // A look that fails after the expiry isn't repeated at once.
    let late = Delivery { attempts: 9, expires_at: at(5), ..delivery() };
    let PostSettled::Again { at: again, .. } = settled(&late, broken(false)) else { panic!() };
    assert!(again > at(240), "{again}");
    let expired = decide(&delivery(), Outcome::Expired, when(), &TELLING);
    assert_eq!(expired, PostSettled::Dead { cause: "expired", detail: String::new(), then: None });
}

#[test]
fn a_refused_token_costs_the_post_nothing() {
    let PostSettled::Again { at: again, counts, plain, .. } = settled(&delivery(), Sent::TokenRefused) else {
        panic!()
    };
    assert_eq!((again, counts, plain), (at(72), false, false));
}

#[test]
fn a_blocked_place_holds_the_board_and_tells_its_managers() {
    for trouble in [no_access(), Trouble::ChannelGone, Trouble::ThreadLocked, Trouble::TagRequired] {
        let notice = told(trouble.clone(), PERIOD, Target::Channel(ALERTS));
        let blocked = settled(&delivery(), Sent::Blocked(trouble.clone()));
        assert_eq!(blocked, PostSettled::Blocked { trouble, notice });
    }
}

#[test]
fn managers_are_told_by_another_way_than_the_one_in_trouble() {
    let blocked = |telling| {
        let sent = Outcome::Sent(Sent::Blocked(Trouble::ChannelGone));
        let PostSettled::Blocked { notice, .. } = decide(&delivery(), sent, when(), &telling) else {
            panic!()
        };
        notice
    };
    let by_person = told(Trouble::ChannelGone, PERIOD, Target::Person(PERSON));
    assert_eq!(blocked(Telling { alert_channel: Some(CHANNEL), ..TELLING }), by_person);
    assert_eq!(blocked(Telling { alert_channel: None, ..TELLING }), by_person);
    assert_eq!(blocked(Telling { alert_channel: None, person: None, ..TELLING }), None);
}

#[test]
fn in_an_outage_nothing_is_blocked() {
    let outage = Telling { here: false, ..TELLING };
    for trouble in [no_access(), Trouble::ChannelGone] {
        let sent = Outcome::Sent(Sent::Blocked(trouble));
        let PostSettled::Again { at: again, counts, .. } = decide(&delivery(), sent, when(), &outage) else {
            panic!()
        };
        assert_eq!((again, counts), (at(72), false));
    }
}

#[test]
fn what_automod_refuses_is_given_up_and_told() {
    let trouble = Trouble::AutoMod { said: "no links".into() };
    let then = told(trouble.clone(), PERIOD, Target::Channel(ALERTS));
    let dead = PostSettled::Dead { cause: "automod", detail: "no links".into(), then };
    assert_eq!(settled(&delivery(), Sent::Blocked(trouble)), dead);
}

#[test]
fn our_fault_is_tried_once_as_plain_text() {
    let malformed = || Sent::Malformed("50035".into());
    let plain = PostSettled::Again {
        at: at(12),
        unclear_since: None,
        plain: true,
        counts: true,
        detail: "50035".into(),
        then: None,
    };
    assert_eq!(settled(&delivery(), malformed()), plain);
    let dead = PostSettled::Dead { cause: "malformed", detail: "50035".into(), then: None };
    assert_eq!(settled(&Delivery { plain: true, ..delivery() }, malformed()), dead);
    assert_eq!(settled(&crosspost(), malformed()), dead, "it has no plain form");
    let PostSettled::Again { plain, .. } = settled(&Delivery { plain: true, ..delivery() }, broken(false))
    else {
        panic!()
    };
    assert!(plain, "it stays plain");
}

#[test]
fn a_notice_that_fails_in_the_alert_channel_goes_to_a_person() {
    let blocked = |target| settled(&telling(target), Sent::Blocked(no_access()));
    let period = format!("after {}", delivery().mark.0);
    let then = told(no_access(), &period, Target::Person(PERSON));
    let detail = "rights are missing".to_owned();
    assert_eq!(
        blocked(Target::Channel(ALERTS)),
        PostSettled::Dead { cause: "no_target", detail: detail.clone(), then }
    );
    assert_eq!(blocked(Target::Person(PERSON)), PostSettled::Dead { cause: "no_target", detail, then: None });
    let closed = settled(&telling(Target::Person(PERSON)), Sent::DmClosed);
    assert_eq!(closed, PostSettled::Dead { cause: "dm_closed", detail: String::new(), then: None });
}

#[test]
fn a_message_that_cannot_be_published_blocks_no_board() {
    for trouble in [no_access(), Trouble::ChannelGone, Trouble::AutoMod { said: String::new() }] {
        let dead = settled(&crosspost(), Sent::Blocked(trouble));
        assert!(matches!(dead, PostSettled::Dead { cause: "no_target", then: None, .. }), "{dead:?}");
    }
}

#[test]
fn what_cannot_be_looked_up_is_held_and_shown() {
    let held = decide(&delivery(), Outcome::Unreadable, when(), &TELLING);
    let period = format!("unclear {}", delivery().mark.0);
    let notice = told(Trouble::Unclear, &period, Target::Channel(ALERTS));
    assert_eq!(held, PostSettled::Held { trouble: Trouble::Unclear, notice });
    let notice = decide(&telling(Target::Channel(ALERTS)), Outcome::Unreadable, when(), &TELLING);
    let PostSettled::Dead { cause: "no_target", then: Some(then), .. } = notice else { panic!() };
    assert_eq!(then.target, Target::Person(PERSON));
}

#[test]
fn what_has_no_list_any_more_is_dropped() {
    let dropped = decide(&delivery(), Outcome::Gone, when(), &TELLING);
    assert!(matches!(dropped, PostSettled::Dropped { .. }), "{dropped:?}");
}
