//! Watches, and what is said of them, for the tests of it.

use super::{
    alerts::{alert, creator, date, jumped, series, texts},
    boards::bodies,
    *,
};
use crate::{
    commands::{
        ImportView, PastAlert, Reasons, Tried, WatchChart, WatchDeed, WatchDraftView, WatchNotice,
        WatchReply, WatchWhy,
    },
    domain::watch::{
        Backtest, BadLimits, BadSettings, Baseline, Check, Climb, Correction, Evaluated, Finding, Glitch,
        Limits, Metric, Quiet, Ranked, Rule, Spoken, Verdict, Watch, WatchDraft, WatchId, WatchLog,
        WatchSettings, Why,
    },
};

pub(super) fn settings(change: impl FnOnce(&mut WatchDraft)) -> WatchSettings {
    let mut draft = WatchDraft::new(creator().user_id, Region::default(), 77);
    change(&mut draft);
    draft.try_into().unwrap()
}

pub(super) fn watch() -> Watch {
    Watch {
        id: WatchId(36),
        server: 1,
        number: 3,
        creator: creator(),
        settings: settings(|_| ()),
        log: WatchLog::new(date(-20)),
        evaluated: None,
        created_by: 1,
        created_at: DateTime::UNIX_EPOCH,
    }
}

pub(super) fn tried(alerts: usize, known: u32) -> Tried {
    let jump = |back: usize| {
        let mut finding = jumped(Metric::Sales, 1_240.0);
        if let Finding::Spike { day, .. } = &mut finding {
            day.date = date(-(back as i64));
        }
        finding
    };
    let suggested = Some(Limits::new(75, 50).unwrap());
    let backtest = Backtest { days: 30, alerts: (0..alerts).rev().map(jump).collect(), suggested };
    Tried { backtest, span: (date(-29), date(0)), known, backfill: Some(3) }
}

pub(super) fn both(answer: WatchReply) -> [Value; 2] {
    bodies(&Reply::Watch(answer))
}

pub(super) fn text(body: &Value) -> String {
    let content = body["content"].as_str().unwrap_or_default();
    [content, &texts(body)].concat().replace(['\\', '\u{200b}', '\u{2068}', '\u{2069}'], "").trim().to_owned()
}

pub(super) fn draft(tried: Tried) -> WatchReply {
    let settings = settings(|draft| {
        draft.metrics = vec![Metric::Rank, Metric::Sales];
        draft.mention = Some(9);
    });
    let draft = WatchDraftView { draft: 36, number: None, creator: creator(), settings, tried, credits: 1 };
    WatchReply::Draft(draft.into())
}

pub(super) fn why(checks: Vec<(Check, Verdict)>) -> WatchWhy {
    let evaluated = Evaluated { date: date(0), at: DateTime::UNIX_EPOCH, before: WatchLog::new(date(-20)) };
    WatchWhy {
        watch: watch(),
        reasons: Reasons {
            evaluated: Some(evaluated),
            checks,
            glitches: Vec::new(),
            quiet: None,
            newest: Some(date(0)),
            last: Some(PastAlert { alert: alert(jumped(Metric::Sales, 1_240.0)), at: DateTime::UNIX_EPOCH }),
            hindrance: None,
        },
        manages: true,
    }
}

pub(super) fn nothing(rule: Rule, quiet: Quiet) -> (Check, Verdict) {
    let check = Check { rule, outcome: Err(quiet.clone()), since: None };
    (check, Verdict::Silent(Why::NothingFound { quiet }))
}

pub(super) fn found(verdict: Verdict) -> (Check, Verdict) {
    let outcome = Ok(jumped(Metric::Sales, 1_240.0));
    (Check { rule: Rule::Spike(Metric::Sales), outcome, since: Some(date(0)) }, verdict)
}

pub(super) fn glitch() -> Glitch {
    Glitch::RegionJumped { metric: Metric::Sales, moved: 312, of: 400 }
}

pub(super) fn verdicts() -> Vec<Verdict> {
    let (at, rule) = (DateTime::UNIX_EPOCH, Rule::Spike(Metric::Sales));
    vec![
        Verdict::Speak(Spoken::New),
        Verdict::Later { at },
        Verdict::Hold { glitch: glitch() },
        Verdict::Silent(Why::StillSo { since: date(-1), alerted: date(-1) }),
        Verdict::Silent(Why::Muted { rule }),
        Verdict::Silent(Why::Snoozed { until: at }),
        Verdict::Silent(Why::Cooldown { last: at, until: at }),
    ]
}

