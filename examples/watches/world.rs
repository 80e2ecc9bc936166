//! A database with many watches, and the bot's parts over it without Discord and without a network.

use crate::{market, nowhere::Nowhere};
use chrono::{DateTime, Utc};
use rankwatch::{
    clock::{Clock, Wait},
    domain::{
        Language, Region,
        watch::{Metric, WatchDraft, WatchLog, WatchSettings},
    },
    places::Places,
    rankings::{self, Rankings},
    store::{By, Store},
    watches::{self, Watches},
};
use std::{collections::BTreeMap, sync::Arc};

/// Watches that each creator has, each in a server of its own.
pub(crate) const OF_A_CREATOR: u64 = 5;
/// Watches that a server has, in channels of fifty.
pub(crate) const OF_A_SERVER: u64 = 100;
const CHANNELS: u64 = 2;
/// Creators that are written at once.
const CHUNK: usize = 1_000;
/// Who set them up.
const PERSON: u64 = 1_100_000_000_000_000_004;

/// Rankings and watches over a store, with the numbers of a market at a moment.
pub(crate) fn watches(
    store: &Store,
    source: &Arc<market::Market>,
    now: DateTime<Utc>,
) -> (Arc<Rankings>, Watches) {
    let clock: Arc<dyn Clock> = Arc::new(Standing(now));
    #[expect(clippy::disallowed_methods, reason = "the tool stands in for app, which starts work")]
    let spawn: rankings::Spawn = Arc::new(|work| drop(tokio::spawn(work)));
    let source = Arc::clone(source) as Arc<dyn rankings::Source>;
    let settings = rankings::Settings::default();
    let rankings = Arc::new(Rankings::new(store.clone(), source, Arc::clone(&clock), settings, spawn));
    let places = Places::new(Arc::new(Nowhere));
    let settings = watches::Settings::default();
    (Arc::clone(&rankings), Watches::new(store.clone(), rankings, places, clock, settings))
}

/// A clock that stands still: nothing takes too long.
#[derive(Debug)]
struct Standing(DateTime<Utc>);

impl Clock for Standing {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }

    fn sleep_until(&self, _moment: DateTime<Utc>) -> Wait<'_> {
        Box::pin(std::future::pending())
    }
}

/// Notes a day of so many creators, as if the source had been asked for each.
pub(crate) async fn note_day(store: &Store, creators: u64, day: u64) -> anyhow::Result<()> {
    let details: Vec<_> = (0..creators).map(|creator| market::detail(creator, day)).collect();
    for some in details.chunks(CHUNK) {
        store.note_details(market::date(day), some, market::noon_after(day)).await?;
    }
    Ok(())
}

/// Sets up watches that began on the market's first day: each creator's follow one another in the servers.
pub(crate) async fn set_up(store: &Store, count: u64, settings: fn(u64) -> Wish) -> anyhow::Result<()> {
    let servers = count.div_ceil(OF_A_SERVER).max(OF_A_CREATOR);
    let mut of_servers: BTreeMap<u64, Vec<(WatchSettings, WatchLog)>> = BTreeMap::new();
    for watch in 0..count {
        let server = watch % servers;
        let channel = 2_000_000 + server * CHANNELS + watch / servers % CHANNELS;
        let plain = WatchDraft::new(market::id(watch / OF_A_CREATOR), Region::default(), channel);
        let Wish { metrics, percent } = settings(watch % OF_A_CREATOR);
        let set = WatchSettings::try_from(WatchDraft { metrics, percent, ..plain })?;
        of_servers.entry(1_000_000 + server).or_default().push((set, WatchLog::new(market::date(0))));
    }
    let by = By { person: PERSON, now: market::noon_after(0) };
    for (server, watches) in of_servers {
        store.server_here(server, "Load", Language::EnUs).await?;
        store.add_watches(server, &watches, u32::MAX, by).await?;
    }
    Ok(())
}

/// What a watch counts, and its percentage.
pub(crate) struct Wish {
    metrics: Vec<Metric>,
    percent: Option<u32>,
}

/// The five watches of a creator: two are alike, as most are.
pub(crate) fn mixed(nth: u64) -> Wish {
    let (metrics, percent) = match nth {
        0 | 1 => (vec![Metric::Sales], None),
        2 => (vec![Metric::Sales], Some(100)),
        3 => (vec![Metric::Followers], None),
        _ => (vec![Metric::Sales, Metric::Followers, Metric::Gmv], None),
    };
    Wish { metrics, percent }
}

/// Units sold, by the defaults.
pub(crate) fn plain(_nth: u64) -> Wish {
    Wish { metrics: vec![Metric::Sales], percent: None }
}
