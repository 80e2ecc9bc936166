use super::*;
use crate::{
    domain::{
        CreatorDetail, Field, Language, List, ListKey, Region, Scope, ServerChange, TrendDay,
        watch::{Metric, WatchDraft},
    },
    store::tests::{list, scope},
};
use chrono::NaiveDate;

async fn due(store: &Store, day: u32) -> Vec<u32> {
    let due = store.due_watches((us(), date(day), true), None, 99).await.unwrap();
    due.iter().map(|due| due.watch.number).collect()
}

#[tokio::test]
async fn regions_are_those_of_servers_that_are_not_left() {
    let (_folder, store) = served().await;
    assert_eq!(store.watched_regions().await.unwrap(), []);
    watched(&store, 1).await;
    let gb = Region::of_key("GB").unwrap();
    let other = watch(&store, &WatchDraft { region: gb, ..draft(2, 5) }.try_into().unwrap()).await;
    assert_eq!(store.watched_regions().await.unwrap(), [gb, us()]);
    store.remove_watch(other.id, by(0)).await.unwrap();
    store.server_outage(SERVER).await.unwrap();
    assert_eq!(store.watched_regions().await.unwrap(), [us()]);
    store.server_left(SERVER, at(0)).await.unwrap();
    assert_eq!(store.watched_regions().await.unwrap(), []);
}

#[tokio::test]
async fn a_creator_is_looked_for_until_what_is_counted_is_known() {
    let (_folder, store) = served().await;
    let counting = |number, channel, metrics: &[Metric]| -> crate::domain::watch::WatchSettings {
        WatchDraft { metrics: metrics.to_vec(), ..draft(number, channel) }.try_into().unwrap()
    };
    let silent = WatchDraft { silent_days: Some(3), ..(*counting(5, 5, &[Metric::Followers])).clone() };
    for settings in [
        counting(1, 5, &[Metric::Gmv]),
        counting(2, 5, &[Metric::Followers]),
        counting(3, 5, &[Metric::Rank]),
        counting(4, 5, &[Metric::Sales]),
        counting(4, 6, &[Metric::Followers]),
        silent.try_into().unwrap(),
    ] {
        watch(&store, &settings).await;
    }
    let lacking = async || {
        let lacking = store.unobserved(us(), date(22)).await.unwrap();
        let line = |one: &Unobserved| (one.user_id.as_str().parse().unwrap(), one.sales, one.followers);
        lacking.iter().map(line).collect::<Vec<(u32, bool, bool)>>()
    };
    let all = [(1, true, false), (2, false, true), (3, true, false), (4, true, true), (5, true, true)];
    assert_eq!(lacking().await, all);
    store.save_list(&list("2026-11-21", &[9; 5])).await.unwrap();
    assert_eq!(lacking().await, all, "that is another day");
    let mut sales = list("2026-11-22", &[9; 4]);
    sales.rows.remove(0);
    store.save_list(&sales).await.unwrap();
    assert_eq!(lacking().await, [(1, true, false), (2, false, true), (4, false, true), (5, true, true)]);
    let key = ListKey::new(Scope { field: Field::Followers, ..scope() }, sales.key.date());
    let followers = List { key, ..list("2026-11-22", &[9; 2]) };
    store.save_list(&followers).await.unwrap();
    assert_eq!(lacking().await, [(1, true, false), (4, false, true), (5, true, true)]);
    let nothing = CreatorDetail { creator: creator(5), followers: None, units: None, gmv: None };
    store.note_details(date(22), &[nothing], at(0)).await.unwrap();
    let trend = TrendDay { date: date(22), units: None, followers: None, gmv: None };
    store.note_trends(&id(4), &[trend], at(0)).await.unwrap();
    assert_eq!(lacking().await, [(1, true, false), (4, false, true)], "a day's history has no total");
    store.server_left(SERVER, at(0)).await.unwrap();
    assert_eq!(lacking().await, []);
}