pub(super) fn quiets() -> Vec<(Rule, Quiet)> {
    let (sales, climbs) = (Rule::Spike(Metric::Sales), Rule::Climb(Metric::Sales));
    let Finding::Spike { baseline, .. } = jumped(Metric::Sales, 1_240.0) else { panic!() };
    let baseline: Box<Baseline> = baseline.into();
    let climb = Climb { now: 300.0, before: 280.0, then: 220.0, since: date(-14) };
    let overtaken = Rule::Overtaken(UserId::new("1").unwrap());
    vec![
        (sales.clone(), Quiet::NoReading),
        (sales.clone(), Quiet::Corrected(Correction { date: date(0), from: 9_000.0, to: 8_000.0 })),
        (sales.clone(), Quiet::FirstReading),
        (climbs.clone(), Quiet::TooFewDays { days: 2, needed: 4 }),
        (sales.clone(), Quiet::BelowFloor { value: 12.0, floor: 50.0 }),
        (sales.clone(), Quiet::BelowPercent { value: 300.0, needed: 512.0, baseline: baseline.clone() }),
        (sales, Quiet::WithinSpread { value: 400.0, needed: 512.0, baseline }),
        (climbs, Quiet::NoClimb { climb, needed: 440.0 }),
        (Rule::EnteredTop, Quiet::NotInTop { rank: Ranked::Below(100), top: 10 }),
        (Rule::EnteredTop, Quiet::AlreadyInTop { rank: 7, before: 8 }),
        (Rule::RankJump, Quiet::RankBeforeUnknown { rank: 7 }),
        (Rule::RankJump, Quiet::FewPlaces { rank: 7, before: Ranked::At(12), needed: 10 }),
        (overtaken, Quiet::SameOrder { mine: 300.0, theirs: 250.0 }),
        (Rule::FellSilent, Quiet::NotSilent { days: 2, needed: 5 }),
        (Rule::FellSilent, Quiet::NeverSold),
    ]
}

pub(super) fn deeds() -> Vec<WatchDeed> {
    use WatchDeed::*;
    let rule = Rule::Spike(Metric::Sales);
    let limited = Limited { from: 50, to: 397 };
    let until = DateTime::UNIX_EPOCH;
    vec![Added, Edited, Snoozed(until), Woken, Muted(rule.clone()), Unmuted(rule), limited, Removed, Restored]
}

pub(super) fn import() -> ImportView {
    let unreadable = (vec!["vm.tiktok.com/x".to_owned()], 3);
    ImportView {
        draft: 36,
        known: 20,
        watched: 1,
        unknown: 180,
        credits: 18,
        unreadable,
        room: 50,
        channel: 77,
    }
}

pub(super) fn chart(days: u32) -> WatchChart {
    let values: Vec<f64> = (0..60).map(f64::from).collect();
    let series = series(Metric::Sales, &values);
    WatchChart { watch: watch(), series, days, usual: Some(30.0), limit: Some(45.0) }
}

pub(super) fn notices() -> Vec<WatchNotice> {
    let typed = "vm.tiktok.com/x".to_owned();
    let bad = [
        BadSettings::NoMetric,
        BadSettings::Limits(BadLimits::Percent),
        BadSettings::Limits(BadLimits::Floor),
        BadSettings::Cooldown,
        BadSettings::Top,
        BadSettings::Rivals,
        BadSettings::SilentDays,
    ];
    let mut notices: Vec<_> = bad.into_iter().map(WatchNotice::Settings).collect();
    notices.extend([
        WatchNotice::Unreadable { typed: typed.clone() },
        WatchNotice::Unknown { typed: typed.clone() },
        WatchNotice::Unasked { typed: typed.clone() },
        WatchNotice::Metrics { typed: typed.clone() },
        WatchNotice::TooHigh { floor: 900, best: 400.0, metric: Metric::Sales },
        WatchNotice::Watched { number: 3 },
        WatchNotice::Full { most: 500 },
        WatchNotice::NoSuchWatch { typed: typed.clone(), numbers: vec![1, 3] },
        WatchNotice::NoSuchWatch { typed, numbers: vec![] },
        WatchNotice::Gone,
        WatchNotice::ForgottenAlert,
        WatchNotice::NoDays,
        WatchNotice::BadFile { most: 100_000 },
        WatchNotice::TooMany { count: 700, most: 500 },
        WatchNotice::NobodyNamed,
    ]);
    notices
}
