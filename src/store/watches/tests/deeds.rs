use super::*;
use crate::{
    domain::{
        AuditLine,
        watch::{Metric, Rule, WatchDraft, WatchLog, WatchSettings},
    },
    store::StoreError,
};
use chrono::TimeDelta;

fn odd() -> WatchSettings {
    let odd = WatchDraft {
        metrics: vec![Metric::Rank, Metric::Followers],
        percent: Some(75),
        minimum: Some(9),
        cooldown_hours: 0,
        mention: Some(u64::MAX),
        rivals: vec![id(7), id(8)],
        silent_days: Some(3),
        ..draft(2, u64::MAX)
    };
    odd.try_into().unwrap()
}

#[tokio::test]
async fn a_watch_comes_back_as_it_was_set() {
    let (_folder, store) = served().await;
    for (number, settings) in [(1, watching(1, 5)), (2, odd())] {
        let watch = watch(&store, &settings).await;
        let who = settings.user_id.as_str().parse().unwrap();
        assert_eq!((watch.server, watch.number, &watch.creator), (SERVER, number, &creator(who)));
        assert_eq!((&watch.settings, &watch.log, &watch.evaluated), (&settings, &begun(), &None));
        assert_eq!((watch.created_by, watch.created_at), (u64::MAX, at(-60)));
        assert_eq!(store.watch(SERVER, number).await.unwrap(), Some(watch.clone()));
        assert_eq!(store.watch_by_id(watch.id).await.unwrap(), Some((watch, false)));
        assert_eq!(
            store.watched_in(SERVER, settings.channel).await.unwrap(),
            std::slice::from_ref(&settings.user_id)
        );
    }
    assert_eq!(store.watches(SERVER).await.unwrap().len(), 2);
    assert_eq!(store.watch_count(SERVER).await.unwrap(), 2);
    assert_eq!(store.watch_count(7).await.unwrap(), 0);
}

#[tokio::test]
async fn a_server_watches_a_creator_once_in_a_channel_and_no_more_than_it_may() {
    let (_folder, store) = served().await;
    let add = async |settings, most| store.add_watch(SERVER, &settings, &begun(), most, by(0)).await;
    let unknown = add(watching(1, 5), 9).await.unwrap_err();
    assert!(matches!(unknown, StoreError::UnknownCreator(user) if user == id(1)));
    watched(&store, 1).await;
    let second = watched(&store, 2).await;
    assert_eq!(
        add(watching(1, 5), 2).await.unwrap(),
        WatchAdded::Exists(1),
        "that says more than that it is full"
    );
    assert_eq!(add(watching(1, 6), 2).await.unwrap(), WatchAdded::Full);
    store.remove_watch(second.id, by(0)).await.unwrap();
    let WatchAdded::Yes(third) = add(watching(1, 6), 2).await.unwrap() else { panic!("there is room") };
    assert_eq!(third.number, 3, "no number comes twice");
    assert_eq!(store.restore_watch(second.id, 2, by(0)).await.unwrap(), WatchAdded::Full);
    let again = watched(&store, 2).await;
    assert_eq!(store.restore_watch(second.id, 9, by(0)).await.unwrap(), WatchAdded::Exists(again.number));
    store.remove_watch(again.id, by(0)).await.unwrap();
    for _ in 0..2 {
        assert_eq!(
            store.restore_watch(second.id, 9, by(0)).await.unwrap(),
            WatchAdded::Yes(Box::new(second.clone()))
        );
    }
    assert_eq!(store.watch(SERVER, 2).await.unwrap(), Some(second));
    store.restore_watch(WatchId(99), 9, by(0)).await.unwrap_err();
}

