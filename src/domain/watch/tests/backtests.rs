use super::*;

#[test]
fn a_backtest_says_what_the_watch_would_have_said() {
    let mut values = ordinary(60);
    for at in [31, 38, 45, 52] {
        values[at] = 600.0;
    }
    let (settings, seen) = (watch(&[Metric::Sales]), seen(&sales(&values)));
    let test = Backtest::run(&settings, &seen, date(28), date(59));
    let dates: Vec<_> = test.alerts.iter().map(Finding::date).collect();
    assert_eq!(dates, told(&values, 28).into_iter().map(|(date, _)| date).collect::<Vec<_>>());
    assert_eq!((dates.first(), test.days, test.suggested), (Some(&date(31)), 32, None));
}

#[test]
fn limits_are_suggested_for_about_one_alert_a_week() {
    let mut values = ordinary(60);
    for at in [31, 38, 45, 52] {
        values[at] = 190.0;
    }
    let seen_ = seen(&sales(&values));
    let settings = WatchDraft { percent: Some(300), ..draft(&[Metric::Sales]) }.try_into().unwrap();
    let test = Backtest::run(&settings, &seen_, date(28), date(59));
    assert_eq!(test.alerts, []);
    let better = settings.with_limits(test.suggested.unwrap());
    let alerts = Backtest::run(&better, &seen_, date(28), date(59)).alerts.len();
    assert!((2..=6).contains(&alerts), "{alerts} with {:?}", test.suggested);

    let small: Vec<f64> = values.iter().map(|value| value / 10.0).collect();
    let test = Backtest::run(&watch(&[Metric::Sales]), &seen(&sales(&small)), date(28), date(59));
    assert_eq!(test.alerts, []);
    assert!(test.suggested.is_none_or(|limits| limits.floor() == 9), "{:?}", test.suggested);
}

#[test]
fn a_backtest_of_nothing_is_empty() {
    let settings = watch(&[Metric::Rank]);
    let test = Backtest::run(&settings, &Seen::default(), date(5), date(1));
    assert_eq!(test, Backtest { days: 0, alerts: Vec::new(), suggested: None });
}
