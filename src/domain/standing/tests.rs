use super::*;
use crate::domain::{Counters, DataDate, Field, ListKey, Period, Region, Scope, UserId};

fn row(id: usize) -> Row {
    Row {
        rank: 0,
        user_id: UserId::new(&id.to_string()).unwrap(),
        unique_id: None,
        nick_name: None,
        avatar: None,
        region: None,
        category: None,
        ec_score: None,
        sales_flag: None,
        most_categories: [None, None, None],
        product_categories: Default::default(),
        period: Counters::default(),
        lifetime: Counters::default(),
    }
}

fn selling(id: usize, units: i64, gmv: f64) -> Row {
    Row { period: Counters { units: Some(units), gmv: Some(gmv), ..Counters::default() }, ..row(id) }
}

fn followed(id: usize, gained: Option<i64>, had: Option<i64>) -> Row {
    let counters = |followers| Counters { followers, ..Counters::default() };
    Row { period: counters(gained), lifetime: counters(had), ..row(id) }
}

/// A list of these rows, at ranks from 1 on.
fn list(mut rows: Vec<Row>) -> List {
    rows.iter_mut().zip(1..).for_each(|(row, rank)| row.rank = rank);
    let scope = Scope {
        region: Region::parse("US").unwrap(),
        period: Period::Day,
        field: Field::Sales,
        category: None,
        product: None,
    };
    let date = DataDate::new(Period::Day, "2026-11-22".parse().unwrap()).unwrap();
    let now = date.closes_at();
    List {
        key: ListKey::new(scope, date),
        pages: rows.len().div_ceil(Depth::PAGE),
        ended: !rows.len().is_multiple_of(Depth::PAGE),
        rows,
        first_seen_at: now,
        fetched_at: now,
        provisional: false,
        revised: false,
    }
}

fn count(id: usize) -> f64 {
    f64::from(u32::try_from(id).unwrap())
}

fn plain(ids: impl IntoIterator<Item = usize>) -> List {
    list(ids.into_iter().map(|id| selling(id, 1, 1.0)).collect())
}

fn depth(rows: i64) -> Depth {
    Depth::new(rows).unwrap()
}

