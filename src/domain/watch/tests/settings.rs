use super::*;

#[test]
fn what_cant_be_meant_is_refused() {
    let base = || draft(&[Metric::Sales]);
    let many = (1..=11).map(|id: u32| UserId::new(&id.to_string()).unwrap()).collect();
    for (draft, fault) in [
        (draft(&[]), BadSettings::NoMetric),
        (WatchDraft { percent: Some(0), ..base() }, BadSettings::Limits(BadLimits::Percent)),
        (WatchDraft { percent: Some(10_001), ..base() }, BadSettings::Limits(BadLimits::Percent)),
        (WatchDraft { minimum: Some(0), ..base() }, BadSettings::Limits(BadLimits::Floor)),
        (WatchDraft { cooldown_hours: 721, ..base() }, BadSettings::Cooldown),
        (WatchDraft { top: 0, ..base() }, BadSettings::Top),
        (WatchDraft { rivals: many, ..base() }, BadSettings::Rivals),
        (WatchDraft { rivals: vec![user()], ..base() }, BadSettings::Rivals),
        (WatchDraft { silent_days: Some(1), ..base() }, BadSettings::SilentDays),
    ] {
        let kept = serde_json::to_string(&draft).unwrap();
        assert_eq!(WatchSettings::try_from(draft), Err(fault));
        assert!(serde_json::from_str::<WatchSettings>(&kept).is_err());
    }
}

#[test]
fn own_limits_take_the_place_of_the_sensitivitys() {
    let settings = WatchDraft { percent: Some(80), ..draft(&[Metric::Gmv, Metric::Sales, Metric::Gmv]) };
    let settings = WatchSettings::try_from(settings).unwrap();
    assert_eq!(settings.metrics, [Metric::Sales, Metric::Gmv]);
    assert_eq!(settings.limits(Metric::Gmv), Limits::new(80, 1_000).unwrap());
    assert_eq!(settings.cooldown_hours, 24);
    assert_eq!(normal(Metric::Sales).percent(), 50);
}

#[test]
fn every_sensitivity_has_limits_that_are_limits_and_words_lead_back() {
    for sensitivity in Sensitivity::ALL {
        assert_eq!(Sensitivity::of_word(sensitivity.word()), Some(sensitivity));
        for metric in Metric::ALL {
            let limits = sensitivity.limits(metric);
            assert_eq!(Limits::new(limits.percent(), limits.floor()), Ok(limits));
            assert_eq!(Metric::of_word(metric.word()), Some(metric));
        }
    }
    let all = WatchDraft { rivals: vec![rival()], silent_days: Some(3), ..draft(&Metric::ALL) };
    for rule in WatchSettings::try_from(all).unwrap().rules() {
        assert_eq!(Rule::of_word(&rule.word()), Some(rule));
    }
    assert_eq!(Rule::of_word("spike:"), None);
    assert!(serde_json::from_str::<Limits>(r#"{"percent":0,"floor":1}"#).is_err());
}
