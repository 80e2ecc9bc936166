//! Watches for the tests: who is watched, what is known of them, and what is said.

use super::{SERVER, at, by};
use crate::{
    domain::{
        Creator, CreatorDetail, Handle, Language, Meaning, Region, Target, UserId,
        watch::{
            Alert, Baseline, Day, Finding, Metric, News, Provenance, Sensitivity, Spoken, Watch, WatchDraft,
            WatchLog, WatchPost, WatchSettings,
        },
    },
    store::{Evaluations, NewPost, Store, WatchAdded},
};
use chrono::NaiveDate;

/// A date of November.
pub(crate) fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

pub(crate) fn id(number: u32) -> UserId {
    UserId::new(&number.to_string()).unwrap()
}

/// A creator of the US with a handle and a name of their own.
pub(crate) fn creator(number: u32) -> Creator {
    Creator {
        user_id: id(number),
        handle: Handle::new(&format!("creator.{number}")),
        name: Some(format!("Name {number}")),
        region: Region::of_key("US"),
    }
}

pub(crate) fn us() -> Region {
    Region::of_key("US").unwrap()
}

/// What is set of a watch of a creator's sales in the US.
pub(crate) fn draft(number: u32, channel: u64) -> WatchDraft {
    WatchDraft::new(id(number), us(), channel)
}

pub(crate) fn watching(number: u32, channel: u64) -> WatchSettings {
    draft(number, channel).try_into().unwrap()
}

/// A watch that begins on the 20th.
pub(crate) fn begun() -> WatchLog {
    WatchLog::new(date(20))
}

/// Watches a creator in channel 5.
pub(crate) async fn watched(store: &Store, number: u32) -> Watch {
    watch(store, &watching(number, 5)).await
}

pub(crate) async fn watch(store: &Store, settings: &WatchSettings) -> Watch {
    let number = settings.user_id.as_str().parse().unwrap();
    store.note_creators(&[creator(number)], at(-60)).await.unwrap();
    match store.add_watch(SERVER, settings, &begun(), 1000, by(-60)).await.unwrap() {
        WatchAdded::Yes(watch) => *watch,
        other => panic!("{other:?}"),
    }
}

/// Something is known of a creator at the end of a date of November.
pub(crate) async fn seen(store: &Store, number: u32, day: u32) {
    let detail = CreatorDetail { creator: creator(number), followers: None, units: Some(9), gmv: None };
    store.note_details(date(day), &[detail], at(0)).await.unwrap();
}

/// What a watch says of a date of November.
pub(crate) fn alert(watch: &Watch, day: u32) -> Alert {
    let from = Provenance::Trend { fetched_at: at(0) };
    let previous = Day { date: date(day - 1), value: 100.0, days: 1, from };
    let baseline = Baseline {
        previous: previous.clone(),
        median: 100.0,
        days: 28,
        week: 101.5,
        weekday: 1.0,
        weekdays: 4,
        expected: 100.7,
        spread: 0.3,
        is_thin: false,
    };
    Alert {
        watch: watch.id,
        number: watch.number,
        creator: watch.creator.clone(),
        region: watch.settings.region,
        finding: Finding::Spike {
            metric: Metric::Sales,
            day: Day { date: date(day), value: 900.0, ..previous },
            baseline,
            limits: Sensitivity::Normal.limits(Metric::Sales),
            needed: 262.9,
        },
        spoken: Spoken::New,
        days: vec![(date(day - 1), 100.0), (date(day), 900.0)],
        rival: Some(creator(99)),
    }
}

/// The post of an alert, to be given up after an hour.
pub(crate) fn alert_post(watch: &Watch, day: u32) -> NewPost {
    NewPost {
        kind: "alert",
        subject: watch.id.0,
        period: date(day).to_string(),
        server: watch.server,
        board: None,
        watch: Some(watch.id),
        target: Target::Channel(watch.settings.channel),
        meaning: Meaning::Watch(Box::new(WatchPost {
            language: Language::ZhCn,
            mentions: vec![u64::MAX],
            news: News::Alert(Box::new(alert(watch, day))),
        })),
        not_before: None,
        expires_at: at(3600),
    }
}

/// An evaluation of watches that changes nothing and says nothing.
pub(crate) fn evaluated(watches: &[&Watch], day: u32) -> Evaluations {
    let marked = watches.iter().map(|watch| watch.id).collect();
    let (changed, alerts, posts) = (Vec::new(), Vec::new(), Vec::new());
    Evaluations { date: date(day), now: at(0), marked, changed, alerts, posts }
}

/// A watch as it is in the store.
pub(crate) async fn again(store: &Store, watch: &Watch) -> Watch {
    store.watch_by_id(watch.id).await.unwrap().unwrap().0
}
