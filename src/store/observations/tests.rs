use super::*;
use crate::{
    domain::{
        CreatorCategory, CreatorDetail, DataDate, Field, List, ListKey, Period, Scope, TrendDay,
        watch::{DetailReading, Metric, RankReading, TrendReading},
    },
    store::tests::{
        at, day, list, scope, store,
        watched::{creator, date, id},
    },
};

async fn history(store: &Store, number: u32) -> History {
    store.histories(&[id(number)], date(1), date(30)).await.unwrap().remove(0)
}

/// What a row of a list says of its creator's day.
fn says(list: &List, row: usize) -> RankReading {
    RankReading::of(list, &list.rows[row]).unwrap()
}

#[tokio::test]
async fn a_saved_list_is_what_is_known_of_its_creators() {
    let (_folder, store) = store().await;
    let mut sales = list("2026-11-22", &[90, 80]);
    sales.rows[1].lifetime.gmv = Some(1_234_567.89);
    let mut followers = list("2026-11-22", &[0, 0]);
    followers.key = ListKey::new(Scope { field: Field::Followers, ..scope() }, day("2026-11-22"));
    followers.rows[1].period.followers = Some(-7);
    for list in [&sales, &followers] {
        store.save_list(list).await.unwrap();
    }
    for row in 0..2 {
        let known = history(&store, u32::try_from(row).unwrap() + 1).await;
        assert_eq!(known.rankings, [says(&followers, row), says(&sales, row)]);
        let total = |list: &List| DetailReading::of_row(list, &list.rows[row]).unwrap();
        assert_eq!(known.details, [total(&followers), total(&sales)]);
        assert_eq!(known.trends, []);
    }
    assert_eq!(history(&store, 2).await.rankings[1].value(Metric::Gmv), Some(73446.17));
}

#[tokio::test]
async fn the_newest_fetch_counts_and_a_list_of_all_goes_before_a_filtered_one() {
    let (_folder, store) = store().await;
    let plain = list("2026-11-22", &[9, 8]);
    let category = CreatorCategory::parse("Beauty").ok();
    let key = ListKey::new(Scope { category, ..scope() }, day("2026-11-22"));
    let mut filtered = List { key, ..list("2026-11-22", &[7, 6]) };
    filtered.rows.reverse();
    filtered.rows.iter_mut().zip(1..).for_each(|(row, rank)| row.rank = rank);
    store.save_list(&filtered).await.unwrap();
    assert_eq!(history(&store, 1).await.rankings, [says(&filtered, 1)]);
    let older = List { fetched_at: at(-60), ..plain.clone() };
    store.save_list(&older).await.unwrap();
    assert_eq!(history(&store, 1).await.rankings, [says(&older, 0)], "its rank means more");
    store.save_list(&List { fetched_at: at(60), ..filtered }).await.unwrap();
    assert_eq!(history(&store, 1).await.rankings, [says(&older, 0)]);
    let mut newer = List { fetched_at: at(30), ..plain.clone() };
    newer.rows[0].period.units = Some(10);
    store.save_list(&newer).await.unwrap();
    store.save_list(&List { fetched_at: at(20), ..plain }).await.unwrap();
    assert_eq!(history(&store, 1).await.rankings, [says(&newer, 0)]);
}

#[tokio::test]
async fn what_a_list_takes_back_is_not_known() {
    let (_folder, store) = store().await;
    let first = list("2026-11-22", &[9, 8, 7]);
    store.save_list(&first).await.unwrap();
    let mut second = List { fetched_at: at(60), ..first.clone() };
    second.rows.remove(1);
    store.save_list(&second).await.unwrap();
    assert_eq!(history(&store, 2).await.rankings, []);
    assert_eq!(history(&store, 3).await.rankings, [says(&second, 1)]);
    assert_eq!(store.newest_observation(&id(2)).await.unwrap(), None);
}

#[tokio::test]
async fn a_week_says_nothing_of_a_day() {
    let (_folder, store) = store().await;
    let week = DataDate::new(Period::Week, date(16)).unwrap();
    store.save_list(&List { key: ListKey::new(scope(), week), ..list("2026-11-16", &[9]) }).await.unwrap();
    let known = history(&store, 1).await;
    assert_eq!((known.rankings, known.details), (vec![], vec![]));
    assert!(store.creator(&id(1)).await.unwrap().is_some());
}

#[tokio::test]
async fn details_and_trends_come_back_as_they_were_noted() {
    let (_folder, store) = store().await;
    let detail = |units, gmv| CreatorDetail { creator: creator(1), followers: Some(5), units, gmv };
    let trend = |day, units| TrendDay { date: date(day), units, followers: Some(-3), gmv: Some(12.34) };
    store.note_trends(&id(1), &[trend(21, Some(4))], at(0)).await.unwrap();
    assert_eq!(store.histories(&[id(1)], date(1), date(30)).await.unwrap(), [], "they were never seen");
    for (seconds, units) in [(0, Some(100)), (9, None), (5, Some(99))] {
        store.note_details(date(22), &[detail(units, Some(0.07))], at(seconds)).await.unwrap();
        store.note_trends(&id(1), &[trend(21, units), trend(20, Some(1))], at(seconds)).await.unwrap();
    }
    let trend = |day, units, fetched_at| TrendReading {
        user_id: id(1),
        date: date(day),
        fetched_at,
        units,
        followers: Some(-3),
        gmv: Some(12.34),
    };
    let reading = DetailReading {
        user_id: id(1),
        date: date(22),
        fetched_at: at(9),
        units: None,
        followers: Some(5),
        gmv: Some(0.07),
    };
    let known = History {
        user_id: id(1),
        rankings: vec![],
        details: vec![reading],
        trends: vec![trend(20, Some(1), at(9)), trend(21, None, at(9))],
    };
    assert_eq!(history(&store, 1).await, known);
    assert_eq!(store.creator(&id(1)).await.unwrap(), Some(creator(1)));
    let nothing = CreatorDetail { creator: creator(2), followers: None, units: None, gmv: Some(f64::NAN) };
    store.note_details(date(22), &[nothing], at(0)).await.unwrap();
    assert_eq!(history(&store, 2).await.details.len(), 1, "that they were asked for is known");
}

#[tokio::test]
async fn histories_come_in_the_order_asked_within_their_dates() {
    let (_folder, store) = store().await;
    for date in ["2026-11-20", "2026-11-21", "2026-11-22"] {
        store.save_list(&list(date, &[9, 8])).await.unwrap();
    }
    let known = store.histories(&[id(2), id(9), id(1)], date(20), date(21)).await.unwrap();
    assert_eq!(known.iter().map(|known| &known.user_id).collect::<Vec<_>>(), [&id(2), &id(1)]);
    for history in known {
        assert_eq!(history.rankings.iter().map(|day| day.date).collect::<Vec<_>>(), [date(20), date(21)]);
    }
    assert_eq!(store.newest_observation(&id(1)).await.unwrap(), Some(date(22)));
    assert_eq!(store.purge_observations(date(22)).await.unwrap(), 4);
    assert_eq!(history(&store, 1).await.rankings.len(), 1);
    assert_eq!(store.newest_observation(&id(9)).await.unwrap(), None);
}
