use super::*;

#[test]
fn a_slow_climb_is_told_once_and_again_when_it_went_on() {
    // One percent a day: it doubles in ten weeks.
    let values: Vec<f64> =
        (0..200).zip(ordinary(200)).map(|(at, value)| value * 1.01_f64.powi((at - 28).max(0))).collect();
    let told = told(&values, 28);
    let rules: Vec<_> = told.iter().map(|(_, rule)| rule.clone()).collect();
    assert_eq!(rules, [Rule::Climb(Metric::Sales), Rule::Climb(Metric::Sales)]);
    assert!((date(100)..date(112)).contains(&told[0].0), "{}", told[0].0);
    assert!((told[1].0 - told[0].0).num_days() > 60);
}

#[test]
fn a_climb_has_its_levels() {
    let values: Vec<f64> = [vec![100.0; 28], vec![220.0; 14]].concat();
    let found = climb(&sales(&values), date(41), Since::Start(date(28)), normal(Metric::Sales));
    let Ok(Finding::Climb { climb: levels, .. }) = found else { panic!("{found:?}") };
    assert_eq!(levels, Climb { now: 220.0, before: 220.0, then: 100.0, since: date(28) });
    let again = climb(&sales(&values), date(41), Since::Alert(date(41)), normal(Metric::Sales));
    assert!(matches!(again, Err(Quiet::NoClimb { needed: 440.0, .. })));
}

#[test]
fn the_days_after_a_spike_are_no_climb() {
    let mut values = ordinary(70);
    for (at, value) in values.iter_mut().enumerate().skip(40) {
        *value *= 1.0 + 9.0 * (-(f64::from(u32::try_from(at - 40).unwrap())) / 6.0).exp();
    }
    assert_eq!(told(&values, 28), [(date(40), Rule::Spike(Metric::Sales))]);
}

#[test]
fn without_a_past_a_climb_begins_at_the_first_week() {
    let values: Vec<f64> = [vec![100.0; 7], vec![210.0; 14]].concat();
    let found = climb(&sales(&values), date(20), Since::Start(date(0)), normal(Metric::Sales));
    assert!(matches!(found, Ok(Finding::Climb { climb: Climb { then: 100.0, .. }, .. })), "{found:?}");
    let few = climb(&sales(&values), date(5), Since::Start(date(0)), normal(Metric::Sales));
    assert!(matches!(few, Err(Quiet::TooFewDays { .. })), "{few:?}");
}