fn ids(standings: &[Standing<'_>]) -> Vec<usize> {
    standings.iter().map(|standing| standing.row.user_id.as_str().parse().unwrap()).collect()
}

fn movement(standings: &[Standing<'_>], id: usize) -> Movement {
    let id = UserId::new(&id.to_string()).unwrap();
    standings.iter().find(|standing| standing.row.user_id == id).unwrap().movement
}

#[test]
fn the_sources_orders_stay_as_they_came() {
    let list = list(vec![selling(1, 5, 1.0), selling(2, 9, 2.0), selling(3, 7, 3.0)]);
    let standings = standings(Order::Sales, &list, None, depth(10));
    assert_eq!(ids(&standings), [1, 2, 3]);
    assert_eq!(standings.iter().map(|standing| standing.rank).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(standings[1].value, Some(9.0));
}

#[test]
fn gmv_ranks_exactly_the_first_hundred_by_sales() {
    // The creator at place 101 has by far the highest GMV, and does not belong to them.
    let rows = (1..=110).map(|id| selling(id, 1000, if id == 101 { 1e9 } else { count(id) }));
    let list = list(rows.collect());
    let standings = standings(Order::Gmv, &list, None, depth(100));
    assert_eq!(ids(&standings), (1..=100).rev().collect::<Vec<_>>());
}

#[test]
fn a_computed_order_does_not_depend_on_how_deep_it_is_shown() {
    let list = list((1..=100).map(|id| selling(id, 1000, count(id))).collect());
    assert_eq!(ids(&standings(Order::Gmv, &list, None, depth(10))), (91..=100).rev().collect::<Vec<_>>());
}

#[test]
fn ties_stay_in_the_sources_order_and_rows_without_the_value_come_last() {
    let nothing = row(1);
    let minus = selling(4, 1, -3.0);
    let list = list(vec![nothing, selling(2, 9, 5.0), selling(3, 8, 5.0), minus]);
    let standings = standings(Order::Gmv, &list, None, depth(10));
    assert_eq!(ids(&standings), [2, 3, 4, 1]);
    assert_eq!(standings[3].value, None);
}

#[test]
fn growth_is_gained_by_had_before() {
    assert_eq!(growth(&followed(1, Some(50), Some(150))), Some(0.5));
    assert_eq!(growth(&followed(1, Some(-50), Some(50))), Some(-0.5));
    assert_eq!(growth(&followed(1, Some(50), Some(50))), None, "nobody before: no rate");
    assert_eq!(growth(&followed(1, Some(60), Some(50))), None, "more gained than had: a correction");
    assert_eq!(growth(&followed(1, None, Some(50))), None);
    assert_eq!(growth(&followed(1, Some(50), None)), None);
    assert_eq!(growth(&followed(1, Some(-1), Some(i64::MAX))), None, "no overflow");
}

#[test]
fn the_dark_horse_leads_by_growth() {
    let list = list(vec![
        followed(1, Some(900), Some(100_000)),
        followed(2, Some(500), Some(1_000)),
        followed(3, Some(100), None),
    ]);
    assert_eq!(ids(&standings(Order::Growth, &list, None, depth(10))), [2, 1, 3]);
}

#[test]
fn the_followers_column_is_the_one_that_falls() {
    let gained = [(90, 5), (80, 900), (70, 30)];
    let total = [(5, 900), (80, 300), (70, 30)];
    let rows = |pairs: [(i64, i64); 3]| -> Vec<Row> {
        pairs.into_iter().zip(1..).map(|((gained, had), id)| followed(id, Some(gained), Some(had))).collect()
    };
    assert_eq!(followers_column(&rows(gained)), FollowersColumn::Gained);
    assert_eq!(followers_column(&rows(total)), FollowersColumn::Total);
    assert_eq!(followers_column(&rows([(0, 9), (0, 8), (0, 7)])), FollowersColumn::Total, "not filled");
    assert_eq!(followers_column(&[]), FollowersColumn::Gained, "nothing to tell by");
    assert_eq!(followers_column(&[followed(1, Some(5), Some(9))]), FollowersColumn::Gained);
}

#[test]
fn a_gap_in_a_column_is_no_rise() {
    let rows = [
        followed(1, Some(90), Some(10)),
        followed(2, None, Some(20)),
        followed(3, Some(70), Some(15)),
        followed(4, Some(60), Some(40)),
    ];
    assert_eq!(followers_column(&rows), FollowersColumn::Gained);
    let rows = [
        followed(1, Some(10), Some(90)),
        followed(2, Some(20), None),
        followed(3, Some(15), Some(80)),
        followed(4, Some(40), Some(70)),
    ];
    assert_eq!(followers_column(&rows), FollowersColumn::Total);
}

#[test]
fn a_column_that_is_not_filled_is_not_what_is_shown() {
    let rows = [followed(1, Some(9), None), followed(2, Some(4), Some(0)), followed(3, Some(5), None)];
    assert_eq!(followers_column(&rows), FollowersColumn::Gained, "in spite of a rise");
}

#[test]
fn the_followers_order_shows_the_column_that_it_is_ordered_by() {
    let total = list(vec![followed(1, Some(5), Some(900)), followed(2, Some(80), Some(300))]);
    assert_eq!(standings(Order::Followers, &total, None, depth(10))[0].value, Some(900.0));
    let gained = list(vec![followed(1, Some(80), Some(300)), followed(2, Some(5), Some(900))]);
    assert_eq!(standings(Order::Followers, &gained, None, depth(10))[0].value, Some(80.0));
}

#[test]
fn ranks_move_against_the_period_before() {
    let before = plain(1..=10);
    let now = plain([3, 2, 1, 4, 5, 6, 7, 8, 9, 11]);
    let standings = standings(Order::Sales, &now, Some(&before), depth(10));
    assert_eq!(movement(&standings, 3), Movement::Up(2));
    assert_eq!(movement(&standings, 1), Movement::Down(2));
    assert_eq!(movement(&standings, 2), Movement::Same);
    assert_eq!(movement(&standings, 11), Movement::New(depth(10)));
}

#[test]
fn new_is_said_only_where_the_period_before_is_known_as_deep() {
    let now = plain(2..=21);
    let shallow = plain(1..=10);
    let answer =
        |before: Option<&List>, rows| movement(&standings(Order::Sales, &now, before, depth(rows)), 11);
    assert_eq!(answer(None, 20), Movement::Unknown);
    assert_eq!(answer(Some(&shallow), 20), Movement::Unknown, "it may have been eleventh");
    assert_eq!(answer(Some(&shallow), 10), Movement::New(depth(10)));
    let ended = plain(1..=7);
    assert_eq!(answer(Some(&ended), 20), Movement::New(depth(20)), "there were no more");
    let deep = plain((30..=48).chain([11]));
    assert_eq!(answer(Some(&deep), 10), Movement::Up(10), "known from below the depth shown");
}

#[test]
fn computed_orders_move_only_against_a_whole_hundred() {
    let now = list((1..=100).map(|id| selling(id, 1, count(id))).collect());
    let part = list((1..=90).map(|id| selling(id, 1, count(id))).collect());
    let whole = list((2..=101).map(|id| selling(id, 1, count(id))).collect());
    let moved = |before| standings(Order::Gmv, &now, Some(before), depth(100));
    assert!(moved(&part).iter().all(|standing| standing.movement == Movement::Unknown));
    assert_eq!(movement(&moved(&whole), 100), Movement::Up(1));
    assert_eq!(movement(&moved(&whole), 1), Movement::New(Depth::MOST));
}

#[test]
fn a_computed_order_of_a_shallow_list_does_not_pretend_to_move() {
    let part = list((1..=10).map(|id| selling(id, 1, count(id))).collect());
    let whole = list((1..=100).map(|id| selling(id, 1, count(id))).collect());
    let standings = standings(Order::Gmv, &part, Some(&whole), depth(10));
    assert!(standings.iter().all(|standing| standing.movement == Movement::Unknown));
}

#[test]
fn a_followers_order_that_changed_its_column_does_not_pretend_to_move() {
    let gained = list(vec![followed(1, Some(80), Some(300)), followed(2, Some(5), Some(900))]);
    let total = list(vec![followed(2, Some(5), Some(900)), followed(1, Some(80), Some(300))]);
    let standings = standings(Order::Followers, &gained, Some(&total), depth(10));
    assert!(standings.iter().all(|standing| standing.movement == Movement::Unknown));
}

/// A list with nobody at some ranks.
fn with_gaps(ids: impl IntoIterator<Item = usize>, gaps: &[usize]) -> List {
    let mut list = plain(ids);
    list.rows.retain(|row| !gaps.contains(&row.rank));
    list
}

#[test]
fn a_gap_moves_nobody() {
    let before = plain(1..=20);
    let now = with_gaps(1..=20, &[3, 10]);
    let answer = standings(Order::Sales, &now, Some(&before), depth(10));
    assert_eq!(answer.iter().map(|standing| standing.rank).collect::<Vec<_>>(), [1, 2, 4, 5, 6, 7, 8, 9]);
    assert!(answer.iter().all(|standing| standing.movement == Movement::Same));
    let back = standings(Order::Sales, &before, Some(&now), depth(20));
    assert_eq!((back[10].rank, movement(&back, 11)), (11, Movement::Same));
}

#[test]
fn whoever_may_have_stood_in_a_gap_is_not_called_new() {
    let now = plain(2..=21);
    let gap = with_gaps(1..=20, &[3]);
    let moved = |rows| movement(&standings(Order::Sales, &now, Some(&gap), depth(rows)), 21);
    assert_eq!(moved(20), Movement::Unknown);
    let below = with_gaps(1..=20, &[13]);
    let ten = plain((1..=9).chain([30]));
    let new = standings(Order::Sales, &ten, Some(&below), depth(10));
    assert_eq!(movement(&new, 30), Movement::New(depth(10)), "the gap lies below");
}

#[test]
fn a_computed_order_has_no_gaps_of_its_own() {
    let mut list = list((1..=10).map(|id| selling(id, 1, count(id))).collect());
    list.rows.retain(|row| row.rank != 4);
    let ranks: Vec<_> =
        standings(Order::Gmv, &list, None, depth(10)).iter().map(|standing| standing.rank).collect();
    assert_eq!(ranks, (1..=9).collect::<Vec<_>>());
}

#[test]
fn a_gap_that_is_filled_is_no_difference() {
    let gap = with_gaps(1..=20, &[3]);
    assert!(!plain(1..=20).differs(&gap) && !gap.differs(&plain(1..=20)));
    let mut moved = plain(1..=20);
    moved.rows[4].user_id = UserId::new("99").unwrap();
    assert!(moved.differs(&gap));
    assert!(gap.is_whole(depth(10)) != plain(1..=20).is_whole(depth(10)));
    let ended = with_gaps(1..=17, &[]);
    assert!(ended.is_whole(depth(100)) && plain(1..=25).differs(&ended), "it goes on");
}
