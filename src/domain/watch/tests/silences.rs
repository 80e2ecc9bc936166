use super::*;

#[test]
fn silence_is_told_once_after_so_many_days() {
    let mut values = ordinary(40);
    values[30..].fill(0.0);
    let settings = WatchDraft { silent_days: Some(5), ..draft(&[Metric::Sales]) };
    let (settings, seen) = (WatchSettings::try_from(settings).unwrap(), seen(&sales(&values)));
    let mut log = WatchLog::new(date(28));
    let said = (28..40).filter(|at| {
        let moment = Moment { now: noon_after(date(*at)), ..Moment::default() };
        let (evaluation, verdicts) = live_through(&settings, &seen, &mut log, date(*at), &moment);
        assert_eq!(evaluation.checks.last().unwrap().rule, Rule::FellSilent);
        matches!(verdicts.last(), Some(Verdict::Speak(_)))
    });
    assert_eq!(said.collect::<Vec<_>>(), [34]);
    assert!(!watch(&[Metric::Sales]).rules().contains(&Rule::FellSilent));
}

#[test]
fn silence_needs_known_days_and_a_record() {
    let mut values = ordinary(40);
    values[30..].fill(0.0);
    let found = fell_silent(&sales(&values), date(36), 5);
    let Ok(Finding::FellSilent { since, days, usual, .. }) = found else { panic!("{found:?}") };
    assert_eq!((since, days, usual), (date(30), 7, 100.0));
    assert_eq!(fell_silent(&sales(&values), date(31), 5), Err(Quiet::NotSilent { days: 2, needed: 5 }));
    assert_eq!(fell_silent(&sales(&[0.0; 20]), date(19), 5), Err(Quiet::NeverSold));
    let mut unknown: Vec<_> = values.into_iter().map(Some).collect();
    unknown[33] = None;
    let series = series_of(Metric::Sales, &unknown);
    assert_eq!(fell_silent(&series, date(36), 5), Err(Quiet::NotSilent { days: 3, needed: 5 }));
}
