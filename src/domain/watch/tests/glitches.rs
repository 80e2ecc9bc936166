use super::*;
use proptest::prelude::*;

fn moves(values: &[(f64, f64)]) -> Vec<Move> {
    values.iter().map(|(value, expected)| Move { value: *value, expected: *expected }).collect()
}

#[test]
fn most_of_a_region_at_once_is_a_glitch() {
    let (normal, jumped, gone) = ((100.0, 100.0), (1_000.0, 100.0), (0.0, 100.0));
    let metric = Metric::Sales;
    let of = |moved: (f64, f64), count: usize, all: usize| {
        [vec![moved; count], vec![normal; all - count]].concat()
    };
    for (values, glitch) in [
        (of(jumped, 6, 10), Some(Glitch::RegionJumped { metric, moved: 6, of: 10 })),
        (of(jumped, 5, 10), None),
        (vec![jumped; 9], None),
        (of(gone, 9, 11), Some(Glitch::RegionFell { metric, moved: 9, of: 11 })),
        // Whoever sells next to nothing doubles by chance.
        (vec![(9.0, 2.0); 50], None),
        (vec![], None),
    ] {
        assert_eq!(region_glitch(metric, &moves(&values)), glitch, "{values:?}");
    }
}

#[test]
fn a_fall_to_nothing_is_no_news_and_doubted_for_a_day() {
    let mut values = ordinary(40);
    values[35..38].fill(0.0);
    let series = sales(&values);
    let glitch = own_glitch(&series, date(35));
    assert!(matches!(glitch, Some(Glitch::FellToZero { expected, .. }) if expected > 90.0), "{glitch:?}");
    assert_eq!(own_glitch(&series, date(36)), None);
    assert_eq!(own_glitch(&series, date(34)), None);
    assert_eq!(told(&values, 28), []);
}

#[test]
fn a_region_that_jumps_is_held_and_told_only_when_the_next_reading_confirms() {
    let glitch = Glitch::RegionJumped { metric: Metric::Sales, moved: 9, of: 10 };
    let settings = watch(&[Metric::Sales]);
    for (next, said) in [(1_000.0, true), (100.0, false)] {
        let mut values = ordinary(30);
        (values[28], values[29]) = (1_000.0, next);
        let (seen, mut log) = (seen(&sales(&values)), WatchLog::new(date(28)));
        let held = Moment { now: noon_after(date(28)), glitches: vec![glitch], ..Moment::default() };
        for _ in 0..2 {
            let (_, verdicts) = live_through(&settings, &seen, &mut log, date(28), &held);
            assert_eq!(verdicts[0], Verdict::Hold { glitch });
        }
        let moment = Moment { now: noon_after(date(29)), glitches: vec![glitch], ..Moment::default() };
        let (_, verdicts) = live_through(&settings, &seen, &mut log, date(29), &moment);
        let confirmed = Verdict::Speak(Spoken::Confirmed { held_on: date(28) });
        assert_eq!(verdicts[0] == confirmed, said, "{:?}", verdicts[0]);
        assert!(log.held.is_empty());
    }
}

#[test]
fn a_glitch_of_one_number_holds_nothing_of_another() {
    let settings = watch(&[Metric::Sales]);
    let mut values = ordinary(30);
    values[28] = 1_000.0;
    let seen = seen(&sales(&values));
    let correction = Correction { date: date(28), from: 9.0, to: 8.0 };
    for (metric, is_held) in [(Metric::Followers, false), (Metric::Sales, true)] {
        let glitches = vec![Glitch::TotalFell { metric, correction }];
        let moment = Moment { now: noon_after(date(28)), glitches, ..Moment::default() };
        let (_, verdicts) = live_through(&settings, &seen, &mut WatchLog::new(date(28)), date(28), &moment);
        assert_eq!(matches!(verdicts[0], Verdict::Hold { .. }), is_held, "{metric:?}");
    }
    let region = Glitch::RegionFell { metric: Metric::Followers, moved: 9, of: 9 };
    assert!(region.doubts(&Rule::EnteredTop) && !region.doubts(&Rule::FellSilent));
}

proptest! {
    #[test]
    fn the_order_of_a_region_doesnt_matter(
        values in proptest::collection::vec((0.0..500.0_f64, 0.0..100.0_f64), 0..30)
    ) {
        let mut turned = values.clone();
        turned.reverse();
        prop_assert_eq!(region_glitch(Metric::Gmv, &moves(&values)), region_glitch(Metric::Gmv, &moves(&turned)));
    }
}