#[tokio::test]
async fn what_is_due_began_before_and_has_something_to_look_at() {
    let (_folder, store) = served().await;
    let (one, two) = (watched(&store, 1).await, watched(&store, 2).await);
    watched(&store, 3).await;
    for number in [1, 2] {
        seen(&store, number, 20).await;
        seen(&store, number, 21).await;
    }
    assert_eq!(due(&store, 20).await, [0; 0], "they begin with that date");
    assert_eq!(due(&store, 21).await, [1, 2]);
    assert_eq!(due(&store, 22).await, [0; 0]);
    assert!(store.evaluate(&evaluated(&[&one], 21)).await.unwrap());
    assert_eq!(due(&store, 21).await, [2]);
    seen(&store, 1, 22).await;
    let evaluated_later = again(&store, &one).await;
    assert!(store.evaluate(&evaluated(&[&evaluated_later], 22)).await.unwrap());
    assert_eq!(due(&store, 21).await, [2], "a later one counts, too");
    store.remove_watch(two.id, by(0)).await.unwrap();
    assert_eq!(due(&store, 21).await, [0; 0]);
    store.restore_watch(two.id, 9, by(0)).await.unwrap();
    store.server_outage(SERVER).await.unwrap();
    assert_eq!(due(&store, 21).await, [2], "its posts wait");
    store.server_left(SERVER, at(0)).await.unwrap();
    assert_eq!(due(&store, 21).await, [0; 0]);
}

#[tokio::test]
async fn what_is_due_waits_for_what_it_counts() {
    let (_folder, store) = served().await;
    let counting = |metrics: &[Metric]| WatchDraft { metrics: metrics.to_vec(), ..draft(1, 5) };
    watch(&store, &counting(&[Metric::Sales, Metric::Followers]).try_into().unwrap()).await;
    store.save_list(&list("2026-11-22", &[9; 1])).await.unwrap();
    assert_eq!(due(&store, 22).await, [0; 0], "nothing is known of followers");
    store.note_absent(date(22), &[id(1)], at(0)).await.unwrap();
    assert_eq!(due(&store, 22).await, [1], "they were asked for in vain");
}

#[tokio::test]
async fn what_is_due_comes_by_creator_in_pieces_with_its_language() {
    let (_folder, store) = served().await;
    for (number, channel) in [(2, 5), (1, 5), (2, 6), (1, 6), (2, 7)] {
        watch(&store, &watching(number, channel)).await;
    }
    store.change_server(SERVER, 9, ServerChange::Language(Some(Language::ZhCn)), at(0)).await.unwrap();
    for number in [1, 2] {
        seen(&store, number, 21).await;
    }
    let (mut after, mut numbers) = (None, Vec::new());
    loop {
        let piece = store.due_watches((us(), date(21), true), after, 2).await.unwrap();
        let Some(last) = piece.last() else { break };
        after = Some(last.key);
        for due in piece {
            assert_eq!((due.language, &due.watch), (Language::ZhCn, &again(&store, &due.watch).await));
            numbers.push(due.watch.number);
        }
    }
    assert_eq!(numbers, [1, 3, 5, 2, 4], "the second creator was seen first");
}

#[tokio::test]
async fn a_watch_that_cannot_be_read_keeps_no_other_and_is_left_alone() {
    let (_folder, store) = served().await;
    let (broken, whole) = (watched(&store, 1).await, watched(&store, 2).await);
    for number in [1, 2] {
        seen(&store, number, 21).await;
    }
    for statement in [
        "UPDATE watches SET settings = json_set(settings, '$.top', 0) WHERE id = $1",
        "UPDATE watches SET log = json_set(log, '$.muted', 7) WHERE id = $1",
        "UPDATE watches SET number = -1 WHERE id = $1",
    ] {
        sqlx::query(statement).bind(broken.id.0).execute(&store.writer).await.unwrap();
        assert_eq!(due(&store, 21).await, [2], "{statement}");
        let evaluated: Option<NaiveDate> =
            sqlx::query_scalar::<_, Option<String>>("SELECT evaluated FROM watches WHERE id = $1")
                .bind(broken.id.0)
                .fetch_one(&store.readers)
                .await
                .unwrap()
                .map(|text| text.parse().unwrap());
        assert_eq!(evaluated, Some(date(21)));
        assert_eq!(store.watches(SERVER).await.unwrap(), std::slice::from_ref(&whole));
        sqlx::query("UPDATE watches SET evaluated = NULL WHERE id = $1")
            .bind(broken.id.0)
            .execute(&store.writer)
            .await
            .unwrap();
    }
}
