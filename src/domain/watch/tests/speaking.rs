use super::*;
use crate::domain::Zone;
use chrono::NaiveTime;

fn jump(at: usize) -> Seen {
    let mut values = ordinary(45);
    values[at] = 500.0;
    seen(&sales(&values))
}

/// What is said of a spike on day 30, by a log and at a moment.
fn verdict(log: &WatchLog, moment: &Moment) -> Verdict {
    let (settings, mut log) = (watch(&[Metric::Sales]), log.clone());
    live_through(&settings, &jump(30), &mut log, date(30), moment).1.swap_remove(0)
}

fn moment() -> Moment {
    Moment { now: noon_after(date(30)), ..Moment::default() }
}

fn log() -> WatchLog {
    WatchLog::new(date(28))
}

fn rule() -> Rule {
    Rule::Spike(Metric::Sales)
}

#[test]
fn what_is_new_is_said() {
    assert_eq!(verdict(&log(), &moment()), Verdict::Speak(Spoken::New));
}

#[test]
fn what_isnt_found_says_why() {
    let (settings, seen) = (watch(&[Metric::Sales]), jump(30));
    let (_, verdicts) = live_through(&settings, &seen, &mut log(), date(29), &moment());
    assert!(matches!(&verdicts[0], Verdict::Silent(Why::NothingFound { quiet: Quiet::BelowPercent { .. } })));
}

#[test]
fn a_state_that_lasts_is_told_once() {
    let mut log = log();
    log.lasting.insert(rule(), date(29));
    log.alerts.insert(rule(), Past { date: date(29), at: noon_after(date(29)) });
    let still = Why::StillSo { since: date(29), alerted: date(29) };
    assert_eq!(verdict(&log, &moment()), Verdict::Silent(still));
}

#[test]
fn a_cooldown_counts_hours_from_the_last_alert_of_the_rule() {
    let now = moment().now;
    for (ago, verdict_is) in [
        (hours(23), Verdict::Silent(Why::Cooldown { last: now - hours(23), until: now + hours(1) })),
        (hours(24), Verdict::Speak(Spoken::New)),
    ] {
        let mut log = log();
        log.alerts.insert(rule(), Past { date: date(28), at: now - ago });
        assert_eq!(verdict(&log, &moment()), verdict_is);
    }
    let mut log = log();
    log.alerts.insert(Rule::EnteredTop, Past { date: date(30), at: now });
    assert_eq!(verdict(&log, &moment()), Verdict::Speak(Spoken::New));
}

#[test]
fn what_a_snooze_kept_back_is_told_if_it_lasts() {
    let mut log = log();
    let until = noon_after(date(31));
    log.snoozed_until = Some(until);
    assert_eq!(verdict(&log, &moment()), Verdict::Silent(Why::Snoozed { until }));
    let (settings, mut values) = (watch(&[Metric::Sales]), ordinary(40));
    values[30..33].fill(500.0);
    let seen = seen(&sales(&values));
    let mut said = Vec::new();
    for date in date(30).iter_days().take(3) {
        let moment = Moment { now: noon_after(date), ..Moment::default() };
        said.push(live_through(&settings, &seen, &mut log, date, &moment).1.swap_remove(0));
    }
    assert_eq!(said[1], Verdict::Speak(Spoken::Since { since: date(30) }));
    assert_eq!(said[2], Verdict::Silent(Why::StillSo { since: date(30), alerted: date(31) }));
}

#[test]
fn a_muted_rule_says_nothing() {
    let mut log = log();
    log.muted.insert(rule());
    assert_eq!(verdict(&log, &moment()), Verdict::Silent(Why::Muted { rule: rule() }));
}

#[test]
fn quiet_hours_postpone_and_count_as_said() {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let quiet = QuietHours::new(time(11), time(15), Zone::default());
    let moment = Moment { quiet, ..moment() };
    let (settings, mut log) = (watch(&[Metric::Sales]), log());
    let (_, verdicts) = live_through(&settings, &jump(30), &mut log, date(30), &moment);
    let at = moment.now + hours(3);
    assert_eq!(verdicts[0], Verdict::Later { at });
    assert_eq!(log.alerts[&rule()], Past { date: date(30), at });
    let (_, verdicts) = live_through(&settings, &jump(30), &mut log, date(30), &moment);
    assert!(matches!(verdicts[0], Verdict::Silent(Why::StillSo { .. })));
}

#[test]
fn a_day_without_a_reading_ends_nothing() {
    let mut log = log();
    log.lasting.insert(rule(), date(29));
    log.held.insert(rule(), date(29));
    let settings = watch(&[Metric::Sales]);
    let (evaluation, _) = live_through(&settings, &Seen::default(), &mut log, date(30), &moment());
    assert_eq!(evaluation.checks[0].outcome, Err(Quiet::NoReading));
    assert_eq!((log.since(&rule()), log.held.get(&rule())), (Some(date(29)), Some(&date(29))));
}

#[test]
fn a_log_and_its_verdicts_can_be_kept() {
    let (settings, mut log) = (watch(&[Metric::Sales]), log());
    let (evaluation, verdicts) = live_through(&settings, &jump(30), &mut log, date(30), &moment());
    fn kept<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
        serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
    }
    assert_eq!(kept(&log), log);
    // A number may lose its last bit as JSON.
    let rules = |evaluation: &Evaluation| {
        evaluation.checks.iter().map(|check| (check.rule.clone(), check.since)).collect::<Vec<_>>()
    };
    assert_eq!(rules(&kept(&evaluation)), rules(&evaluation));
    assert_eq!(kept(&verdicts), verdicts);
    assert_eq!(kept(&settings), settings);
}
