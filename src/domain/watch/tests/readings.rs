use super::*;
use crate::domain::{Counters, DataDate, Field, List, ListKey, Period, Row, Scope};
use proptest::prelude::*;
use std::sync::Arc;

fn total(at: u64, units: i64) -> DetailReading {
    let (date, fetched_at) = (date(at), noon_after(date(at)));
    DetailReading { user_id: user(), date, fetched_at, units: Some(units), followers: None, gmv: None }
}

fn values(series: &Series) -> Vec<(NaiveDate, f64, u32)> {
    series.days().map(|day| (day.date, day.value, day.days)).collect()
}

fn list(field: Field, period: Period, counters: Counters) -> List {
    let scope = Scope { region: Region::default(), period, field, category: None, product: None };
    let row = Row {
        rank: 12,
        user_id: user(),
        unique_id: None,
        nick_name: None,
        avatar: None,
        region: None,
        category: None,
        ec_score: None,
        sales_flag: None,
        most_categories: [None, None, None],
        product_categories: Arc::new([]),
        period: counters,
        lifetime: Counters::default(),
    };
    List {
        key: ListKey::new(scope, DataDate::containing(period, start())),
        rows: vec![row],
        pages: 2,
        ended: false,
        first_seen_at: noon_after(start()),
        fetched_at: noon_after(start()),
        provisional: false,
        revised: false,
    }
}

fn reading(field: Field) -> RankReading {
    let counters = Counters { units: Some(70), gmv: Some(812.5), followers: Some(31), ..Counters::default() };
    let list = list(field, Period::Day, counters);
    RankReading::of(&list, &list.rows[0]).unwrap()
}

#[test]
fn a_board_tells_only_its_own_metric() {
    let told = |field| Metric::ALL.map(|metric| reading(field).value(metric));
    assert_eq!(told(Field::Sales), [Some(70.0), None, Some(812.5), None]);
    assert_eq!(told(Field::Followers), [None, Some(31.0), None, None]);
    let question = reading(Field::Followers).question;
    assert_eq!(
        (question.order.word(), question.date.unwrap().first(), question.depth.rows()),
        ("followers", start(), 12)
    );
}

#[test]
fn a_week_or_an_unfilled_column_is_no_day() {
    let week = list(Field::Sales, Period::Week, Counters { units: Some(70), ..Counters::default() });
    assert_eq!(RankReading::of(&week, &week.rows[0]), None);
    let zeros = list(Field::Followers, Period::Day, Counters { followers: Some(0), ..Counters::default() });
    assert_eq!(RankReading::of(&zeros, &zeros.rows[0]).unwrap().value(Metric::Followers), None);
}

#[test]
fn a_day_is_the_difference_of_two_totals() {
    let series = Series::of(Metric::Sales, &[], &[total(0, 1_000), total(1, 1_080), total(2, 1_080)], &[]);
    assert_eq!(values(&series), [(date(1), 80.0, 1), (date(2), 0.0, 1)]);
    let Provenance::Detail { since, fetched_at } = series.on(date(1)).unwrap().from else { panic!() };
    assert_eq!((since, fetched_at), (date(0), noon_after(date(1))));
    assert!(Series::of(Metric::Sales, &[], &[total(0, 1_000)], &[]).days().next().is_none());
    assert!(Series::of(Metric::Gmv, &[], &[total(0, 1_000), total(1, 1_080)], &[]).days().next().is_none());
}

#[test]
fn a_total_that_is_corrected_down_begins_anew() {
    let totals = [total(0, 1_000), total(1, 1_100), total(2, 550), total(3, 640)];
    let series = Series::of(Metric::Sales, &[], &totals, &[]);
    assert_eq!(values(&series), [(date(1), 100.0, 1), (date(3), 90.0, 1)]);
    let correction = Correction { date: date(2), from: 1_100.0, to: 550.0 };
    assert_eq!(series.correction(date(2)), Some(&correction));
    assert_eq!(spike(&series, date(2), normal(Metric::Sales)), Err(Quiet::Corrected(correction)));
    assert_eq!(own_glitch(&series, date(2)), Some(Glitch::TotalFell { metric: Metric::Sales, correction }));
}

#[test]
fn a_total_that_comes_back_after_a_fall_is_no_day() {
    // A column that wasn't filled, and a dip: what the way back makes of them isn't sold on a day.
    let totals =
        [total(0, 1_000), total(1, 0), total(2, 1_020), total(3, 900), total(4, 1_045), total(5, 1_060)];
    let series = Series::of(Metric::Sales, &[], &totals, &[]);
    assert_eq!(values(&series), [(date(2), 10.0, 2), (date(5), 15.0, 1)]);
}

#[test]
fn days_that_are_known_by_themselves_are_taken_out_of_an_average() {
    let mut row = reading(Field::Sales);
    row.date = date(1);
    let own = row.value(Metric::Sales).unwrap();
    let of = |last: i64| {
        Series::of(Metric::Sales, std::slice::from_ref(&row), &[total(0, 1_000), total(3, last)], &[])
    };
    assert_eq!(values(&of(1_100)), [(date(1), own, 1), (date(3), (100.0 - own) / 2.0, 2)]);
    assert_eq!(values(&of(1_001)), [(date(1), own, 1)], "rows that don't fit each other say nothing more");
}

