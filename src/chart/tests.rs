use super::*;
use proptest::prelude::*;

fn day(at: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 1).unwrap() + chrono::Days::new(at)
}

fn chart(values: Vec<(NaiveDate, f64)>) -> Chart {
    Chart { title: "@mia.beauty_us".to_owned(), values, usual: Some(420.0), limit: Some(630.0) }
}

fn pixels(file: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    (info.width, info.height, pixels)
}

fn has(pixels: &[u8], colour: RGBColor) -> bool {
    pixels.chunks_exact(3).any(|pixel| pixel == [colour.0, colour.1, colour.2])
}

#[test]
fn a_month_is_drawn_with_its_last_day_its_level_and_its_limit() {
    let values: Vec<_> = (0..30).map(|at| (day(at), 400.0 + 10.0 * (at % 7) as f64)).collect();
    let values = [values, vec![(day(30), 2_340.0)]].concat();
    let file = chart(values).png().unwrap();
    if let Ok(path) = std::env::var("SHOW_CHART") {
        std::fs::write(path, &file).unwrap();
    }
    let (width, height, pixels) = pixels(&file);
    assert_eq!((width, height), SIZE);
    assert!(file.len() < 60_000, "{}", file.len());
    for colour in [PAPER, INK, BAR, MARKED, USUAL, LIMIT] {
        assert!(has(&pixels, colour), "{colour:?}");
    }
}

#[test]
fn only_what_is_known_is_drawn() {
    let plain = Chart { usual: None, limit: None, ..chart(vec![(day(0), 7.0)]) };
    let (_, _, drawn) = pixels(&plain.png().unwrap());
    assert!(has(&drawn, MARKED) && !has(&drawn, BAR) && !has(&drawn, USUAL) && !has(&drawn, LIMIT));
    for values in [vec![], vec![(day(0), f64::NAN)]] {
        assert!(matches!(chart(values).png(), Err(ChartError::Empty)));
    }
}

#[test]
fn a_day_without_a_value_leaves_a_gap_and_old_days_are_left_out() {
    let days = chart(vec![(day(0), 1.0), (day(300), 2.0), (day(302), 3.0)]).days().unwrap();
    assert_eq!(days, [(day(300), Some(2.0)), (day(301), None), (day(302), Some(3.0))]);
}

#[test]
fn numbers_beside_two_close_lines_stand_apart() {
    // Pixels are counted from the top: the higher level has the smaller one.
    assert_eq!(scale::apart([Some(100), Some(90)], 26), [Some(108), Some(82)]);
    assert_eq!(scale::apart([Some(90), Some(90)], 26), [Some(103), Some(77)]);
    assert_eq!(scale::apart([Some(90), Some(101)], 26), [Some(83), Some(109)]);
    assert_eq!(scale::apart([Some(200), Some(90)], 26), [Some(200), Some(90)]);
    assert_eq!(scale::apart([None, Some(90)], 26), [None, Some(90)]);
}

#[test]
fn the_axis_begins_at_nothing_unless_a_value_is_below_it() {
    assert_eq!(scale::range([5.0, 100.0].into_iter()), (0.0, 112.0));
    assert_eq!(scale::range([-100.0, 100.0].into_iter()), (-124.0, 124.0));
    assert_eq!(scale::range([0.0].into_iter()), (0.0, 1.0));
}

proptest! {
    // A picture takes a while in the dev profile.
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_the_numbers_are_it_is_drawn(
        values in prop::collection::vec((0..400_u64, prop::num::f64::ANY), 0..100),
        title in ".{0,40}",
    ) {
        let values: std::collections::BTreeMap<_, _> = values.into_iter().collect();
        let values: Vec<_> = values.into_iter().map(|(at, value)| (day(at), value)).collect();
        let drawn = Chart { title, ..chart(values) }.png();
        prop_assert!(matches!(drawn, Ok(_) | Err(ChartError::Empty)));
    }
}