#[tokio::test]
async fn many_are_added_at_once_or_none() {
    let (_folder, store) = served().await;
    watched(&store, 1).await;
    let creators: Vec<_> = (1..=4).map(creator).collect();
    store.note_creators(&creators, at(0)).await.unwrap();
    let many: Vec<_> = [1, 2, 2, 3, 4].map(|number| (watching(number, 5), begun())).into();
    let mut broken = many.clone();
    broken.push((watching(9, 5), begun()));
    store.add_watches(SERVER, &broken, 9, by(0)).await.unwrap_err();
    assert_eq!(store.watch_count(SERVER).await.unwrap(), 1);
    let counts = store.add_watches(SERVER, &many, 3, by(0)).await.unwrap();
    assert_eq!(counts, WatchesAdded { added: 2, exists: 2, full: 1 });
    let numbers: Vec<_> = store.watches(SERVER).await.unwrap().iter().map(|watch| watch.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[tokio::test]
async fn an_edit_changes_what_was_looked_at_and_nothing_else() {
    let (_folder, store) = served().await;
    let (one, two) = (watched(&store, 1).await, watch(&store, &watching(1, 6)).await);
    let edit =
        async |from: &WatchSettings, to: &WatchSettings| store.edit_watch(one.id, from, to, by(1)).await;
    let louder = one.settings.with_limits(crate::domain::watch::Limits::new(25, 1).unwrap());
    assert_eq!(edit(&one.settings, &louder).await.unwrap(), WatchEdited::Yes);
    assert_eq!(edit(&one.settings, &watching(1, 9)).await.unwrap(), WatchEdited::Meanwhile);
    assert_eq!(edit(&louder, &two.settings).await.unwrap(), WatchEdited::Exists(two.number));
    assert_eq!(again(&store, &one).await.settings, louder);
    assert!(matches!(edit(&louder, &watching(9, 5)).await, Err(StoreError::UnknownCreator(_))));
    store.note_creators(&[creator(2)], at(0)).await.unwrap();
    assert_eq!(edit(&louder, &odd()).await.unwrap(), WatchEdited::Yes);
    let edited = again(&store, &one).await;
    assert_eq!((edited.settings, edited.creator, edited.log), (odd(), creator(2), begun()));
    assert_eq!(store.watched_in(SERVER, u64::MAX).await.unwrap(), [id(2)]);
    store.remove_watch(one.id, by(2)).await.unwrap();
    assert_eq!(edit(&odd(), &louder).await.unwrap(), WatchEdited::Meanwhile);
}

#[tokio::test]
async fn what_a_watch_remembers_is_changed_and_its_last_evaluation_stays_explained() {
    let (_folder, store) = served().await;
    let watch = watched(&store, 1).await;
    let until = at(0) + TimeDelta::days(1);
    let snooze = async |what| {
        let change = |log: &mut WatchLog| log.snoozed_until = Some(until);
        store.change_watch_log(watch.id, what, by(1), change).await.unwrap()
    };
    let log = WatchLog { snoozed_until: Some(until), ..begun() };
    let snoozed = snooze("watch_snooze").await.unwrap();
    assert_eq!((&snoozed.log, &snoozed.evaluated), (&log, &None));
    assert!(store.evaluate(&evaluated(&[&snoozed], 21)).await.unwrap());
    for rule in [Rule::EnteredTop, Rule::RankJump] {
        let mute = |log: &mut WatchLog| {
            log.muted.insert(rule);
        };
        store.change_watch_log(watch.id, "watch_mute", by(2), mute).await.unwrap();
    }
    let muted = again(&store, &watch).await;
    assert_eq!(muted.log.muted.len(), 2);
    assert_eq!(muted.evaluated.unwrap().before, log, "it wasn't muted then");
    store.remove_watch(watch.id, by(3)).await.unwrap();
    assert_eq!(snooze("watch_snooze").await, None);
}

#[tokio::test]
async fn each_deed_stands_in_the_audit_once() {
    let (_folder, store) = served().await;
    let watch = watched(&store, 1).await;
    let louder = watch.settings.with_limits(crate::domain::watch::Limits::new(25, 1).unwrap());
    store.edit_watch(watch.id, &watch.settings, &louder, by(1)).await.unwrap();
    store.edit_watch(watch.id, &watch.settings, &louder, by(2)).await.unwrap();
    store.change_watch_log(watch.id, "watch_wake", by(3), |log| log.snoozed_until = None).await.unwrap();
    for second in [4, 5] {
        store.remove_watch(watch.id, by(second)).await.unwrap();
    }
    for second in [6, 7] {
        store.restore_watch(watch.id, 9, by(second)).await.unwrap();
    }
    let line = |what: &str, seconds, before: &str, after: &str| AuditLine {
        at: at(seconds),
        person: u64::MAX,
        what: what.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    assert_eq!(
        store.audit(SERVER, 10).await.unwrap(),
        [
            line("watch_restore", 6, "", "1"),
            line("watch_remove", 4, "1", ""),
            line("watch_wake", 3, "1", "1"),
            line("watch_edit", 1, "1", "1"),
            line("watch_add", -60, "", "1"),
        ]
    );
}

#[tokio::test]
async fn a_removed_watch_is_gone_for_people_and_forgotten_after_its_time() {
    let (_folder, store) = served().await;
    let (gone, stays) = (watched(&store, 1).await, watched(&store, 2).await);
    for watch in [&gone, &stays] {
        let said = Evaluations {
            alerts: vec![alert(watch, 21)],
            posts: vec![alert_post(watch, 21)],
            ..evaluated(&[watch], 21)
        };
        assert!(store.evaluate(&said).await.unwrap());
    }
    store.remove_watch(gone.id, by(10)).await.unwrap();
    assert_eq!(store.watch(SERVER, 1).await.unwrap(), None);
    assert_eq!(store.watches(SERVER).await.unwrap().len(), 1);
    assert_eq!(store.watched_in(SERVER, 5).await.unwrap(), [id(2)]);
    assert!(store.watch_by_id(gone.id).await.unwrap().unwrap().1);
    assert_eq!(store.purge_watches(at(10)).await.unwrap(), 0);
    assert_eq!(store.purge_watches(at(11)).await.unwrap(), 1);
    assert_eq!(store.watch_by_id(gone.id).await.unwrap(), None);
    assert_eq!(store.last_alert(gone.id).await.unwrap(), None);
    assert_eq!(store.outbox(&[], 9).await.unwrap().len(), 1);
    store.server_left(SERVER, at(20)).await.unwrap();
    assert_eq!(store.purge_servers(at(21)).await.unwrap(), 1);
    assert_eq!(store.watch_by_id(stays.id).await.unwrap(), None);
    assert_eq!(store.last_alert(stays.id).await.unwrap(), None);
}