#[test]
fn a_gap_is_an_average_up_to_a_week_and_counts_in_no_baseline() {
    let series = Series::of(
        Metric::Sales,
        &[],
        &[total(0, 100), total(3, 400), total(10, 1_100), total(18, 9_100)],
        &[],
    );
    assert_eq!(values(&series), [(date(3), 100.0, 3), (date(10), 100.0, 7)]);
    let mut days: Vec<_> = ordinary(28).into_iter().zip(0..).map(|(value, at)| day(at, value)).collect();
    days[20].days = 2;
    days[20].value = 900.0;
    days.push(Day { days: 3, ..day(30, 400.0) });
    let series = Series::of_days(Metric::Sales, days);
    let Ok(Finding::Spike { day, baseline, .. }) = spike(&series, date(30), normal(Metric::Sales)) else {
        panic!()
    };
    assert_eq!((day.days, baseline.days, baseline.median), (3, 25, 100.0));
}

#[test]
fn a_row_of_a_ranking_goes_before_a_difference() {
    let mut row = reading(Field::Sales);
    row.date = date(1);
    let series = Series::of(Metric::Sales, std::slice::from_ref(&row), &[total(0, 100), total(1, 169)], &[]);
    assert_eq!(values(&series), [(date(1), 70.0, 1)]);
}

#[test]
fn a_row_of_a_ranking_goes_before_trends_and_those_before_a_difference() {
    let trend = |at, units| TrendReading {
        user_id: user(),
        date: date(at),
        // Later than everything else: the kind of row decides first.
        fetched_at: noon_after(date(9)),
        units: Some(units),
        followers: Some(-3),
        gmv: None,
    };
    let mut row = reading(Field::Sales);
    row.date = date(1);
    let totals = [total(0, 100), total(1, 169), total(2, 200)];
    let trends = [trend(1, 71), trend(2, 32), trend(5, 9)];
    let series = Series::of(Metric::Sales, &[row], &totals, &trends);
    assert_eq!(values(&series), [(date(1), 70.0, 1), (date(2), 32.0, 1), (date(5), 9.0, 1)]);
    assert_eq!(series.on(date(2)).unwrap().from, Provenance::Trend { fetched_at: noon_after(date(9)) });
    let lost = Series::of(Metric::Followers, &[], &[], &trends[..1]);
    assert_eq!(values(&lost), [(date(1), -3.0, 1)]);
    assert!(Series::of(Metric::Gmv, &[], &[], &trends).days().next().is_none());
}

#[test]
fn a_reading_comes_back_from_its_parts() {
    for field in [Field::Sales, Field::Followers] {
        let reading = reading(field);
        let stored = StoredRank {
            user_id: reading.user_id.clone(),
            question: reading.question,
            rank: reading.rank,
            fetched_at: reading.fetched_at,
            units: reading.units(),
            gmv: reading.gmv(),
            followers: reading.followers(),
        };
        let week = DataDate::containing(Period::Week, start());
        for date in [None, Some(week)] {
            let question = Question { date, ..stored.question };
            assert_eq!(RankReading::stored(StoredRank { question, ..stored.clone() }), None);
        }
        assert_eq!(RankReading::stored(stored), Some(reading));
    }
}

#[test]
fn a_row_of_a_days_ranking_tells_the_totals_that_it_fills() {
    let of = |period, units, followers| {
        let mut list = list(Field::Sales, period, Counters { units: Some(70), ..Counters::default() });
        list.rows[0].lifetime = Counters { units, followers, gmv: Some(0.0), ..Counters::default() };
        DetailReading::of_row(&list, &list.rows[0])
    };
    let (date, fetched_at) = (start(), noon_after(start()));
    let known =
        DetailReading { user_id: user(), date, fetched_at, units: Some(900), followers: None, gmv: None };
    assert_eq!(of(Period::Day, Some(900), Some(0)), Some(known));
    assert_eq!(of(Period::Day, Some(0), None), None);
    assert_eq!(of(Period::Week, Some(900), Some(5)), None);
}

proptest! {
    #[test]
    fn neither_order_nor_repetition_matters(
        units in proptest::collection::vec((0_u64..40, -10_000_i64..1_000_000), 0..60),
        turn in 0_usize..60,
    ) {
        let totals: Vec<_> = units.iter().map(|(at, units)| total(*at, *units)).collect();
        let mut turned: Vec<_> = totals.iter().chain(&totals).cloned().collect();
        let turn = turn.min(turned.len());
        turned.rotate_left(turn);
        turned.reverse();
        let series = Series::of(Metric::Sales, &[], &totals, &[]);
        prop_assert!(series.days().all(|day| day.value >= 0.0));
        prop_assert_eq!(Series::of(Metric::Sales, &[], &turned, &[]), series);
    }
}
