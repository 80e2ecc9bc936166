use super::*;
use proptest::prelude::*;

fn spike_on(values: &[f64], at: u64) -> Result<Finding, Quiet> {
    spike(&sales(values), date(at), normal(Metric::Sales))
}

#[test]
fn a_jump_is_found_with_the_numbers_that_prove_it() {
    let mut values = ordinary(29);
    values[28] = 400.0;
    let Ok(Finding::Spike { metric, day, baseline, limits, needed }) = spike_on(&values, 28) else {
        panic!()
    };
    assert_eq!((metric, day.value, day.days, limits), (Metric::Sales, 400.0, 1, normal(Metric::Sales)));
    assert_eq!((baseline.previous.value, baseline.median, baseline.days), (values[27], 100.0, 28));
    assert_eq!((baseline.weekdays, baseline.is_thin), (4, false));
    assert!((95.0..105.0).contains(&baseline.expected), "{}", baseline.expected);
    assert!((150.0..300.0).contains(&needed) && needed >= baseline.expected * 1.5, "{needed}");
    assert!(matches!(day.from, Provenance::Ranking { rank: 7, .. }));
}

#[test]
fn a_spike_and_its_return_are_one_alert() {
    let mut values = ordinary(40);
    values[30] = 500.0;
    values[31] = 430.0;
    values[32] = 300.0;
    assert_eq!(told(&values, 28), [(date(30), Rule::Spike(Metric::Sales))]);
    values[36] = 600.0;
    let again = [(date(30), Rule::Spike(Metric::Sales)), (date(36), Rule::Spike(Metric::Sales))];
    assert_eq!(told(&values, 28), again);
}

#[test]
fn a_weekly_rhythm_is_no_news() {
    // Twice as much each Saturday and Sunday.
    let values = ordinary(70);
    let rhythm = (0..).zip(values).map(|(at, value)| if at % 7 >= 5 { value * 2.2 } else { value });
    let mut values: Vec<f64> = rhythm.collect();
    assert_eq!(told(&values, 28), []);
    values[64] = 330.0; // a Tuesday
    assert_eq!(told(&values, 28), [(date(64), Rule::Spike(Metric::Sales))]);
}

#[test]
fn wild_days_of_a_wild_creator_are_no_news() {
    let wild = [40.0, 210.0, 90.0, 30.0, 160.0, 70.0, 240.0, 55.0, 120.0, 20.0, 180.0];
    let mut values: Vec<f64> = (0..29).map(|at| wild[at % wild.len()]).collect();
    values[28] = 250.0;
    let quiet = spike_on(&values, 28).unwrap_err();
    assert!(matches!(quiet, Quiet::WithinSpread { value: 250.0, needed, .. } if needed > 300.0), "{quiet:?}");
}

#[test]
fn what_stays_below_a_limit_says_which() {
    let mut values = ordinary(29);
    values[28] = 130.0;
    assert!(matches!(spike_on(&values, 28), Err(Quiet::BelowPercent { value: 130.0, .. })));
    let few: Vec<f64> = (0..29).map(|at| if at == 28 { 40.0 } else { 3.0 }).collect();
    assert_eq!(spike_on(&few, 28), Err(Quiet::BelowFloor { value: 40.0, floor: 50.0 }));
}

#[test]
fn the_first_reading_is_only_a_baseline_and_few_days_are_a_guess() {
    assert_eq!(spike_on(&[900.0], 0), Err(Quiet::FirstReading));
    assert_eq!(spike_on(&[900.0], 1), Err(Quiet::NoReading));
    let Ok(Finding::Spike { baseline, needed, .. }) = spike_on(&[100.0, 400.0], 1) else { panic!() };
    assert!(baseline.is_thin && baseline.days == 1 && baseline.expected == 100.0);
    assert!(needed < 400.0);
    // Of an unknown creator more is asked than half as much again.
    assert!(matches!(spike_on(&[100.0, 170.0], 1), Err(Quiet::WithinSpread { .. })));
}

#[test]
fn a_return_from_a_gap_in_what_the_source_covers_is_no_news() {
    let mut values = ordinary(60);
    values[30..52].fill(0.0);
    assert_eq!(told(&values, 28), []);
}

#[test]
fn missing_days_are_no_zeros() {
    let mut values: Vec<_> = ordinary(40).into_iter().map(Some).collect();
    values[20..30].fill(None);
    values[31] = Some(420.0);
    let series = series_of(Metric::Sales, &values);
    let Ok(Finding::Spike { baseline, .. }) = spike(&series, date(31), normal(Metric::Sales)) else {
        panic!()
    };
    assert_eq!((baseline.days, baseline.median), (18, 99.0));
}

#[test]
fn sensitivity_says_how_easily() {
    let mut values = ordinary(29);
    for (value, found) in
        [(160.0, [false, false, false]), (210.0, [false, false, true]), (270.0, [false, true, true])]
    {
        values[28] = value;
        let series = sales(&values);
        let sensitivities = [Sensitivity::Low, Sensitivity::Normal, Sensitivity::High];
        let is_found = sensitivities.map(|one| spike(&series, date(28), one.limits(Metric::Sales)).is_ok());
        assert_eq!(is_found, found, "{value}");
    }
}

proptest! {
    #[test]
    fn no_series_panics(
        values in proptest::collection::vec(proptest::option::of(-1e12..1e12_f64), 0..60),
        at in 0_u64..70,
        percent in 1_u32..=10_000,
        floor in 1_u32..=1_000_000,
    ) {
        let series = series_of(Metric::Followers, &values);
        let limits = Limits::new(percent, floor).unwrap();
        if let Ok(finding) = spike(&series, date(at), limits) {
            prop_assert!(series.on(date(at)).unwrap().value >= f64::from(floor));
            prop_assert_eq!(finding.rule(&user()), Rule::Spike(Metric::Followers));
        }
        let _ = climb(&series, date(at), Since::Start(date(3)), limits);
        let _ = fell_silent(&series, date(at), 3);
        let _ = own_glitch(&series, date(at));
    }

    #[test]
    fn a_greater_day_never_is_less_news(values in proptest::collection::vec(0.0..1e4_f64, 2..40), more in 1.0..10.0_f64) {
        let last = values.len() - 1;
        let at = u64::try_from(last).unwrap();
        let mut greater = values.clone();
        greater[last] *= more;
        prop_assert!(spike_on(&values, at).is_err() || spike_on(&greater, at).is_ok());
    }
}
